package minglu.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rows {@code tables}, {@code known-at} and {@code growth}: one installation of 300 units into which a history is imported, and what
 * reading and importing cost as it grows.
 */
final class Growing {

    private static final int UNITS = 300;
    private static final long FILE_ROUNDS = 33_333;
    private static final String NODE = "/api/v1/tables?unit=district&year=" + Acts.MIXED_YEAR;
    private static final String DAY = "&occurredUntil=" + Acts.MIXED_YEAR + "-08-17";

    private final Run run;
    private final Report report;
    private final long early;
    private final long all;
    private final Map<String, Double> rates = new LinkedHashMap<>();
    private final Map<String, Double> sizes = new LinkedHashMap<>();
    private long done;
    private long position;

    Growing(Run run, Set<String> wanted) {
        this.run = run;
        this.report = run.report();
        this.early = run.sized(100_000, 6_000);
        boolean growthOnly = wanted.equals(Set.of("growth"));
        this.all = Math.max(early, run.size("acts", growthOnly ? 10_000_000 : 5_000_000, 30_000));
    }

    /** Measures those of its rows that are wanted. */
    void measure(Set<String> wanted) throws IOException, SQLException {
        try (Installation installation = Installation.ofOneProcess(run, "growing")) {
            installation.start().define(Installation.units(UNITS));
            Rounds atFirst = null;
            List<Long> stops = new ArrayList<>();
            for (long decade = 10_000; decade < all; decade *= 10) {
                stops.add(decade);
            }
            stops.add(early);
            stops.add(all);
            for (long stop : stops.stream().distinct().sorted().toList()) {
                grow(installation, stop);
                if (stop == early && wanted.contains("tables")) {
                    report.begin("tables");
                    atFirst = tables(installation);
                }
            }
            if (wanted.contains("growth")) {
                report.begin("growth");
                report.table("import between the sizes, until the tables show it", "acts/s", rates);
                report.table("everything in the database but the write-ahead log", "bytes an act", sizes);
            }
            if (wanted.contains("tables")) {
                Rounds atLast = tables(installation);
                report.verdict(
                        String.format(Locale.ROOT, "tables of 300 units, p99 at %,d ÷ at %,d", all, early),
                        "",
                        atLast.median() / atFirst.median(),
                        Report.Kind.AT_MOST,
                        1.3,
                        1.1);
            }
            if (wanted.contains("known-at")) {
                knownAt(installation);
            }
        }
    }

    private void grow(Installation installation, long acts) throws IOException, SQLException {
        long from = done;
        double seconds = 0;
        Path file = installation.resolve("acts.ndjson");
        while (done + Acts.ACTS_OF_A_ROUND <= acts) {
            long rounds = Math.min(FILE_ROUNDS, (acts - done) / Acts.ACTS_OF_A_ROUND);
            Acts.mixed(file, done / Acts.ACTS_OF_A_ROUND, rounds, UNITS);
            Installation.Imported imported =
                    installation.bringIn(file, rounds * Acts.ACTS_OF_A_ROUND, "recorded", "district", Acts.MIXED_YEAR);
            seconds += imported.shown();
            position = imported.lastPosition();
            done += rounds * Acts.ACTS_OF_A_ROUND;
        }
        installation.awaitCalm();
        double rate = (done - from) / seconds;
        rates.put(String.format(Locale.ROOT, "%,d to %,d acts", from, done), rate);
        sizes.put(String.format(Locale.ROOT, "%,d acts", done), installation.bytes() / done);
        run.say(String.format(Locale.ROOT, "growing: %,d acts, the last part at %,.0f acts/s", done, rate));
    }

    private Rounds tables(Installation installation) throws IOException {
        int readings = run.sized(200, 20);
        Rounds typical = new Rounds();
        Rounds late = new Rounds();
        try (HttpLoad load = new HttpLoad(installation.readSide().port(), 1)) {
            Supplier<byte[]> reading = () -> Acts.reading(NODE);
            warmUp(load, reading);
            for (int round = 0; round < run.rounds(5); round++) {
                Rounds millis = read(load, readings, reading);
                typical.add(millis.median());
                late.add(millis.quantile(0.99));
            }
        }
        String when = String.format(Locale.ROOT, "tables of a node with 300 units at %,d acts, ", done);
        report.figure(when + "p50", "ms", typical);
        report.figure(when + "p99", "ms", late);
        return late;
    }

    private void knownAt(Installation installation) throws IOException {
        run.say("known-at");
        report.begin("known-at");
        report.circumstance("acts", String.valueOf(done));
        Rounds worst = new Rounds();
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("node of 300 units", NODE);
        paths.put("node of 300 units up to a day", NODE + DAY);
        paths.put("one unit", NODE.replace("district", "u7"));
        paths.put("one unit up to a day", NODE.replace("district", "u7") + DAY);
        for (Map.Entry<String, String> path : paths.entrySet()) {
            worst.add(compare(installation, path.getKey(), path.getValue()));
        }
        report.verdict(
                "knownAt anywhere ÷ now, the worst of the medians", "", worst.highest(), Report.Kind.AT_MOST, 2, 1.2);
    }

    private double compare(Installation installation, String what, String path) throws IOException {
        int readings = run.sized(100, 10);
        Random random = new Random(7);
        Rounds now = new Rounds();
        Rounds then = new Rounds();
        Rounds ratios = new Rounds();
        try (HttpLoad load = new HttpLoad(installation.readSide().port(), 1)) {
            Supplier<byte[]> live = () -> Acts.reading(path);
            Supplier<byte[]> known =
                    () -> Acts.reading(path + "&knownAt=" + (1 + (long) (random.nextDouble() * position)));
            read(load, readings, live);
            read(load, readings, known);
            for (int round = 0; round < run.rounds(5); round++) {
                Rounds liveOnes = new Rounds();
                Rounds knownOnes = new Rounds();
                for (int i = 0; i < readings; i++) {
                    // In turn, so that both meet the same machine.
                    liveOnes.addAll(read(load, 1, live));
                    knownOnes.addAll(read(load, 1, known));
                }
                now.addAll(liveOnes);
                then.addAll(knownOnes);
                ratios.add(knownOnes.median() / liveOnes.median());
            }
        }
        report.figure(what + ", now, p50", "ms", now.median());
        report.figure(what + ", now, p99", "ms", now.quantile(0.99));
        report.figure(what + ", known at any position, p50", "ms", then.median());
        report.figure(what + ", known at any position, p99", "ms", then.quantile(0.99));
        report.figure(what + ", ratio of the medians", "", ratios);
        return ratios.median();
    }

    private void warmUp(HttpLoad load, Supplier<byte[]> reading) throws IOException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            double median = read(load, run.sized(200, 20), reading).median();
            if (median > best * 0.97) {
                return;
            }
            best = Math.min(best, median);
        }
    }

    /** Milliseconds of so many readings, one after the other. */
    private static Rounds read(HttpLoad load, int readings, Supplier<byte[]> reading) throws IOException {
        Rounds millis = new Rounds();
        load.times(readings, reading, answer -> {
            answer.succeed();
            millis.add(answer.millisFromSending());
        });
        return millis;
    }
}
