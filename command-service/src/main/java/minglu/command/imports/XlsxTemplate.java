package minglu.command.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import minglu.api.act.ActLabels;
import minglu.api.act.ActType;
import minglu.api.act.Field;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * The spreadsheet to fill in: Chinese headings, drop-downs for everything that has codes, a sheet that says what each type of act
 * needs. Made from the descriptions of the fields, so that it never lags behind them.
 */
final class XlsxTemplate {

    /** The columns of an act itself; the fields of its data stand between them and the last two. */
    private static final List<String> FIRST = List.of("unit", "subject", "id", "type", "occurredOn");

    private static final List<String> LAST = List.of("reason", "late");
    private static final Map<String, Field.Kind> MEMBERS = Map.of(
            "unit", Field.Kind.LINK,
            "subject", Field.Kind.LINK,
            "id", Field.Kind.ACT_ID,
            "type", Field.Kind.CODE,
            "occurredOn", Field.Kind.DATE,
            "reason", Field.Kind.TEXT,
            "late", Field.Kind.BOOLEAN);
    private static final List<String> YES_AND_NO = List.of("是", "否");
    private static final int COLUMN_WIDTH = 16 * 256;
    private static final int HELP_WIDTH = 36 * 256;
    private static final int HEAD_POINTS = 24;
    private static final List<String> NOTES = List.of(
            "1. 只读取第一张工作表。第一行是列名,请勿改动;列的顺序可以改变,不需要的列可以删除。",
            "2. 每行一条记录,同一事项的记录按发生的先后排列。单位代码、事项编号、记录编号三者合起来唯一。",
            "3. 日期写作 2021-03-01 或 2021/3/1,也可用日期格式的单元格。金额以元为单位,至多两位小数。",
            "4. 下拉选项既可用中文名称,也可用括号中的代码。",
            "5. 单元格中不得使用公式;文件不得含宏、外部链接,不得加密;至多 5000 行,10 MiB。",
            "6. 不得填写公民身份号码、手机号码;标题、原因等文字中也不得出现。",
            "7. 更正记录时,更正后的内容填入列名前加“更正后-”的列,例如“更正后-申请人类别”“更正后-发生日期”,须自行增加这些列。",
            "8. 导入后未被接收的行可以下载,格式与本文件相同,末尾注明原因;改正后可直接再次导入。");

    private static final byte[] BYTES = make();

    private final XSSFWorkbook book = new XSSFWorkbook();
    private final XSSFSheet data = book.createSheet("数据");
    private final XSSFSheet help = book.createSheet("填写说明");
    private final XSSFSheet lists = book.createSheet("选项");
    private final XSSFCellStyle head = book.createCellStyle();
    private final XSSFCellStyle text = book.createCellStyle();
    private final XSSFCellStyle date = book.createCellStyle();
    private final XSSFCellStyle wrapped = book.createCellStyle();

    private XlsxTemplate() {
        XSSFFont bold = book.createFont();
        bold.setBold(true);
        head.setFont(bold);
        head.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
        head.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        head.setBorderBottom(BorderStyle.THIN);
        head.setVerticalAlignment(VerticalAlignment.CENTER);
        head.setWrapText(true);
        text.setDataFormat(book.createDataFormat().getFormat("@"));
        date.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
        wrapped.setWrapText(true);
        wrapped.setVerticalAlignment(VerticalAlignment.TOP);
    }

    /** The file. */
    static byte[] bytes() {
        return BYTES.clone();
    }

    private static byte[] make() {
        XlsxTemplate template = new XlsxTemplate();
        try (XSSFWorkbook book = template.book) {
            template.fill();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the template of imports cannot be made", e);
        }
    }

    /** The columns, by the name of their member, with what their cells are. */
    static Map<String, Field.Kind> columns() {
        Map<String, Field.Kind> columns = new LinkedHashMap<>();
        FIRST.forEach(name -> columns.put(name, MEMBERS.get(name)));
        for (ActType type : ActType.values()) {
            for (Field field : Field.of(type)) {
                if (field.kind() != Field.Kind.DATA) {
                    columns.putIfAbsent(field.name(), field.kind());
                }
            }
        }
        LAST.forEach(name -> columns.put(name, MEMBERS.get(name)));
        return columns;
    }

