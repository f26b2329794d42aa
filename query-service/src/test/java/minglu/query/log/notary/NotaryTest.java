package minglu.query.log.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import minglu.query.log.merkle.Proofs;
import minglu.query.support.RandomHistory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The notary between the events and the hashes: no leaf is lost, none is doubled. */
class NotaryTest {

    private final LogFixture fixture = new LogFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Notary notary(PersistHook hook) {
        LogRows.Epoch epoch = fixture.rows.epoch().orElseThrow();
        return new Notary(
                fixture.rows,
                fixture.events,
                fixture.leaves,
                fixture.transactions,
                1,
                new LeafMaker(
                        epoch.origin(),
                        null,
                        LogKeys.read(fixture.keyDirectory()).orElseThrow()),
                hook);
    }

    @Test
    void on_a_filled_store_it_begins_with_the_event_of_position_one_and_leaves_none_out() {
        fixture.append(RandomHistory.of(7, 2 * Notary.BATCH).subList(0, Notary.BATCH + 30));
        fixture.start();
        AtomicInteger told = new AtomicInteger();

        NotaryThread running = new NotaryThread(notary(PersistHook.NONE), told::incrementAndGet, found -> {
                    throw found;
                })
                .start();
        await().until(() -> fixture.rows.leaves(1) == fixture.head());
        fixture.append(RandomHistory.of(9, 30).subList(7, 20));
        await().until(() -> fixture.rows.leaves(1) == fixture.head());
        running.stop();

        assertThat(fixture.head()).isGreaterThan(Notary.BATCH);
        assertThat(told.get()).isGreaterThanOrEqualTo(3);
        List<byte[]> leaves = fixture.leafBytes(1, 0, fixture.head());
        assertThat(leaves).hasSize((int) fixture.head());
        assertThat(new String(leaves.get(0), StandardCharsets.UTF_8))
                .contains("\"i\":0,\"id\":\"" + fixture.stored(1).get(0).id());
    }

    @Test
    void a_failing_batch_is_rolled_back_as_a_whole_and_tried_again() {
        fixture.append(RandomHistory.of(7, 1_200).subList(0, 600));
        fixture.start();
        int[] failures = {2};
        Notary notary = notary(new PersistHook() {
            @Override
            public void after(Step step) {
                if (failures[0]-- > 0) {
                    throw new IllegalStateException("planted");
                }
            }
        });

        assertThatThrownBy(notary::notarise).hasMessage("planted");
        assertThatThrownBy(notary::notarise).hasMessage("planted");
        assertThat(fixture.rows.leaves(1)).isZero();
        assertThat(fixture.rows.tiles(1, 0)).isZero();

        assertThat(notary.notarise()).isEqualTo(fixture.head());
        assertThat(notary.notarise()).isZero();
        assertThat(fixture.leafBytes(1, 0, fixture.head())).hasSize((int) fixture.head());
    }

    @Test
    void an_event_that_is_missing_from_the_store_is_told_and_never_passed_over() {
        fixture.append(RandomHistory.of(7, 100));
        fixture.start();
        fixture.tamper("DELETE FROM domainevententry WHERE globalindex = 50");
        AtomicReference<LogFaultException> fault = new AtomicReference<>();

        NotaryThread running = new NotaryThread(notary(PersistHook.NONE), () -> {}, fault::set).start();
        await().until(() -> fault.get() != null);
        running.stop();

        assertThat(fault.get()).hasMessageContaining("position 50");
        assertThat(fixture.rows.leaves(1)).isZero();
    }

    @Test
    void what_it_tells_of_a_root_is_that_of_the_tree_it_kept() {
        fixture.append(RandomHistory.of(7, 1_200).subList(0, 300));
        fixture.start();
        Notary notary = notary(PersistHook.NONE);
        notary.notarise(100);
        notary.notarise(270);

        for (long size : new long[] {100, 270}) {
            assertThat(notary.root(size).orElseThrow())
                    .isEqualTo(new Proofs(new TreeHashes(fixture.rows, 1, size)).root(size));
        }
        assertThat(notary.root(99)).isEmpty();
    }

    @Test
    void hashes_are_kept_once_their_tile_is_full_and_in_few_rows_before() {
        fixture.append(RandomHistory.of(7, 1_200).subList(0, 600));
        fixture.start();
        Notary notary = notary(PersistHook.NONE);
        for (long until = 20; until <= 300; until += 20) {
            notary.notarise(until);
        }
        List<byte[]> leaves = fixture.leafBytes(1, 0, 300);
        assertThat(rowsOfHashes()).isEqualTo(15);

        assertThat(fixture.rows.fold(1)).isEmpty();

        assertThat(rowsOfHashes())
                .as("260 to 279, 280 to 299, and what came with the end of the tile")
                .isEqualTo(3);
        List<byte[]> after = fixture.leafBytes(1, 0, 300);
        for (int i = 0; i < leaves.size(); i++) {
            assertThat(after.get(i)).isEqualTo(leaves.get(i));
        }
        // A batch of many tiles leaves one row.
        notary.notarise(600);
        fixture.rows.fold(1);
        assertThat(rowsOfHashes()).isEqualTo(1);
    }

