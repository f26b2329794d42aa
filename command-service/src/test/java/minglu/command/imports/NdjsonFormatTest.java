package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonFormatTest {

    private static final NdjsonFormat NDJSON = new NdjsonFormat();

    @Test
    void blank_lines_count_as_lines_but_are_no_rows() {
        assertThat(Spooled.rows(NDJSON, Spooled.of("\uFEFF{}\r\n\r\n  \n{\"a\":1}")))
                .containsExactly(new RawRow(1, "{}\r", null), new RawRow(4, "{\"a\":1}", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{} {}", "{\"a\":1,\"a\":2}", "nil", "{\"a\":\u0000}", "{'a':1}"})
    void a_line_that_is_not_json_is_malformed(String line) throws IOException {
        assertThatThrownBy(() -> read(line)).isInstanceOfSatisfying(RefusedException.class, e -> assertThat(
                        e.refusal().code())
                .isEqualTo(ProblemCode.MALFORMED));
    }

    @Test
    void bytes_that_are_no_characters_spoil_their_line_only() {
        byte[] file = "{\"a\":\"x\"}\n{}\n".getBytes(StandardCharsets.UTF_8);
        file[6] = (byte) 0xFF;
        List<RawRow> rows = Spooled.rows(NDJSON, Spooled.of(file, StandardCharsets.UTF_8));
        assertThat(rows.get(0).fault().code()).isEqualTo(ProblemCode.MALFORMED);
        assertThat(rows.get(1).fault()).isNull();
    }

    @Test
    void what_a_file_of_refused_rows_adds_is_left_out() throws IOException {
        assertThat(read("{\"a\":1,\"rejectionCode\":\"x\",\"rejectionReason\":\"y\"}"))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void an_over_long_line_is_refused_and_the_next_one_is_read() {
        List<RawRow> rows = Spooled.rows(NDJSON, Spooled.of("x".repeat(LineReader.LONGEST_LINE + 1) + "\n{}"));
        assertThat(rows.get(0).fault().code()).isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(rows.get(1)).isEqualTo(new RawRow(2, "{}", null));
    }

    private static String read(String line) throws IOException {
        try (Spool spool = Spooled.of(line);
                RowSource source = NDJSON.open(spool)) {
            return source.read(source.next()).toString();
        }
    }
}
