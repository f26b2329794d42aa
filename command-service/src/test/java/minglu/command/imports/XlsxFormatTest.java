package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import minglu.api.act.ActForm;
import minglu.api.act.ActLabels;
import minglu.api.act.ActType;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Cells of spreadsheets by the type of their field. */
class XlsxFormatTest {

    private static final List<String> TALLY =
            List.of("jyj", "T", "1", "decisions-tallied", "2021-03-01", "licence", "12", "台账");

    @Test
    void texts_numbers_and_dates_become_what_the_field_wants() {
        byte[] file = Workbooks.made(sheet -> {
            Workbooks.row(sheet, 0, Workbooks.HEADER);
            Row row = Workbooks.row(sheet, 1, TALLY);
            row.getCell(2).setCellValue(7);
            row.getCell(4).setCellValue(44256);
            row.getCell(6).setCellValue(12);
        });

        assertThat(Workbooks.act(file, 0).toString())
                .isEqualTo(
                        "{\"unit\":\"jyj\",\"subject\":\"T\",\"id\":\"7\",\"type\":\"decisions-tallied\","
                                + "\"occurredOn\":\"2021-03-01\",\"data\":{\"kind\":\"licence\",\"count\":12,\"evidence\":\"台账\"}}");
        ActForm.parse(Workbooks.act(file, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1900-01-01, 1904-01-02",
        "59, 1900-02-28, 1904-02-29",
        "61, 1900-03-01, 1904-03-02",
        "44256, 2021-03-01, 2025-03-02",
        "44256.75, 2021-03-01, 2025-03-02",
        "2957003, 9995-12-30, 9999-12-31",
        "2958465, 9999-12-31, 2958465",
    })
    void a_number_in_a_column_of_dates_is_a_day_in_both_calendars_of_spreadsheets(
            String number, String from1900, String from1904) {
        Map<String, String> parts =
                Workbooks.parts(Workbooks.inline(List.of("unit", "subject", "id", "type", "occurredOn"))
                        + "<row><c t=\"inlineStr\"><is><t>jyj</t></is></c><c r=\"E2\"><v>" + number + "</v></c></row>");
        assertThat(Workbooks.act(Workbooks.zip(parts), 0).path("occurredOn").stringValue())
                .isEqualTo(from1900);

        parts.replace(
                "xl/workbook.xml",
                parts.get("xl/workbook.xml").replace("<workbookPr/>", "<workbookPr date1904=\"1\"/>"));
        assertThat(Workbooks.act(Workbooks.zip(parts), 0).path("occurredOn").stringValue())
                .isEqualTo(from1904);
    }

    @ParameterizedTest
    @CsvSource({"0", "60", "-3", "20210301"})
    void a_number_that_is_no_day_stays_what_it_is_and_is_refused_by_the_form(String number) {
        byte[] file = Workbooks.zip(Workbooks.parts(Workbooks.inline(
                        List.of("unit", "subject", "id", "type", "occurredOn"))
                + "<row><c t=\"inlineStr\"><is><t>jyj</t></is></c><c r=\"E2\"><v>" + number + "</v></c></row>"));

        assertThat(Workbooks.act(file, 0).path("occurredOn").stringValue()).isEqualTo(number);
    }

    @Test
    void a_text_that_a_spreadsheet_turned_into_a_date_reads_as_it_is_shown() {
        byte[] file = Workbooks.made(sheet -> {
            Workbooks.row(sheet, 0, Workbooks.HEADER);
            Row row = Workbooks.row(sheet, 1, TALLY);
            CellStyle style = sheet.getWorkbook().createCellStyle();
            style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
            row.getCell(7).setCellValue(44256);
            row.getCell(7).setCellStyle(style);
            row.getCell(6).setCellValue(44256);
            row.getCell(6).setCellStyle(style);
        });

        assertThat(Workbooks.act(file, 0).at("/data/evidence").stringValue()).isEqualTo("2021-03-01");
        // A count is a number however it is shown.
        assertThat(Workbooks.act(file, 0).at("/data/count").longValue()).isEqualTo(44256);
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy-mm-dd, true",
        "'[$-804]yyyy\"年\"m\"月\";@', true",
        "General, false",
        "0.00, false",
        "'#,##0\"d\"', false",
        "[Red]0, false",
        "'\\d0', false",
    })
    void dates_are_told_by_their_format(String code, boolean date) {
        assertThat(XlsxStyles.showsDate(code)).isEqualTo(date);
    }