    private long rowsOfHashes() {
        return fixture.jdbc.queryForObject("SELECT count(*) FROM log_hash", Long.class);
    }

    @Test
    void a_row_of_hashes_never_goes_before_a_tile_holds_the_same() {
        fixture.append(RandomHistory.of(7, 1_200).subList(0, 300));
        fixture.start();
        Notary notary = notary(PersistHook.NONE);
        notary.notarise(100);
        notary.notarise(200);
        fixture.rows.fold(1);
        assertThat(rowsOfHashes()).isEqualTo(2);
        assertThatThrownBy(() -> fixture.asOwner("DELETE FROM log_hash WHERE first_index = 100"))
                .hasMessageContaining("append-only");

        notary.notarise(300);
        fixture.tamper(
                "UPDATE log_hash SET hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40)) WHERE first_index = 100");

        assertThat(fixture.rows.fold(1))
                .as("the row that is not that of its tile")
                .contains(100L);
        assertThat(rowsOfHashes()).isEqualTo(2);
    }

    /** The clocks of several writers need not agree; a leaf made anew shows the same time as when it was notarised. */
    @Test
    void the_time_of_a_leaf_made_anew_is_the_one_it_was_notarised_with_also_where_a_clock_went_back() {
        fixture.append(RandomHistory.of(7, 1_200).subList(0, 600));
        for (int position : new int[] {90, 255, 256, 510}) {
            fixture.tamper("UPDATE domainevententry SET timestamp = '2030-01-01T00:00:" + position % 60
                    + ".000000Z' WHERE globalindex = " + position);
        }
        fixture.start();
        Notary notary = notary(PersistHook.NONE);
        notary.notarise(100);
        notary.notarise(257);
        notary(PersistHook.NONE).notarise(400);
        notary.notarise();

        List<byte[]> all = fixture.leafBytes(1, 0, 600);
        for (int i = 0; i < all.size(); i += 7) {
            assertThat(fixture.leaves.get(1, i).bytes()).isEqualTo(all.get(i));
        }
        assertThat(new String(all.get(300), StandardCharsets.UTF_8))
                .contains("\"rec\":\"2030-01-01T00:00:30.000000Z\"");
    }

    /**
     * Goal: a notary that dies at any moment loses no leaf and doubles none. Method: random batches are cut off before anything, after
     * the rows and after the commit; the hashes must equal those of a notary that was never disturbed.
     */
    @Test
    void a_notary_that_dies_in_the_middle_of_a_batch_writes_the_same_leaves_as_one_that_does_not() {
        disturb(25);
    }

    @Test
    @Tag("nightly")
    void a_notary_that_dies_in_the_middle_of_a_batch_writes_the_same_leaves_in_many_runs() {
        disturb(500);
    }

    private void disturb(int seeds) {
        List<Object> history = RandomHistory.of(3, 1_200).subList(0, 600);
        fixture.append(history);
        fixture.start();
        fixture.work.take(fixture.head(), () -> {});
        byte[] undisturbed = fixture.rows.hashes(1, 0, fixture.head());
        for (int seed = 0; seed < seeds; seed++) {
            fixture.tamper("DELETE FROM log_hash", "DELETE FROM log_tile");
            fixture.start();
            Random random = new Random(seed);
            while (fixture.rows.leaves(1) < fixture.head()) {
                long until = Math.min(fixture.head(), fixture.rows.leaves(1) + 1 + random.nextInt(60));
                switch (random.nextInt(4)) {
                    case 0 ->
                        assertThatThrownBy(() -> fixture.work.take(until, () -> {
                                    throw new IllegalStateException("died before the end");
                                }))
                                .hasMessageContaining("died");
                    case 1 ->
                        // Kept, and nobody heard of it: the same batch comes again.
                        List.of(1, 2).forEach(again -> fixture.work.take(until, () -> {}));
                    case 2 -> fixture.start();
                    default -> fixture.work.take(until, () -> {});
                }
            }
            assertThat(fixture.rows.hashes(1, 0, fixture.head()))
                    .as("seed %d", seed)
                    .isEqualTo(undisturbed);
        }
    }
}
