package minglu.command.imports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minglu.api.act.Field;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import org.apache.commons.csv.CSVFormat;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the rows of a sheet as a stream. The first row with any text is the header; then every cell becomes the text it stands
 * for: a number in digits, a date as {@code YYYY-MM-DD}. A cell that stands for nothing certain – a formula, an error, a number a
 * spreadsheet cannot hold exactly – is a fault of its row.
 */
final class XlsxRows extends DefaultHandler {

    private static final CSVFormat RECORD = CSVFormat.RFC4180;
    private static final Pattern REFERENCE = Pattern.compile("([A-Z]{1,3})(\\d{1,7})");
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final Pattern ISO_TIME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T.*");
    private static final int LONGEST_NUMBER = 40;
    /** A spreadsheet shows and keeps this many digits. */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

    private static final int MOST_ZEROS = 15;
    private static final int LETTERS = 26;
    private static final LocalDate DAY_BEFORE_1900 = LocalDate.of(1899, 12, 31);
    private static final LocalDate FIRST_OF_1904 = LocalDate.of(1904, 1, 1);
    /** Spreadsheets count a 29 February 1900 that never was. */
    private static final long NO_SUCH_DAY = 60;

    /** 31 December 9999. */
    private static final long LAST_DAY = 2_958_465;

    private static final long DAYS_1900_TO_1904 = 1_462;

    private final List<String> sharedTexts;
    private final XlsxStyles styles;
    private final boolean from1904;
    private final XlsxLimits limits;
    private final List<RawRow> rows = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Columns columns;
    private List<Field.Kind> kinds;
    private List<String> cells = new ArrayList<>();
    private String fault;
    private long row;
    private int column;
    private String type = "n";
    private int format;
    private boolean formula;
    private boolean inText;
    private int phonetic;

    /**
     * @param sharedTexts the table of texts
     * @param styles the formats of cells
     * @param from1904 whether days are counted from 1904
     * @param limits bounds of the file
     */
    XlsxRows(List<String> sharedTexts, XlsxStyles styles, boolean from1904, XlsxLimits limits) {
        this.sharedTexts = sharedTexts;
        this.styles = styles;
        this.from1904 = from1904;
        this.limits = limits;
    }

    /** The columns, known after reading. */
    Columns columns() {
        if (columns == null) {
            throw XlsxPackage.invalid("the first sheet of the file is empty; its first row must hold the headings");
        }
        return columns;
    }