    private void fill() {
        Map<String, Field.Kind> columns = columns();
        XSSFRow headings = data.createRow(0);
        headings.setHeightInPoints(HEAD_POINTS);
        List<String> names = new ArrayList<>(columns.keySet());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            XSSFCell heading = headings.createCell(i);
            heading.setCellStyle(head);
            heading.setCellValue(ActLabels.member(name));
            data.setColumnWidth(i, COLUMN_WIDTH);
            switch (columns.get(name)) {
                case COUNT, MONEY -> {
                    // Numbers keep the general format.
                }
                case DATE -> data.setDefaultColumnStyle(i, date);
                case CODE ->
                    dropDown(
                            i,
                            ActLabels.member(name),
                            List.copyOf(ActLabels.codes(name).values()));
                case BOOLEAN -> dropDown(i, ActLabels.member(name), YES_AND_NO);
                default -> data.setDefaultColumnStyle(i, text);
            }
        }
        data.createFreezePane(FIRST.size(), 1);
        data.setAutoFilter(new CellRangeAddress(0, 0, 0, names.size() - 1));
        explain(columns);
    }

    /** A list below a heading of the last sheet, and a drop-down that points to it; codes may still be typed. */
    private void dropDown(int column, String name, List<String> choices) {
        int listColumn = lists.getRow(0) == null ? 0 : lists.getRow(0).getLastCellNum();
        cell(lists, 0, listColumn, name, head);
        lists.setColumnWidth(listColumn, HELP_WIDTH);
        for (int i = 0; i < choices.size(); i++) {
            cell(lists, i + 1, listColumn, choices.get(i), text);
        }
        String letter = CellReference.convertNumToColString(listColumn);
        DataValidationHelper checks = data.getDataValidationHelper();
        DataValidation check = checks.createValidation(
                checks.createFormulaListConstraint("'选项'!$" + letter + "$2:$" + letter + "$" + (choices.size() + 1)),
                new CellRangeAddressList(1, XlsxLimits.ROWS, column, column));
        check.setErrorStyle(DataValidation.ErrorStyle.WARNING);
        check.createErrorBox(name, "不在选项之中。如填写代码,请确认无误。");
        check.setShowErrorBox(true);
        data.addValidationData(check);
    }

    private void explain(Map<String, Field.Kind> columns) {
        for (int i = 0; i < 4; i++) {
            help.setColumnWidth(i, HELP_WIDTH);
        }
        int row = 0;
        for (String note : NOTES) {
            cell(help, row, 0, note, text);
            help.addMergedRegion(new CellRangeAddress(row, row, 0, 3));
            row++;
        }
        row = line(++row, head, "记录类型", "代码", "必填", "选填");
        for (ActType type : ActType.values()) {
            row = line(row, wrapped, ActLabels.type(type), type.code(), fields(type, true), fields(type, false));
        }
        row = line(++row, head, "列名", "英文列名", "填写内容");
        for (Map.Entry<String, Field.Kind> column : columns.entrySet()) {
            boolean ofAct = MEMBERS.containsKey(column.getKey());
            row = line(
                    row,
                    wrapped,
                    ActLabels.member(column.getKey()),
                    (ofAct ? "" : "data.") + column.getKey(),
                    meaning(column.getValue()));
        }
        row = line(++row, head, "列名", "选项", "代码");
        for (String name : columns.keySet()) {
            for (Map.Entry<String, String> code : ActLabels.codes(name).entrySet()) {
                row = line(row, wrapped, ActLabels.member(name), code.getValue(), code.getKey());
            }
        }
    }

    private static String fields(ActType type, boolean required) {
        String fields = Field.of(type).stream()
                .filter(field -> field.required() == required)
                .map(field -> field.kind() == Field.Kind.DATA
                        ? Columns.AMENDED_ZH + "各列"
                        : type == ActType.ACT_AMENDED && MEMBERS.containsKey(field.name())
                                ? Columns.AMENDED_ZH + ActLabels.member(field.name())
                                : ActLabels.member(field.name()))
                .collect(Collectors.joining("、"));
        String reason = type.corrects() == required ? ActLabels.member("reason") : "";
        return fields.isEmpty() || reason.isEmpty() ? fields + reason : fields + "、" + reason;
    }

    private static String meaning(Field.Kind kind) {
        return switch (kind) {
            case CODE -> "从下拉选项中选择";
            case DATE -> "日期";
            case COUNT -> "整数";
            case MONEY -> "金额,单位为元";
            case BOOLEAN -> "是或否";
            case TEXT -> "文字,至多 500 字";
            case LINK -> "代码或编号";
            case ACT_ID -> "本事项中记录的编号";
            case HEX -> "64 位十六进制数";
            case DATA -> "";
        };
    }

    private int line(int row, XSSFCellStyle style, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            cell(help, row, i, cells[i], style);
        }
        return row + 1;
    }

    private static void cell(XSSFSheet sheet, int row, int column, String value, XSSFCellStyle style) {
        XSSFRow written = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
        XSSFCell cell = written.createCell(column);
        cell.setCellStyle(style);
        cell.setCellValue(value);
    }
}
