package minglu.command.imports;

import minglu.api.problem.Refusal;
import tools.jackson.databind.JsonNode;

/**
 * A refused row.
 *
 * @param row its line
 * @param unit what it says as unit; null if that is no text
 * @param subject what it says as subject; null if that is no text
 * @param id what it says as id; null if that is no text
 * @param code why, as a code of the contract
 * @param detail why, in a sentence
 * @param record the row as in the file; null if it was not kept
 */
record Rejection(long row, String unit, String subject, String id, String code, String detail, String record) {

    private static final int LONGEST_IDENTIFIER = 100;
    private static final int LONGEST_DETAIL = 2000;

    /**
     * The refusal of a row.
     *
     * @param row the row
     * @param node what could be read of it; null if nothing
     * @param refusal why
     */
    static Rejection of(RawRow row, JsonNode node, Refusal refusal) {
        return new Rejection(
                row.row(),
                text(node, "unit"),
                text(node, "subject"),
                text(node, "id"),
                refusal.code().code(),
                clean(refusal.detail(), LONGEST_DETAIL),
                row.record() == null ? null : row.record().replace(Spool.UNDECODABLE, '\uFFFD'));
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node == null ? null : node.get(member);
        return value == null || !value.isString() ? null : clean(value.stringValue(), LONGEST_IDENTIFIER);
    }

    /** Without what PostgreSQL cannot keep in a text, and of bounded length. */
    private static String clean(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest) + "…";
        StringBuilder clean = new StringBuilder(cut.length());
        cut.codePoints()
                .map(point -> point == 0 || Character.getType(point) == Character.SURROGATE ? '\uFFFD' : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
