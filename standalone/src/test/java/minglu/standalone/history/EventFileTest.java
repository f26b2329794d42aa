package minglu.standalone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventFileTest {

    private static final int EVENTS = 50;

    @TempDir
    private Path directory;

    private Path path;
    private EventFile file;

    @BeforeEach
    void write() {
        path = directory.resolve("history.jsonl");
        file = new EventFile(path);
        file.write(each -> Histories.of(EVENTS).forEach(each));
    }

    @Test
    void everyEventComesBackAsItWas() {
        List<StoredEvent> read = new ArrayList<>();

        LineFile.Trailer trailer = file.verify(read::add);

        assertThat(read).isEqualTo(Histories.of(EVENTS));
        assertThat(trailer.count()).isEqualTo(EVENTS);
        assertThat(EventFile.trailerOf(each -> read.forEach(each))).isEqualTo(trailer);
    }

    @Test
    void equalHistoriesGiveEqualFiles() throws IOException {
        Path again = directory.resolve("again.jsonl");
        new EventFile(again).write(each -> Histories.of(EVENTS).forEach(each));

        assertThat(again).hasSameBinaryContentAs(path);
    }

    @Test
    void anEmptyHistoryIsAFileToo() {
        EventFile empty = new EventFile(directory.resolve("empty.jsonl"));

        assertThat(empty.write(each -> {}).count()).isZero();
        assertThat(empty.verify(event -> {}).count()).isZero();
    }

    @Test
    void theLinesAreThoseOfTheDescription() throws IOException {
        List<String> lines = Files.readAllLines(path);

        assertThat(lines).hasSize(EVENTS + 2);
        assertThat(lines.get(0)).isEqualTo("{\"format\":\"minglu-events\",\"version\":1}");
        assertThat(lines.get(1))
                .startsWith(
                        "{\"position\":1,\"stream\":\"subject:jyj:SQ-0〔甲〕\",\"sequence\":0,\"aggregateType\":\"Subject\","
                                + "\"identifier\":\"event-1\",\"payloadType\":\"minglu.api.decision.DecisionMade\","
                                + "\"payloadRevision\":\"1\",\"recordedAt\":\"2021-03-01T08:00:01.124000Z\",\"metaData\":\"");
        assertThat(lines.get(EVENTS + 1)).matches("\\{\"count\":50,\"sha256\":\"[0-9a-f]{64}\"}");
    }

    @Test
    void onlyItsOwnerMayReadItAndNoFileIsOverwritten() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        byte[] before = Files.readAllBytes(path);

        assertThatThrownBy(() -> file.write(each -> {}))
                .isInstanceOf(HistoryRefusedException.class)
                .hasMessageContaining("not overwritten");
        assertThat(path).hasBinaryContent(before);
    }

    @Test
    void aFileThatCannotBeCompletedDoesNotAppear() {
        EventFile broken = new EventFile(directory.resolve("broken.jsonl"));

        assertThatThrownBy(() -> broken.write(each -> {
                    each.accept(Histories.event(1, "a", 0));
                    throw new IllegalStateException("the store broke off");
                }))
                .hasMessage("the store broke off");
        assertThat(directory).isDirectoryNotContaining(child -> child.toString().contains("broken"));
    }

    @Test
    void everySingleChangedByteIsSeen() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        for (int at = 0; at < whole.length; at += 7) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(path, changed);

            assertThatThrownBy(() -> file.verify(event -> {}))
                    .as("byte %d", at)
                    .isInstanceOf(HistoryRefusedException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void everyShorterFileIsSeen() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length += 13) {
            Files.write(path, java.util.Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> file.verify(event -> {}))
                    .as("length %d", length)
                    .isInstanceOf(HistoryRefusedException.class);
        }
        Files.write(path, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> file.verify(event -> {})).hasMessageContaining("cut off within a line");
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("an event left out", "position 8 follows 6", lines -> without(lines, 7)),
                damage("two events exchanged", "position 9 follows 7", lines -> exchanged(lines, 8, 9)),
                damage("an event twice", "position 7 follows 7", lines -> with(lines, 8, lines.get(7))),
                damage("a blank line", "no JSON object", lines -> with(lines, 5, "")),
                damage("no header", "header", lines -> without(lines, 0)),
                damage("a header of the future", "version 2", lines -> replaced(lines, 0, "1}", "2}")),
                damage("something after the trailer", "follows its trailer", lines -> with(lines, lines.size(), "{}")),
                damage("no trailer", "trailer is missing", lines -> without(lines, lines.size() - 1)),
                damage("a wrong count", "names 49 lines", lines -> replaced(lines, lines.size() - 1, "50", "49")),
                damage(
                        "a wrong digest",
                        "SHA-256",
                        lines -> replaced(lines, lines.size() - 1, "a256\":\"", "a256\":\"0")),
                damage("a member too many", "members", lines -> replaced(lines, 3, "{", "{\"more\":1,")),
                damage("a member twice", "no JSON object", lines -> replaced(lines, 3, "{", "{\"position\":3,")),
                damage("a time without decimals", "recordedAt", lines -> replaced(lines, 3, ".126000Z", "Z")),
                damage("no base64", "base64", lines -> replaced(lines, 3, "\"payload\":\"", "\"payload\":\"*")));
    }

    private static Arguments damage(String what, String message, UnaryOperator<List<String>> how) {
        return Arguments.of(what, message, how);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void damageIsNamed(String what, String message, UnaryOperator<List<String>> how) throws IOException {
        List<String> lines = how.apply(new ArrayList<>(Files.readAllLines(path)));
        Files.write(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> file.verify(event -> {}))
                .isInstanceOf(HistoryRefusedException.class)
                .hasMessageContaining("damaged at line")
                .hasMessageContaining(message);
    }

    private static List<String> without(List<String> lines, int at) {
        lines.remove(at);
        return lines;
    }

    private static List<String> with(List<String> lines, int at, String line) {
        lines.add(at, line);
        return lines;
    }

    private static List<String> exchanged(List<String> lines, int one, int other) {
        java.util.Collections.swap(lines, one, other);
        return lines;
    }

    private static List<String> replaced(List<String> lines, int at, String from, String to) {
        assertThat(lines.get(at)).contains(from);
        lines.set(at, lines.get(at).replaceFirst(java.util.regex.Pattern.quote(from), to));
        return lines;
    }
}
