package minglu.command.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import minglu.command.MigratedDatabase;
import minglu.command.sequencer.Receipt;
import minglu.command.sequencer.Slot;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ReceiptsTest {

    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");

    private final TestDatabase database = MigratedDatabase.fresh();
    private final ReceiptIndex index = new ReceiptIndex(new JdbcTemplate(new DriverManagerDataSource(
            database.jdbcUrl(Role.APP), database.user(Role.APP), database.password(Role.APP))));
    private final IndexedPositions positions = new IndexedPositions(index, () -> 42, Duration.ofSeconds(10));

    @BeforeEach
    void start() {
        positions.start();
    }

    @AfterEach
    void drop() {
        positions.stop();
        database.drop();
    }

    private static ReceiptIndex.Met event(long position, String stream, long sequence, Instant time) {
        return new ReceiptIndex.Met(position, new Slot(stream, sequence), time);
    }

    @Test
    void a_receipt_is_found_by_stream_and_sequence() {
        index.add(List.of(event(1, "unit:jyj", 0, NOON), event(2, "subject:jyj:a", 0, NOON.plusMillis(7))));

        assertThat(positions.locate("subject:jyj:a", 0)).contains(new Receipt(2, NOON.plusMillis(7)));
        assertThat(positions.locate("unit:jyj", 0)).contains(new Receipt(1, NOON));
        assertThat(positions.head()).isEqualTo(42);
    }

    @Test
    void times_never_decrease_along_positions_over_batches_and_writers() {
        index.add(List.of(event(1, "a", 0, NOON), event(2, "b", 0, NOON.minusSeconds(5))));
        index.add(List.of(event(3, "c", 0, NOON.minusSeconds(4)), event(4, "d", 0, NOON.plusSeconds(1))));

        assertThat(List.of("a", "b", "c", "d"))
                .map(stream -> positions.locate(stream, 0).orElseThrow().recordedAt())
                .containsExactly(NOON, NOON, NOON, NOON.plusSeconds(1));
    }

    @Test
    void what_stands_in_the_index_already_is_left_out_and_a_gap_is_refused() {
        index.add(List.of(event(1, "a", 0, NOON)));
        index.add(List.of(event(1, "a", 0, NOON.plusSeconds(9)), event(2, "b", 0, NOON)));
        List<ReceiptIndex.Met> late = List.of(event(4, "c", 0, NOON));

        assertThat(positions.locate("a", 0)).contains(new Receipt(1, NOON));
        assertThatThrownBy(() -> index.add(late))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ends at position 2")
                .hasMessageContaining("at 4");
    }

    @Test
    void a_receipt_that_comes_later_is_waited_for() throws Exception {
        List<CompletableFuture<Optional<Receipt>>> waiting = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> positions.locate("s", i), task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    thread.start();
                }))
                .toList();
        await().until(() -> positions.awaited().size() == 20);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);

        index.add(
                IntStream.range(0, 20).mapToObj(i -> event(i + 1, "s", i, NOON)).toList());

        for (int i = 0; i < 20; i++) {
            assertThat(waiting.get(i).get(10, TimeUnit.SECONDS)).contains(new Receipt(i + 1, NOON));
        }
        assertThat(positions.awaited()).isEmpty();
    }

    @Test
    void a_receipt_that_does_not_come_in_time_is_answered_without_and_found_the_next_time() {
        IndexedPositions impatient = new IndexedPositions(index, () -> 0, Duration.ofMillis(100));
        impatient.start();
        try {
            assertThat(impatient.locate("late", 0)).isEmpty();
            assertThat(impatient.awaited()).isEmpty();

            index.add(List.of(event(1, "late", 0, NOON)));

            await().untilAsserted(() -> assertThat(impatient.locate("late", 0)).contains(new Receipt(1, NOON)));
        } finally {
            impatient.stop();
        }
    }
}
