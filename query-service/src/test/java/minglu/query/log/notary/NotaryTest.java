package minglu.query.log.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import minglu.query.support.RandomHistory;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The notary between the stream and the leaves: each rule of its processor guards against a leaf that is lost or doubled. */
class NotaryTest {

    private final LogFixture fixture = new LogFixture();
    private EmbeddedEventStore store;

    @AfterEach
    void close() {
        if (store != null) {
            store.shutDown();
        }
        fixture.close();
    }

    /** The processors as an application has them, over Axon's reading of the same table. */
    private NotaryProcessors processors() {
        Serializer serializer = Jackson3Serializer.builder().build();
        SpringDataSourceConnectionProvider connections = new SpringDataSourceConnectionProvider(fixture.dataSource());
        TransactionManager transactions = new SpringTransactionManager(fixture.transactions.getTransactionManager());
        store = EmbeddedEventStore.builder()
                .storageEngine(JdbcEventStorageEngine.builder()
                        .connectionProvider(new UnitOfWorkAwareConnectionProviderWrapper(connections))
                        .transactionManager(transactions)
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .build())
                .build();
        return new NotaryProcessors(
                store,
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .build(),
                transactions,
                serializer,
                fixture.jdbc);
    }

    private Notary notary(PersistHook hook, AtomicReference<LogFaultException> fault) {
        LogRows.Epoch epoch = fixture.rows.epoch().orElseThrow();
        return new Notary(
                fixture.rows,
                fixture.events,
                1,
                new LeafMaker(
                        epoch.origin(),
                        null,
                        LogKeys.read(fixture.keyDirectory()).orElseThrow()),
                hook,
                () -> {},
                fault::set);
    }

    @Test
    void on_a_filled_store_a_new_processor_begins_with_the_event_of_position_one_and_leaves_none_out() {
        fixture.append(RandomHistory.of(7, 2_400));
        fixture.start();
        NotaryProcessors processors = processors();

        NotaryProcessor running = processors.start(1, notary(PersistHook.NONE, new AtomicReference<>()));
        await().until(() -> processors.position(1) == fixture.head());
        fixture.append(RandomHistory.of(8, 30).subList(7, 20));
        await().until(() -> processors.position(1) == fixture.head());
        running.stop();

        assertThat(fixture.rows.countedLeaves(1)).isEqualTo(fixture.head()).isGreaterThan(NotaryProcessors.BATCH);
        assertThat(new String(fixture.rows.leafBytes(1, 0, 1).get(0), StandardCharsets.UTF_8))
                .contains("\"i\":0,\"id\":\"" + fixture.stored(1).get(0).id());
        assertThat(running.failing().getAsBoolean()).isFalse();
    }

    @Test
    void a_failing_batch_is_rolled_back_with_its_token_and_tried_again() {
        fixture.append(RandomHistory.of(7, 100));
        fixture.start();
        NotaryProcessors processors = processors();
        int[] failures = {2};
        PersistHook failing = new PersistHook() {
            @Override
            public void after(Step step) {
                if (failures[0]-- > 0) {
                    throw new IllegalStateException("planted");
                }
            }
        };

        NotaryProcessor running = processors.start(1, notary(failing, new AtomicReference<>()));
        await().until(() -> processors.position(1) == fixture.head());
        running.stop();

        assertThat(failures[0]).isNegative();
        assertThat(fixture.rows.countedLeaves(1)).isEqualTo(fixture.head());
    }

    @Test
    void an_event_that_is_missing_from_the_store_is_told_and_never_passed_over() {
        fixture.append(RandomHistory.of(7, 100));
        fixture.start();
        fixture.tamper("DELETE FROM domainevententry WHERE globalindex = 50");
        NotaryProcessors processors = processors();
        AtomicReference<LogFaultException> fault = new AtomicReference<>();

        NotaryProcessor running = processors.start(1, notary(PersistHook.NONE, fault));
        await().until(() -> fault.get() != null);

        assertThat(fault.get()).hasMessageContaining("position 50");
        assertThat(processors.position(1)).isZero();
        assertThat(fixture.rows.leaves(1)).isZero();
        await().until(() -> running.failing().getAsBoolean());
        running.stop();
    }

    @Test
    void the_notary_takes_every_type_and_cannot_be_reset() {
        fixture.start();
        Notary notary = notary(PersistHook.NONE, new AtomicReference<>());

        assertThat(notary.canHandle(null, null)).isTrue();
        assertThat(notary.canHandleType(Object.class)).isTrue();
        assertThat(notary.supportsReset()).isFalse();
    }

    /**
     * Goal: a notary that dies at any moment loses no leaf and doubles none. Method: random batches are cut off before anything, after
     * the rows, before the token and after the commit; the leaves must equal those of a notary that was never disturbed.
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
        List<Object> history = RandomHistory.of(3, 200);
        fixture.append(history);
        fixture.start();
        fixture.processors.take(fixture.head(), () -> {});
        List<byte[]> undisturbed = fixture.rows.leafBytes(1, 0, fixture.head());
        for (int seed = 0; seed < seeds; seed++) {
            fixture.tamper("DELETE FROM log_leaf", "UPDATE projection_position SET position = 0");
            Random random = new Random(seed);
            while (fixture.processors.position(1) < fixture.head()) {
                long until = Math.min(fixture.head(), fixture.processors.position(1) + 1 + random.nextInt(60));
                switch (random.nextInt(4)) {
                    case 0 ->
                        assertThatThrownBy(() -> fixture.processors.take(until, () -> {
                                    throw new IllegalStateException("died before the token");
                                }))
                                .hasMessageContaining("died");
                    case 1 ->
                        // Committed, and nobody heard of it: the same batch comes again.
                        List.of(1, 2).forEach(again -> fixture.processors.take(until, () -> {}));
                    case 2 -> fixture.start();
                    default -> fixture.processors.take(until, () -> {});
                }
            }
            List<byte[]> leaves = fixture.rows.leafBytes(1, 0, fixture.head());
            for (int i = 0; i < leaves.size(); i++) {
                assertThat(leaves.get(i)).as("leaf %d, seed %d", i, seed).isEqualTo(undisturbed.get(i));
            }
        }
    }
}
