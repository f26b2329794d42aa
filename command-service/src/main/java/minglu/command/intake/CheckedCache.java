package minglu.command.intake;

import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Gives out a kept aggregate only while its stream ends where it ended when it was kept. Commands are routed by unit, but the set
 * of nodes changes: a node that gets a unit back has copies that do not know what others wrote meanwhile. A copy that writes would
 * be noticed as a conflict; one that refuses would not.
 */
final class CheckedCache implements Cache {

    private static final long NO_EVENT = -1;

    private final Cache kept;
    private final EventStore store;

    CheckedCache(Cache kept, EventStore store) {
        this.kept = kept;
        this.store = store;
    }

    @Override
    public <K, V> V get(K key) {
        V value = kept.get(key);
        if (value instanceof AggregateCacheEntry<?> entry && !isCurrent((String) key, entry)) {
            kept.remove(key);
            return null;
        }
        return value;
    }

    private boolean isCurrent(String stream, AggregateCacheEntry<?> entry) {
        // The entry hands out the aggregate it was made of; the arguments are for copies that were serialised.
        Long version = entry.recreateAggregate(null, null, null, null).version();
        return store.lastSequenceNumberFor(stream).orElse(NO_EVENT) == (version == null ? NO_EVENT : version);
    }

    @Override
    public void put(Object key, Object value) {
        kept.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return kept.putIfAbsent(key, value);
    }

    @Override
    public boolean remove(Object key) {
        return kept.remove(key);
    }

    @Override
    public void removeAll() {
        kept.removeAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return kept.containsKey(key);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return kept.registerCacheEntryListener(listener);
    }
}
