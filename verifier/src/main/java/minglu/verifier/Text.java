package minglu.verifier;

/**
 * A sentence in both languages.
 *
 * @param zh Chinese
 * @param en English
 */
record Text(String zh, String en) {

    private static final int LONGEST_QUOTE = 120;

    /** Both, Chinese first. */
    String both() {
        return zh + " / " + en;
    }

    /**
     * A piece of the evidence, fit to be printed. Evidence may come from an enemy, so that control characters (which would
     * steer a terminal), direction marks and lone surrogates are shown by their numbers, and long pieces are cut.
     */
    static String quote(String piece) {
        StringBuilder shown = new StringBuilder();
        int taken = 0;
        for (int at = 0; at < piece.length(); ) {
            int point = piece.codePointAt(at);
            at += Character.charCount(point);
            if (++taken > LONGEST_QUOTE) {
                return shown.append('…').toString();
            }
            switch (Character.getType(point)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED -> shown.append(String.format("\\u{%x}", point));
                default -> shown.appendCodePoint(point);
            }
        }
        return shown.toString();
    }
}
