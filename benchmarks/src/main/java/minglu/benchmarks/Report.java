package minglu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import minglu.postgres.EmbeddedPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All figures, as text while they come, as a JSON file after each row, and as tables made from that file. Rows that are measured again
 * replace those of the file, the others stay, so that the rows of one table may come from several runs.
 */
final class Report {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final ObjectNode content;
    private ObjectNode row;

    /** How a figure must stand to what it is measured against. */
    enum Kind {
        AT_LEAST,
        AT_MOST
    }

    /**
     * Goes on with a file, or begins one.
     *
     * @param file where the JSON is kept
     */
    Report(Path file) throws IOException {
        this.file = file;
        this.content =
                Files.exists(file) ? (ObjectNode) JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
    }

    /** Says on what machine the rows of this run are measured. */
    void machine() throws IOException {
        String model;
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            model = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
        String machine = Runtime.getRuntime().availableProcessors() + " cores of " + model + ", Java "
                + System.getProperty("java.version") + ", PostgreSQL " + EmbeddedPostgres.version();
        content.put("machine", machine);
        System.out.println(machine);
    }

    /** Begins the figures of a row; those of an earlier run are dropped. */
    void begin(String id) {
        ObjectNode rows = content.withObjectProperty("rows");
        rows.remove(id);
        row = rows.putObject(id);
        row.put("measuredAt", Instant.now().toString());
    }

    /** Says under which circumstances the row was measured. */
    void circumstance(String name, String value) {
        row.withObjectProperty("circumstances").put(name, value);
    }

    /** Says which of the floors of the same run the row is divided by. */
    void floor(String name, Rounds floor) {
        circumstance("floor " + name, number(floor.median()) + " rows/s");
    }

    /** A figure for itself. */
    void figure(String what, String unit, Rounds rounds) {
        ObjectNode figure = row.withArrayProperty("figures").addObject();
        figure.put("what", what);
        figure.put("unit", unit);
        figure.put("median", rounded(rounds.median()));
        figure.put("lowest", rounded(rounds.lowest()));
        figure.put("highest", rounded(rounds.highest()));
        ArrayNode values = figure.putArray("rounds");
        if (rounds.count() <= 20) {
            rounds.values().forEach(value -> values.add(rounded(value)));
        }
        System.out.printf(
                Locale.ROOT,
                "  %-70s %14s %-10s (%s … %s, n=%d)%n",
                what,
                number(rounds.median()),
                unit,
                number(rounds.lowest()),
                number(rounds.highest()),
                rounds.count());
    }

    /** A single value. */
    void figure(String what, String unit, double value) {
        figure(what, unit, Rounds.of(value));
    }

    /**
     * What was promised about the row.
     *
     * @param what the quantity, for example a ratio
     * @param value what came out
     * @param kind whether more or less is better
     * @param must what it must reach
     * @param aim what is aimed at
     */
    void verdict(String what, String unit, double value, Kind kind, double must, double aim) {
        boolean met = kind == Kind.AT_LEAST ? value >= must : value <= must;
        boolean reached = kind == Kind.AT_LEAST ? value >= aim : value <= aim;
        ObjectNode verdict = row.withArrayProperty("verdicts").addObject();
        verdict.put("what", what);
        verdict.put("unit", unit);
        verdict.put("value", rounded(value));
        verdict.put("direction", kind == Kind.AT_LEAST ? "at least" : "at most");
        verdict.put("must", must);
        verdict.put("aim", aim);
        verdict.put("met", met);
        verdict.put("aimReached", reached);
        System.out.printf(
                Locale.ROOT,
                "  => %-67s %14s %-10s must %s %s, aim %s: %s%n",
                what,
                number(value),
                unit,
                kind == Kind.AT_LEAST ? "≥" : "≤",
                number(must),
                number(aim),
                reached ? "aim reached" : met ? "met" : "MISSED");
    }

    /** A table that belongs to the row, for example sizes by relation; printed and kept in order. */
    void table(String title, String unit, Map<String, Double> lines) {
        ObjectNode table = row.withArrayProperty("tables").addObject();
        table.put("title", title);
        table.put("unit", unit);
        ObjectNode values = table.putObject("lines");
        System.out.println("  " + title + " (" + unit + ")");
        lines.forEach((name, value) -> {
            values.put(name, rounded(value));
            System.out.printf(Locale.ROOT, "    %-68s %14s%n", name, number(value));
        });
    }

