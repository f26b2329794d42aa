package minglu.platform.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.ListenerInvocationErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;

/**
 * Looks at what an application is really put together of. Most wrong combinations do not stop Axon: it says "Started" and runs on
 * tokens in memory, without transactions, or skips events. So each fault is found here, before a processor or the web server
 * starts.
 *
 * @param transactionManager of the processors; null if there is none
 * @param tokenStore null if there is none
 * @param eventBus null if there is none
 * @param engine the storage engine; null if there is none, as with Axon Server
 * @param serializers by their role
 * @param processors by name
 * @param errorHandlers of each processor, by name
 */
record StartupAssertion(
        TransactionManager transactionManager,
        TokenStore tokenStore,
        EventBus eventBus,
        EventStorageEngine engine,
        Map<String, Serializer> serializers,
        Map<String, EventProcessor> processors,
        Map<String, ListenerInvocationErrorHandler> errorHandlers) {

    private static final String AXON_SERVER_STORE =
            "org.axonframework.axonserver.connector.event.axon.AxonServerEventStore";

    /** Refuses to go on if anything is wrong. */
    void check() {
        List<String> faults = faults();
        if (!faults.isEmpty()) {
            throw new UnsafeSetupException(faults);
        }
    }

    /** What is wrong, and what to do; empty when all is well. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!(transactionManager instanceof SpringTransactionManager)) {
            faults.add("Rows and tokens would not share a transaction: the TransactionManager is "
                    + name(transactionManager)
                    + ". Keep AxonOrderingAutoConfiguration in place, and a PlatformTransactionManager and a DataSource"
                    + " in the context.");
        }
        if (!(tokenStore instanceof JdbcTokenStore)) {
            faults.add("Processors would start from the beginning after each restart: the TokenStore is "
                    + name(tokenStore) + ". Use the JdbcTokenStore that the DataSource brings.");
        }
        storeFault().ifPresent(faults::add);
        new TreeMap<>(serializers).forEach((role, serializer) -> {
            if (!(serializer instanceof Jackson3Serializer)) {
                faults.add("The " + role + " serializer is " + name(serializer) + ". Set axon.serializer." + role
                        + "=jackson3.");
            }
        });
        replayFault().ifPresent(faults::add);
        new TreeMap<>(processors).forEach((name, processor) -> {
            if (!(processor instanceof TrackingEventProcessor)) {
                faults.add(
                        "The event processor " + name + " is a " + name(processor)
                                + ". Each must be a TrackingEventProcessor: remove its mode from axon.eventhandling.processors.");
            }
        });
        new TreeMap<>(errorHandlers).forEach((name, handler) -> {
            if (!(handler instanceof PropagatingErrorHandler)) {
                faults.add(
                        "The event processor " + name + " would skip events whose handler fails: its error handler is "
                                + name(handler) + ". Leave the PropagatingErrorHandler of the platform in place.");
            }
        });
        return faults;
    }

    private Optional<String> storeFault() {
        if (eventBus != null && AXON_SERVER_STORE.equals(eventBus.getClass().getName())) {
            return Optional.empty();
        }
        if (!(eventBus instanceof EmbeddedEventStore)) {
            return Optional.of("Events would not be stored: the event bus is " + name(eventBus)
                    + ". Supply an EventStorageEngine, or set axon.axonserver.enabled=true.");
        }
        if (!(engine instanceof DurableEventStore)) {
            return Optional.of("Events could be lost or be skipped by readers: the EventStorageEngine is "
                    + name(engine) + ". Use an engine marked as DurableEventStore, such as the sequencer's.");
        }
        return Optional.empty();
    }

    private Optional<String> replayFault() {
        Serializer general = serializers.get("general");
        try {
            TrackingToken token = ReplayToken.createReplayToken(GapAwareTrackingToken.newInstance(7, List.of()));
            SerializedObject<byte[]> stored = general.serialize(token, byte[].class);
            Object read = general.deserialize(stored);
            return token.equals(read) ? Optional.empty() : Optional.of(replayFault("reads " + token + " as " + read));
        } catch (RuntimeException e) {
            return Optional.of(replayFault("fails with " + e.getClass().getSimpleName()));
        }
    }

    private static String replayFault(String how) {
        return "A processor that is new or reset would stay in error: the general serializer " + how
                + " on a ReplayToken. Keep the one Jackson3SerializerCustomizer of the platform.";
    }

    private static String name(Object object) {
        return object == null ? "missing" : object.getClass().getSimpleName();
    }
}
