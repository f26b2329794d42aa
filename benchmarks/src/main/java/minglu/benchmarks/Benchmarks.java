package minglu.benchmarks;

import java.io.IOException;
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
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                words.add(arguments[i]);
            } else if (SWITCHES.contains(arguments[i].substring(2))) {
                options.put(arguments[i].substring(2), "true");
            } else {
                options.put(arguments[i].substring(2), arguments[++i]);
            }
        }
        Report report = new Report(Path.of(options.getOrDefault("json", "benchmark-results.json")));
        if (!words.isEmpty()) {
            System.exit(measure(words, options, report));
        } else if (options.containsKey("markdown")) {
            System.out.print(report.markdown());
        } else {
            System.out.println("benchmarks.jar JAR ROW… [--quick] [--json FILE] [--work DIR] …, rows: all "
                    + String.join(" ", rows()));
        }
    }

    private static int measure(List<String> words, Map<String, String> options, Report report) throws IOException {
        Path jar = Path.of(words.get(0)).toAbsolutePath().normalize();
        Set<String> wanted = new LinkedHashSet<>(words.subList(1, words.size()));
        if (wanted.isEmpty() || wanted.contains("all")) {
            wanted.addAll(rows());
        }
        wanted.remove("all");
        if (!Files.isRegularFile(jar) || !rows().containsAll(wanted)) {
            System.err.println(
                    "The first argument is the shipped jar, the others are rows: all " + String.join(" ", rows()));
            return 2;
        }
        Path parent = Path.of(options.getOrDefault("work", System.getProperty("java.io.tmpdir")))
                .toAbsolutePath()
                .normalize();
        Path work = Files.createTempDirectory(Files.createDirectories(parent), "minglu-benchmarks");
        Run run = new Run(jar, options, report, work);
        Workplace root = new Workplace(work, options.containsKey("keep"));
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
