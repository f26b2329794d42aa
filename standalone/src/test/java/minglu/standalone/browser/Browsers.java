package minglu.standalone.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The one browser of all tests of pages. */
final class Browsers {

    /** Where Debian and its children put it; the browser without windows needs a third of the time. */
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium-headless-shell"),
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"));

    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Browser browser;

    private Browsers() {}

    /** Whether a missing browser is a failure and no reason to skip. */
    static boolean required() {
        return System.getenv("CI") != null || Boolean.getBoolean("minglu.browser.required");
    }

    static boolean present() {
        return PLACES.stream().anyMatch(Files::isExecutable);
    }

    static synchronized Browser shared() {
        if (browser == null) {
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "close-browser"));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(PLACES.stream()
                                    .filter(Files::isExecutable)
                                    .findFirst()
                                    .orElseThrow(() -> new IllegalStateException("no browser at " + PLACES)))
                            .setArgs(ARGUMENTS)
                            .setHeadless(true));
        }
        return browser;
    }
}
