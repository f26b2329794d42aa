package minglu.command.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Optional;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;

class CheckedCacheTest {

    private final EventStore store = mock(EventStore.class);
    private final CheckedCache cache = new CheckedCache(new WeakReferenceCache(), store);
    private final AggregateCacheEntry<Object> entry = entry(3);

    @SuppressWarnings("unchecked")
    private static AggregateCacheEntry<Object> entry(long version) {
        EventSourcedAggregate<Object> aggregate = mock(EventSourcedAggregate.class);
        when(aggregate.version()).thenReturn(version);
        return new AggregateCacheEntry<>(aggregate);
    }

    @Test
    void a_copy_is_used_while_its_stream_ends_where_it_ended() {
        when(store.lastSequenceNumberFor("subject:jyj:a")).thenReturn(Optional.of(3L));
        cache.put("subject:jyj:a", entry);

        Object found = cache.get("subject:jyj:a");
        assertThat(found).isSameAs(entry);
    }

    @Test
    void a_copy_that_does_not_know_what_another_node_wrote_is_dropped() {
        when(store.lastSequenceNumberFor("subject:jyj:a")).thenReturn(Optional.of(4L));
        cache.put("subject:jyj:a", entry);

        Object found = cache.get("subject:jyj:a");
        assertThat(found).isNull();
        assertThat(cache.containsKey("subject:jyj:a")).isFalse();
    }
}
