package minglu.command.receipts;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import minglu.platform.axon.StoreHead;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Receipts on Axon Server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
class ReceiptConfiguration {

    /** So long an act waits for its position; then it is answered without (contract section 3). */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    IndexedPositions positions(ReceiptIndex index, StoreHead head) {
        return new IndexedPositions(index, head, PATIENCE);
    }

    @Bean
    ReceiptFollower receiptFollower(ReceiptIndex index) {
        return new ReceiptFollower(index);
    }

    @Bean
    ConfigurerModule receiptProcessor() {
        return configurer -> configurer
                .eventProcessing()
                .registerTrackingEventProcessorConfiguration(
                        ReceiptFollower.NAME,
                        configuration -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                .andBatchSize(ReceiptFollower.BATCH)
                                .andTokenClaimInterval(1, TimeUnit.SECONDS)
                                .andInitialTrackingToken(StreamableMessageSource::createTailToken));
    }
}