    @Test
    void amounts_yes_and_no_and_codes_may_be_given_as_a_spreadsheet_has_them() {
        byte[] file = Workbooks.made(sheet -> {
            Workbooks.row(sheet, 0, List.of("单位代码", "事项编号", "记录编号", "记录类型", "发生日期", "金额(元)", "类别", "是否公开", "逾期补录"));
            Row row = Workbooks.row(sheet, 1, List.of("jyj", "S", "1", "行政事业性收费", "2021/3/1"));
            row.createCell(5).setCellValue(0.1 + 0.2);
            row.createCell(8).setCellValue(false);
            Row other = Workbooks.row(sheet, 2, List.of("jyj", "D", "1", "decision-made", " 2021-03-01 "));
            other.createCell(6).setCellValue("行政许可");
            other.createCell(7).setCellValue("是");
        });

        assertThat(Workbooks.act(file, 0).toString())
                .isEqualTo("{\"unit\":\"jyj\",\"subject\":\"S\",\"id\":\"1\",\"type\":\"charge-collected\","
                        + "\"occurredOn\":\"2021-03-01\",\"data\":{\"amountYuan\":\"0.3\"},\"late\":false}");
        assertThat(Workbooks.act(file, 1).at("/data").toString())
                .isEqualTo("{\"kind\":\"licence\",\"published\":true}");
        ActForm.parse(Workbooks.act(file, 0));
        ActForm.parse(Workbooks.act(file, 1));
    }

    @Test
    void an_amendment_has_columns_of_its_own_in_both_languages() {
        byte[] file = Workbooks.made(sheet -> {
            Workbooks.row(
                    sheet,
                    0,
                    List.of("unit", "subject", "id", "type", "occurredOn", "原因", "更正的记录编号", "更正后-发生日期", "更正后-申请人类别"));
            Workbooks.row(sheet, 1, List.of("jyj", "SQ", "9", "更正记录", "2021-05-01", "笔误", "1", "2021-03-02", "商业企业"));
        });

        assertThat(Workbooks.act(file, 0).at("/data").toString())
                .isEqualTo("{\"act\":\"1\",\"occurredOn\":\"2021-03-02\",\"data\":{\"applicant\":\"enterprise\"}}");
        assertThat(Workbooks.act(file, 0).path("reason").stringValue()).isEqualTo("笔误");
    }

    @Test
    void rows_are_numbered_as_in_the_sheet_and_blank_ones_are_passed_over() {
        byte[] file = Workbooks.made(sheet -> {
            Workbooks.row(sheet, 0, Workbooks.HEADER);
            Workbooks.row(sheet, 3, TALLY);
            sheet.createRow(5).createCell(0).setCellValue("  ");
            Workbooks.row(sheet, 9, TALLY);
        });

        assertThat(Workbooks.rows(file)).extracting(RawRow::row).containsExactly(4L, 10L);
    }

    @Test
    void a_formula_an_error_and_an_inexact_number_are_faults_of_their_row_alone() {
        byte[] file = Workbooks.made(sheet -> {
            Workbooks.row(sheet, 0, Workbooks.HEADER);
            Workbooks.row(sheet, 1, TALLY).getCell(6).setCellFormula("1+1");
            Workbooks.row(sheet, 2, TALLY).getCell(6).setCellErrorValue((byte) 0x2A);
            Workbooks.row(sheet, 3, TALLY).getCell(2).setCellValue(110101199003071234d);
            Workbooks.row(sheet, 4, TALLY);
        });

        List<Object> acts = Workbooks.acts(file);
        assertThat(acts.subList(0, 3))
                .extracting(fault -> ((Refusal) fault).detail())
                .satisfiesExactly(
                        detail -> assertThat(detail).contains("G2", "formula"),
                        detail -> assertThat(detail).contains("G3", "#N/A"),
                        detail -> assertThat(detail).contains("C4", "exactly"));
        assertThat(acts.subList(0, 3))
                .allSatisfy(fault -> assertThat(((Refusal) fault).code()).isEqualTo(ProblemCode.MALFORMED));
        assertThat(acts.get(3)).isInstanceOf(JsonNode.class);
    }

