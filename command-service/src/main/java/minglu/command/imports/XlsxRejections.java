package minglu.command.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import minglu.api.act.Field;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Refused rows of a spreadsheet, as a spreadsheet: what was a number stays one, everything else is text, and nothing a formula. */
final class XlsxRejections implements ImportFormat.RejectionFile {

    private static final int ROWS_IN_MEMORY = 100;
    private static final int COLUMN_WIDTH = 18 * 256;
    private static final int REASON_WIDTH = 80 * 256;
    private static final int LONGEST_CELL = 32_767;
    private static final Pattern COUNT = Pattern.compile("\\d{1,15}");

    private final OutputStream out;
    private final List<String> header;
    private final List<Field.Kind> kinds;
    /** With a table of texts, as spreadsheet programs write it themselves. */
    private final SXSSFWorkbook book = new SXSSFWorkbook(new XSSFWorkbook(), ROWS_IN_MEMORY, false, true);

    private final SXSSFSheet sheet = book.createSheet("数据");
    private final CellStyle plain = book.createCellStyle();
    private final CellStyle text = book.createCellStyle();
    private final CellStyle reason = book.createCellStyle();
    private int next;

    XlsxRejections(OutputStream out, List<String> header) {
        this.out = out;
        this.header = header;
        this.kinds = Columns.of(header).kinds();
        text.setDataFormat(book.createDataFormat().getFormat("@"));
        // Keeps a text that begins like a formula a text, also when somebody edits it.
        text.setQuotePrefixed(true);
        reason.cloneStyleFrom(text);
        reason.setFillForegroundColor(IndexedColors.LIGHT_YELLOW.getIndex());
        reason.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        boolean chinese =
                header.stream().anyMatch(heading -> heading.codePoints().anyMatch(c -> c > 0x7F));
        Row row = sheet.createRow(next++);
        for (String heading : header) {
            string(row, heading, text);
        }
        string(row, chinese ? Columns.REJECTION_CODE_ZH : ImportFormat.REJECTION_CODE, reason);
        string(row, chinese ? Columns.REJECTION_REASON_ZH : ImportFormat.REJECTION_REASON, reason);
        for (int i = 0; i <= header.size(); i++) {
            sheet.setColumnWidth(i, COLUMN_WIDTH);
        }
        sheet.setColumnWidth(header.size() + 1, REASON_WIDTH);
        sheet.createFreezePane(0, 1);
    }

    @Override
    public void add(Rejection rejection) {
        Row row = sheet.createRow(next++);
        List<String> cells = new ArrayList<>(
                rejection.record() == null
                        ? List.of()
                        : CsvRecord.of(rejection.record()).cells());
        for (int i = 0; i < header.size(); i++) {
            String cell = i < cells.size() ? cells.get(i) : "";
            if (kinds.get(i) == Field.Kind.COUNT && COUNT.matcher(cell).matches()) {
                Cell number = row.createCell(i);
                number.setCellStyle(plain);
                number.setCellValue(Long.parseLong(cell));
            } else if (!cell.isEmpty()) {
                Cell written = row.createCell(i);
                written.setCellStyle(text);
                written.setCellValue(cut(cell));
            }
        }
        Cell code = row.createCell(header.size());
        code.setCellStyle(reason);
        code.setCellValue(rejection.code());
        Cell why = row.createCell(header.size() + 1);
        why.setCellStyle(reason);
        why.setCellValue(cut(rejection.detail()));
    }

    @Override
    public void close() throws IOException {
        try (book) {
            book.write(out);
        }
    }

    private static void string(Row row, String value, CellStyle style) {
        Cell cell = row.createCell(Math.max(0, row.getLastCellNum()));
        cell.setCellStyle(style);
        cell.setCellValue(value);
    }

    private static String cut(String cell) {
        return cell.length() <= LONGEST_CELL ? cell : cell.substring(0, LONGEST_CELL);
    }
}
