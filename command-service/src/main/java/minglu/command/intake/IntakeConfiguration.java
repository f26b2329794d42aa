package minglu.command.intake;

import minglu.command.streams.EventStreams;
import minglu.command.streams.PublishedStreams;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Caches and streams of the write side. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    /**
     * Saves reading the events of a unit, a return or a report again for its next step. One process writes at a time; what was kept while another one did is
     * dropped before this one begins.
     */
    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    Cache aggregateCache() {
        return new WeakReferenceCache();
    }

    /** The same where other nodes write too. */
    @Bean("aggregateCache")
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
    Cache checkedAggregateCache(EventStore store) {
        return new CheckedCache(new WeakReferenceCache(), store);
    }

    /** Streams by the set where Axon Server keeps them. */
    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
    EventStreams eventStreams(EventStore store) {
        return new PublishedStreams(store);
    }
}
