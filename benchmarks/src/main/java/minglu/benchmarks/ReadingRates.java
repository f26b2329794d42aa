package minglu.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Options;
import tools.jackson.databind.JsonNode;

/**
 * How fast is the read side rebuilt from the events, and what does it cost to read tables as they were known in the middle of a long
 * history, compared with reading them as they are now?
 *
 * <p>Arguments: the shipped jar, the acts after which it is rebuilt (100 000), and the acts of the whole history (1 000 000). They
 * are imported in files, so the second part takes as long as importing them. Everything is made below a temporary directory and
 * removed.
 */
public final class ReadingRates {

    private static final int UNITS = 30;
    private static final int ACTS_OF_A_ROUND = 3;
    private static final int FILE_ROUNDS = 20_000;
    private static final int READINGS = 40;
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 1, 1);
    private static final int DAYS = 4 * 365 - 30;
    private static final int YEAR = 2023;

    private final Server server;
    private final Path directory;
    private final long rounds;
    private long done;
    private long position;

    private ReadingRates(Server server, Path directory, long acts) {
        this.server = server;
        this.directory = directory;
        this.rounds = acts / ACTS_OF_A_ROUND;
    }

    /** Prints one line per figure. */
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        long rebuilt = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100_000;
        long all = Math.max(rebuilt, arguments.length > 2 ? Long.parseLong(arguments[2]) : 1_000_000);
        Path directory = Files.createTempDirectory("minglu-reading");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(directory.resolve("postgres"), Options.defaults());
                Server server = Server.start(jar, directory.resolve("data"), postgres)) {
            ReadingRates rates = new ReadingRates(server, directory, all);
            rates.define();
            rates.importUpTo(rebuilt / ACTS_OF_A_ROUND);
            rates.rebuild();
            rates.importUpTo(rates.rounds);
            rates.read();
        } finally {
            delete(directory);
        }
    }

    private void define() throws IOException {
        for (int unit = 0; unit < UNITS; unit++) {
            server.put(
                    "/api/v1/units/u" + unit,
                    "{\"name\":\"单位" + unit + "\",\"kind\":\"department\",\"reportingFrom\":2021}");
        }
        server.put(
                "/api/v1/users/admin",
                "{\"password\":\"password-of-the-benchmark\",\"roles\":[\"admin\",\"importer\",\"inspector\"],\"unit\":null}");
    }

    private void importUpTo(long last) throws IOException {
        while (done < last) {
            Path file = directory.resolve("acts.ndjson");
            long end = Math.min(last, done + FILE_ROUNDS);
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (long round = done; round < end; round++) {
                    write(out, round);
                }
            }
            JsonNode result = server.post("/api/v1/imports", "application/x-ndjson", BodyPublishers.ofFile(file))
                    .json();
            if (result.get("recorded").longValue() != (end - done) * ACTS_OF_A_ROUND) {
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

    /** A request that is answered ten days later, and a licence, in the order of their days. */
    private void write(BufferedWriter out, long round) throws IOException {
        LocalDate day = FIRST_DAY.plusDays(round * DAYS / rounds);
        String unit = "\"unit\":\"u" + round % UNITS + "\"";
        out.write("{" + unit + ",\"subject\":\"R-" + round
                + "\",\"id\":\"1\",\"type\":\"request-received\",\"occurredOn\":\""
                + day + "\",\"data\":{\"applicant\":\"" + (round % 3 == 0 ? "enterprise" : "natural-person")
                + "\",\"channel\":\"online\"}}\n");
        out.write("{" + unit + ",\"subject\":\"R-" + round
                + "\",\"id\":\"2\",\"type\":\"request-decided\",\"occurredOn\":\""
                + day.plusDays(10) + "\",\"data\":{\"outcome\":\""
                + (round % 2 == 0 ? "granted" : "unavailable-not-held") + "\"}}\n");
        out.write("{" + unit + ",\"subject\":\"L-" + round
                + "\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"" + day
                + "\",\"data\":{\"kind\":\"licence\"}}\n");
    }

    private void rebuild() throws IOException {
        JsonNode state = server.post("/api/v1/read-side/rebuilds", "application/json", BodyPublishers.noBody())
                .json();
        String path = "/api/v1/read-side/rebuilds/" + state.get("rebuild").intValue();
        while (state.get("state").stringValue().equals("running")) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            state = server.get(path).json();
        }
        if (!state.get("state").stringValue().equals("done")
                || state.get("drift").longValue() != 0) {
            throw new IllegalStateException("the rebuild came to " + state);
        }
        print(
                "rebuild of " + state.get("eventsDone").longValue() + " events, compared and switched",
                state.get("eventsPerSecond").longValue(),
                "events/s");
    }

    private void read() throws IOException {
        print("history", position, "events");
        for (String unit : List.of("district", "u7")) {
            String tables = "/api/v1/tables?unit=" + unit + "&year=" + YEAR;
            compare("tables of " + unit, tables);
            compare("tables of " + unit + " up to a day", tables + "&occurredUntil=" + YEAR + "-08-17");
        }
    }

    private void compare(String what, String path) throws IOException {
        Random random = new Random(7);
        List<Long> live = new ArrayList<>();
        List<Long> known = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            long at = 1 + (long) (random.nextDouble() * position);
            // In turn, so that both meet the same machine.
            live.add(micros(path));
            known.add(micros(path + "&knownAt=" + at));
        }
        long now = median(live);
        long then = median(known);
        print(what + ", now, median", now, "µs");
        print(what + ", known at any position, median", then, "µs");
        print(
                what + ", known at any position, slowest",
                known.stream().max(Long::compare).orElseThrow(),
                "µs");
        System.out.printf("%-62s %10.2f%n", what + ", ratio of the medians", then / (double) now);
    }

    private long micros(String path) throws IOException {
        long start = System.nanoTime();
        server.get(path);
        return (System.nanoTime() - start) / 1000;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void print(String what, long figure, String unit) {
        System.out.printf("%-62s %,10d %s%n", what, figure, unit);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
