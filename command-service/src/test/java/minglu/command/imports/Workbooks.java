package minglu.command.imports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import minglu.api.problem.RefusedException;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import tools.jackson.databind.JsonNode;

/** Makes spreadsheets for tests, with a library or part by part, and reads them as imports do. */
final class Workbooks {

    static final List<String> HEADER =
            List.of("unit", "subject", "id", "type", "occurredOn", "data.kind", "data.count", "data.evidence");

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private Workbooks() {}

    /** A workbook with one sheet, filled by the library. */
    static byte[] made(Consumer<XSSFSheet> fill) {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            fill.accept(book.createSheet());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text cells in a row. */
    static Row row(XSSFSheet sheet, int row, List<String> cells) {
        Row written = sheet.createRow(row);
        for (int i = 0; i < cells.size(); i++) {
            written.createCell(i).setCellValue(cells.get(i));
        }
        return written;
    }

    /** The parts of a plain workbook; the rows are XML of {@code sheetData}. */
    static Map<String, String> parts(String rows) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\""
                        + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
        parts.put(
                "_rels/.rels",
                "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"a\" Type=\"" + TYPES
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + TYPES
                        + "\"><workbookPr/><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"b\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"b\" Type=\"" + TYPES
                        + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        parts.put("xl/worksheets/sheet1.xml", sheet(rows));
        return parts;
    }

    static String sheet(String rows) {
        return "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData></worksheet>";
    }

    /** A row of inline texts, without references. */
    static String inline(List<String> cells) {
        StringBuilder row = new StringBuilder("<row>");
        cells.forEach(
                cell -> row.append("<c t=\"inlineStr\"><is><t>").append(cell).append("</t></is></c>"));
        return row.append("</row>").toString();
    }

    static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The rows of a file. */
    static List<RawRow> rows(byte[] file) {
        return Spooled.rows(new XlsxFormat(), Spooled.of(file, null));
    }

    /** The acts of a file, one that cannot be read by its fault. */
    static List<Object> acts(byte[] file) {
        try (Spool spool = Spooled.of(file, null);
                RowSource source = new XlsxFormat().open(spool)) {
            List<Object> acts = new ArrayList<>();
            for (RawRow row = source.next(); row != null; row = source.next()) {
                try {
                    acts.add(row.fault() == null ? (Object) source.read(row) : row.fault());
                } catch (RefusedException e) {
                    acts.add(e.refusal());
                }
            }
            return acts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode act(byte[] file, int index) {
        return (JsonNode) acts(file).get(index);
    }

    static XSSFWorkbook read(byte[] file) {
        try {
            return new XSSFWorkbook(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
