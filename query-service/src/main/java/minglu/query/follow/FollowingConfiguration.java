package minglu.query.follow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One thread and one token for each projection, so that its rows come in the order of positions. */
@Configuration(proxyBeanMethods = false)
class FollowingConfiguration {

    /** A new projection begins at the tail without a replay token: nothing here tells first application from replay. */
    @Bean
    ConfigurerModule followingProcessors(List<Projection> projections) {
        return configurer -> projections.forEach(projection -> configurer
                .eventProcessing()
                .registerTrackingEventProcessorConfiguration(
                        projection.name(),
                        configuration -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                .andBatchSize(Follower.BATCH)
                                // How soon after its claim time-out the token of a dead node is noticed as free.
                                .andTokenClaimInterval(1, TimeUnit.SECONDS)
                                .andInitialTrackingToken(StreamableMessageSource::createTailToken)));
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
