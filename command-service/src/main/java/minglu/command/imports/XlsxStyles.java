package minglu.command.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Which formats of cells show a number as a date (ECMA-376 part 1, 18.8.30). */
final class XlsxStyles extends DefaultHandler {

    /** Built-in formats of dates, those of East Asia among them. */
    private static final List<int[]> DATES =
            List.of(new int[] {14, 17}, new int[] {22, 22}, new int[] {27, 31}, new int[] {34, 36}, new int[] {50, 58});

    private final XlsxLimits limits;
    private final Map<String, Boolean> ownFormats = new HashMap<>();
    private final List<Boolean> cellFormats = new ArrayList<>();
    private boolean inCellFormats;

    XlsxStyles(XlsxLimits limits) {
        this.limits = limits;
    }

    /** Whether a cell of this format shows a date. */
    boolean isDate(int format) {
        return format >= 0 && format < cellFormats.size() && cellFormats.get(format);
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        limits.checkTime();
        if (ownFormats.size() + cellFormats.size() > XlsxLimits.FORMATS) {
            throw XlsxLimits.tooLarge("the file has more than " + XlsxLimits.FORMATS + " formats of cells");
        }
        switch (name) {
            case "numFmt" ->
                ownFormats.put(attributes.getValue("numFmtId"), showsDate(attributes.getValue("formatCode")));
            case "cellXfs" -> inCellFormats = true;
            case "xf" -> {
                if (inCellFormats) {
                    cellFormats.add(isDateFormat(attributes.getValue("numFmtId")));
                }
            }
            default -> {
                // Fonts, colours and the like say nothing of dates.
            }
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        if (name.equals("cellXfs")) {
            inCellFormats = false;
        }
    }

    private boolean isDateFormat(String id) {
        if (id == null || !id.matches("\\d{1,9}")) {
            return false;
        }
        int number = Integer.parseInt(id);
        return ownFormats.getOrDefault(id, DATES.stream().anyMatch(range -> number >= range[0] && number <= range[1]));
    }

    /** A code shows a date if days, months or years are left of it without its literal parts. */
    static boolean showsDate(String code) {
        return code != null
                && code.replaceAll("\"[^\"]*\"|\\\\.|_.|\\[[^\\]]*\\]", "").matches("(?s).*[yYdD].*");
    }
}
