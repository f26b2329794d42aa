package minglu.command.sequencer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import minglu.platform.axon.DurableEventStore;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * Axon's JDBC engine for reading; appending is left to the {@link Sequencer}.
 *
 * <p>Reads are single statements on connections that go back to the pool at once: neither a command that waits for the sequencer
 * nor a reader between two batches holds one. Table and column names are Axon's own, without quotes.
 */
final class SequencerEventStorageEngine extends JdbcEventStorageEngine implements DurableEventStore {

    /** Events per read. Positions have no gaps, so a reader at the head never reads in vain. */
    private static final int BATCH = 4_000;

    private final Sequencer sequencer;

    SequencerEventStorageEngine(
            Sequencer sequencer,
            DataSource dataSource,
            Serializer snapshotSerializer,
            Serializer eventSerializer,
            EventUpcaster upcasterChain,
            PersistenceExceptionResolver duplicateKeys) {
        super(JdbcEventStorageEngine.builder()
                .connectionProvider(dataSource::getConnection)
                .transactionManager(NoTransactionManager.INSTANCE)
                .snapshotSerializer(snapshotSerializer)
                .eventSerializer(eventSerializer)
                .upcasterChain(upcasterChain)
                .persistenceExceptionResolver(duplicateKeys)
                .batchSize(BATCH)
                // Events are never deleted, so a batch that is not full is the last one.
                .finalAggregateBatchPredicate(batch -> batch.size() < BATCH)
                .extendedGapCheckEnabled(false));
        this.sequencer = sequencer;
    }

    /** Stores the events; when it returns, they are committed. For what it throws see {@link Sequencer}. */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (!events.isEmpty()) {
            sequencer.append(
                    events.stream().map(event -> newEvent(event, serializer)).toList());
        }
    }

    /** None are ever made: a subject has few events, and looking for one would cost each new subject a statement. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }

    /**
     * Reads whole streams with one statement.
     *
     * @return the events of each stream that has any, by sequence number
     */
    Map<String, List<DomainEventMessage<?>>> readStreams(Collection<String> streams) {
        Map<String, List<DomainEventMessage<?>>> found = new HashMap<>();
        EventStreamUtils.asStream(EventStreamUtils.upcastAndDeserializeDomainEvents(
                        storedIn(streams).stream(), getEventSerializer(), upcasterChain))
                .forEach(event -> found.computeIfAbsent(event.getAggregateIdentifier(), stream -> new ArrayList<>())
                        .add(event));
        return found;
    }

    private List<DomainEventData<?>> storedIn(Collection<String> streams) {
        List<DomainEventData<?>> rows = new ArrayList<>();
        try (Connection connection = getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select " + schema().domainEventFields() + " from unnest(?::varchar[]) as wanted (stream)"
                                + " join DomainEventEntry on aggregateIdentifier = wanted.stream"
                                + " order by aggregateIdentifier, sequenceNumber")) {
            statement.setArray(1, connection.createArrayOf("varchar", streams.toArray()));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(getDomainEventData(found));
                }
            }
        } catch (SQLException e) {
            throw new EventStoreException("Streams could not be read (SQL state " + e.getSQLState() + ").", e);
        }
        return rows;
    }

    /** An event as the sequencer writes it. */
    NewEvent newEvent(EventMessage<?> event) {
        return newEvent(event, getEventSerializer());
    }

    private static NewEvent newEvent(EventMessage<?> event, Serializer serializer) {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        byte[] metaData = event.serializeMetaData(serializer, byte[].class).getData();
        // An event without an aggregate is stored as a stream of its own, as Axon's engines do.
        Slot slot = new Slot(event.getIdentifier(), 0);
        String type = null;
        if (event instanceof DomainEventMessage<?> domainEvent) {
            slot = new Slot(domainEvent.getAggregateIdentifier(), domainEvent.getSequenceNumber());
            type = domainEvent.getType();
        }
        return new NewEvent(
                slot,
                type,
                event.getIdentifier(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                metaData);
    }

    /** Asked once or twice by each command for the streams its gates depend on. */
    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return sequencer.recent().lastSequence(aggregateIdentifier, super::lastSequenceNumberFor);
    }

    /** As Axon's, with the six decimals that are stored: texts of different length would not compare as times. */
    @Override
    protected PreparedStatement createTokenAt(Connection connection, Instant dateTime) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(
                "select min(globalIndex) - 1 from DomainEventEntry where timeStamp collate \"C\" >= ?");
        statement.setString(1, RecordedTime.text(dateTime));
        return statement;
    }
}