    @Test
    void text_beyond_the_columns_is_refused() {
        byte[] file = Workbooks.made(sheet -> {
            Workbooks.row(sheet, 0, Workbooks.HEADER);
            Workbooks.row(sheet, 1, TALLY).createCell(11).setCellValue("more");
            Workbooks.row(sheet, 2, TALLY).createCell(300).setCellValue("far");
        });

        assertThat(Workbooks.acts(file))
                .extracting(fault -> ((Refusal) fault).detail())
                .satisfiesExactly(detail -> assertThat(detail).contains("12 cells"), detail -> assertThat(detail)
                        .contains("KO3"));
    }

    @Test
    void cells_without_references_rich_texts_and_escapes_are_understood() {
        Map<String, String> parts = Workbooks.parts(
                Workbooks.inline(Workbooks.HEADER)
                        + "<row><c t=\"inlineStr\"><is><r><t>j</t></r><r><t>yj</t></r><rPh sb=\"0\" eb=\"1\"><t>JIAO</t></rPh></is></c>"
                        + "<c t=\"str\"><v>A_x0042_C</v><is><t>old</t></is></c><c t=\"b\"><v>1</v></c><c t=\"d\"><v>2021-03-01T08:00:00</v></c></row>");

        assertThat(Workbooks.act(Workbooks.zip(parts), 0).toString())
                .isEqualTo("{\"unit\":\"jyj\",\"subject\":\"ABC\",\"id\":\"true\",\"type\":\"2021-03-01\"}");
    }

