package minglu.platform.sheet;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet program from running a cell as a formula (OWASP ASVS 5.0, 1.2.10): such a cell gets a leading apostrophe.
 * A cell that already begins with apostrophes before such a text gets one more, so that taking one away always gives the cell
 * back.
 */
public final class FormulaGuard {

    private static final Pattern DANGEROUS = Pattern.compile("'*[=+\\-@\\t\\r\\n\\x00＝＋－＠].*", Pattern.DOTALL);

    private FormulaGuard() {}

    /** The cell as it may stand in a file; a harmless one stays as it is. */
    public static String add(String cell) {
        return DANGEROUS.matcher(cell).matches() ? "'" + cell : cell;
    }

    /** What {@link #add} was given. */
    public static String remove(String cell) {
        return cell.startsWith("'") && DANGEROUS.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
