package minglu.query.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import minglu.api.format.Cell;
import minglu.api.format.FormSection;
import minglu.api.format.FormTable;
import minglu.api.format.Grid;
import minglu.api.format.Measure;
import minglu.api.format.TableLayout;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The report for spreadsheet programs: a sheet for each table with figures as numbers, one for the texts, one on the source. */
final class XlsxFile {

    private static final String FONT = "宋体";
    private static final short BODY_POINTS = 10;
    private static final short TITLE_POINTS = 16;
    private static final short HEADING_POINTS = 12;
    /** 256ths of a character, of all columns of a table together. */
    private static final int TABLE_WIDTH = 110 * 256;

    private static final int TEXT_WIDTH = 100 * 256;
    private static final int LABEL_WIDTH = 24 * 256;
    private static final int THOUSAND = 1000;
    private static final int CHARACTERS_A_LINE = 48;
    private static final int LINE_POINTS = 16;
    private static final int HEAD_POINTS = 30;
    private static final int FIRST_TABLE_ROW = 2;
    /** Most characters of a foot, by ISO/IEC 29500. */
    private static final int LONGEST_FOOT = 255;

    private final ReportDocument document;
    private final XSSFWorkbook book = new XSSFWorkbook();
    private final XSSFCellStyle title;
    private final XSSFCellStyle heading;
    private final XSSFCellStyle label;
    private final XSSFCellStyle rowLabel;
    private final XSSFCellStyle count;
    private final XSSFCellStyle amount;
    private final XSSFCellStyle text;

    private XlsxFile(ReportDocument document) {
        this.document = document;
        title = style(TITLE_POINTS, true, false);
        title.setAlignment(HorizontalAlignment.CENTER);
        heading = style(HEADING_POINTS, true, false);
        label = style(BODY_POINTS, false, true);
        label.setAlignment(HorizontalAlignment.CENTER);
        rowLabel = style(BODY_POINTS, false, true);
        count = style(BODY_POINTS, false, true);
        count.setAlignment(HorizontalAlignment.CENTER);
        count.setDataFormat(book.createDataFormat().getFormat("0"));
        amount = style(BODY_POINTS, false, true);
        amount.setAlignment(HorizontalAlignment.CENTER);
        text = style(BODY_POINTS, false, false);
        // A text of a user that begins like a formula stays a text, also when a spreadsheet program edits it.
        text.setQuotePrefixed(true);
        title.setQuotePrefixed(true);
    }

    static byte[] write(ReportDocument document) {
        XlsxFile xlsx = new XlsxFile(document);
        try (XSSFWorkbook book = xlsx.book) {
            for (FormTable table : document.format().tables()) {
                xlsx.table(TableLayout.of(table));
            }
            if (!document.texts().isEmpty()) {
                xlsx.texts();
            }
            xlsx.source();
            return FixedPackage.of(book, document);
        } catch (IOException e) {
            throw new UncheckedIOException("a report cannot be written as xlsx", e);
        }
    }

    private void table(Grid grid) {
        XSSFSheet sheet = sheet(grid.title());
        for (int column = 0; column < grid.columns(); column++) {
            sheet.setColumnWidth(column, TABLE_WIDTH * grid.widths().get(column) / THOUSAND);
        }
        heading(sheet, 0, document.title(), title, grid.columns());
        sheet.getRow(0).setHeightInPoints(HEAD_POINTS);
        heading(sheet, 1, grid.title(), heading, grid.columns());
        sheet.getRow(1).setHeightInPoints(HEAD_POINTS);
        for (int row = 0; row < grid.rows(); row++) {
            XSSFRow printed = sheet.createRow(FIRST_TABLE_ROW + row);
            printed.setHeightInPoints(HEAD_POINTS);
            for (int column = 0; column < grid.columns(); column++) {
                Grid.Place place = grid.at(row, column);
                XSSFCell cell = printed.createCell(column);
                cell.setCellStyle(style(grid, place));
                if (place.row() == row && place.column() == column) {
                    fill(cell, place);
                }
            }
        }
        grid.places().stream()
                .filter(place -> place.rowSpan() > 1 || place.columnSpan() > 1)
                .forEach(place -> sheet.addMergedRegion(new CellRangeAddress(
                        FIRST_TABLE_ROW + place.row(),
                        FIRST_TABLE_ROW + place.row() + place.rowSpan() - 1,
                        place.column(),
                        place.column() + place.columnSpan() - 1)));
        int last = FIRST_TABLE_ROW + grid.rows();
        heading(sheet, last, Provenance.line(document), text, grid.columns());
        sheet.getRow(last).setHeightInPoints(HEAD_POINTS);
        if (grid.headRows() > 0) {
            sheet.setRepeatingRows(
                    new CellRangeAddress(FIRST_TABLE_ROW, FIRST_TABLE_ROW + grid.headRows() - 1, -1, -1));
        }
    }