    @Test
    void a_file_of_another_program_is_read() throws IOException {
        byte[] file;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("libreoffice.xlsx"))) {
            file = in.readAllBytes();
        }

        assertThat(Workbooks.acts(file))
                .extracting(Object::toString)
                .containsExactly(
                        "{\"unit\":\"jyj\",\"subject\":\"tally\",\"id\":\"1\",\"type\":\"decisions-tallied\","
                                + "\"occurredOn\":\"2021-03-01\",\"data\":{\"kind\":\"licence\",\"count\":12,"
                                + "\"evidence\":\"台账 & 登记\"}}",
                        "{\"unit\":\"jyj\",\"subject\":\"20210001\",\"id\":\"2\",\"type\":\"charge-collected\","
                                + "\"occurredOn\":\"2021-12-31\",\"data\":{\"amountYuan\":\"380.5\"},\"late\":false}");
    }

    @Test
    void headings_that_are_unknown_missing_or_doubled_are_named() {
        assertRefused(List.of("unit", "subject", "id", "type"), "occurredOn");
        assertRefused(List.of("unit", "单位代码", "subject", "id", "type", "occurredOn"), "单位代码");
        assertRefused(List.of("单位代码", "事项编号", "记录编号", "记录类型", "发生日期", "颜色"), "颜色");
        assertRefused(List.of("单位代码", "事项编号", "记录编号", "记录类型", "发生日期", "更正后-单位代码"), "更正后-单位代码");
        assertRefused(List.of(), "empty");
    }

    private static void assertRefused(List<String> header, String sentence) {
        byte[] file = Workbooks.made(sheet -> Workbooks.row(sheet, 0, header));
        assertThatThrownBy(() -> Workbooks.rows(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("invalid-file")
                .hasMessageContaining(sentence);
    }

    @Test
    void refused_rows_come_back_in_the_layout_of_the_file_and_say_the_same_again() throws IOException {
        byte[] file = Workbooks.made(sheet -> {
            Workbooks.row(sheet, 0, List.of("单位代码", "事项编号", "记录编号", "记录类型", "发生日期", "类别", "数量", "统计依据"));
            Workbooks.row(sheet, 1, TALLY).getCell(6).setCellValue(12);
            Workbooks.row(
                    sheet, 2, List.of("jyj", "T", "2", "", "2021/3/1", "", "many", "=HYPERLINK(\"u\"),\"x\"\n'y"));
        });

        byte[] once = refused(file);

        try (XSSFWorkbook book = Workbooks.read(once)) {
            XSSFSheet sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("单位代码");
            assertThat(sheet.getRow(0).getCell(8).getStringCellValue()).isEqualTo("拒绝代码");
            assertThat(sheet.getRow(0).getCell(9).getStringCellValue()).isEqualTo("拒绝原因");
            assertThat(sheet.getRow(1).getCell(6).getCellType()).isEqualTo(CellType.NUMERIC);
            assertThat(sheet.getRow(1).getCell(8).getStringCellValue()).isEqualTo("invalid-act");
            Cell dangerous = sheet.getRow(2).getCell(7);
            assertThat(dangerous.getCellType()).isEqualTo(CellType.STRING);
            assertThat(dangerous.getCellStyle().getQuotePrefixed()).isTrue();
        }
        assertThat(Workbooks.acts(once)).isEqualTo(Workbooks.acts(file));
        assertThat(Workbooks.acts(refused(once))).isEqualTo(Workbooks.acts(file));
    }

    /** The file of refused rows, if every row is refused. */
    private static byte[] refused(byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Spool spool = Spooled.of(file, null);
                RowSource source = new XlsxFormat().open(spool);
                ImportFormat.RejectionFile rejections = new XlsxFormat().rejections(out, source.header(), false)) {
            for (RawRow row = source.next(); row != null; row = source.next()) {
                rejections.add(Rejection.of(row, null, Refusal.of(ProblemCode.INVALID_ACT, "=wrong, all of it")));
            }
        }
        return out.toByteArray();
    }

    @Test
    void the_template_has_a_column_for_everything_and_drop_downs_of_what_can_be_chosen() throws IOException {
        try (XSSFWorkbook book = Workbooks.read(XlsxTemplate.bytes())) {
            XSSFSheet data = book.getSheetAt(0);
            List<String> headings = new java.util.ArrayList<>();
            data.getRow(0).forEach(cell -> headings.add(cell.getStringCellValue()));
            assertThat(Columns.of(headings).kinds())
                    .containsExactlyElementsOf(XlsxTemplate.columns().values());
            assertThat(headings).contains("单位代码", "发生日期", "逾期补录", "处理结果", "金额(元)");

            int column = headings.indexOf("处理结果");
            DataValidation outcomes = data.getDataValidations().stream()
                    .filter(check ->
                            check.getRegions().getCellRangeAddresses()[0].getFirstColumn() == column)
                    .findFirst()
                    .orElseThrow();
            String formula = outcomes.getValidationConstraint().getFormula1();
            assertThat(formula).matches("'选项'!\\$[A-Z]+\\$2:\\$[A-Z]+\\$25");
            assertThat(data.getDataValidations()).hasSize((int) XlsxTemplate.columns().values().stream()
                    .filter(kind -> kind == minglu.api.act.Field.Kind.CODE || kind == minglu.api.act.Field.Kind.BOOLEAN)
                    .count());

            StringBuilder help = new StringBuilder();
            book.getSheet("填写说明").forEach(row -> row.forEach(cell -> help.append(cell.getStringCellValue())));
            for (ActType type : ActType.values()) {
                assertThat(help).contains(type.code(), ActLabels.type(type));
            }
        }
    }

    @Test
    void the_template_filled_in_with_what_it_offers_is_read() throws IOException {
        byte[] filled;
        try (XSSFWorkbook book = Workbooks.read(XlsxTemplate.bytes())) {
            XSSFSheet data = book.getSheetAt(0);
            Row row = data.createRow(1);
            data.getRow(0).forEach(heading -> {
                String value = Map.of(
                                "单位代码", "jyj",
                                "事项编号", "SQ-1",
                                "记录编号", "1",
                                "记录类型", "收到申请",
                                "发生日期", "2021-03-01",
                                "申请人类别", "自然人",
                                "渠道", "信函")
                        .get(heading.getStringCellValue());
                if (value != null) {
                    row.createCell(heading.getColumnIndex()).setCellValue(value);
                }
            });
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            book.write(out);
            filled = out.toByteArray();
        }

        assertThat(ActForm.parse(Workbooks.act(filled, 0)).type()).isEqualTo(ActType.REQUEST_RECEIVED);
        assertThat(Workbooks.rows(XlsxTemplate.bytes())).isEmpty();
    }
}
