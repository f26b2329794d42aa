package minglu.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures how fast Minglu is, beside what plain PostgreSQL does in the same run; {@code docs/performance.md} says what each row means.
 *
 * <p>{@code benchmarks.jar JAR ROW… [--option …]}: the shipped jar, the rows to measure or {@code all}, and options. Without arguments
 * it says what there is. The exit status is 1 if a promise about a measured row is not kept, 2 if a row could not be measured.
 */
public final class Benchmarks {

    private static final Set<String> SWITCHES = Set.of("quick", "keep", "markdown");

    private static final Set<String> VALUES = Set.of(
            "json",
            "work",
            "launcher",
            "java-options",
            "report",
            "single-decisions",
            "acts",
            "start-acts",
            "axon-server",
            "axon-before",
            "axon-rows",
            "command-service",
            "query-service",
            "page-acts",
            "bundle",
            "bundle-key",
            "verifier");

    private static final String USAGE =
            """
            java -jar benchmarks.jar JAR ROW… [OPTION…]    measures rows and ends with 1 if one misses what was promised, 2 if one failed
            java -jar benchmarks.jar --markdown            prints what has been measured

            JAR is the shipped jar, standalone/target/minglu.jar. Rows: all %s

            --quick                    small sizes, to see that everything works; the figures mean nothing
            --json FILE                where the figures are kept, benchmark-results.json; rows measured before stay in it
            --work DIR                 where installations are made and removed; as much space as the acts need
            --keep                     leaves them there, with the logs of the servers
            --launcher FILE            starts the server by this program, ./minglu, in the place of java -jar
            --java-options "…"         of every server, beside -Xmx1g
            --report FILE              city: a published report
            --single-decisions N       city: so many decisions of a kind singly, the others by month; all
            --acts N                   tables, known-at, growth: acts in the end, 5000000; of growth alone 10000000
            --start-acts N             start: acts, 1000000
            --axon-server FILE         axon-server: the jar of an Axon Server, or the variable MINGLU_AXON_SERVER_JAR
            --axon-before N            axon-server: acts/s that it is compared with
            --axon-rows N              axon-server: rows of a file, 100000
            --command-service, --query-service FILE    axon-server: their jars, unless they stand in the project of JAR
            --page-acts N              pages: acts, 100000
            --bundle, --bundle-key, --verifier FILE    bundle: what the nightly tests of the verifier leave behind
            """;

    private static final Map<String, Scenario> SCENARIOS = scenarios();

    private Benchmarks() {}

    /** Measures the rows of one installation. */
    private interface Scenario {
        void measure(Run run, Set<String> wanted) throws IOException, SQLException;
    }

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        scenarios.put("floors", (run, wanted) -> run.floors());
        Scenario importing = (run, wanted) -> new Importing(run).measure(wanted);
        scenarios.put("import", importing);
        Scenario singles = (run, wanted) -> new Singles(run).measure(wanted);
        scenarios.put("first", singles);
        scenarios.put("single", singles);
        scenarios.put("rebuild", importing);
        scenarios.put("storage", importing);
        scenarios.put("city", (run, wanted) -> Publishing.measure(run));
        Scenario answering = (run, wanted) -> new Answering(run).measure(wanted);
        scenarios.put("latency", answering);
        scenarios.put("mixed", answering);
        Scenario growing = (run, wanted) -> new Growing(run, wanted).measure(wanted);
        scenarios.put("tables", growing);
        scenarios.put("known-at", growing);
        scenarios.put("growth", growing);
        scenarios.put("start", (run, wanted) -> Starting.measure(run));
        scenarios.put("axon-server", (run, wanted) -> OnAxonServer.measure(run));
        scenarios.put("parts", (run, wanted) -> Parts.measure(run));
        scenarios.put("pages", (run, wanted) -> Pages.measure(run));
        scenarios.put("bundle", (run, wanted) -> Bundles.measure(run));
        return scenarios;
    }

    /** The rows in the order they are printed. */
    static Set<String> rows() {
        return SCENARIOS.keySet();
    }

    /** Runs the rows. */
    public static void main(String[] arguments) throws IOException {
        // Names of rows are no ASCII, whatever the locale.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : null;
            if (name == null) {
                words.add(arguments[i]);
            } else if (SWITCHES.contains(name)) {
                options.put(name, "true");
            } else if (VALUES.contains(name) && i + 1 < arguments.length) {
                options.put(name, arguments[++i]);
            } else {
                System.exit(refuse("no such option, or it has no value: --" + name));
            }
        }
        Report report = new Report(Path.of(options.getOrDefault("json", "benchmark-results.json")));
        if (!words.isEmpty()) {
            System.exit(measure(words, options, report));
        } else if (options.containsKey("markdown")) {
            System.out.print(report.markdown());
        } else {
            System.out.print(USAGE.formatted(String.join(" ", rows())));
        }
    }

    private static int refuse(String reason) {
        System.err.println(reason);
        System.err.print(USAGE.formatted(String.join(" ", rows())));
        return 2;
    }

    private static int measure(List<String> words, Map<String, String> options, Report report) throws IOException {
        Path jar = Path.of(words.get(0)).toAbsolutePath().normalize();
        Set<String> wanted = new LinkedHashSet<>(words.subList(1, words.size()));
        if (wanted.isEmpty() || wanted.contains("all")) {
            wanted.addAll(rows());
        }
        wanted.remove("all");
        if (!Files.isRegularFile(jar)) {
            return refuse("no such jar: " + jar);
        }
        if (!rows().containsAll(wanted)) {
            return refuse("no such row among " + String.join(" ", wanted));
        }
        Path parent = Path.of(options.getOrDefault("work", System.getProperty("java.io.tmpdir")))
                .toAbsolutePath()
                .normalize();
        Path work = Files.createTempDirectory(Files.createDirectories(parent), "minglu-benchmarks");
        Run run = new Run(jar, options, report, work);
        Workplace root = new Workplace(work, options.containsKey("keep"));
        report.machine();
        boolean whole = true;
        try (root) {
            for (Scenario scenario : new LinkedHashSet<>(SCENARIOS.values())) {
                Set<String> rows = new LinkedHashSet<>(wanted);
                rows.removeIf(row -> SCENARIOS.get(row) != scenario);
                if (!rows.isEmpty()) {
                    whole &= measure(run, scenario, rows);
                    report.save();
                }
            }
        }
        System.out.println();
        System.out.print(report.markdown());
        return whole ? report.kept(wanted) ? 0 : 1 : 2;
    }

    private static boolean measure(Run run, Scenario scenario, Set<String> rows) {
        try {
            scenario.measure(run, rows);
            return true;
        } catch (IOException | SQLException | RuntimeException e) {
            // The other rows are measured all the same.
            System.out.println("*** " + String.join(", ", rows) + " could not be measured ***");
            e.printStackTrace(System.out);
            return false;
        }
    }
}
