package minglu.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The acts of a year that a real organ has published figures of, as the generator in the shipped jar makes them for the sample year. Its
 * classes are called by reflection, since a program that runs with {@code java -jar} is no library. The decisions, which are most of the
 * acts, are spread over further departments, so that there are some fifty units.
 */
final class PublishedYear {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PACKAGE = "minglu.standalone.sample.";
    private static final int SEED = 7;
    /** Each unit that decides is split into so many. */
    private static final int PARTS = 5;
    /** Beginnings of the subjects that hold one decision each. */
    private static final List<String> DECISIONS = List.of("XK-", "CF-", "QZ-");

    private final Map<String, BigDecimal> cells;
    private final Set<String> unreachable = new LinkedHashSet<>();
    private final int year;
    private final Map<String, String> definitions = new TreeMap<>();
    private long acts;

    private PublishedYear(int year, Map<String, BigDecimal> cells) {
        this.year = year;
        this.cells = cells;
    }

    /**
     * Writes the acts of a report into a file, one a line.
     *
     * @param jar the shipped jar
     * @param directory where it is unpacked
     * @param report the published figures
     * @param file where the acts go
     * @param singleDecisionsAtMost decisions of one kind that are acts of their own; the others are tallied by month
     */
    static PublishedYear write(Path jar, Path directory, Path report, Path file, long singleDecisionsAtMost)
            throws IOException {
        try (URLClassLoader loader = new Unpacked(jar, directory).loader();
                InputStream in = Files.newInputStream(report)) {
            Class<?> reportType = loader.loadClass(PACKAGE + "PublishedReport");
            Class<?> optionsType = loader.loadClass(PACKAGE + "ReportActs$Options");
            Object published = reportType.getMethod("read", InputStream.class).invoke(null, in);
            Object options = optionsType
                    .getMethod("of", long.class, LocalDate.class)
                    .invoke(null, SEED, LocalDate.of((int) get(published, "year") + 2, 1, 1));
            options = optionsType
                    .getMethod("withSingleDecisionsAtMost", long.class)
                    .invoke(options, singleDecisionsAtMost);
            Object plan = loader.loadClass(PACKAGE + "ReportActs")
                    .getConstructor(reportType, optionsType)
                    .newInstance(published, options);
            PublishedYear result = new PublishedYear((int) get(published, "year"), printed(published));
            for (Object contradiction : (List<?>) get(plan, "contradictions")) {
                result.unreachable.add((String) get(contradiction, "cell"));
            }
            result.define((List<?>) get(plan, "units"));
            result.writeActs((Stream<?>) get(plan, "acts"), loader.loadClass(PACKAGE + "SampleAct"), file);
            return result;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the generator in " + jar + " is not as this program knows it", e);
        }
    }

    private static Object get(Object of, String member) throws ReflectiveOperationException {
        return of.getClass().getMethod(member).invoke(of);
    }

    private static Map<String, BigDecimal> printed(Object published) throws ReflectiveOperationException {
        Map<String, BigDecimal> printed = new TreeMap<>();
        for (String part : List.of("cells", "unsplit")) {
            ((Map<?, ?>) get(published, part))
                    .forEach((cell, number) -> printed.put((String) cell, (BigDecimal) number));
        }
        return printed;
    }

    private void define(List<?> sampleUnits) throws ReflectiveOperationException {
        for (Object unit : sampleUnits) {
            String code = (String) get(unit, "unit");
            String body = JSON.writeValueAsString(get(unit, "body"));
            definitions.put(code, body);
            for (int part = 1; part < PARTS; part++) {
                // Only the office of a node may be an office.
                definitions.put(code + "-" + part, body.replace("\"office\"", "\"department\""));
            }
        }
    }

    private void writeActs(Stream<?> stream, Class<?> actType, Path file)
            throws IOException, ReflectiveOperationException {
        var unitOf = actType.getMethod("unit");
        var subjectOf = actType.getMethod("subject");
        var jsonOf = actType.getMethod("json");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Iterator<?> all = stream.iterator(); all.hasNext(); ) {
                Object act = all.next();
                String unit = (String) unitOf.invoke(act);
                String subject = (String) subjectOf.invoke(act);
                String line = (String) jsonOf.invoke(act);
                int part = part(subject);
                out.write(part == 0 ? line : moved(line, unit, part));
                out.newLine();
                acts++;
            }
        }
    }

    private static int part(String subject) {
        boolean decision = DECISIONS.stream().anyMatch(subject::startsWith) && !subject.contains("-HZ-");
        return decision ? Math.floorMod(subject.hashCode(), PARTS) : 0;
    }

    private static String moved(String line, String unit, int part) {
        String member = "\"unit\":\"" + unit + "\"";
        if (!line.contains(member)) {
            throw new IllegalStateException("the act does not name its unit as expected: " + line);
        }
        return line.replace(member, "\"unit\":\"" + unit + "-" + part + "\"");
    }

    /** Report year. */
    int year() {
        return year;
    }

    /** Acts in the file. */
    long acts() {
        return acts;
    }

    /** Bodies that define the units, by their codes. */
    Map<String, String> definitions() {
        return definitions;
    }

    /** Published numbers by cells, without those that no acts can reach because the report contradicts itself. */
    Map<String, BigDecimal> cells() {
        Map<String, BigDecimal> reachable = new TreeMap<>(cells);
        reachable.keySet().removeAll(unreachable);
        return reachable;
    }

    /** Cells in which the report contradicts itself. */
    List<String> unreachable() {
        return new ArrayList<>(unreachable);
    }
}
