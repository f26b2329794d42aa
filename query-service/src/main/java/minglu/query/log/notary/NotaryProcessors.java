package minglu.query.log.notary;

import java.util.List;
import java.util.concurrent.TimeUnit;
import minglu.platform.axon.Positions;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes the tracking processor of the notary, by hand and not through Axon's configuration: every setting on which a leaf depends
 * stands here, nobody can reset it, and a new epoch has a new processor, which begins at the beginning.
 */
class NotaryProcessors {

    /** Events in one transaction. */
    static final int BATCH = 1_000;

    private static final int LOOK_EVERY_MILLIS = 200;

    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final Serializer serializer;
    private final JdbcTemplate jdbc;

    NotaryProcessors(
            StreamableMessageSource<TrackedEventMessage<?>> source,
            TokenStore tokens,
            TransactionManager transactions,
            Serializer serializer,
            JdbcTemplate jdbc) {
        this.source = source;
        this.tokens = tokens;
        this.transactions = transactions;
        this.serializer = serializer;
        this.jdbc = jdbc;
    }

    /** The name of the processor of an epoch, and of its token. */
    static String name(int epoch) {
        return epoch == 1 ? "notary" : "notary-" + epoch;
    }

    /** Starts the processor of an epoch. */
    NotaryProcessor start(int epoch, EventHandlerInvoker notary) {
        TrackingEventProcessor processor = processor(name(epoch), notary);
        processor.start();
        return new NotaryProcessor(name(epoch), processor::shutDown, () -> isFailing(processor));
    }

    TrackingEventProcessor processor(String name, EventHandlerInvoker invoker) {
        return TrackingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(invoker)
                // An event whose leaf cannot be written is tried again, never passed over.
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(source)
                .tokenStore(tokens)
                .transactionManager(transactions)
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(BATCH)
                        .andEventAvailabilityTimeout(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)
                        // A plain token: Axon's own default is a replay, in which handlers can be passed over.
                        .andInitialTrackingToken(StreamableMessageSource::createTailToken))
                .build();
    }

    private static boolean isFailing(TrackingEventProcessor processor) {
        return processor.isError()
                || processor.processingStatus().values().stream().anyMatch(status -> status.isErrorState());
    }

    /**
     * The position of a processor's token. Read from its row: the token store would take the claim.
     *
     * @param epoch whose processor
     * @return 0 before it has begun
     */
    long position(int epoch) {
        List<TrackingToken> stored = jdbc.query(
                "SELECT token, tokenType FROM TokenEntry WHERE processorName = ? AND segment = 0",
                (row, number) -> row.getBytes("token") == null
                        ? null
                        : serializer.deserialize(new SimpleSerializedObject<>(
                                row.getBytes("token"), byte[].class, row.getString("tokenType"), null)),
                name(epoch));
        return stored.isEmpty() ? 0 : Positions.of(stored.get(0));
    }
}