    /** Something that has to be said loudly. */
    void note(String text) {
        row.withArrayProperty("notes").add(text);
        System.out.println("  *** " + text + " ***");
    }

    /** Writes the file. */
    void save() throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    }

    /** All verdicts of the file as one table, then the figures of each row, in Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(content.path("machine").asString("")).append(".\n\n");
        text.append("| row | figure | measured | must | aim | |\n|---|---|---:|---:|---:|---|\n");
        JsonNode rows = content.path("rows");
        for (Map.Entry<String, JsonNode> entry : inOrder(rows)) {
            for (JsonNode verdict : entry.getValue().path("verdicts")) {
                String sign = verdict.path("direction").asString().equals("at least") ? "≥ " : "≤ ";
                text.append("| `%s` | %s | %s | %s%s | %s%s | %s |%n"
                        .formatted(
                                entry.getKey(),
                                verdict.path("what").asString(),
                                withUnit(verdict.path("value").doubleValue(), verdict),
                                sign,
                                withUnit(verdict.path("must").doubleValue(), verdict),
                                sign,
                                withUnit(verdict.path("aim").doubleValue(), verdict),
                                verdict.path("aimReached").booleanValue()
                                        ? "aim"
                                        : verdict.path("met").booleanValue() ? "must" : "**missed**"));
            }
        }
        for (Map.Entry<String, JsonNode> entry : inOrder(rows)) {
            markdown(text, entry.getKey(), entry.getValue());
        }
        text.append(UnitCosts.of(rows).map(UnitCosts::markdown).orElse(""));
        return text.toString();
    }

    private static void markdown(StringBuilder text, String id, JsonNode row) {
        List<String> circumstances = new ArrayList<>();
        row.path("circumstances").forEachEntry((name, value) -> circumstances.add(name + " " + value.asString()));
        text.append("%n### `%s`%n%n".formatted(id));
        if (!circumstances.isEmpty()) {
            text.append(String.join("; ", circumstances)).append(".\n\n");
        }
        row.path("notes")
                .forEach(note -> text.append("**").append(note.asString()).append("**\n\n"));
        if (row.has("figures")) {
            text.append("| figure | median | lowest … highest | |\n|---|---:|---:|---|\n");
            for (JsonNode figure : row.path("figures")) {
                double lowest = figure.path("lowest").doubleValue();
                double highest = figure.path("highest").doubleValue();
                text.append("| %s | %s | %s | %s |%n"
                        .formatted(
                                figure.path("what").asString(),
                                number(figure.path("median").doubleValue()),
                                lowest == highest ? "" : number(lowest) + " … " + number(highest),
                                figure.path("unit").asString()));
            }
        }
        for (JsonNode table : row.path("tables")) {
            text.append("%n| %s | %s |%n|---|---:|%n"
                    .formatted(
                            table.path("title").asString(), table.path("unit").asString()));
            table.path("lines")
                    .forEachEntry(
                            (name, value) -> text.append("| %s | %s |%n".formatted(name, number(value.doubleValue()))));
        }
    }

    /** The rows in the order the program knows them, whatever order they were measured in. */
    private static List<Map.Entry<String, JsonNode>> inOrder(JsonNode rows) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (String id : Benchmarks.rows()) {
            if (rows.has(id)) {
                found.put(id, rows.get(id));
            }
        }
        return List.copyOf(found.entrySet());
    }

    /** Whether all promises about the rows of this run were kept. */
    boolean kept(Iterable<String> ids) {
        for (String id : ids) {
            for (JsonNode verdict : content.path("rows").path(id).path("verdicts")) {
                if (!verdict.path("met").booleanValue()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String withUnit(double value, JsonNode verdict) {
        String unit = verdict.path("unit").asString();
        return number(value) + (unit.isEmpty() ? "" : " " + unit);
    }

    private static double rounded(double value) {
        return Math.abs(value) >= 100 ? Math.rint(value * 10) / 10 : Math.rint(value * 10_000) / 10_000;
    }

    /** A number as a reader wants it: three or four digits that count. */
    static String number(double value) {
        double size = Math.abs(value);
        String format =
                size == Math.rint(size) || size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
