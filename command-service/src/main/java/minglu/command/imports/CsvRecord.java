package minglu.command.imports;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells of one CSV record (RFC 4180). Own code since rows must be limited in length, kept as they stand and refused one by
 * one, where a parser of whole files stops at the first fault. Spaces around a quoted cell are passed over.
 *
 * @param cells the cells, also of a faulty record, as well as they can be told apart
 * @param fault what is wrong with the record; null if nothing
 */
record CsvRecord(List<String> cells, String fault) {

    /** Where reading stands within a record. */
    enum State {
        /** Before a cell. */
        START,
        /** In a cell without quotation marks. */
        PLAIN,
        /** Between quotation marks. */
        QUOTED,
        /** Behind a quotation mark that ends a cell, or is the first of two. */
        QUOTE,
        /** In spaces behind a quoted cell. */
        AFTER,
        /** In text behind a quoted cell, which is a fault. */
        FAULT;

        State next(char c) {
            return switch (this) {
                case START -> c == '"' ? QUOTED : c == ',' || isSpace(c) ? START : PLAIN;
                case PLAIN -> c == ',' ? START : PLAIN;
                case QUOTED -> c == '"' ? QUOTE : QUOTED;
                case QUOTE -> c == '"' ? QUOTED : c == ',' ? START : isSpace(c) ? AFTER : FAULT;
                case AFTER -> c == ',' ? START : isSpace(c) ? AFTER : FAULT;
                case FAULT -> c == ',' ? START : FAULT;
            };
        }

        /** The state after a piece of text. */
        State after(String text) {
            State state = this;
            for (int i = 0; i < text.length(); i++) {
                state = state.next(text.charAt(i));
            }
            return state;
        }
    }

    /** Reads a whole record. */
    static CsvRecord of(String text) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        State state = State.START;
        String fault = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            State next = state.next(c);
            if (next == State.FAULT) {
                fault = "text stands behind the closing quotation mark of cell " + (cells.size() + 1);
            }
            if (next == State.START && c == ',') {
                cells.add(trimmed(cell));
                cell.setLength(0);
            } else if (next == State.PLAIN
                    || next == State.FAULT
                    || (next == State.QUOTED && (state == State.QUOTED || state == State.QUOTE))) {
                cell.append(c);
            }
            state = next;
        }
        if (state == State.QUOTED) {
            fault = "the quotation mark of cell " + (cells.size() + 1) + " is never closed";
        }
        cells.add(trimmed(cell));
        return new CsvRecord(cells, fault);
    }

    /** Whether no cell of a record holds any text. */
    static boolean isBlank(String text) {
        return text.chars().allMatch(c -> c == ',' || c == '"' || isSpace((char) c));
    }

    /** Without spaces around it; the wide and the unbreakable ones of spreadsheets are spaces too. */
    private static String trimmed(StringBuilder cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && isSpace(cell.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(cell.charAt(to - 1))) {
            to--;
        }
        return cell.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
