package minglu.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The row {@code start}: from the start of the process, its own PostgreSQL included, until it says it is ready, on a long history. */
final class Starting {

    private static final int UNITS = 30;
    private static final int CLIENTS = 8;
    private static final long FILE_ROUNDS = 33_333;

    private final Run run;
    private final Workplace place;

    private Starting(Run run, Workplace place) {
        this.run = run;
        this.place = place;
    }

    /** Measures starts after orderly stops, and after kills within a load. */
    static void measure(Run run) throws IOException {
        try (Workplace place = run.workplace("start")) {
            new Starting(run, place).measure();
        }
    }

    private void measure() throws IOException {
        Report report = run.report();
        report.begin("start");
        long acts = run.size("start-acts", 1_000_000, 9_000);
        Server server = start();
        try {
            run.say(String.format(Locale.ROOT, "start: an empty installation in %.1f s", server.secondsToReady()));
            report.figure("start of an empty installation", "s", server.secondsToReady());
            bringIn(server, acts);
            server.close();
            Rounds orderly = new Rounds();
            for (int round = 0; round < run.rounds(3); round++) {
                server = start();
                orderly.add(server.secondsToReady());
                server.close();
            }
            String what = String.format(Locale.ROOT, "start to ready on %,d acts, after ", acts);
            report.figure(what + "an orderly stop", "s", orderly);
            Rounds killed = new Rounds();
            server = start();
            for (int round = 0; round < run.rounds(3); round++) {
                try (HttpLoad load = new HttpLoad(server.port(), CLIENTS)) {
                    load.closed(run.sized(5, 2), Acts.singles("K" + round), HttpLoad.Answer::succeed);
                }
                server.killHard();
                server = start();
                killed.add(server.secondsToReady());
            }
            report.figure(what + "SIGKILL", "s", killed);
            report.verdict(
                    "start to ready, the slower of both medians",
                    "s",
                    Math.max(orderly.median(), killed.median()),
                    Report.Kind.AT_MOST,
                    8,
                    4);
        } finally {
            server.close();
        }
    }

    private Server start() throws IOException {
        int port = Server.freePort();
        return Server.start(
                Installation.serving(run, port, place.resolve("data")), Map.of(), port, place.resolve("server.log"));
    }

    private void bringIn(Server server, long acts) throws IOException {
        run.say(String.format(Locale.ROOT, "start: importing %,d acts", acts));
        Installation.define(server, List.of(Installation.units(UNITS)));
        Installation.define(server, List.of(Acts.UNIT));
        Path file = place.resolve("acts.ndjson");
        for (long done = 0; done < acts / Acts.ACTS_OF_A_ROUND; ) {
            long rounds = Math.min(FILE_ROUNDS, acts / Acts.ACTS_OF_A_ROUND - done);
            Acts.mixed(file, done, rounds, UNITS);
            JsonNode result = server.importFile(file, true).json();
            if (result.path("recorded").asLong() != rounds * Acts.ACTS_OF_A_ROUND) {
                throw new IllegalStateException("not all rows are recorded: " + result);
            }
            done += rounds;
            // A start after an orderly stop has nothing to catch up with.
            Installation.tables(
                    server,
                    "district",
                    Acts.MIXED_YEAR,
                    result.path("lastPosition").asLong());
        }
    }
}