    /** The rows below the header, those without text left out. */
    List<RawRow> rows() {
        return rows;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        limits.checkTime();
        switch (name) {
            case "row" -> startRow(attributes.getValue("r"));
            case "c" -> startCell(attributes);
            case "f" -> formula = true;
            // A text within the cell, or a value: a program that left the other one behind did not mean it.
            case "v" -> inText = !type.equals("inlineStr");
            case "t" -> inText = type.equals("inlineStr") && phonetic == 0;
            case "rPh" -> phonetic++;
            default -> {
                // Widths, merged regions, checks: nothing of what was recorded.
            }
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        switch (name) {
            case "row" -> endRow();
            case "c" -> endCell();
            case "v", "t" -> inText = false;
            case "rPh" -> phonetic--;
            default -> {
                // See above.
            }
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        if (inText) {
            text.append(characters, start, Math.min(length, XlsxLimits.CELL_CHARACTERS - text.length()));
        }
    }

    private void startRow(String number) {
        long next = row + 1;
        if (number != null) {
            if (!number.matches("\\d{1,7}") || Long.parseLong(number) < next) {
                throw XlsxPackage.invalid("the rows of the sheet are not in order, at row " + row);
            }
            next = Long.parseLong(number);
        }
        row = next;
        column = -1;
        cells = new ArrayList<>();
        fault = null;
    }

    private void startCell(Attributes attributes) {
        String reference = attributes.getValue("r");
        int next = column + 1;
        if (reference != null) {
            Matcher parts = REFERENCE.matcher(reference);
            if (!parts.matches() || Long.parseLong(parts.group(2)) != row || number(parts.group(1)) < next) {
                throw XlsxPackage.invalid("the cells of the sheet are not in order, in row " + row);
            }
            next = number(parts.group(1));
        }
        column = next;
        type = attributes.getValue("t") == null ? "n" : attributes.getValue("t");
        String style = attributes.getValue("s");
        format = style != null && style.matches("\\d{1,9}") ? Integer.parseInt(style) : -1;
        formula = false;
        phonetic = 0;
        text.setLength(0);
    }

    private static int number(String letters) {
        int number = 0;
        for (int i = 0; i < letters.length(); i++) {
            number = number * LETTERS + letters.charAt(i) - 'A' + 1;
        }
        return number - 1;
    }

    private void endCell() {
        String value = value();
        if (formula) {
            fault("holds a formula; put its value there instead");
        }
        if (value.isBlank()) {
            return;
        }
        if (column >= XlsxLimits.COLUMNS) {
            fault("stands beyond the last of " + XlsxLimits.COLUMNS + " columns");
            return;
        }
        while (cells.size() < column) {
            cells.add("");
        }
        cells.add(value);
    }

    private String value() {
        String raw = text.toString();
        switch (type) {
            case "s":
                return sharedText(raw.strip());
            case "str", "inlineStr":
                return unescaped(raw);
            case "b":
                return raw.strip().equals("1") ? "true" : raw.strip().equals("0") ? "false" : raw;
            case "e":
                fault("holds the error " + raw);
                return raw;
            case "d":
                Matcher time = ISO_TIME.matcher(raw);
                return time.matches() ? time.group(1) : raw;
            default:
                return raw.isBlank() ? "" : numberOrDate(raw.strip());
        }
    }

    private String sharedText(String index) {
        if (!index.matches("\\d{1,9}") || Integer.parseInt(index) >= sharedTexts.size()) {
            throw XlsxPackage.invalid("the sheet uses a text that the file does not hold, in row " + row);
        }
        return sharedTexts.get(Integer.parseInt(index));
    }

    private String numberOrDate(String raw) {
        BigDecimal number;
        try {
            number = raw.length() > LONGEST_NUMBER ? null : new BigDecimal(raw);
        } catch (NumberFormatException e) {
            number = null;
        }
        if (number == null
                || number.precision() - (long) number.scale() > MOST_ZEROS
                || number.scale() > 2 * MOST_ZEROS) {
            fault("holds a number that a spreadsheet does not keep exactly; format the cell as text");
            return raw.length() > LONGEST_NUMBER ? raw.substring(0, LONGEST_NUMBER) : raw;
        }
        Field.Kind kind = kinds == null || column >= kinds.size() ? Field.Kind.TEXT : kinds.get(column);
        boolean counts = kind == Field.Kind.COUNT || kind == Field.Kind.MONEY;
        if (kind == Field.Kind.DATE || (!counts && styles.isDate(format))) {
            String date = date(number);
            if (date != null) {
                return date;
            }
        }
        BigDecimal shown = number.round(DIGITS).stripTrailingZeros();
        return shown.toPlainString();
    }

    /** The day of a date with or without a time; null where the number is none. */
    private String date(BigDecimal number) {
        long day = number.setScale(0, RoundingMode.FLOOR).longValueExact();
        if (from1904) {
            return day < 0 || day > LAST_DAY - DAYS_1900_TO_1904
                    ? null
                    : FIRST_OF_1904.plusDays(day).toString();
        }
        if (day < 1 || day > LAST_DAY || day == NO_SUCH_DAY) {
            return null;
        }
        return DAY_BEFORE_1900.plusDays(day > NO_SUCH_DAY ? day - 1 : day).toString();
    }

    private void fault(String what) {
        if (fault == null) {
            fault = "cell " + letters(column) + row + " " + what;
        }
    }

    private static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int left = column + 1; left > 0; left = (left - 1) / LETTERS) {
            letters.insert(0, (char) ('A' + (left - 1) % LETTERS));
        }
        return letters.toString();
    }

    /** Characters that XML cannot hold are written in this way. */
    static String unescaped(String text) {
        return text.indexOf("_x") < 0
                ? text
                : ESCAPED.matcher(text)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    private void endRow() {
        if (cells.isEmpty() && (fault == null || columns == null)) {
            return;
        }
        if (columns == null) {
            if (fault != null) {
                throw XlsxPackage.invalid("the header, in row " + row + ": " + fault);
            }
            columns = Columns.of(cells.stream().map(String::strip).toList());
            kinds = columns.kinds();
            return;
        }
        if (rows.size() == XlsxLimits.ROWS) {
            throw XlsxLimits.tooLarge("the sheet has more than " + XlsxLimits.ROWS
                    + " rows; divide it, or send it as CSV, which may have any number");
        }
        List<String> sent = columns.sentOnly(padded(cells));
        if (fault == null && sent.stream().allMatch(String::isBlank)) {
            return;
        }
        String record = RECORD.format(sent.toArray());
        limits.keep(record);
        RawRow read = RawRow.of(row, record);
        rows.add(fault == null ? read : new RawRow(row, record, Refusal.of(ProblemCode.MALFORMED, fault)));
    }

    private List<String> padded(List<String> cells) {
        List<String> padded = new ArrayList<>(cells);
        padded.addAll(Collections.nCopies(Math.max(0, kinds.size() - cells.size()), ""));
        return padded;
    }
}
