package minglu.platform.axon;

import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** What an application of Minglu needs beside Axon's own configuration when it runs on Axon Server. */
@AutoConfiguration(
        after = AxonOrderingAutoConfiguration.class,
        beforeName = "org.axonframework.springboot.autoconfig.AxonServerAutoConfiguration")
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
class AxonServerPlatformAutoConfiguration {

    @Bean
    RoutingStrategy routingStrategy() {
        return new UnitRouting();
    }

    @Bean
    AxonServerLink axonServerLink(AxonServerConnectionManager connections, AxonServerConfiguration configuration) {
        return new AxonServerLink(connections, configuration);
    }

    @Bean
    StoreHead storeHead(AxonServerLink link, EventStore store) {
        return new AxonServerHead(link, store);
    }

    /** Axon's own is not made on Spring Boot 4, which moved the class it waits for. */
    @Bean
    AxonServerHealthIndicator axonServerHealthIndicator(
            AxonServerLink link, StoreHead head, EventProcessingConfiguration processing) {
        return new AxonServerHealthIndicator(link, head, new FollowedPositions(processing));
    }

    @Bean
    AxonServerReachedHealthIndicator axonServerReachedHealthIndicator(AxonServerLink link) {
        return new AxonServerReachedHealthIndicator(link);
    }

    @Bean
    ProcessorRevival processorRevival(AxonServerLink link, EventProcessingConfiguration processing) {
        return new ProcessorRevival(link, processing);
    }
}
