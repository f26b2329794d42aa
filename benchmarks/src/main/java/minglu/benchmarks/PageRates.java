package minglu.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Options;
import tools.jackson.databind.JsonNode;

/**
 * How long does the server need for each of the main pages once there is a long history?
 *
 * <p>Arguments: the shipped jar, and how many acts there are (100 000). They lie in the four years up to today, over thirty units. Each
 * page is opened some times to warm the server up, and when all have been, each of them twenty times; what counts is the time from the
 * request to the whole answer, on the same machine. Pages whose 95th percentile is above 300 ms are marked, and the exit status is then
 * 1. Everything is made below a temporary directory and removed.
 */
public final class PageRates {

    private static final int UNITS = 30;
    private static final int ACTS_OF_A_ROUND = 3;
    private static final int FILE_ROUNDS = 20_000;
    private static final int OPEN_ONE_IN = 60;
    private static final int CORRECTED_ONE_IN = 200;
    private static final int ANSWER_DAYS = 10;
    private static final int WARM_UPS = 5;
    private static final int READINGS = 20;
    private static final long LONGEST_MICROS = 300_000;
    private static final String UNIT = "u7";
    private static final String PASSWORD = "password-of-the-benchmark";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final Server server;
    private final Path directory;
    private final long rounds;
    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private final LocalDate firstDay = LocalDate.of(today.getYear() - 3, 1, 1);
    private long position;
    private boolean slow;

    private PageRates(Server server, Path directory, long acts) {
        this.server = server;
        this.directory = directory;
        this.rounds = acts / ACTS_OF_A_ROUND;
    }

