package minglu.command.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

/** Reads lines that end with LF; of a line longer than the limit only the length is kept, so that none can fill the heap. */
final class LineReader implements Closeable {

    /** Longest line in characters that is kept. */
    static final int LONGEST_LINE = 1 << 20;

    private static final int BUFFER_CHARS = 16 * 1024;

    /**
     * One line.
     *
     * @param number from 1
     * @param text the line without its LF, at most {@link #LONGEST_LINE} characters of it
     * @param length all its characters
     * @param quotesBeyond how many quotation marks stand in the part that is not kept
     */
    record Line(long number, String text, long length, long quotesBeyond) {

        boolean isTooLong() {
            return length > LONGEST_LINE;
        }
    }

    private final Reader reader;
    private final char[] buffer = new char[BUFFER_CHARS];
    private final StringBuilder kept = new StringBuilder();
    private int next;
    private int end;
    private long number;

    LineReader(Reader reader) {
        this.reader = reader;
    }

    /** The next line, or null at the end. The end of the file ends a line unless nothing stands in it. */
    Line next() throws IOException {
        if (!fill()) {
            return null;
        }
        kept.setLength(0);
        long length = 0;
        long quotesBeyond = 0;
        while (fill()) {
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            int take = (int) Math.min(next - from, LONGEST_LINE - Math.min(length, LONGEST_LINE));
            kept.append(buffer, from, take);
            for (int i = from + take; i < next; i++) {
                quotesBeyond += buffer[i] == '"' ? 1 : 0;
            }
            length += next - from;
            if (next < end) {
                next++;
                break;
            }
        }
        number++;
        return new Line(number, kept.toString(), length, quotesBeyond);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private boolean fill() throws IOException {
        if (next < end) {
            return true;
        }
        next = 0;
        end = reader.read(buffer, 0, buffer.length);
        return end > 0;
    }
}
