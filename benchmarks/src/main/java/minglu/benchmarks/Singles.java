package minglu.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** The rows {@code first} and {@code single}: single acts through HTTP from 32 clients, each answered when it is durable. */
final class Singles {

    private static final int CLIENTS = 32;
    private static final double LEVEL = 0.05;
    private static final int MOST_WARM_UPS = 18;

    private final Run run;
    private final Report report;
    private final double seconds;

    Singles(Run run) {
        this.run = run;
        this.report = run.report();
        this.seconds = run.sized(10, 3);
    }

    /** Measures those of its rows that are wanted. */
    void measure(Set<String> wanted) throws IOException, SQLException {
        Rounds floors = run.floors().single();
        try (Installation installation = Installation.ofOneProcess(run, "single")) {
            installation.start().define(Acts.UNIT);
            if (wanted.contains("first")) {
                first(installation, floors);
            }
            if (wanted.contains("single")) {
                warm(installation, floors);
            }
        }
    }

    private void first(Installation installation, Rounds floor) throws IOException {
        run.say("first: single acts in the first seconds of new processes");
        report.begin("first");
        report.floor("A", floor);
        Rounds rates = new Rounds();
        for (int round = 0; round < run.rounds(3); round++) {
            installation.stop();
            installation.start();
            rates.add(load(installation, "A" + round).perSecond());
        }
        report.figure("single acts, 32 clients, in the first %.0f s".formatted(seconds), "acts/s", rates);
        report.verdict("first ÷ A", "", rates.median() / floor.median(), Report.Kind.AT_LEAST, 0.06, 0.15);
    }

    private void warm(Installation installation, Rounds floor) throws IOException {
        report.begin("single");
        report.floor("A", floor);
        int least = run.sized(6, 2);
        double before = 0;
        for (int i = 0; i < MOST_WARM_UPS; i++) {
            double rate = load(installation, "W" + i).perSecond();
            run.say(String.format(Locale.ROOT, "single: warming up, %,.0f acts/s", rate));
            boolean level = rate < before * (1 + LEVEL);
            before = Math.max(before, rate);
            if (i + 1 >= least && (level || run.quick())) {
                break;
            }
        }
        Rounds rates = new Rounds();
        Rounds clientShare = new Rounds();
        Rounds millis = new Rounds();
        long answered = 0;
        Cpu cpu = installation.cpu();
        for (int round = 0; round < run.rounds(5); round++) {
            HttpLoad.Took took = load(installation, "S" + round);
            rates.add(took.perSecond());
            clientShare.add(took.cpuSeconds() / took.seconds() * 100);
            millis.add(CLIENTS * 1000 / took.perSecond());
            answered += took.answered();
        }
        Cpu used = installation.cpu().since(cpu);
        report.figure("single acts, 32 clients, warm", "acts/s", rates);
        report.figure("mean time of one act", "ms", millis);
        report.figure("processor time of the client, of one core", "%", clientShare);
        report.table("processor time, each act", "µs", used.microsEach(answered));
        report.verdict("single ÷ A", "", rates.median() / floor.median(), Report.Kind.AT_LEAST, 0.25, 0.5);
    }

    private HttpLoad.Took load(Installation installation, String prefix) throws IOException {
        try (HttpLoad load = new HttpLoad(installation.writeSide().port(), CLIENTS)) {
            return load.closed(seconds, Acts.singles(prefix), HttpLoad.Answer::succeed);
        }
    }
}
