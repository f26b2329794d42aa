package minglu.standalone.history;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.event.AppendEventsTransaction;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.connector.impl.ServerAddress;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Confirmation;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events in a context of Axon Server. It counts positions from 0, keeps times in milliseconds, and metadata as a map of texts,
 * which is given back as JSON with its keys in order: so Minglu writes them.
 */
final class AxonServerEventStore implements EventStore {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(15);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final int EVENTS_PER_TRANSACTION = 200;
    private static final long BYTES_PER_TRANSACTION = 1L << 20;
    private static final int BUFFERED_EVENTS = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final AxonServerConnectionFactory factory;
    private final EventChannel events;

    /**
     * Connects.
     *
     * @param token access token of the server, or null
     * @throws StoreUnreachableException if it does not answer
     */
    AxonServerEventStore(String host, int port, String context, String token) {
        name = "Axon Server " + host + ":" + port + ", context " + context;
        AxonServerConnectionFactory.Builder builder = AxonServerConnectionFactory.forClient("minglu")
                .routingServers(new ServerAddress(host, port))
                .connectTimeout(CONNECT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        factory = (token == null ? builder : builder.token(token)).build();
        AxonServerConnection connection = factory.connect(context);
        events = connection.eventChannel();
        try {
            awaitConnection(connection);
        } catch (RuntimeException e) {
            factory.shutdown();
            throw e;
        }
    }

    private void awaitConnection(AxonServerConnection connection) {
        long end = System.nanoTime() + CONNECT_WITHIN.toNanos();
        while (!connection.isConnected()) {
            if (connection.isConnectionFailed() || System.nanoTime() > end) {
                throw unreachable(null);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long read(Consumer<StoredEvent> each) {
        // The token to begin behind: one less than that of the first event.
        long first = answer(events.getFirstToken()) + 1;
        long last = answer(events.getLastToken());
        if (last < 0) {
            return 0;
        }
        if (first != 0) {
            throw new HistoryRefusedException("历史不完整 / The first event of " + name + " has token " + first
                    + " instead of 0: earlier ones were removed.");
        }
        try (EventStream stream = events.openStream(-1, BUFFERED_EVENTS)) {
            for (long token = 0; token <= last; token++) {
                EventWithToken next = stream.nextIfAvailable(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw unreachable(stream.getError().orElse(null));
                }
                if (next.getToken() != token) {
                    throw new HistoryRefusedException(
                            "事件有缺失 / The history in " + name + " has no event at position " + (token + 1) + ".");
                }
                each.accept(storedEvent(token + 1, next.getEvent()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
        return last + 1;
    }

    private static StoredEvent storedEvent(long position, Event event) {
        boolean ofAggregate = !event.getAggregateType().isEmpty();
        return new StoredEvent(
                position,
                ofAggregate ? event.getAggregateIdentifier() : event.getMessageIdentifier(),
                ofAggregate ? event.getAggregateSequenceNumber() : 0,
                ofAggregate ? event.getAggregateType() : null,
                event.getMessageIdentifier(),
                event.getPayload().getType(),
                event.getPayload().getRevision().isEmpty()
                        ? null
                        : event.getPayload().getRevision(),
                Instant.ofEpochMilli(event.getTimestamp()),
                event.getPayload().getData().toByteArray(),
                metaData(event.getMetaDataMap()));
    }

    private static byte[] metaData(Map<String, MetaDataValue> values) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> {
            if (value.getDataCase() != MetaDataValue.DataCase.TEXT_VALUE) {
                throw new HistoryRefusedException("元数据不是文本 / The metadata " + key + " is no text.");
            }
            texts.put(key, value.getTextValue());
        });
        return JSON.writeValueAsBytes(texts);
    }

    @Override
    public void requireEmpty() {
        long last = answer(events.getLastToken());
        if (last >= 0) {
            throw new HistoryRefusedException("目标不为空 / " + name + " is not empty, it holds " + (last + 1)
                    + " events: a history is imported into an empty context only. Nothing was written.");
        }
    }

    @Override
    public void requireKept(StoredEvent event) {
        Event wanted = event(event);
        if (!event.equals(storedEvent(event.position(), wanted))) {
            throw new HistoryRefusedException("Axon Server 无法原样保存 / Axon Server would not give the " + event
                    + " back as it is: it keeps whole milliseconds, and metadata of texts in the order of their keys."
                    + " Nothing was written.");
        }
    }

    private static Event event(StoredEvent event) {
        Event.Builder builder = Event.newBuilder()
                .setMessageIdentifier(event.identifier())
                .setTimestamp(event.recordedAt().truncatedTo(ChronoUnit.MILLIS).toEpochMilli())
                .setPayload(SerializedObject.newBuilder()
                        .setType(event.payloadType())
                        .setRevision(event.payloadRevision() == null ? "" : event.payloadRevision())
                        .setData(ByteString.copyFrom(event.payload())));
        if (event.aggregateType() != null) {
            builder.setAggregateIdentifier(event.stream())
                    .setAggregateSequenceNumber(event.sequence())
                    .setAggregateType(event.aggregateType());
        }
        texts(event)
                .forEach((key, text) -> builder.putMetaData(
                        key, MetaDataValue.newBuilder().setTextValue(text).build()));
        return builder.build();
    }

    /** What is not made of texts is left out, and so found to differ. */
    private static Map<String, String> texts(StoredEvent event) {
        Map<String, String> texts = new TreeMap<>();
        try {
            JsonNode metaData = JSON.readTree(event.metaData());
            metaData.propertyNames().forEach(key -> {
                if (metaData.get(key).isString()) {
                    texts.put(key, metaData.get(key).stringValue());
                }
            });
        } catch (JacksonException e) {
            return texts;
        }
        return texts;
    }

    /** Not one transaction: a failure half way leaves a context that has to be emptied before the next attempt. */
    @Override
    public void write(EventFile.Feed feed) {
        List<Event> batch = new ArrayList<>();
        long[] written = {0};
        long[] bytes = {0};
        try {
            feed.into(event -> {
                batch.add(event(event));
                bytes[0] += event.payload().length;
                if (batch.size() == EVENTS_PER_TRANSACTION || bytes[0] > BYTES_PER_TRANSACTION) {
                    append(batch);
                    written[0] += batch.size();
                    batch.clear();
                    bytes[0] = 0;
                }
            });
            append(batch);
        } catch (HistoryRefusedException | StoreUnreachableException e) {
            if (written[0] == 0) {
                throw e;
            }
            throw new HistoryRefusedException(
                    "导入中断 / The import broke off after " + written[0] + " events or a few more (" + e.getMessage()
                            + "): empty the context of " + name + " before the next attempt.",
                    e);
        }
    }

    private void append(List<Event> batch) {
        if (batch.isEmpty()) {
            return;
        }
        AppendEventsTransaction transaction = events.startAppendEventsTransaction();
        batch.forEach(transaction::appendEvent);
        Confirmation confirmation = answer(transaction.commit());
        if (!confirmation.getSuccess()) {
            throw new HistoryRefusedException("Axon Server 拒绝 / " + name + " refused events.");
        }
    }

    private <T> T answer(CompletableFuture<T> future) {
        try {
            return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause());
        } catch (TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private StoreUnreachableException unreachable(Throwable cause) {
        return new StoreUnreachableException(
                "Axon Server 没有响应 / " + name + " does not answer as it should"
                        + (cause == null ? "" : " (" + cause.getMessage() + ")") + ".",
                cause);
    }

    @Override
    public void close() {
        factory.shutdown();
    }
}
