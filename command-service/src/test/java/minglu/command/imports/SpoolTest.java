package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final String TEXT = "教育局,关于公开目录的通知\n".repeat(20_000);
    private static final Charset GB18030 = Charset.forName("GB18030");

    @TempDir
    Path directory;

    @Test
    void a_file_that_is_valid_utf_8_as_a_whole_is_utf_8() throws IOException {
        assertThat(read(TEXT.getBytes(StandardCharsets.UTF_8), null)).isEqualTo(TEXT);
    }

    @Test
    void a_byte_order_mark_is_no_text() throws IOException {
        try (Spool spool = spool(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8), null)) {
            assertThat(text(spool)).isEqualTo(TEXT);
            assertThat(spool.isMarked()).isTrue();
        }
    }

    @Test
    void a_file_that_is_not_utf_8_is_gb18030() throws IOException {
        assertThat(read(TEXT.getBytes(GB18030), null)).isEqualTo(TEXT);
    }

    @Test
    void one_wrong_byte_at_the_very_end_makes_a_file_not_utf_8() throws IOException {
        byte[] cut = TEXT.trim().getBytes(StandardCharsets.UTF_8);
        try (Spool spool = spool(java.util.Arrays.copyOf(cut, cut.length - 1), null)) {
            assertThat(spool.charset()).isEqualTo(GB18030);
        }
    }

    @Test
    void a_charset_that_is_given_is_taken() throws IOException {
        assertThat(read(TEXT.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE))
                .isEqualTo(TEXT);
    }

    @Test
    void bytes_that_are_no_characters_are_marked_and_nothing_else_is_lost() throws IOException {
        byte[] bytes = {'a', (byte) 0xFF, 'b'};
        assertThat(read(bytes, StandardCharsets.UTF_8)).isEqualTo("a" + Spool.UNDECODABLE + "b");
    }

    @Test
    void an_unknown_charset_is_refused() {
        assertThatThrownBy(() -> Spool.charset("EBCDIC-9"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ProblemCode.INVALID_PARAMETER));
        assertThatThrownBy(() -> Spool.charset("a b")).isInstanceOfSatisfying(RefusedException.class, e -> assertThat(
                        e.refusal().code())
                .isEqualTo(ProblemCode.INVALID_PARAMETER));
        assertThat(Spool.charset(null)).isNull();
        assertThat(Spool.charset("gbk")).isEqualTo(Charset.forName("GBK"));
    }

    @Test
    void an_empty_file_is_refused_and_leaves_nothing() throws IOException {
        assertThatThrownBy(() -> spool(new byte[0], null))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ProblemCode.INVALID_FILE));
        assertThat(left()).isEmpty();
    }

    @Test
    void a_file_over_the_limit_is_refused_and_leaves_nothing() throws IOException {
        assertThatThrownBy(() -> Spool.of(new ByteArrayInputStream(new byte[101]), directory, 100, null))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ProblemCode.TOO_LARGE));
        assertThat(left()).isEmpty();
    }

    @Test
    void a_client_that_goes_away_leaves_nothing() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> Spool.of(broken, directory, 100, null)).hasMessage("connection reset");
        assertThat(left()).isEmpty();
    }

    @Test
    void only_the_owner_can_read_the_file_and_closing_deletes_it() throws IOException {
        try (Spool spool = spool(new byte[] {'x'}, null)) {
            assertThat(spool.bytes()).isEqualTo(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(left().get(0))))
                    .isEqualTo("rw-------");
        }
        assertThat(left()).isEmpty();
    }

    private Spool spool(byte[] bytes, Charset charset) throws IOException {
        return Spool.of(new ByteArrayInputStream(bytes), directory, 1 << 30, charset);
    }

    private String read(byte[] bytes, Charset charset) throws IOException {
        try (Spool spool = spool(bytes, charset)) {
            return text(spool);
        }
    }

    private static String text(Spool spool) throws IOException {
        StringWriter text = new StringWriter();
        spool.text().transferTo(text);
        return text.toString();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
