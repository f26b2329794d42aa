package minglu.standalone.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * What tests of pages stand on: a browser as a person has it, on the shared server. Whatever they do, the console
 * must not complain, for example of the content policy.
 */
abstract class BrowserTest {

    private static final int MOST_BYTES = 300_000;
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String AXE_RUN = "() => axe.run({resultTypes: ['violations']}).then(r => r.violations"
            + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
            + ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' | ')))";

    private static final String AXE_SOURCE = axe();
    /** The session of each user who signed in, for the tests after it. */
    private static final Map<String, Cookie> SIGNED_IN = new ConcurrentHashMap<>();

    PortalServer server;
    BrowserContext context;
    Page page;
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Integer> sizes = new HashMap<>();

    @BeforeAll
    static void browserIsThere() {
        if (!Browsers.present() && !Browsers.required()) {
            System.err.println(
                    "NO BROWSER: the tests of pages are skipped; install chromium-headless-shell or chromium to run them");
        }
        Assumptions.assumeTrue(Browsers.present() || Browsers.required());
    }

    @BeforeEach
    void freshBrowser() {
        server = PortalServer.shared();
        page = newPage(new Browser.NewContextOptions());
    }

    @AfterEach
    void nothingWasComplainedOf() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    /** A browser without JavaScript in place of the other one. */
    void withoutScript() {
        context.close();
        page = newPage(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    private Page newPage(Browser.NewContextOptions options) {
        context = Browsers.shared()
                .newContext(options.setBaseURL(server.url()).setLocale("zh-CN").setViewportSize(1280, 900));
        context.setDefaultTimeout(20_000);
        Page fresh = context.newPage();
        fresh.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("the server responded with a status of")) {
                complaints.add(message.text());
            }
        });
        fresh.onPageError(complaints::add);
        return fresh;
    }

    /** Makes the browser one that a user has signed in with before; the first time by the form. */
    void signIn(String user) {
        Cookie before = SIGNED_IN.get(user);
        if (before != null) {
            context.addCookies(List.of(before));
            page.navigate("/");
        }
        // Whoever signed out, or was changed, is asked again.
        if (before == null || page.url().contains("/login")) {
            signInByForm(user);
            context.cookies().stream()
                    .filter(cookie -> cookie.name.equals("JSESSIONID"))
                    .forEach(cookie -> SIGNED_IN.put(user, cookie));
        }
    }

    /** Signs a user in by the form. */
    void signInByForm(String user) {
        page.navigate("/login");
        page.fill("#username", user);
        page.fill("#password", PortalServer.PASSWORD);
        page.click("main button[type=submit]");
        page.waitForURL(address -> !address.contains("/login"));
    }

    /** Opens a page; {@link EveryPage} holds each to what all pages promise. */
    void open(String path) {
        assertThat(page.navigate(path).status()).as(path).isLessThan(400);
    }

    /**
     * Opens a page and weighs it, as it is for somebody who comes for the first time: what the browser keeps from an earlier page is
     * weighed as it was when it came. The library that draws charts is left out.
     */
    Response weigh(String path, List<String> faults) {
        Map<String, Integer> parts = new HashMap<>();
        Consumer<Request> keep = request ->
                parts.put(request.url(), sizes.merge(request.url(), request.sizes().responseBodySize, Math::max));
        page.onRequestFinished(keep);
        Response response = page.navigate(path);
        page.offRequestFinished(keep);
        parts.keySet().removeIf(url -> url.contains("/echarts"));
        int bytes = parts.values().stream().mapToInt(size -> size).sum();
        if (bytes <= 0 || bytes >= MOST_BYTES) {
            faults.add(bytes + " bytes: " + parts);
        }
        return response;
    }

    /** What the console complained of since it was last asked, for example of scripts that the content policy forbids. */
    List<String> complaints() {
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        return said;
    }

    /** What a checker of accessibility calls serious or critical in the page as it stands. */
    List<String> inaccessible() {
        if (!(boolean) page.evaluate("() => 'axe' in window")) {
            // By the debugger: the page's own policy, which lets in no such script, stays in force.
            page.evaluate(AXE_SOURCE);
        }
        return ((List<?>) page.evaluate(AXE_RUN)).stream().map(String::valueOf).toList();
    }

    /** Holds the page, as it stands, to the checker of accessibility: for what no address shows, such as errors in a form. */
    void isAccessible() {
        assertThat(inaccessible()).as(page.url()).isEmpty();
    }

    /** A picture of the page as it stands, where a directory for them is given. */
    void picture(String name) {
        String directory = System.getProperty("minglu.pictures");
        if (directory != null && !directory.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(directory, name + ".png"))
                    .setFullPage(true));
        }
    }

    private static String axe() {
        try (InputStream in = BrowserTest.class.getResourceAsStream(AXE)) {
            return new String(Objects.requireNonNull(in, AXE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
