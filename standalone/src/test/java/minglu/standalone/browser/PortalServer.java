package minglu.standalone.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;

/** The one server that all tests of pages share, with a small district on it. */
final class PortalServer {

    static final String PASSWORD = "a-password-of-the-tests";

    /** What is due next year, and which year is over, must not depend on when the test runs. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private static PortalServer shared;
    private static boolean failed;

    private final MingluProcess process;
    private final Api importer;

    private PortalServer(MingluProcess process) {
        this.process = process;
        Api admin = process.admin();
        Api.require(admin.put("/api/v1/units/district", "{\"name\":\"青山区\",\"kind\":\"government\"}"), 200, 201);
        unit(admin, "jyj", "教育局", 2024);
        unit(admin, "wjj", "卫生健康局", 2024);
        admin.user("zhang", PASSWORD, "jyj", "clerk");
        admin.user("li", PASSWORD, "jyj", "reviewer");
        admin.user("wang", PASSWORD, "wjj", "clerk", "reviewer");
        admin.user("chen", PASSWORD, null, "consolidator");
        admin.user("zhao", PASSWORD, null, "publisher");
        admin.user("sun", PASSWORD, null, "inspector");
        admin.user("importer", PASSWORD, null, "importer");
        importer = process.api("importer", PASSWORD);
        // The years that come with the program end with this one.
        int next = today().getYear() + 1;
        Api.require(
                admin.put(
                        "/api/v1/calendar/" + next,
                        "{\"makeupWorkdays\":[],\"weekdaysOff\":[{\"date\":\"%s\",\"holiday\":\"元旦\"}]}"
                                .formatted(firstWeekday(next))),
                200,
                201);
    }

    private static LocalDate firstWeekday(int year) {
        LocalDate day = LocalDate.of(year, 1, 1);
        while (day.getDayOfWeek().getValue() > 5) {
            day = day.plusDays(1);
        }
        return day;
    }

    static synchronized PortalServer shared() {
        if (shared == null) {
            if (failed) {
                throw new IllegalStateException("the server did not start for an earlier test");
            }
            failed = true;
            try {
                Path data = Files.createTempDirectory("minglu-pages").resolve("data");
                MingluProcess process = new MingluProcess(data, "-Xmx384m");
                Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop-portal-server"));
                shared = new PortalServer(process.at(TODAY + "T04:00:00Z").start());
                failed = false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    /** Today where the server does business. */
    static LocalDate today() {
        return TODAY;
    }

    String url() {
        return process.url();
    }

    Api admin() {
        return process.admin();
    }

    Api api(String user) {
        return process.api(user, PASSWORD);
    }

    /** Records an act and answers its position. */
    long record(String json) {
        return Api.require(importer.post("/api/v1/acts", json), 200, 201)
                .json()
                .get("position")
                .longValue();
    }

    private static void unit(Api admin, String unit, String name, int from) {
        Api.require(
                admin.put(
                        "/api/v1/units/" + unit,
                        "{\"name\":\"" + name + "\",\"kind\":\"department\",\"reportingFrom\":" + from + "}"),
                200,
                201);
    }
}
