package minglu.query.follow;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.messaging.StreamableMessageSource;
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
}
