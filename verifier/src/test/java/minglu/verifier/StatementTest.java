package minglu.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import minglu.evidence.CountedAct;
import minglu.evidence.LoggedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements of a department about its part of a cell. */
class StatementTest {

    private static final Sample SAMPLE = new Sample();
    /** Whichever received most requests: the sample is random. */
    private static final String UNIT = SAMPLE.events.stream()
            .filter(event -> event.unit() != null)
            .collect(Collectors.groupingBy(LoggedEvent::unit, Collectors.summingLong(StatementTest::received)))
            .entrySet()
            .stream()
            .max(Map.Entry.comparingByValue())
            .orElseThrow()
            .getKey();

    @TempDir
    private Path folder;

    private Verdict verify(String statement) throws IOException {
        Path file = Files.writeString(folder.resolve("statement.ndjson"), statement);
        return Verdict.of(List.of("statement", file.toString(), "--key", Sample.KEY));
    }

    private static Map<String, Object> head(long contribution) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("statement", "minglu-statement/1");
        head.put("unit", UNIT);
        head.put("node", "district");
        head.put("cell", "3.new.total");
        head.put("year", 2021);
        head.put("knownAt", SAMPLE.events.size());
        head.put("contribution", contribution);
        head.put("countsFor", UNIT);
        head.put("format", "2021-30");
        head.put("rules", "1");
        head.put("checkpoint", new String(SAMPLE.checkpoint(SAMPLE.events.size()), UTF_8));
        return head;
    }

    private static long received(LoggedEvent event) {
        return amount(event.booked()) - amount(event.reversed());
    }

    private static long amount(List<CountedAct> acts) {
        return acts.stream()
                .filter(act -> act.type().equals("request-received")
                        && act.occurredOn().startsWith("2021"))
                .count();
    }

    private static List<Integer> entries() {
        List<Integer> entries = new ArrayList<>();
        for (int at = 0; at < SAMPLE.events.size(); at++) {
            LoggedEvent event = SAMPLE.events.get(at);
            boolean defines =
                    event.defines() != null && List.of(UNIT, "district").contains(event.unit());
            if (defines
                    || UNIT.equals(event.unit())
                            && (received(event) != 0 || !event.reversed().isEmpty())) {
                entries.add(at);
            }
        }
        return entries;
    }

    private static long total() {
        return entries().stream()
                .mapToLong(at -> received(SAMPLE.events.get(at)))
                .sum();
    }

    private static String statement(Map<String, Object> head, List<Integer> entries) {
        StringBuilder statement = new StringBuilder(Sample.line(head));
        entries.forEach(at -> statement.append(Sample.line(SAMPLE.entry(at))));
        return statement.toString();
    }

    @Test
    void a_statement_is_sound() throws IOException {
        Verdict verdict = verify(statement(head(total()), entries()));

        assertThat(total()).isPositive();
        assertThat(verdict.status()).as(verdict.said()).isZero();
        assertThat(verdict.said()).contains("come to " + total() + " in the cell 3.new.total");
    }

    @Test
    void another_contribution_is_named() throws IOException {
        Verdict verdict = verify(statement(head(total() + 1), entries()));

        assertThat(verdict.status()).isEqualTo(1);
        assertThat(verdict.said()).contains("first: cell 3.new.total");
    }

    @Test
    void a_false_head_is_refused() throws IOException {
        Map<String, Object> countsFor = head(total());
        countsFor.put("countsFor", null);
        Map<String, Object> cell = head(total());
        cell.put("cell", "9.nothing");
        Map<String, Object> position = head(total());
        position.put("knownAt", SAMPLE.events.size() + 1);
        Map<String, Object> member = head(total());
        member.put("more", 1);
        Map<String, Object> format = head(total());
        format.put("format", "2099-1");
        Map<String, Object> version = head(total());
        version.put("statement", "minglu-statement/2");

        assertThat(verify(statement(countsFor, entries())).status()).isEqualTo(1);
        assertThat(verify(statement(cell, entries())).status()).isEqualTo(1);
        assertThat(verify(statement(position, entries())).status()).isEqualTo(1);
        assertThat(verify(statement(member, entries())).status()).isEqualTo(1);
        assertThat(verify(statement(format, entries())).status()).isEqualTo(3);
        assertThat(verify(statement(version, entries())).status()).isEqualTo(2);
        assertThat(verify("").status()).isEqualTo(2);
    }

    @Test
    void entries_out_of_order_or_of_others_are_refused() throws IOException {
        List<Integer> turned = new ArrayList<>(entries());
        Collections.reverse(turned);
        List<Integer> twice = new ArrayList<>(entries());
        twice.add(twice.get(twice.size() - 1));
        List<Integer> foreign = new ArrayList<>(entries());
        for (int at = 0; at < SAMPLE.events.size(); at++) {
            if (!UNIT.equals(SAMPLE.events.get(at).unit())
                    && SAMPLE.events.get(at).defines() == null) {
                foreign.add(at);
                break;
            }
        }
        foreign.sort(Integer::compare);

        assertThat(verify(statement(head(total()), turned)).status()).isEqualTo(1);
        assertThat(verify(statement(head(total()), twice)).status()).isEqualTo(1);
        assertThat(verify(statement(head(total()), foreign)).status()).isEqualTo(1);
        assertThat(verify(statement(
                                        head(total()),
                                        entries().subList(0, entries().size() - 1)) + "{}\n")
                        .status())
                .isEqualTo(1);
    }

    @Test
    void any_changed_byte_is_detected() throws IOException {
        byte[] statement = statement(head(total()), entries()).getBytes(UTF_8);
        Random random = new Random(9);
        for (int round = 0; round < 300; round++) {
            byte[] changed = statement.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("changed"), changed);
            Verdict verdict = Verdict.of(List.of("statement", file.toString(), "--key", Sample.KEY));
            assertThat(verdict.status()).as(verdict.said()).isNotZero();
        }
    }
}
