package minglu.command.sequencer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import minglu.command.streams.EventStreams;
import minglu.platform.axon.StoreHead;
import minglu.platform.database.DatabaseAccess;
import minglu.platform.node.Node;
import minglu.platform.node.WritingBegins;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The event store on PostgreSQL, where Axon Server is not used. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
class SequencerConfiguration {

    /** How soon a node sees what another one has written. */
    private static final long FETCH_MILLIS = 200;

    // The lifecycle stops it; a context that fails while it starts has no such end, and the thread would keep the
    // process alive.
    @Bean(destroyMethod = "stop")
    Sequencer sequencer(
            DatabaseAccess database,
            Clock clock,
            MeterRegistry registry,
            Node node,
            @Value("${minglu.sequencer.sole:false}") boolean sole,
            ObjectProvider<Cache> aggregates,
            ApplicationEventPublisher publisher) {
        return new Sequencer(
                database,
                clock,
                registry,
                SequencerSettings.defaults(),
                step -> {},
                ownership(node, sole),
                node.name(),
                () -> {
                    // What was cached while another node wrote may lack events, and would refuse what is right.
                    aggregates.forEach(Cache::removeAll);
                    publisher.publishEvent(new WritingBegins());
                });
    }

    private static Ownership ownership(Node node, boolean sole) {
        if (node.readOnly()) {
            return Ownership.NONE;
        }
        return sole ? Ownership.SOLE : Ownership.SHARED;
    }

    @Bean
    SequencerLifecycle sequencerLifecycle(Sequencer sequencer) {
        return new SequencerLifecycle(sequencer);
    }

    @Bean
    SequencerHealthIndicator sequencerHealthIndicator(Sequencer sequencer) {
        return new SequencerHealthIndicator(sequencer);
    }

    @Bean
    Positions positions(Sequencer sequencer, DataSource dataSource) {
        return new StoredPositions(sequencer.recent(), JdbcClient.create(dataSource));
    }

    @Bean
    StoreHead storeHead(Positions positions) {
        return positions::head;
    }

    /** Upcasters and resolver are handed over here: an engine bean of one's own loses Axon's silently. */
    @Bean
    SequencerEventStorageEngine eventStorageEngine(
            Sequencer sequencer,
            DataSource dataSource,
            Serializer snapshotSerializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            PersistenceExceptionResolver duplicateKeys,
            org.axonframework.config.Configuration axon) {
        return new SequencerEventStorageEngine(
                sequencer, dataSource, snapshotSerializer, eventSerializer, axon.upcasterChain(), duplicateKeys);
    }

    @Bean
    SequencedEventStore eventStore(EventStorageEngine engine, org.axonframework.config.Configuration axon) {
        return new SequencedEventStore(EmbeddedEventStore.builder()
                .storageEngine(engine)
                // Events of this process are announced; those of another node have to be looked for.
                .fetchDelay(FETCH_MILLIS)
                .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(axon.getComponent(EventBusSpanFactory.class)));
    }

    @Bean
    EventStreams eventStreams(SequencerEventStorageEngine engine, Sequencer sequencer, SequencedEventStore store) {
        return new SequencedStreams(engine, sequencer, store);
    }
}
