package minglu.query.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a report, read back without the code that wrote them. */
class ReportFilesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ReportRenderer renderer = new ReportRenderer();

    @ParameterizedTest
    @EnumSource
    void all_200_numbers_can_be_read_back(DocumentFormat format) {
        Map<String, BigDecimal> figures = Reports.distinct();

        Map<String, BigDecimal> read = figures(format, renderer.render(Reports.published(figures), format));

        assertThat(read).hasSize(200).isEqualTo(figures);
    }

    @ParameterizedTest
    @EnumSource
    void a_number_in_another_place_is_noticed(DocumentFormat format) {
        Map<String, BigDecimal> figures = Reports.distinct();
        Map<String, BigDecimal> other = new HashMap<>(figures);
        other.put("3.granted.enterprise", figures.get("3.granted.natural-person"));
        other.put("3.granted.natural-person", figures.get("3.granted.enterprise"));

        assertThat(figures(format, renderer.render(Reports.published(other), format)))
                .isNotEqualTo(figures);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOCX", "XLSX", "HTML"})
    void the_tables_are_those_of_a_published_report_line_by_line(DocumentFormat format) throws IOException {
        Map<String, BigDecimal> figures = new HashMap<>();
        Reports.FORMAT.cells().forEach(cell -> figures.put(cell.id(), BigDecimal.ZERO));
        figures.put("2.normative.issued", BigDecimal.valueOf(15));
        figures.put("2.normative.in-force", BigDecimal.valueOf(27));
        figures.put("2.licence", BigDecimal.valueOf(1846));
        figures.put("2.penalty", BigDecimal.ONE);

        List<List<List<String>>> tables = Printed.tables(format, renderer.render(Reports.live(figures), format));

        assertThat(tables).hasSize(3);
        for (int i = 0; i < 3; i++) {
            String table = String.valueOf(2 + i);
            assertThat(tables.get(i).stream().map(line -> String.join("|", line)))
                    .as("table " + table)
                    .containsExactlyElementsOf(published(table));
        }
    }

    /** The tables of 渭南经济技术开发区 on 2021 as it published them, without spaces; see the sample year. */
    private List<String> published(String table) throws IOException {
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("published-2021.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(table + "|"))
                    .map(line -> line.substring(2))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_same_report_gives_the_same_bytes(DocumentFormat format) {
        byte[] first = renderer.render(Reports.published(Reports.distinct()), format);
        byte[] second = new ReportRenderer().render(Reports.published(new HashMap<>(Reports.distinct())), format);

        assertThat(second).isEqualTo(first);
        assertThat(renderer.render(Reports.live(Reports.distinct()), format)).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOCX", "XLSX"})
    void no_time_of_writing_and_no_compression_stands_in_an_office_file(DocumentFormat format) throws IOException {
        byte[] file = renderer.render(Reports.published(Reports.distinct()), format);

        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getTimeLocal().getYear()).as(entry.getName()).isEqualTo(1980);
                assertThat(entry.getMethod()).as(entry.getName()).isEqualTo(ZipEntry.STORED);
                if (entry.getName().equals("docProps/core.xml")) {
                    assertThat(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[^<]*")
                                    .matcher(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                                    .results()
                                    .map(date -> date.group()))
                            .containsExactly("2022-01-17T08:30:00Z", "2022-01-17T08:30:00Z");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_file_says_where_its_figures_come_from(DocumentFormat format) {
        ReportDocument document = Reports.published(Reports.distinct());

        String text = text(format, renderer.render(document, format));

        assertThat(text)
                .contains("渭南经济技术开发区", "2021", "5632", document.digest(), "minglu.example/log")
                .contains("Az3grlgtzPICa5OS8npVmf1Myq");
        assertThat(text(format, renderer.render(Reports.live(Reports.distinct()), format)))
                .doesNotContain("minglu.example/log");
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "HTML", "DOCX", "XLSX"})
    void the_texts_stand_under_the_headings_of_the_form(DocumentFormat format) {
        String text = text(format, renderer.render(Reports.published(Reports.distinct()), format));

        assertThat(text).contains("处理网上投诉、建议50条。", "发布时效性有待提升。", "无收取信息处理费的情况。");
        if (format != DocumentFormat.JSON) {
            assertThat(text).containsSubsequence("一、总体情况", "处理网上投诉", "五、存在的主要问题及改进情况", "发布时效性", "六、其他需要报告的事项");
            assertThat(text(format, renderer.render(Reports.live(Reports.distinct()), format)))
                    .doesNotContain("一、总体情况");
        }
    }

    @Test
    void the_digest_is_that_of_the_content_and_can_be_computed_from_the_json_file() {
        ReportDocument document = Reports.published(Reports.distinct());
        JsonNode file = JSON.readTree(renderer.render(document, DocumentFormat.JSON));
        Map<String, Object> content = new HashMap<>();
        for (String member : List.of("format", "occurredUntil", "rules", "scope", "unit", "unitName")) {
            content.put(member, file.path(member).stringValue());
        }
        for (String member : List.of("position", "version", "year")) {
            content.put(member, file.path(member).longValue());
        }
        Map<String, Object> cells = new HashMap<>();
        file.path("cells")
                .forEachEntry((cell, figure) ->
                        cells.put(cell, figure.isString() ? figure.stringValue() : (Object) figure.longValue()));
        content.put("cells", cells);
        Map<String, Object> texts = new HashMap<>();
        file.path("texts").forEachEntry((name, text) -> texts.put(name, text.stringValue()));
        content.put("texts", texts);

        assertThat(CanonicalJson.sha256(content))
                .isEqualTo(document.digest())
                .isEqualTo(file.path("digest").stringValue());
        cells.put("2.charges", "4166.24162");
        assertThat(CanonicalJson.sha256(content)).isNotEqualTo(document.digest());
    }

    @Test
    void canonical_json_is_that_of_the_standard() {
        Map<String, Object> content = new HashMap<>();
        content.put("\u20ac", 1L);
        content.put("\r", null);
        content.put("1", "€$\u000f\nA'B\"\\\"/");
        content.put("b", Map.of());

        assertThat(CanonicalJson.write(content))
                .isEqualTo("{\"\\r\":null,\"1\":\"€$\\u000f\\nA'B\\\"\\\\\\\"/\",\"b\":{},\"€\":1}");
    }

    @Test
    void figures_of_a_spreadsheet_are_numbers_and_an_inexact_one_stays_a_text() throws IOException {
        Map<String, BigDecimal> figures = Reports.distinct();
        assertThat(types(figures)).containsOnly(CellType.NUMERIC);

        figures.put("2.charges", new BigDecimal("9007199254740993.123456"));
        byte[] file = renderer.render(Reports.published(figures), DocumentFormat.XLSX);
        assertThat(types(figures)).contains(CellType.STRING);
        assertThat(figures(DocumentFormat.XLSX, file)).isEqualTo(figures);
    }

    private List<CellType> types(Map<String, BigDecimal> figures) throws IOException {
        byte[] file = renderer.render(Reports.published(figures), DocumentFormat.XLSX);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            return List.of(
                    book.getSheetAt(0).getRow(4).getCell(1).getCellType(),
                    book.getSheetAt(0).getRow(15).getCell(1).getCellType(),
                    book.getSheetAt(1).getRow(5).getCell(3).getCellType(),
                    book.getSheetAt(1).getRow(29).getCell(9).getCellType(),
                    book.getSheetAt(2).getRow(5).getCell(14).getCellType());
        }
    }

    @Test
    void an_unknown_figure_is_never_zero() {
        Map<String, BigDecimal> figures = Reports.distinct();
        figures.remove("4.reconsideration.pending");
        ReportDocument document = Reports.live(figures);

        for (DocumentFormat format : List.of(DocumentFormat.DOCX, DocumentFormat.HTML)) {
            assertThat(Printed.tables(format, renderer.render(document, format))
                            .get(2)
                            .get(3)
                            .get(3))
                    .isEqualTo("—");
        }
        assertThat(Printed.tables(DocumentFormat.XLSX, renderer.render(document, DocumentFormat.XLSX))
                        .get(2)
                        .get(3)
                        .get(3))
                .isEmpty();
        assertThat(JSON.readTree(renderer.render(document, DocumentFormat.JSON))
                        .path("cells")
                        .path("4.reconsideration.pending")
                        .isNull())
                .isTrue();
        assertThat(text(DocumentFormat.CSV, renderer.render(document, DocumentFormat.CSV)))
                .contains(",4.reconsideration.pending,4,行政复议,尚未审结,count,,2021-30,");
    }

    @Test
    void every_heading_of_the_page_has_a_scope_and_every_figure_names_its_headings() {
        String page =
                text(DocumentFormat.HTML, renderer.render(Reports.published(Reports.distinct()), DocumentFormat.HTML));
        Map<String, String> headings = new HashMap<>();
        Matcher heading = Pattern.compile("<th([^>]*)>([^<]*)</th>").matcher(page);
        while (heading.find()) {
            assertThat(heading.group(1)).matches(".* scope=\"(col|colgroup|row|rowgroup)\".*");
            headings.put(heading.group(1).replaceAll(".* id=\"([^\"]+)\".*", "$1"), heading.group(2));
        }
        Map<String, String> headsOfCells = new HashMap<>();
        Matcher figure = Pattern.compile("<td[^>]* headers=\"([^\"]*)\" data-cell=\"([^\"]*)\">")
                .matcher(page);
        while (figure.find()) {
            headsOfCells.put(
                    figure.group(2),
                    Arrays.stream(figure.group(1).split(" "))
                            .map(id -> Objects.requireNonNull(headings.get(id)))
                            .collect(Collectors.joining(" > ")));
        }

        assertThat(headsOfCells).hasSize(200);
        assertThat(headsOfCells.get("3.refused-state-secret.enterprise"))
                .isEqualTo("申请人情况 > 法人或其他组织 > 商业企业 > 三、本年度办理结果 > (三)不予公开 > 1.属于国家秘密");
        assertThat(headsOfCells.get("2.penalty")).isEqualTo("第二十条第(六)项 > 本年处理决定数量 > 行政处罚");
        assertThat(headsOfCells.get("4.litigation-direct.total")).isEqualTo("行政诉讼 > 未经复议直接起诉 > 总计");
    }

    @Test
    void the_page_fetches_nothing() {
        String page =
                text(DocumentFormat.HTML, renderer.render(Reports.published(Reports.distinct()), DocumentFormat.HTML));

        assertThat(page)
                .doesNotContainPattern("(?i)<(script|link|img|iframe|base)\\b")
                .doesNotContainPattern("(?i)\\b(src|href)\\s*=")
                .doesNotContainPattern("(?i)@import|url\\(|https?:");
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        assertThat(HtmlFile.CONTENT_SECURITY).contains(sha256Base64(style));
    }

    @Test
    void names_and_texts_cannot_become_markup_or_formulas() throws IOException {
        ReportDocument document = ReportDocument.withDigest(
                Reports.FORMAT,
                "jyj",
                "=HYPERLINK(\"x\")<script>&\u0001\uD800",
                minglu.api.tables.Scope.OWN,
                2021,
                java.time.LocalDate.of(2021, 12, 31),
                null,
                0,
                null,
                Reports.distinct(),
                Map.of("overview", "=1+1\n<img onerror=alert(1)>"),
                null);

        assertThat(text(DocumentFormat.HTML, renderer.render(document, DocumentFormat.HTML)))
                .contains("=HYPERLINK(&quot;x&quot;)&lt;script&gt;&amp;\uFFFD\uFFFD")
                .doesNotContain("<script", "<img");
        assertThat(text(DocumentFormat.CSV, renderer.render(document, DocumentFormat.CSV)))
                .contains("jyj,\"'=HYPERLINK(\"\"x\"\")");
        byte[] file = renderer.render(document, DocumentFormat.XLSX);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            XSSFCell title = book.getSheetAt(0).getRow(0).getCell(0);
            assertThat(title.getCellType()).isEqualTo(CellType.STRING);
            assertThat(title.getCellStyle().getQuotePrefixed()).isTrue();
            XSSFCell text = book.getSheet("文字部分").getRow(1).getCell(0);
            assertThat(text.getCellType()).isEqualTo(CellType.STRING);
            assertThat(text.getCellStyle().getQuotePrefixed()).isTrue();
        }
        assertThat(text(DocumentFormat.DOCX, renderer.render(document, DocumentFormat.DOCX)))
                .contains("<img onerror=alert(1)>");
    }

    private static Map<String, BigDecimal> figures(DocumentFormat format, byte[] file) {
        Map<String, BigDecimal> figures = new HashMap<>();
        switch (format) {
            case JSON ->
                JSON.readTree(file)
                        .path("cells")
                        .forEachEntry((cell, figure) -> figures.put(cell, new BigDecimal(figure.asString())));
            case CSV -> {
                List<List<String>> lines = csv(text(format, file).substring(1));
                List<String> header = lines.get(0);
                lines.subList(1, lines.size())
                        .forEach(line -> figures.put(
                                line.get(header.indexOf("cell")), new BigDecimal(line.get(header.indexOf("value")))));
            }
            default -> figures.putAll(Printed.figures(Printed.tables(format, file)));
        }
        return figures;
    }

    /** RFC 4180. */
    private static List<List<String>> csv(String text) {
        List<List<String>> lines = new ArrayList<>();
        Matcher cell = Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,\"\r\n]*))(,|\r\n)")
                .matcher(text);
        List<String> line = new ArrayList<>();
        while (cell.lookingAt()) {
            line.add(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""));
            if (!cell.group(3).equals(",")) {
                lines.add(line);
                line = new ArrayList<>();
            }
            cell.region(cell.end(), text.length());
        }
        assertThat(cell.hitEnd()).isTrue();
        return lines;
    }

    private static String text(DocumentFormat format, byte[] file) {
        try {
            return switch (format) {
                case DOCX -> {
                    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file));
                            var extractor = new org.apache.poi.xwpf.extractor.XWPFWordExtractor(document)) {
                        yield extractor.getText();
                    }
                }
                case XLSX -> {
                    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file));
                            var extractor = new org.apache.poi.xssf.extractor.XSSFExcelExtractor(book)) {
                        yield extractor.getText();
                    }
                }
                default -> new String(file, StandardCharsets.UTF_8);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256Base64(String text) {
        try {
            return java.util.Base64.getEncoder()
                    .encodeToString(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
