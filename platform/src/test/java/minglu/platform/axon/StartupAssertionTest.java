package minglu.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.ListenerInvocationErrorHandler;
import org.axonframework.eventhandling.LoggingErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;

class StartupAssertionTest {

    private static final class OwnEngine extends InMemoryEventStorageEngine implements DurableEventStore {}

    private final Jackson3Serializer good = Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(new AxonPlatformAutoConfiguration().axonMapper())
            .build();
    private final Map<String, Serializer> serializers =
            new HashMap<>(Map.of("general", good, "events", good, "messages", good));
    private final Map<String, EventProcessor> processors =
            new HashMap<>(Map.of("ledger", mock(TrackingEventProcessor.class)));
    private final Map<String, ListenerInvocationErrorHandler> errorHandlers =
            new HashMap<>(Map.of("ledger", PropagatingErrorHandler.instance()));
    private final EmbeddedEventStore store = mock(EmbeddedEventStore.class);

    private StartupAssertion assertion(EventStorageEngine engine) {
        return new StartupAssertion(
                mock(SpringTransactionManager.class),
                mock(JdbcTokenStore.class),
                store,
                engine,
                serializers,
                processors,
                errorHandlers);
    }

    private StartupAssertion sound() {
        return assertion(new OwnEngine());
    }

    @Test
    void aSoundSetupMayStart() {
        assertThat(sound().faults()).isEmpty();
        assertThatCode(sound()::check).doesNotThrowAnyException();
    }

    @Test
    void processorsWithoutTransactionsAreRefused() {
        StartupAssertion sound = sound();
        StartupAssertion unsafe = new StartupAssertion(
                NoTransactionManager.INSTANCE,
                sound.tokenStore(),
                store,
                sound.engine(),
                serializers,
                processors,
                errorHandlers);

        assertThat(unsafe.faults()).singleElement().asString().contains("NoTransactionManager", "DataSource");
    }

    @Test
    void tokensInMemoryOrNoneAreRefused() {
        StartupAssertion sound = sound();
        StartupAssertion inMemory = new StartupAssertion(
                sound.transactionManager(),
                new InMemoryTokenStore(),
                store,
                sound.engine(),
                serializers,
                processors,
                errorHandlers);
        StartupAssertion none = new StartupAssertion(
                sound.transactionManager(), null, store, sound.engine(), serializers, processors, errorHandlers);

        assertThat(inMemory.faults()).singleElement().asString().contains("InMemoryTokenStore", "JdbcTokenStore");
        assertThat(none.faults()).singleElement().asString().contains("missing");
    }

    @Test
    void aBusThatStoresNothingIsRefused() {
        StartupAssertion sound = sound();
        StartupAssertion unsafe = new StartupAssertion(
                sound.transactionManager(),
                sound.tokenStore(),
                SimpleEventBus.builder().build(),
                null,
                serializers,
                processors,
                errorHandlers);

        assertThat(unsafe.faults()).singleElement().asString().contains("SimpleEventBus", "EventStorageEngine");
    }

    @Test
    void anEngineThatIsNotMarkedDurableIsRefused() {
        assertThat(assertion(new InMemoryEventStorageEngine()).faults())
                .singleElement()
                .asString()
                .contains("InMemoryEventStorageEngine", "DurableEventStore");
        assertThat(assertion(null).faults()).singleElement().asString().contains("missing");
    }

    @Test
    void anotherSerializerIsRefusedInEachRole() {
        for (String role : new String[] {"events", "messages"}) {
            serializers.put(role, mock(Serializer.class));

            assertThat(sound().faults()).singleElement().asString().contains("axon.serializer." + role, "jackson3");

            serializers.put(role, good);
        }
    }

    @Test
    void aSerializerThatCannotReadAReplayTokenIsRefused() {
        serializers.put("general", Jackson3Serializer.builder().build());

        assertThat(sound().faults()).singleElement().asString().contains("ReplayToken", "Jackson3SerializerCustomizer");
    }

    @Test
    void processorsOfAnotherKindAreRefused() {
        processors.put("pooled", mock(PooledStreamingEventProcessor.class));
        processors.put("subscribing", mock(SubscribingEventProcessor.class));

        assertThat(sound().faults())
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault).contains("processor pooled"))
                .anySatisfy(fault -> assertThat(fault).contains("processor subscribing"));
    }

    @Test
    void aProcessorThatSkipsFailingEventsIsRefused() {
        errorHandlers.put("ledger", new LoggingErrorHandler());

        assertThat(sound().faults()).singleElement().asString().contains("ledger", "LoggingErrorHandler");
    }

    @Test
    void everyFaultIsNamedAtOnceAndShownAsAList() {
        errorHandlers.put("ledger", new LoggingErrorHandler());
        StartupAssertion unsafe = assertion(null);

        assertThatThrownBy(unsafe::check).isInstanceOfSatisfying(UnsafeSetupException.class, refused -> {
            assertThat(refused.faults()).hasSize(2);
            assertThat(new UnsafeSetupAnalyzer().analyze(refused, refused).getDescription())
                    .contains(refused.faults());
        });
    }
}
