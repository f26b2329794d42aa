package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import minglu.command.badinput.CommandHttp;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Spreadsheets through HTTP, on the real store. */
class ImportXlsxHttpTest extends CommandHttp {

    private static final String IMPORTS = "/api/v1/imports";

    private final String own = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void a_template_filled_in_is_recorded_and_its_refused_rows_are_mended_and_sent_again() throws IOException {
        HttpResponse<byte[]> template = download("clerk", IMPORTS + "/template.xlsx");
        assertThat(template.statusCode()).isEqualTo(200);
        assertThat(template.headers().firstValue("Content-Type")).hasValue(XlsxFormat.MEDIA_TYPE);
        byte[] filled;
        try (XSSFWorkbook book = Workbooks.read(template.body())) {
            Row headings = book.getSheetAt(0).getRow(0);
            tally(headings, book.getSheetAt(0).createRow(1), "jyj", "1", 12, "2021-03-01");
            tally(headings, book.getSheetAt(0).createRow(2), "jyj", "2", 0, "2021-03-01");
            tally(headings, book.getSheetAt(0).createRow(3), "gaj", "3", 1, "2021-03-01");
            filled = bytes(book);
        }

        JsonNode dry = json(send(filled, "?dryRun=true"));
        JsonNode report = json(send(filled, ""));

        assertThat(report.path("rows").asLong()).isEqualTo(3);
        assertThat(report.path("recorded").asLong()).isEqualTo(1);
        assertThat(report.path("rejections").findValuesAsString("code")).containsExactly("invalid-act", "forbidden");
        assertThat(report.path("rejections").get(0).path("row").asLong()).isEqualTo(3);
        assertThat(report.path("rejections").get(1).path("row").asLong()).isEqualTo(4);
        assertThat(dry.path("rejections")).isEqualTo(report.path("rejections"));
        assertThat(dry.path("recorded")).isEqualTo(report.path("recorded"));

        HttpResponse<byte[]> refused =
                download("clerk", IMPORTS + "/" + report.path("import").asString() + "/rejections");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue(XlsxFormat.MEDIA_TYPE);
        assertThat(refused.headers().firstValue("Content-Disposition").orElseThrow())
                .endsWith(".xlsx\"");
        byte[] mended;
        try (XSSFWorkbook book = Workbooks.read(refused.body())) {
            Row headings = book.getSheetAt(0).getRow(0);
            book.getSheetAt(0).getRow(1).getCell(column(headings, "数量")).setCellValue(7);
            book.getSheetAt(0).getRow(2).getCell(column(headings, "单位代码")).setCellValue("jyj");
            mended = bytes(book);
        }
        JsonNode again = json(send(mended, ""));
        assertThat(again.path("recorded").asLong()).as(again.toString()).isEqualTo(2);
        assertThat(again.path("rejected").asLong()).isZero();
        assertThat(json(send(filled, "")).path("duplicates").asLong()).isEqualTo(1);
    }

    @Test
    void a_file_that_is_refused_records_nothing() {
        long head = positions.head();
        String row = Workbooks.inline(
                List.of("jyj", own + "-X", "1", "decisions-tallied", "2021-03-01", "licence", "12", "x"));

        isProblem(send("PK but no zip".getBytes(java.nio.charset.StandardCharsets.UTF_8), ""), 422, "invalid-file");
        isProblem(send(new byte[11 << 20], ""), 413, "too-large");
        isProblem(
                send(Workbooks.zip(Workbooks.parts(Workbooks.inline(Workbooks.HEADER) + row + "<row r=\"1\"/>")), ""),
                422,
                "invalid-file");
        assertThat(positions.head()).isEqualTo(head);
    }

    private HttpResponse<String> send(byte[] file, String query) {
        return send("clerk", "POST", IMPORTS + query, XlsxFormat.MEDIA_TYPE, BodyPublishers.ofByteArray(file));
    }

    private void tally(Row headings, Row row, String unit, String id, int count, String date) {
        List.of("单位代码", "事项编号", "记录编号", "记录类型", "发生日期", "类别", "数量", "统计依据").forEach(heading -> {
            int column = column(headings, heading);
            switch (heading) {
                case "单位代码" -> row.createCell(column).setCellValue(unit);
                case "事项编号" -> row.createCell(column).setCellValue(own + "-T");
                case "记录编号" -> row.createCell(column).setCellValue(id);
                case "记录类型" -> row.createCell(column).setCellValue("行政决定汇总");
                case "发生日期" -> row.createCell(column).setCellValue(date);
                case "类别" -> row.createCell(column).setCellValue("行政许可");
                case "数量" -> row.createCell(column).setCellValue(count);
                default -> row.createCell(column).setCellValue("台账");
            }
        });
    }

    private static int column(Row headings, String heading) {
        for (int i = 0; i < headings.getLastCellNum(); i++) {
            if (headings.getCell(i).getStringCellValue().equals(heading)) {
                return i;
            }
        }
        throw new AssertionError("no column " + heading);
    }

    private static byte[] bytes(XSSFWorkbook book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        book.write(out);
        return out.toByteArray();
    }
}
