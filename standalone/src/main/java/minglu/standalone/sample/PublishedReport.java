package minglu.standalone.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The numbers a published annual report prints. A number that is not printed is absent, never 0.
 *
 * @param organ name of the organ
 * @param year report year
 * @param cells printed cells by their names in contract section 4; {@code 2.charges} in 万元
 * @param unsplit numbers that are printed under a coarser heading than the form has, by the cell that takes them in: where 其他处理
 *     is one row, its numbers stand here as {@code 3.closed-other.…}
 * @param summary numbers from the text of section one
 */
public record PublishedReport(
        String organ,
        int year,
        SortedMap<String, BigDecimal> cells,
        SortedMap<String, BigDecimal> unsplit,
        SummaryFigures summary) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SEED = "/minglu/sample/weinan-etdz-2021.json";

    /** The report of 渭南经济技术开发区 on 2021, the sample year that is carried along. */
    public static PublishedReport seed() {
        try (InputStream in = PublishedReport.class.getResourceAsStream(SEED)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + SEED + " is missing");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a report.
     *
     * @param in JSON with {@code org}, {@code year}, {@code table2}, {@code table3}, {@code table4}, and where it applies {@code
     *     table3_unsplit} and {@code summary}; null where a number is not printed
     */
    public static PublishedReport read(InputStream in) {
        JsonNode report = JSON.readTree(in);
        SortedMap<String, BigDecimal> cells = new TreeMap<>();
        report.path("table2").forEachEntry((row, value) -> {
            if (value.isObject()) {
                value.forEachEntry((column, number) -> put(cells, "2." + row + "." + column.replace('_', '-'), number));
            } else {
                put(cells, row.equals("charges_10k_yuan") ? Cells.CHARGES : "2." + row, value);
            }
        });
        report.path("table3")
                .forEachEntry((row, columns) ->
                        columns.forEachEntry((column, number) -> put(cells, Cells.tableThree(row, column), number)));
        report.path("table4")
                .forEachEntry((kind, columns) ->
                        columns.forEachEntry((column, number) -> put(cells, "4." + kind + "." + column, number)));
        SortedMap<String, BigDecimal> unsplit = new TreeMap<>();
        report.path("table3_unsplit")
                .path("closed")
                .forEachEntry((column, number) -> put(unsplit, Cells.tableThree("closed-other", column), number));
        return new PublishedReport(
                report.required("org").asString(),
                report.required("year").intValue(),
                cells,
                unsplit,
                SummaryFigures.read(report.path("summary")));
    }

    private static void put(SortedMap<String, BigDecimal> cells, String cell, JsonNode number) {
        if (!number.isNull()) {
            cells.put(cell, new BigDecimal(number.asString()));
        }
    }

    /** The number of a cell, printed there or under a coarser heading; empty where there is none. */
    Optional<BigDecimal> number(String cell) {
        BigDecimal printed = cells.get(cell);
        return Optional.ofNullable(printed != null ? printed : unsplit.get(cell));
    }

    /** The count of a cell that holds one; nothing printed reads as empty, a negative number as 0. */
    Optional<Long> count(String cell) {
        return number(cell).map(number -> Math.max(0, number.longValue()));
    }
}
