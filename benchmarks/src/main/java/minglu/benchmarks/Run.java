package minglu.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one call of the program was told, and what all its rows share. */
final class Run {

    private final Path jar;
    private final Map<String, String> options;
    private final boolean quick;
    private final Report report;
    private final Path work;
    private final long startedAt = System.nanoTime();
    private Floors floors;

    /**
     * One call.
     *
     * @param jar the shipped jar
     * @param options values of the options by their names without dashes; {@code quick} and {@code keep} have the value {@code true}
     * @param work where temporary directories are made
     */
    Run(Path jar, Map<String, String> options, Report report, Path work) {
        this.jar = jar;
        this.options = new LinkedHashMap<>(options);
        this.quick = options.containsKey("quick");
        this.report = report;
        this.work = work;
    }

    /** The shipped jar. */
    Path jar() {
        return jar;
    }

    Report report() {
        return report;
    }

    /** Whether small sizes are enough, to see that the program works. */
    boolean quick() {
        return quick;
    }

    /** The value of an option, or null. */
    String option(String name) {
        return options.get(name);
    }

    /** The file that an option names; without it the one at this place of the project that the shipped jar was built in. */
    Path beside(String option, String place) {
        String given = options.get(option);
        return given == null
                ? jar.resolveSibling("../..").resolve(place).normalize()
                : Path.of(given).toAbsolutePath();
    }

    /** A size that an option can set; smaller in a quick run. */
    long size(String option, long full, long small) {
        String given = options.get(option);
        return given == null ? quick ? small : full : (long) Double.parseDouble(given);
    }

    /** A number of seconds or rows; smaller in a quick run. */
    int sized(int full, int small) {
        return quick ? small : full;
    }

    /** How many rounds; two in a quick run. */
    int rounds(int full) {
        return quick ? Math.min(2, full) : full;
    }

    /** A temporary directory. */
    Workplace workplace(String name) throws IOException {
        return new Workplace(work.resolve(name), options.containsKey("keep"));
    }

    /** The floors of this run, measured when first asked for. */
    Floors floors() throws IOException, SQLException {
        if (floors == null) {
            floors = Floors.measure(this);
        }
        return floors;
    }

    /** Tells what is going on, with the minutes and seconds since the start. */
    void say(String text) {
        long seconds = (System.nanoTime() - startedAt) / 1_000_000_000L;
        System.out.printf("[%02d:%02d] %s%n", seconds / 60, seconds % 60, text);
    }
}
