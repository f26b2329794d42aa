package minglu.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows {@code latency} and {@code mixed}: how long after its answer an act stands in the tables, and how long answers take while a
 * file is imported. Acts are due at fixed times, so that an answer that comes late makes the following ones late too.
 */
final class Answering {

    private static final int CONNECTIONS = 64;
    private static final double ACTS_A_SECOND_SEEN = 300;
    private static final double ACTS_A_SECOND_MIXED = 100;
    private static final int PROBE_ONE_IN = 10;
    private static final Pattern POSITION = Pattern.compile("\"position\":([0-9]+)");
    private static final String TABLES = "/api/v1/tables?unit=" + Acts.UNIT + "&year=" + Acts.YEAR;

    private final Run run;
    private final Report report;
    private final int seconds;
    private int prefixes;

    Answering(Run run) {
        this.run = run;
        this.report = run.report();
        this.seconds = run.sized(30, 4);
    }

    /** Measures those of its rows that are wanted. */
    void measure(Set<String> wanted) throws IOException {
        try (Installation installation = Installation.ofOneProcess(run, "answering")) {
            // The files of the import go to units of their own, as they do in a district.
            installation.start().define(Acts.UNIT, "u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7");
            run.say("latency and mixed: warming up");
            try (HttpLoad load = new HttpLoad(installation.writeSide().port(), CONNECTIONS)) {
                load.closed(run.sized(40, 4), Acts.singles(prefix()), HttpLoad.Answer::succeed);
                if (wanted.contains("latency")) {
                    latency(installation, load);
                }
                if (wanted.contains("mixed")) {
                    mixed(installation, load);
                }
            }
        }
    }

    private String prefix() {
        return "P" + prefixes++;
    }

    /** What one round of probes saw, in milliseconds. */
    private record Probes(Rounds acknowledged, Rounds waiting, Rounds plain, Rounds lag) {

        Probes() {
            this(new Rounds(), new Rounds(), new Rounds(), new Rounds());
        }
    }

    private void latency(Installation installation, HttpLoad load) throws IOException {
        run.say("latency: %.0f acts/s".formatted(ACTS_A_SECOND_SEEN));
        report.begin("latency");
        installation.awaitCalm();
        probe(load, new Probes());
        Probes all = new Probes();
        Rounds late = new Rounds();
        for (int round = 0; round < run.rounds(3); round++) {
            Probes probes = new Probes();
            probe(load, probes);
            late.add(probes.lag.quantile(0.99));
            all.acknowledged.addAll(probes.acknowledged);
            all.waiting.addAll(probes.waiting);
            all.plain.addAll(probes.plain);
            all.lag.addAll(probes.lag);
        }
        quantiles("from when an act was due until its answer", all.acknowledged);
        quantiles("reading that waits for the act just answered", all.waiting);
        quantiles("the same reading at the same time without waiting", all.plain);
        quantiles("the difference of each pair: acknowledged → in the tables", all.lag);
        report.figure("acknowledged → in the tables, p99 of each round", "ms", late);
        report.verdict("acknowledged → in the tables, p99", "ms", late.median(), Report.Kind.AT_MOST, 150, 50);
    }

    private void quantiles(String what, Rounds samples) {
        report.figure(what + ", p50", "ms", samples.median());
        report.figure(what + ", p99", "ms", samples.quantile(0.99));
    }

    /** Acts at a steady rate; after one in some, two readings at the same time, of which one waits for the act. */
    private void probe(HttpLoad load, Probes probes) throws IOException {
        int[] answered = new int[1];
        load.open(seconds, ACTS_A_SECOND_SEEN, Acts.singles(prefix()), answer -> {
            answer.succeed();
            probes.acknowledged.add(answer.millis());
            if (answered[0]++ % PROBE_ONE_IN == 0) {
                pair(load, probes, position(answer.text()));
            }
        });
    }

    private static void pair(HttpLoad load, Probes probes, long position) {
        double[] took = {-1, -1};
        for (int which = 0; which < 2; which++) {
            int side = which;
            load.also(Acts.reading(which == 0 ? TABLES + "&atLeast=" + position : TABLES), answer -> {
                answer.succeed();
                took[side] = answer.millis();
                if (took[0] >= 0 && took[1] >= 0) {
                    probes.waiting.add(took[0]);
                    probes.plain.add(took[1]);
                    probes.lag.add(Math.max(0, took[0] - took[1]));
                }
            });
        }
    }

    private static long position(String answer) {
        Matcher matcher = POSITION.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("the answer gives no position: " + answer);
        }
        return Long.parseLong(matcher.group(1));
    }

    private void mixed(Installation installation, HttpLoad load) throws IOException {
        run.say("mixed: %.0f acts/s alone".formatted(ACTS_A_SECOND_MIXED));
        report.begin("mixed");
        // The import that runs beside the acts is warm, so the first files are brought in without them.
        Importer first = new Importer(installation, 0);
        try {
            interactive(load);
            interactive(load);
        } finally {
            first.end();
        }
        installation.awaitCalm();
        Rounds alone = p99(load, "without an import");
        run.say("mixed: %.0f acts/s during an import".formatted(ACTS_A_SECOND_MIXED));
        Importer importer = new Importer(installation, 1);
        Rounds beside;
        try {
            interactive(load);
            beside = p99(load, "while an import runs");
        } finally {
            importer.end();
        }
        report.figure("imported meanwhile", "acts/s", importer.perSecond);
        report.verdict(
                "interactive p99, during an import ÷ without",
                "",
                beside.median() / alone.median(),
                Report.Kind.AT_MOST,
                3,
                2);
    }

    private Rounds p99(HttpLoad load, String when) throws IOException {
        Rounds typical = new Rounds();
        Rounds late = new Rounds();
        for (int round = 0; round < run.rounds(3); round++) {
            Rounds samples = interactive(load);
            typical.add(samples.median());
            late.add(samples.quantile(0.99));
        }
        report.figure("single act " + when + ", p50", "ms", typical);
        report.figure("single act " + when + ", p99", "ms", late);
        return late;
    }

    private Rounds interactive(HttpLoad load) throws IOException {
        Rounds millis = new Rounds();
        load.open(seconds, ACTS_A_SECOND_MIXED, Acts.singles(prefix()), answer -> {
            answer.succeed();
            millis.add(answer.millis());
        });
        return millis;
    }

    /** Sends file after file until it is told to end. */
    private final class Importer {

        private static final long FIRST_ROUND_OF_NEXT = 1_000_000_000;

        private final AtomicBoolean ending = new AtomicBoolean();
        private final CompletableFuture<Void> ended;
        private double perSecond;

        Importer(Installation installation, int number) {
            ended = CompletableFuture.runAsync(() -> {
                try {
                    send(installation, number * FIRST_ROUND_OF_NEXT);
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
        }

        private void send(Installation installation, long first) throws IOException {
            Path file = installation.resolve("acts.ndjson");
            long rounds = run.sized(33_333, 1_000);
            long done = 0;
            long start = System.nanoTime();
            while (!ending.get()) {
                Acts.mixed(file, first + done, rounds, 8);
                installation.bringIn(file, rounds * Acts.ACTS_OF_A_ROUND, "recorded", "district", Acts.MIXED_YEAR);
                done += rounds;
            }
            perSecond = done * Acts.ACTS_OF_A_ROUND * 1e9 / (System.nanoTime() - start);
            run.say(String.format(Locale.ROOT, "imported meanwhile at %,.0f acts/s", perSecond));
        }

        void end() {
            ending.set(true);
            ended.join();
        }
    }
}
