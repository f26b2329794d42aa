package minglu.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** The row {@code city}: a city's whole year, act by act, until the tables equal the published ones, and its rebuild. */
final class Publishing {

    private static final double POLL_SECONDS = 1;

    private final Run run;
    private final Report report;
    private final Installation installation;
    private final PublishedYear year;
    private final Path file;

    private Publishing(Run run, Installation installation, PublishedYear year, Path file) {
        this.run = run;
        this.report = run.report();
        this.installation = installation;
        this.year = year;
        this.file = file;
    }

    /** Measures the report that {@code --report} names. */
    static void measure(Run run) throws IOException, SQLException {
        Report report = run.report();
        report.begin("city");
        String named = run.option("report");
        if (named == null || !Files.isRegularFile(Path.of(named))) {
            report.note("city NOT MEASURED: name the file of a published report with --report");
            return;
        }
        try (Installation installation = Installation.ofOneProcess(run, "city")) {
            run.say("city: writing the acts of " + named);
            Path file = installation.resolve("acts.ndjson");
            PublishedYear year = PublishedYear.write(
                    run.jar(),
                    installation.resolve("jar"),
                    Path.of(named),
                    file,
                    run.size("single-decisions", Long.MAX_VALUE, 2_000));
            new Publishing(run, installation.start(), year, file).measure();
        }
    }

    private void measure() throws IOException, SQLException {
        report.circumstance(
                "report", Path.of(run.option("report")).getFileName().toString());
        report.circumstance("acts", String.valueOf(year.acts()));
        report.circumstance("units", String.valueOf(year.definitions().size()));
        report.circumstance("megabytes of the file", String.valueOf(Files.size(file) / 1_000_000));
        installation.define();
        for (Map.Entry<String, String> unit : year.definitions().entrySet()) {
            installation.writeSide().putAsAdmin("/api/v1/units/" + unit.getKey(), unit.getValue());
        }
        run.say(String.format(
                Locale.ROOT,
                "city: %,d acts over %d units",
                year.acts(),
                year.definitions().size()));
        Cpu before = installation.cpu();
        long start = System.nanoTime();
        long last = bringIn(start);
        JsonNode tables = installation.tables("district", year.year(), last);
        double seconds = (System.nanoTime() - start) / 1e9;
        compare(tables);
        report.table(
                "processor time, each act",
                "µs",
                installation.cpu().since(before).microsEach(year.acts()));
        report.figure("import until the tables equal the published ones", "s", seconds);
        report.figure("the same", "acts/s", year.acts() / seconds);
        report.figure(
                "most memory of the server",
                "MiB",
                Cpu.peakMebibytes(installation.writeSide().pid()));
        installation.awaitCalm();
        report.figure("storage an act", "bytes", installation.bytes() / year.acts());
        report.verdict("import until the tables equal the published ones", "s", seconds, Report.Kind.AT_MOST, 480, 240);
        run.say("city: rebuild");
        double rate = installation.rebuild();
        double rebuilt = year.acts() / rate;
        report.figure("rebuild, every row compared", "events/s", rate);
        report.verdict("rebuild", "s", rebuilt, Report.Kind.AT_MOST, 110, 45);
    }

    private long bringIn(long start) throws IOException {
        String location = installation.writeSide().importFile(file, false).location();
        Map<String, Double> progress = new LinkedHashMap<>();
        long doneBefore = 0;
        long tenth = Math.max(1, year.acts() / 10);
        double before = 0;
        while (true) {
            JsonNode state = installation.writeSide().get(location).succeed().json();
            double now = (System.nanoTime() - start) / 1e9;
            long done = state.path("rowsDone").asLong();
            boolean over = !state.path("state").asString().equals("running");
            if (done - doneBefore >= tenth || over && done > doneBefore) {
                double rate = (done - doneBefore) / (now - before);
                progress.put(String.format(Locale.ROOT, "up to row %,d", done), rate);
                run.say(String.format(Locale.ROOT, "city: %,d rows, %,.0f/s", done, rate));
                doneBefore = done;
                before = now;
            }
            if (over) {
                if (state.path("recorded").asLong() != year.acts()) {
                    throw new IllegalStateException("not all acts are recorded: " + state);
                }
                report.table("recorded, by tenths of the file", "acts/s", progress);
                return state.path("lastPosition").asLong();
            }
            LockSupport.parkNanos((long) (POLL_SECONDS * TimeUnit.SECONDS.toNanos(1)));
        }
    }

    private void compare(JsonNode tables) {
        Map<String, BigDecimal> expected = year.cells();
        Map<String, String> different = new TreeMap<>();
        expected.forEach((cell, number) -> {
            JsonNode found = tables.path("cells").path(cell);
            if (found.isMissingNode() || new BigDecimal(found.asString()).compareTo(number) != 0) {
                different.put(cell, number.toPlainString() + " published, " + found + " counted");
            }
        });
        if (!different.isEmpty()) {
            throw new IllegalStateException("the tables are not the published ones: " + different);
        }
        report.figure("cells that equal the published ones", "", expected.size());
        report.circumstance("cells", String.valueOf(tables.path("cells").size()));
        if (!year.unreachable().isEmpty()) {
            report.circumstance("cells in which the report contradicts itself", String.join(" ", year.unreachable()));
        }
    }
}
