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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The row {@code pages}: how long the server needs for each of the main pages once there is a long history. */
final class Pages {

    private static final int UNITS = 30;
    private static final int FILE_ROUNDS = 20_000;
    private static final int OPEN_ONE_IN = 60;
    private static final int CORRECTED_ONE_IN = 200;
    private static final int ANSWER_DAYS = 10;
    private static final int WARM_UPS = 5;
    private static final int READINGS = 20;
    private static final double LONGEST_MILLIS = 300;
    private static final String UNIT = "u7";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final Run run;
    private final Installation installation;
    private final long rounds;
    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private final LocalDate firstDay = LocalDate.of(today.getYear() - 3, 1, 1);
    private long position;

    private Pages(Run run, Installation installation) {
        this.run = run;
        this.installation = installation;
        this.rounds = run.size("page-acts", 100_000, 6_000) / Acts.ACTS_OF_A_ROUND;
    }

    /** Measures each page after it has been opened some times. */
    static void measure(Run run) throws IOException {
        run.say("pages");
        try (Installation installation = Installation.ofOneProcess(run, "pages")) {
            Pages pages = new Pages(run, installation.start());
            pages.define();
            pages.bringIn();
            pages.open();
        }
    }

    private void define() throws IOException {
        installation.define(Installation.units(UNITS));
        user("clerk", UNIT, "clerk", "reviewer");
        user("office", null, "consolidator");
        user("inspector", null, "inspector");
    }

    private void user(String name, String unit, String... roles) throws IOException {
        installation
                .writeSide()
                .putAsAdmin(
                        "/api/v1/users/" + name,
                        "{\"password\":\"" + Server.PASSWORD + "\",\"roles\":[\"" + String.join("\",\"", roles)
                                + "\"],\"unit\":" + (unit == null ? "null" : "\"" + unit + "\"") + "}");
    }

    private void bringIn() throws IOException {
        Path file = installation.resolve("acts.ndjson");
        for (long done = 0; done < rounds; ) {
            long end = Math.min(rounds, done + FILE_ROUNDS);
            long rows = 0;
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (long round = done; round < end; round++) {
                    rows += write(out, round);
                }
            }
            position = installation
                    .bringIn(file, rows, "recorded", "district", today.getYear())
                    .lastPosition();
            done = end;
        }
    }

    /** A request, mostly answered ten days later, sometimes corrected, and a licence, in the order of their days. */
    private int write(BufferedWriter out, long round) throws IOException {
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
        boolean corrected = round / UNITS % CORRECTED_ONE_IN == 1;
        if (corrected) {
            out.write(request + "3\",\"type\":\"act-amended\",\"occurredOn\":\"" + day.plusDays(ANSWER_DAYS)
                    + "\",\"data\":{\"act\":\"1\",\"data\":{\"applicant\":\"legal-service\",\"channel\":\"online\"}},"
                    + "\"reason\":\"申请人类别选错\"}\n");
        }
        out.write("{\"unit\":\"u" + round % UNITS + "\",\"subject\":\"L-" + round
                + "\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"" + day
                + "\",\"data\":{\"kind\":\"licence\"}}\n");
        return corrected ? 4 : 3;
    }

    private void open() throws IOException {
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
        Map<String, Double> typical = new LinkedHashMap<>();
        Map<String, Double> late = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> user : pages.entrySet()) {
            for (String page : user.getValue()) {
                Rounds millis = read(browsers.get(user.getKey()), page, READINGS);
                typical.put(page, millis.median());
                late.put(page, millis.quantile(0.95));
            }
        }
        Report report = run.report();
        report.begin("pages");
        report.circumstance("acts", String.valueOf(position));
        report.table("page, median", "ms", typical);
        report.table("page, 95th percentile", "ms", late);
        report.verdict(
                "slowest page, 95th percentile",
                "ms",
                late.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                Report.Kind.AT_MOST,
                LONGEST_MILLIS,
                LONGEST_MILLIS / 2);
    }

    /** How long each of some readings of a page took, in milliseconds. */
    private Rounds read(HttpClient browser, String page, int readings) throws IOException {
        Rounds millis = new Rounds();
        for (int i = 0; i < readings; i++) {
            long start = System.nanoTime();
            HttpResponse<String> answer = send(
                    browser,
                    HttpRequest.newBuilder(URI.create(installation.readSide().url() + page)));
            millis.add((System.nanoTime() - start) / 1e6);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(page + " answers " + answer.statusCode() + ": " + answer.body());
            }
        }
        return millis;
    }

    /** A browser of its own for a user, signed in by the form. */
    private HttpClient signIn(String user) throws IOException {
        HttpClient browser = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
        URI login = URI.create(installation.readSide().url() + "/login");
        Matcher token =
                TOKEN.matcher(send(browser, HttpRequest.newBuilder(login)).body());
        if (!token.find()) {
            throw new IllegalStateException("the form at " + login + " has no token");
        }
        String form = "username=" + user + "&password=" + Server.PASSWORD + "&_csrf="
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
}
