package minglu.query.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/**
 * The three tables as a reader sees them: line by line, of merged cells the first only. Reads files without the layout that
 * wrote them.
 */
final class Printed {

    private static final int FIRST_XLSX_ROW = 2;
    private static final Pattern TABLE = Pattern.compile("<table.*?</table>", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("<tr>(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<t[hd][^>]*>(.*?)</t[hd]>", Pattern.DOTALL);

    private Printed() {}

    /** Tables two, three and four. */
    static List<List<List<String>>> tables(DocumentFormat format, byte[] file) {
        try {
            return switch (format) {
                case DOCX -> docx(file);
                case XLSX -> xlsx(file);
                case HTML -> html(new String(file, StandardCharsets.UTF_8));
                default -> throw new IllegalArgumentException(format + " prints no tables");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The 200 figures by where they stand on the form. */
    static Map<String, BigDecimal> figures(List<List<List<String>>> tables) {
        Map<String, BigDecimal> figures = new HashMap<>();
        List<List<String>> two = tables.get(0);
        put(figures, two.get(2), "2.regulation.issued", "2.regulation.repealed", "2.regulation.in-force");
        put(figures, two.get(3), "2.normative.issued", "2.normative.repealed", "2.normative.in-force");
        put(figures, two.get(6), "2.licence");
        put(figures, two.get(9), "2.penalty");
        put(figures, two.get(10), "2.coercion");
        put(figures, two.get(13), "2.charges");
        List<String> three = Reports.cells("3");
        for (int row = 0; row < 25; row++) {
            put(
                    figures,
                    tables.get(1).get(3 + row),
                    three.subList(row * 7, row * 7 + 7).toArray(String[]::new));
        }
        put(figures, tables.get(2).get(3), Reports.cells("4").toArray(String[]::new));
        return figures;
    }

    private static void put(Map<String, BigDecimal> figures, List<String> line, String... cells) {
        List<String> last = line.subList(line.size() - cells.length, line.size());
        for (int i = 0; i < cells.length; i++) {
            figures.put(cells[i], new BigDecimal(last.get(i)));
        }
    }

    private static List<List<List<String>>> docx(byte[] file) throws IOException {
        List<List<List<String>>> tables = new ArrayList<>();
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file))) {
            for (XWPFTable table : document.getTables()) {
                List<List<String>> lines = new ArrayList<>();
                for (XWPFTableRow row : table.getRows()) {
                    lines.add(row.getTableCells().stream()
                            .filter(cell -> !isCovered(cell))
                            .map(XWPFTableCell::getText)
                            .toList());
                }
                tables.add(lines);
            }
        }
        return tables;
    }

    private static boolean isCovered(XWPFTableCell cell) {
        CTTcPr properties = cell.getCTTc().getTcPr();
        return properties.isSetVMerge() && properties.getVMerge().getVal() == STMerge.CONTINUE;
    }

    private static List<List<List<String>>> xlsx(byte[] file) throws IOException {
        List<List<List<String>>> tables = new ArrayList<>();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            for (int i = 0; i < 3; i++) {
                XSSFSheet sheet = book.getSheetAt(i);
                List<List<String>> lines = new ArrayList<>();
                for (int row = FIRST_XLSX_ROW; row < sheet.getLastRowNum(); row++) {
                    lines.add(line(sheet, sheet.getRow(row)));
                }
                tables.add(lines);
            }
        }
        return tables;
    }

    private static List<String> line(XSSFSheet sheet, XSSFRow row) {
        List<String> line = new ArrayList<>();
        row.forEach(any -> {
            XSSFCell cell = (XSSFCell) any;
            boolean covered = sheet.getMergedRegions().stream()
                    .filter(region -> region.isInRange(cell))
                    .anyMatch(region -> !isFirst(region, cell));
            if (!covered) {
                // The raw text of a number, as it stands in the file.
                line.add(
                        cell.getCellType() == CellType.NUMERIC
                                ? new BigDecimal(cell.getRawValue())
                                        .toPlainString()
                                        .replaceFirst("\\.0$", "")
                                : cell.getStringCellValue());
            }
        });
        return line;
    }

    private static boolean isFirst(CellRangeAddress region, XSSFCell cell) {
        return region.getFirstRow() == cell.getRowIndex() && region.getFirstColumn() == cell.getColumnIndex();
    }

    private static List<List<List<String>>> html(String page) {
        List<List<List<String>>> tables = new ArrayList<>();
        Matcher table = TABLE.matcher(page);
        while (table.find()) {
            List<List<String>> lines = new ArrayList<>();
            Matcher row = ROW.matcher(table.group());
            while (row.find()) {
                List<String> line = new ArrayList<>();
                Matcher cell = CELL.matcher(row.group(1));
                while (cell.find()) {
                    line.add(cell.group(1));
                }
                lines.add(line);
            }
            tables.add(lines);
        }
        return tables;
    }
}
