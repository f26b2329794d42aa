package minglu.query.follow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import minglu.platform.axon.Positions;
import minglu.platform.node.Node;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One thread and one token, so that rows come in the order of positions. */
@Configuration(proxyBeanMethods = false)
class FollowingConfiguration {

    /**
     * The processor of the feed. Without a token it begins where the projection that is furthest behind stands, without a replay
     * token: nothing here tells first application from replay. On a node that only reads it is left to the platform.
     */
    @Bean
    ConfigurerModule readSideProcessor(
            Node node, Feed feed, FeedPace pace, Progress progress, List<Projection<?>> projections) {
        Set<String> names = projections.stream().map(Projection::name).collect(Collectors.toSet());
        return configurer -> {
            configurer
                    .eventProcessing()
                    .registerEventHandler(axon -> feed)
                    // Axon's meters would cost more than an event does; the lag is metered by the platform.
                    .registerMessageMonitor(Feed.NAME, axon -> NoOpMessageMonitor.INSTANCE);
            if (!node.readOnly()) {
                configurer
                        .eventProcessing()
                        .registerTrackingEventProcessor(
                                Feed.NAME,
                                axon -> new PacedSource(axon.eventStore(), pace),
                                axon -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                        .andBatchSize(FeedPace.BATCH)
                                        // How soon after its claim time-out the token of a dead node is noticed as
                                        // free.
                                        .andTokenClaimInterval(1, TimeUnit.SECONDS)
                                        .andInitialTrackingToken(
                                                store -> furthestBehind(store, progress.reached(names))));
            }
        };
    }

    private static TrackingToken furthestBehind(StreamableMessageSource<?> store, long position) {
        return position == 0 ? store.createTailToken() : Positions.token(position, store.createHeadToken());
    }

    @Bean
    EventHistory eventHistory(EventStore store) {
        return new StoreHistory(store);
    }

    @Bean
    ParkedEventsHealthIndicator parkedEventsHealthIndicator(ParkedEvents parked) {
        return new ParkedEventsHealthIndicator(parked);
    }

    @Bean
    SmartInitializingSingleton parkedEventsMeter(ParkedEvents parked, MeterRegistry registry) {
        return () -> Gauge.builder("minglu.projection.parked", parked, ParkedEvents::count)
                .description("Events that a projection could not take in, so that figures may lack them")
                .register(registry);
    }
}
