package minglu.query.log.store;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The events of Axon Server as the connector receives them, before upcasters and serialiser. Tokens count from 0 without gaps, so a
 * position is token + 1. The stream that was read last is kept open for whoever reads on from there.
 */
public final class AxonServerStoredEvents implements StoredEvents {

    private static final int PERMITS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<EventChannel> channel;
    private final AtomicReference<Open> kept = new AtomicReference<>();

    /** The events behind a channel, which is asked for at each use: the connection may have been renewed. */
    public AxonServerStoredEvents(Supplier<EventChannel> channel) {
        this.channel = channel;
    }

    /** A stream that has given the event of a position. */
    private record Open(EventStream stream, long position) {}

    @Override
    public void read(long after, long until, Consumer<StoredEvent> reader) {
        if (after >= until) {
            return;
        }
        Open open = openAfter(after);
        EventStream stream = open.stream();
        boolean whole = false;
        try {
            long position = after;
            while (position < until) {
                EventWithToken next = stream.nextIfAvailable(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw new IllegalStateException(
                            "Axon Server gave no event after position " + position + " within " + PATIENCE.toSeconds()
                                    + " s",
                            stream.getError().orElse(null));
                }
                position = next.getToken() + 1;
                if (position <= until) {
                    reader.accept(event(position, next.getEvent()));
                }
            }
            whole = position == until;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading events", e);
        } finally {
            if (whole) {
                keep(new Open(stream, until));
            } else {
                stream.close();
            }
        }
    }

    /** The stream kept from the last time, if it goes on there; else a new one. */
    private Open openAfter(long after) {
        Open last = kept.get();
        if (last != null && last.position() == after && kept.compareAndSet(last, null)) {
            if (!last.stream().isClosed() && last.stream().getError().isEmpty()) {
                return last;
            }
            last.stream().close();
        }
        requireWhole();
        // A stream begins after the token it is opened with.
        return new Open(channel.get().openStream(after - 1, PERMITS), after);
    }

    /** Keeps the stream that is furthest: the one that follows the head. */
    private void keep(Open open) {
        Open last = kept.getAndSet(null);
        Open further = last == null || last.position() <= open.position() ? open : last;
        Open other = further == open ? last : open;
        if (other != null) {
            other.stream().close();
        }
        if (!kept.compareAndSet(null, further)) {
            further.stream().close();
        }
    }

    /** What a context has lost by a purge can never be proved. */
    private void requireWhole() {
        long first = number(channel.get().getFirstToken());
        if (first > 0) {
            throw new IllegalStateException("the context of Axon Server begins with token " + first
                    + ": earlier events were removed, so the log cannot be written");
        }
    }

    private static StoredEvent event(long position, Event event) {
        boolean inStream = !event.getAggregateType().isEmpty();
        return new StoredEvent(
                position,
                event.getMessageIdentifier(),
                inStream ? event.getAggregateIdentifier() : event.getMessageIdentifier(),
                inStream ? event.getAggregateType() : null,
                event.getAggregateSequenceNumber(),
                event.getPayload().getType(),
                event.getPayload().getRevision().isEmpty()
                        ? null
                        : event.getPayload().getRevision(),
                Instant.ofEpochMilli(event.getTimestamp()),
                event.getPayload().getData().toByteArray(),
                metadata(event));
    }

    private static SortedMap<String, String> metadata(Event event) {
        SortedMap<String, String> metadata = new TreeMap<>();
        event.getMetaDataMap().forEach((name, value) -> metadata.put(name, text(value)));
        return metadata;
    }

    private static String text(MetaDataValue value) {
        return switch (value.getDataCase()) {
            case TEXT_VALUE -> value.getTextValue();
            case NUMBER_VALUE -> Long.toString(value.getNumberValue());
            case BOOLEAN_VALUE -> Boolean.toString(value.getBooleanValue());
            case DATA_NOT_SET -> "null";
            default -> throw new IllegalStateException("metadata hold texts only, and not " + value.getDataCase());
        };
    }

    @Override
    public long head() {
        return number(channel.get().getLastToken()) + 1;
    }

    /** The server numbers without gaps and counts nothing; what it lacks at the end shows. */
    @Override
    public long count(long after, long until) {
        return Math.max(0, Math.min(until, head()) - after);
    }

    private static long number(CompletableFuture<Long> asked) {
        try {
            Long token = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return token == null ? -1 : token;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Axon Server", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Axon Server does not answer", e);
        }
    }
}
