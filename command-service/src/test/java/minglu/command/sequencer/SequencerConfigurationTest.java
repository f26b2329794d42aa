package minglu.command.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import minglu.platform.axon.StoreHead;
import minglu.platform.database.DatabaseAccess;
import minglu.platform.node.Node;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.axonframework.springboot.autoconfig.AxonTracingAutoConfiguration;
import org.axonframework.springboot.autoconfig.EventProcessingAutoConfiguration;
import org.axonframework.springboot.autoconfig.InfraConfiguration;
import org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SequencerConfigurationTest {

    static final class Thing {

        @AggregateIdentifier
        private String stream;
    }

    private final TestSequencers sequencers = new TestSequencers();
    private final EventStoreDatabase database = sequencers.database;
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AxonAutoConfiguration.class,
                    AxonTracingAutoConfiguration.class,
                    EventProcessingAutoConfiguration.class,
                    InfraConfiguration.class,
                    NoOpTransactionAutoConfiguration.class))
            .withUserConfiguration(SequencerConfiguration.class)
            .withBean(DatabaseAccess.class, database::access)
            .withBean(DataSource.class, database::dataSource)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(MeterRegistry.class, () -> sequencers.meters)
            .withBean(Node.class, () -> new Node("this-node", false))
            .withBean(PersistenceExceptionResolver.class, () -> SequencerEventStorageEngineTest.UNIQUE_VIOLATION)
            .withPropertyValues(
                    "axon.serializer.general=jackson3",
                    "axon.serializer.events=jackson3",
                    "axon.serializer.messages=jackson3",
                    "axon.timeout.enabled=false");

    @AfterEach
    void stop() {
        sequencers.close();
    }

    @Test
    void publishesThroughTheSequencerAndStopsItWithTheContext() {
        application.withPropertyValues("axon.axonserver.enabled=false").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(EventBus.class))
                    .isSameAs(context.getBean("eventStore"))
                    .isInstanceOf(EmbeddedEventStore.class);
            assertThat(context.getBean(EventStorageEngine.class)).isInstanceOf(SequencerEventStorageEngine.class);
            Sequencer sequencer = context.getBean(Sequencer.class);
            assertThat(sequencer.state()).isEqualTo(SequencerState.ACTIVE);

            context.getBean(EventStore.class).publish(GenericEventMessage.asEventMessage("something happened"));
            assertThat(context.getBean(Positions.class).head()).isEqualTo(1);
            assertThat(context.getBean(StoreHead.class).position()).isEqualTo(1);
            assertThat(sequencers
                            .meters
                            .get("minglu.sequencer.position")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(sequencers.meters.get("minglu.sequencer.queue").gauge().value())
                    .isZero();

            SequencerHealthIndicator health =
                    context.getBean("sequencerHealthIndicator", SequencerHealthIndicator.class);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            context.close();
            assertThat(sequencer.state()).isEqualTo(SequencerState.STOPPED);
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        });
        assertThat(database.positions()).containsExactly(1L);
    }

    /** An engine bean of one's own loses Axon's upcasters and filter silently. */
    @Test
    void handsUpcastersToTheEngine() {
        Sequencer writer = sequencers.active();
        writer.append(List.of(new NewEvent(
                new Slot("charge", 0),
                "Test",
                "stored-with-revision-1",
                SequencerEventStorageEngineTest.Charged.class.getName(),
                "1",
                "{\"amount\":1}".getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8))));
        writer.stop();
        application
                .withPropertyValues("axon.axonserver.enabled=false")
                .withBean(
                        SequencerEventStorageEngineTest.ChargedFrom1To2.class,
                        SequencerEventStorageEngineTest.ChargedFrom1To2::new)
                .run(context -> {
                    EventStorageEngine engine = context.getBean(EventStorageEngine.class);
                    assertThat(engine.readEvents("charge").next().getPayload())
                            .isInstanceOfSatisfying(
                                    SequencerEventStorageEngineTest.Charged.class,
                                    charged -> assertThat(charged.currency()).isEqualTo("CNY"));
                });
    }

    @Test
    void leavesTheEventStoreToAxonServerWhereThatIsUsed() {
        new ApplicationContextRunner()
                .withUserConfiguration(SequencerConfiguration.class)
                .withPropertyValues("axon.axonserver.enabled=true")
                .run(context -> assertThat(context).doesNotHaveBean(Sequencer.class));
    }

    @Test
    void doesNotStartOnAHistoryThatWasChangedFromOutside() {
        database.asApplication().sql("update sequencer set position = 3").update();

        application
                .withPropertyValues("axon.axonserver.enabled=false")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("position 3"));
    }
}