    private XSSFCellStyle style(Grid grid, Grid.Place place) {
        if (place.kind() == Grid.Kind.FIGURE) {
            return measure(place) == Measure.COUNT ? count : amount;
        }
        return place.kind() == Grid.Kind.ROW && place.rowSpan() == 1 && grid.headRows() > 0 ? rowLabel : label;
    }

    private void fill(XSSFCell cell, Grid.Place place) {
        if (place.kind() != Grid.Kind.FIGURE) {
            cell.setCellValue(place.text());
            return;
        }
        BigDecimal figure = document.figures().get(place.text());
        if (figure == null) {
            return;
        }
        // A number of a spreadsheet is a binary fraction; one that it would not give back in the same digits stays a
        // text.
        if (new BigDecimal(Double.toString(figure.doubleValue())).compareTo(figure) == 0) {
            cell.setCellValue(figure.doubleValue());
        } else {
            cell.setCellValue(figure.toPlainString());
        }
    }

    private Measure measure(Grid.Place place) {
        return document.format().find(place.text()).map(Cell::measure).orElseThrow();
    }

    private void texts() {
        XSSFSheet sheet = sheet("文字部分");
        sheet.setColumnWidth(0, TEXT_WIDTH);
        int row = 0;
        for (FormSection section : document.format().sections()) {
            if (section.text() != null && document.texts().containsKey(section.text())) {
                cell(sheet, row++, 0, section.title().zh(), heading);
                for (String paragraph : Paragraphs.of(document.texts().get(section.text()))) {
                    cell(sheet, row, 0, paragraph, text);
                    sheet.getRow(row++).setHeightInPoints(LINE_POINTS * (1 + paragraph.length() / CHARACTERS_A_LINE));
                }
            }
        }
    }

    private void source() {
        XSSFSheet sheet = sheet("数据来源");
        sheet.setColumnWidth(0, LABEL_WIDTH);
        sheet.setColumnWidth(1, TEXT_WIDTH - LABEL_WIDTH);
        List<Provenance.Statement> statements = Provenance.of(document);
        for (int row = 0; row < statements.size(); row++) {
            cell(sheet, row, 0, statements.get(row).label(), text);
            cell(sheet, row, 1, statements.get(row).value(), text);
            sheet.getRow(row)
                    .setHeightInPoints(LINE_POINTS
                            * Math.max(1, statements.get(row).value().lines().count()));
        }
    }

    private XSSFSheet sheet(String name) {
        XSSFSheet sheet = book.createSheet(name);
        PrintSetup print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) 0);
        sheet.setFitToPage(true);
        sheet.setHorizontallyCenter(true);
        String foot = Paragraphs.clean(Provenance.line(document)).replace("&", "&&") + "\n第 &P 页,共 &N 页";
        sheet.getFooter().setCenter(foot.length() <= LONGEST_FOOT - 2 ? foot : "第 &P 页,共 &N 页");
        return sheet;
    }

    private void heading(XSSFSheet sheet, int row, String value, XSSFCellStyle style, int columns) {
        cell(sheet, row, 0, value, style);
        if (columns > 1) {
            sheet.addMergedRegion(new CellRangeAddress(row, row, 0, columns - 1));
        }
    }

    private static void cell(XSSFSheet sheet, int row, int column, String value, XSSFCellStyle style) {
        XSSFRow printed = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
        XSSFCell cell = printed.createCell(column);
        cell.setCellStyle(style);
        cell.setCellValue(Paragraphs.clean(value));
    }

    private XSSFCellStyle style(short points, boolean bold, boolean framed) {
        XSSFFont font = book.createFont();
        font.setFontName(FONT);
        font.setFontHeightInPoints(points);
        font.setBold(bold);
        XSSFCellStyle style = book.createCellStyle();
        style.setFont(font);
        style.setWrapText(true);
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        if (framed) {
            style.setBorderTop(BorderStyle.THIN);
            style.setBorderBottom(BorderStyle.THIN);
            style.setBorderLeft(BorderStyle.THIN);
            style.setBorderRight(BorderStyle.THIN);
        }
        return style;
    }
}
