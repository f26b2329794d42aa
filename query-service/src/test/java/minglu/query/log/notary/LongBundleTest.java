package minglu.query.log.notary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Scope;
import minglu.api.tables.TablesView;
import minglu.api.tables.UnitsOfTable;
import minglu.query.log.evidence.EvidenceBundle;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.SignedNote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Goal: a bundle of a long log is written with a heap that does not grow with it. Method: a log is made by the database itself; while its
 * bundle is written into nothing, what is reachable is measured again and again.
 */
class LongBundleTest {

    private static final long ALLOWED_BYTES = 48L << 20;

    private final LogFixture fixture = new LogFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_bundle_of_twenty_thousand_entries_needs_no_more_heap_than_a_short_one() throws Exception {
        write(20_000);
    }

    @Test
    @Tag("nightly")
    void a_bundle_of_a_million_entries_needs_no_more_heap_than_a_short_one() throws Exception {
        write(1_000_000);
    }

    private void write(int size) throws Exception {
        fixture.start();
        fixture.jdbc.update(
                "INSERT INTO DomainEventEntry (globalIndex, timeStamp, aggregateIdentifier, sequenceNumber, type, eventIdentifier,"
                        + " payloadType, payloadRevision, payload, metaData) SELECT n, '2024-01-01T00:00:00.000000Z',"
                        + " 'subject:ju:s-' || n, 0, 'Subject', 'event-' || n, 'minglu.api.decision.DecisionMade', '1',"
                        + " convert_to('{\"act\":{\"unit\":\"ju\",\"subject\":\"s-' || n || '\",\"occurredOn\":\"2021-01-01\"},\"x\":\"'"
                        + " || repeat('y', 500) || '\"}', 'UTF8'), convert_to('{}', 'UTF8') FROM generate_series(1, ?) n",
                size);
        for (long until = 10_000; until <= size; until += 10_000) {
            fixture.work.take(until, () -> {});
        }
        for (int steps = 0; fixture.rows.published(1).orElseThrow().size() < size; steps++) {
            assertThat(steps).isLessThan(size);
            fixture.log.step();
        }
        LogRows.Published checkpoint = fixture.rows.published(1).orElseThrow();
        EvidenceBundle bundles = new EvidenceBundle(
                new PublishedLog(fixture.rows, Clock.systemUTC()),
                fixture.leaves,
                JsonMapper.builder().build());
        Measuring out = new Measuring();

        bundles.write(tables(size), Set.of("ju"), checkpoint, out);

        assertThat(Checkpoint.parse(SignedNote.parse(checkpoint.note()).text()).size())
                .isEqualTo(size);
        assertThat(out.written).isGreaterThan(size * 100L);
        assertThat(out.most - out.least).as("bytes of heap").isLessThan(ALLOWED_BYTES);
    }

    private static TablesView tables(long position) {
        return new TablesView(
                "2021-30",
                "1",
                "ju",
                Scope.OWN,
                2021,
                new KnownAt(position, Instant.EPOCH),
                LocalDate.of(2021, 12, 31),
                Map.of(),
                List.of(),
                new UnitsOfTable(List.of("ju"), List.of(), List.of()),
                true,
                List.of());
    }

    /** Counts what comes, and looks at the heap a few times on the way. */
    private static final class Measuring extends OutputStream {

        private static final long EVERY = 1L << 21;

        private long written;
        private long next = EVERY;
        private long least = Long.MAX_VALUE;
        private long most;
        private int looks;

        @Override
        public void write(int b) {
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            written += length;
            if (written > next && looks < 20) {
                next += EVERY << looks / 2;
                looks++;
                System.gc();
                long used = Runtime.getRuntime().totalMemory()
                        - Runtime.getRuntime().freeMemory();
                least = Math.min(least, used);
                most = Math.max(most, used);
            }
        }
    }
}
