package minglu.standalone.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.standalone.sample.Contradiction;
import minglu.standalone.sample.PublishedReport;
import minglu.standalone.sample.ReportActs;
import minglu.standalone.sample.SampleUnit;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Goal: acts give exactly the tables that a real organ published.
 *
 * <p>Method: from a published report single acts are generated, spread over an office, departments, townships and a subdistrict,
 * with one vertical organ whose acts must not count. They are imported through HTTP into an empty installation. Then all printed
 * cells are compared, the units' own tables are summed against the consolidated one, and every drill-down is summed against its
 * cell. Where a report contradicts its own arithmetic, the generator names the cells that no acts can reach; those are left out.
 */
class RealReportsTest {

    private static final Path PUBLISHED_REPORTS = Path.of("../../shared/data/real-reports");
    private static final String PASSWORD = "importer-password";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"huaian-hongze-district-2024", "pingtan-zone-2022", "shuyang-county-2025"})
    void theActsOfAPublishedReportGiveItsCells(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/minglu/sample/" + name + ".json")) {
            assertThatCellsComeOut(PublishedReport.read(in), 300);
        }
    }

    @ParameterizedTest
    @Tag("nightly")
    @MethodSource("publishedReports")
    void theActsOfEveryPublishedReportGiveItsCells(Path file) throws IOException {
        Assumptions.assumeTrue(
                Files.isRegularFile(file),
                "NOT RUN: the published reports are not beside the project, in " + PUBLISHED_REPORTS);
        try (InputStream in = Files.newInputStream(file)) {
            assertThatCellsComeOut(PublishedReport.read(in), 20_000);
        }
    }

    static Stream<Path> publishedReports() throws IOException {
        if (!Files.isDirectory(PUBLISHED_REPORTS)) {
            return Stream.of(PUBLISHED_REPORTS);
        }
        try (Stream<Path> files = Files.list(PUBLISHED_REPORTS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    private void assertThatCellsComeOut(PublishedReport report, long singleDecisions) {
        ReportActs acts = new ReportActs(
                report,
                ReportActs.Options.of(7, LocalDate.of(2026, 6, 30))
                        .withSingleDecisionsAtMost(singleDecisions)
                        .withVertical());
        Set<String> unreachable =
                acts.contradictions().stream().map(Contradiction::cell).collect(Collectors.toSet());
        try (MingluProcess server = new MingluProcess(directory.resolve("data"), "-Xmx512m").start()) {
            Api admin = server.admin();
            acts.units().forEach(unit -> define(admin, unit));
            admin.user("importer", PASSWORD, null, "importer", "inspector");
            Api importer = server.api("importer", PASSWORD);
            long last = importAll(importer, acts);

            JsonNode consolidated = tables(importer, SampleUnit.ROOT, report.year(), last);

            assertPrintedCells(report, unreachable, consolidated.get("cells"));
            assertOwnTablesSumUp(importer, consolidated, report.year(), last);
            assertDrillDownsSumUp(importer, consolidated, report.year());
        }
    }

    private static void define(Api admin, SampleUnit unit) {
        Api.require(admin.put("/api/v1/units/" + unit.unit(), Api.JSON.writeValueAsString(unit.body())), 200, 201);
    }

    private static long importAll(Api importer, ReportActs acts) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        acts.acts().forEach(act -> writeLine(file, act.json()));
        JsonNode result = Api.require(importer.post("/api/v1/imports", "application/x-ndjson", file.toByteArray()), 200)
                .json();
        assertThat(result.get("rejections").toString()).isEqualTo("[]");
        assertThat(result.get("rejected").longValue()).isZero();
        return result.get("lastPosition").longValue();
    }

    private static void writeLine(ByteArrayOutputStream file, String line) {
        try {
            file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tables(Api api, String unit, int year, long atLeast) {
        return Api.require(api.get("/api/v1/tables?unit=" + unit + "&year=" + year + "&atLeast=" + atLeast), 200)
                .json();
    }

    private static void assertPrintedCells(PublishedReport report, Set<String> unreachable, JsonNode cells) {
        assertThat(cells.size()).isEqualTo(200);
        Map<String, BigDecimal> printed = new TreeMap<>(report.cells());
        printed.putAll(report.unsplit());
        printed.keySet().removeAll(unreachable);
        Map<String, BigDecimal> computed = new TreeMap<>();
        printed.keySet().forEach(cell -> computed.put(cell, decimal(cells.get(cell))));
        assertThat(computed)
                .as("cells of %s %d", report.organ(), report.year())
                .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .usingRecursiveComparison()
                .isEqualTo(printed);
    }

    private static void assertOwnTablesSumUp(Api api, JsonNode consolidated, int year, long last) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        Set<String> included = new TreeSet<>();
        consolidated.get("units").get("included").forEach(unit -> included.add(unit.stringValue()));
        assertThat(included).hasSizeGreaterThanOrEqualTo(5);
        for (String unit : included) {
            tables(api, unit, year, last)
                    .get("cells")
                    .forEachEntry((cell, value) -> sums.merge(cell, decimal(value), BigDecimal::add));
        }
        consolidated.get("cells").forEachEntry((cell, value) -> assertThat(sums.get(cell))
                .as(cell)
                .isEqualByComparingTo(decimal(value)));
    }

    private static void assertDrillDownsSumUp(Api api, JsonNode consolidated, int year) {
        consolidated.get("cells").forEachEntry((cell, value) -> {
            BigDecimal sum = BigDecimal.ZERO;
            String after = "";
            do {
                JsonNode page = Api.require(
                                api.get("/api/v1/tables/cells/" + cell + "/acts?unit=" + SampleUnit.ROOT + "&year="
                                        + year + "&limit=1000" + after),
                                200)
                        .json();
                for (JsonNode act : page.get("acts")) {
                    sum = sum.add(decimal(act.get("weight")));
                }
                after = page.get("next").isNull()
                        ? ""
                        : "&after=" + page.get("next").stringValue();
            } while (!after.isEmpty());
            BigDecimal expected = cell.equals("2.charges") ? decimal(value).movePointRight(4) : decimal(value);
            assertThat(sum).as("acts behind " + cell).isEqualByComparingTo(expected);
        });
    }

    private static BigDecimal decimal(JsonNode number) {
        return new BigDecimal(number.isString() ? number.stringValue() : number.toString());
    }
}
