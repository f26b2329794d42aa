package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void lines_are_numbered_from_one_and_keep_their_carriage_returns() throws IOException {
        LineReader lines = new LineReader(new StringReader("a\r\n\nb"));
        assertThat(lines.next()).isEqualTo(new LineReader.Line(1, "a\r", 2, 0));
        assertThat(lines.next()).isEqualTo(new LineReader.Line(2, "", 0, 0));
        assertThat(lines.next()).isEqualTo(new LineReader.Line(3, "b", 1, 0));
        assertThat(lines.next()).isNull();
    }

    @Test
    void a_line_feed_at_the_end_begins_no_new_line() throws IOException {
        LineReader lines = new LineReader(new StringReader("a\n"));
        assertThat(lines.next().text()).isEqualTo("a");
        assertThat(lines.next()).isNull();
    }

    @Test
    void of_a_line_of_a_hundred_million_characters_only_the_limit_is_kept() throws IOException {
        LineReader lines = new LineReader(new LongLine(100_000_000));
        LineReader.Line line = lines.next();
        assertThat(line.isTooLong()).isTrue();
        assertThat(line.length()).isEqualTo(100_000_000);
        assertThat(line.text()).hasSize(LineReader.LONGEST_LINE);
        assertThat(line.quotesBeyond()).isEqualTo(100_000_000 - LineReader.LONGEST_LINE);
        assertThat(lines.next().text()).isEqualTo("end");
    }

    /** Quotation marks, a line feed, and {@code end}. */
    private static final class LongLine extends Reader {

        private static final String END = "\nend";

        private final long length;
        private long given;

        LongLine(long length) {
            this.length = length;
        }

        @Override
        public int read(char[] buffer, int from, int count) {
            int read = 0;
            while (read < count && given < length + END.length()) {
                buffer[from + read++] = given < length ? '"' : END.charAt((int) (given - length));
                given++;
            }
            return read == 0 ? -1 : read;
        }

        @Override
        public void close() {}
    }
}