    /** Prints one line per page. */
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        long acts = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100_000;
        Path directory = Files.createTempDirectory("minglu-pages");
        boolean slow;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(directory.resolve("postgres"), Options.defaults());
                Server server = Server.start(jar, directory.resolve("data"), postgres)) {
            PageRates rates = new PageRates(server, directory, acts);
            rates.define();
            rates.bringIn();
            rates.open();
            slow = rates.slow;
        } finally {
            delete(directory);
        }
        if (slow) {
            System.exit(1);
        }
    }

    private void define() throws IOException {
        server.put("/api/v1/units/district", "{\"name\":\"青山区\",\"kind\":\"government\"}");
        for (int unit = 0; unit < UNITS; unit++) {
            server.put(
                    "/api/v1/units/u" + unit,
                    "{\"name\":\"单位" + unit + "\",\"kind\":\"department\",\"reportingFrom\":" + firstDay.getYear()
                            + "}");
        }
        user("admin", null, "admin", "importer", "inspector");
        user("clerk", UNIT, "clerk", "reviewer");
        user("office", null, "consolidator");
        user("inspector", null, "inspector");
    }

    private void user(String name, String unit, String... roles) throws IOException {
        server.put(
                "/api/v1/users/" + name,
                "{\"password\":\"" + PASSWORD + "\",\"roles\":[\"" + String.join("\",\"", roles) + "\"],\"unit\":"
                        + (unit == null ? "null" : "\"" + unit + "\"") + "}");
    }

    private void bringIn() throws IOException {
        for (long done = 0; done < rounds; ) {
            Path file = directory.resolve("acts.ndjson");
            long end = Math.min(rounds, done + FILE_ROUNDS);
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (long round = done; round < end; round++) {
                    write(out, round);
                }
            }
            JsonNode result = server.post("/api/v1/imports", "application/x-ndjson", BodyPublishers.ofFile(file))
                    .json();
            if (result.get("rejected").longValue() != 0) {
                throw new IllegalStateException("not all rows are recorded: " + result);
            }
            done = end;
            position = result.get("lastPosition").longValue();
        }
        for (long reached = 0; reached < position; ) {
            reached = server.get("/api/v1/read-side").json().get("position").longValue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /** A request, mostly answered ten days later, sometimes corrected, and a licence, in the order of their days. */
    private void write(BufferedWriter out, long round) throws IOException {
        long days = ChronoUnit.DAYS.between(firstDay, today) - ANSWER_DAYS;
        LocalDate day = firstDay.plusDays(round * days / rounds);
        String request = "{\"unit\":\"u" + round % UNITS + "\",\"subject\":\"R-" + round + "\",\"id\":\"";
        String data =
                "{\"applicant\":\"" + (round % 3 == 0 ? "enterprise" : "natural-person") + "\",\"channel\":\"online\"}";
        out.write(
                request + "1\",\"type\":\"request-received\",\"occurredOn\":\"" + day + "\",\"data\":" + data + "}\n");
        if (round / UNITS % OPEN_ONE_IN != 0) {
            out.write(request + "2\",\"type\":\"request-decided\",\"occurredOn\":\"" + day.plusDays(ANSWER_DAYS)
                    + "\",\"data\":{\"outcome\":\"" + (round % 2 == 0 ? "granted" : "unavailable-not-held") + "\"}}\n");
        } else {
            out.write(request + "2\",\"type\":\"deadline-extended\",\"occurredOn\":\"" + day.plusDays(ANSWER_DAYS)
                    + "\",\"data\":{\"workingDays\":10,\"approvedBy\":\"分管负责人\"}}\n");
        }
        if (round / UNITS % CORRECTED_ONE_IN == 1) {
            out.write(request + "3\",\"type\":\"act-amended\",\"occurredOn\":\"" + day.plusDays(ANSWER_DAYS)
                    + "\",\"data\":{\"act\":\"1\",\"data\":{\"applicant\":\"legal-service\",\"channel\":\"online\"}},"
                    + "\"reason\":\"申请人类别选错\"}\n");
        }
        out.write("{\"unit\":\"u" + round % UNITS + "\",\"subject\":\"L-" + round
                + "\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"" + day
                + "\",\"data\":{\"kind\":\"licence\"}}\n");
    }

    private void open() throws IOException {
        System.out.printf("%-72s %8s %8s %8s%n", "acts " + position, "p50 ms", "p95 ms", "max ms");
        int year = today.getYear() - 1;
        String ofUnit = "?unit=" + UNIT + "&year=" + year;
        String ofDistrict = "?unit=district&year=" + year;
        // The last request of the unit in the history.
        long last = (rounds - 1 - 7) / UNITS * UNITS + 7;
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put(
                "clerk",
                List.of(
                        "/",
                        "/portal/acts",
                        "/portal/acts/request-received",
                        "/portal/acts/request-decided?unit=" + UNIT + "&subject=R-" + last,
                        "/portal/cases?kind=request",
                        "/portal/cases?state=open",
                        "/portal/cases?text=R-" + last,
                        "/portal/cases/" + UNIT + "/R-" + last,
                        "/portal/cases/" + UNIT + "/R-" + last + "/acts/1",
                        "/portal/cases/" + UNIT + "/R-" + last + "/acts/1/amend",
                        "/portal/imports",
                        "/portal/tables" + ofUnit,
                        "/portal/tables/cells/3.new.total" + ofUnit,
                        "/portal/returns/" + UNIT + "/" + year));
        pages.put(
                "office",
                List.of(
                        "/portal/office" + ofDistrict,
                        "/portal/office/returns/" + UNIT + "/" + year,
                        "/portal/office/reports/district/" + year,
                        "/portal/office/reports/district/" + year + "/reference",
                        "/portal/tables" + ofDistrict,
                        "/portal/tables" + ofDistrict + "&occurredUntil=" + year + "-08-17",
                        "/portal/tables/cells/3.new.total" + ofDistrict,
                        "/portal/tables/cells/3.carried-in.total" + ofDistrict,
                        "/portal/charts" + ofDistrict));
        pages.put(
                "inspector",
                List.of(
                        "/portal/inspect",
                        "/portal/inspect/time" + ofDistrict + "&knownAt=" + position / 2,
                        "/portal/inspect/diff" + ofDistrict + "&from=" + position * 9 / 10,
                        "/portal/inspect/replay/" + UNIT + "/R-" + last + "?step=1",
                        "/portal/inspect/corrections" + ofDistrict,
                        "/portal/inspect/sample" + ofDistrict + "&cell=3.total.total&n=20&seed=8-15-23",
                        "/portal/inspect/accesses"));
        Map<String, HttpClient> browsers = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> user : pages.entrySet()) {
            browsers.put(user.getKey(), signIn(user.getKey()));
            for (String page : user.getValue()) {
                read(browsers.get(user.getKey()), page, WARM_UPS);
            }
        }
        for (Map.Entry<String, List<String>> user : pages.entrySet()) {
            for (String page : user.getValue()) {
                measure(browsers.get(user.getKey()), page);
            }
        }
    }

    /** How long each of some readings of a page took, in microseconds. */
    private List<Long> read(HttpClient browser, String page, int readings) throws IOException {
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < readings; i++) {
            long start = System.nanoTime();
            HttpResponse<String> answer = send(browser, HttpRequest.newBuilder(URI.create(server.url() + page)));
            micros.add((System.nanoTime() - start) / 1000);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(page + " answers " + answer.statusCode() + ": " + answer.body());
            }
        }
        return micros;
    }

    private void measure(HttpClient browser, String page) throws IOException {
        List<Long> micros = read(browser, page, READINGS);
        micros.sort(Comparator.naturalOrder());
        long p95 = micros.get(READINGS * 95 / 100 - 1);
        boolean tooSlow = p95 > LONGEST_MICROS;
        slow |= tooSlow;
        System.out.printf(
                "%-72s %8.1f %8.1f %8.1f%s%n",
                page,
                micros.get(READINGS / 2) / 1000.0,
                p95 / 1000.0,
                micros.get(READINGS - 1) / 1000.0,
                tooSlow ? "  > 300 ms" : "");
    }

    /** A browser of its own for a user, signed in by the form. */
    private HttpClient signIn(String user) throws IOException {
        HttpClient browser = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
        URI login = URI.create(server.url() + "/login");
        Matcher token =
                TOKEN.matcher(send(browser, HttpRequest.newBuilder(login)).body());
        if (!token.find()) {
            throw new IllegalStateException("the form at " + login + " has no token");
        }
        String form = "username=" + user + "&password=" + PASSWORD + "&_csrf="
                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(
                browser,
                HttpRequest.newBuilder(login)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
        String next = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || next.contains("/login")) {
            throw new IllegalStateException("signing in as " + user + " answers " + answer.statusCode() + " " + next);
        }
        return browser;
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) throws IOException {
        try {
            return browser.send(
                    request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
