package minglu.benchmarks;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What one act costs a node, and what a year of many acts comes to.
 *
 * @param importing acts per second of an import
 * @param single single acts per second
 * @param rebuilding events per second of a rebuild
 * @param bytes in the database, an act
 */
record UnitCosts(double importing, double single, double rebuilding, double bytes) {

    private static final Map<Double, String> YEARS =
            new TreeMap<>(Map.of(4.28e6, "a prefecture city (宿迁 2024)", 1e8, "a province", 1e9, "the country"));
    private static final double WORKING_SECONDS = 250 * 8 * 3600;
    /** The busiest hour beside the mean one. */
    private static final double PEAK = 10;

    private static final double HOUR = 3600;
    private static final double GIGABYTE = 1e9;

    /** The costs that were measured; empty unless all four were. */
    static Optional<UnitCosts> of(JsonNode rows) {
        double importing = median(rows, "import", "further files of other subjects, until the tables show them");
        double single = median(rows, "single", "single acts, 32 clients, warm");
        double rebuilding = median(rows, "rebuild", "rebuild, every row compared, warm");
        double bytes = median(rows, "storage", "tables, indexes and long values, each act");
        return importing * single * rebuilding * bytes > 0
                ? Optional.of(new UnitCosts(importing, single, rebuilding, bytes))
                : Optional.empty();
    }

    private static double median(JsonNode rows, String row, String what) {
        for (JsonNode figure : rows.path(row).path("figures")) {
            if (figure.path("what").asString().equals(what)) {
                return figure.path("median").doubleValue();
            }
        }
        return 0;
    }

    /** A year of acts on one such node. */
    String markdown() {
        StringBuilder text = new StringBuilder("%n### Years of acts on one node%n%n".formatted());
        text.append("From %s acts/s imported, %s single acts/s, %s events/s rebuilt and %s bytes an act.%n%n"
                .formatted(
                        Report.number(importing),
                        Report.number(single),
                        Report.number(rebuilding),
                        Report.number(bytes)));
        text.append(
                "| acts a year | acts/s in working hours, ten times that at the peak | part of a node at the peak | import |"
                        + " rebuild | in the database |\n|---|---:|---:|---:|---:|---:|\n");
        YEARS.forEach((acts, name) -> text.append("| %s, %,.0f | %s, %s | %s %% | %s h | %s h | %s GB |%n"
                .formatted(
                        name,
                        acts,
                        Report.number(acts / WORKING_SECONDS),
                        Report.number(acts / WORKING_SECONDS * PEAK),
                        Report.number(acts / WORKING_SECONDS * PEAK / single * 100),
                        Report.number(acts / importing / HOUR),
                        Report.number(acts / rebuilding / HOUR),
                        Report.number(acts * bytes / GIGABYTE))));
        return text.toString();
    }
}
