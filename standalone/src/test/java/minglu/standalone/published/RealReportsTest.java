package minglu.standalone.published;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.unit.UnitKind;
import minglu.standalone.sample.Contradiction;
import minglu.standalone.sample.PublishedReport;
import minglu.standalone.sample.ReportActs;
import minglu.standalone.sample.SampleAct;
import minglu.standalone.sample.SampleUnit;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;
import minglu.standalone.testing.SharedServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Goal: acts give exactly the tables that a real organ published.
 *
 * <p>Method: from a published report single acts are generated, spread over an office, departments, townships and a subdistrict,
 * with one vertical organ whose acts must not count. They are imported through HTTP into a district of their own. Then all printed
 * cells are compared, the units' own tables are summed against the consolidated one, and every drill-down is summed against its
 * cell. Where a report contradicts its own arithmetic, the generator names the cells that no acts can reach; those are left out.
 */
class RealReportsTest {

    private static final Path PUBLISHED_REPORTS = Path.of("../../shared/data/real-reports");
    private static final String PASSWORD = "importer-password";

    private static final AtomicInteger DISTRICTS = new AtomicInteger();

    private final Api importer = importer();
    private final String district = "report-" + DISTRICTS.incrementAndGet();

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
        define(district, Map.of("name", report.organ(), "kind", UnitKind.GOVERNMENT.code()));
        acts.units().forEach(unit -> define(code(unit.unit()), below(district, unit)));
        long last = importAll(acts);

        JsonNode consolidated = tables(district, report.year(), last);

        assertPrintedCells(report, unreachable, consolidated.get("cells"));
        assertOwnTablesSumUp(consolidated, report.year(), last);
        assertDrillDownsSumUp(consolidated, report.year());
    }

    private static Api importer() {
        MingluProcess server = SharedServer.get();
        server.admin().user("report-importer", PASSWORD, null, "importer", "inspector");
        return server.api("report-importer", PASSWORD);
    }

    private static Map<String, Object> below(String node, SampleUnit unit) {
        Map<String, Object> body = new TreeMap<>(unit.body());
        body.put("parent", node);
        return body;
    }

    /** A unit of the sample as one of this district. */
    private String code(String unit) {
        return district + "-" + unit;
    }

    private static void define(String unit, Map<String, Object> body) {
        Api.require(
                SharedServer.get().admin().put("/api/v1/units/" + unit, Api.JSON.writeValueAsString(body)), 200, 201);
    }

    private long importAll(ReportActs acts) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        acts.acts().forEach(act -> writeLine(file, here(act).json()));
        JsonNode result = Api.require(importer.post("/api/v1/imports", "application/x-ndjson", file.toByteArray()), 200)
                .json();
        assertThat(result.get("rejections").toString()).isEqualTo("[]");
        assertThat(result.get("rejected").longValue()).isZero();
        return result.get("lastPosition").longValue();
    }

    private SampleAct here(SampleAct act) {
        return new SampleAct(code(act.unit()), act.subject(), act.id(), act.type(), act.occurredOn(), act.data());
    }

    private static void writeLine(ByteArrayOutputStream file, String line) {
        try {
            file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode tables(String unit, int year, long atLeast) {
        return Api.require(importer.get("/api/v1/tables?unit=" + unit + "&year=" + year + "&atLeast=" + atLeast), 200)
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

    private void assertOwnTablesSumUp(JsonNode consolidated, int year, long last) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        Set<String> included = new TreeSet<>();
        consolidated.get("units").get("included").forEach(unit -> included.add(unit.stringValue()));
        assertThat(included).hasSizeGreaterThanOrEqualTo(5);
        for (String unit : included) {
            tables(unit, year, last)
                    .get("cells")
                    .forEachEntry((cell, value) -> sums.merge(cell, decimal(value), BigDecimal::add));
        }
        consolidated.get("cells").forEachEntry((cell, value) -> assertThat(sums.get(cell))
                .as(cell)
                .isEqualByComparingTo(decimal(value)));
    }

    private void assertDrillDownsSumUp(JsonNode consolidated, int year) {
        consolidated.get("cells").forEachEntry((cell, value) -> {
            BigDecimal sum = BigDecimal.ZERO;
            String after = "";
            do {
                JsonNode page = Api.require(
                                importer.get("/api/v1/tables/cells/" + cell + "/acts?unit=" + district + "&year=" + year
                                        + "&limit=1000" + after),
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
