package minglu.query.feed;

import minglu.query.cases.SealedTexts;
import minglu.query.log.store.StoredEvents;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The feed over the events of whatever store there is. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    @Bean
    EventFeed eventFeed(
            StoredEvents store,
            @Qualifier("eventSerializer") Serializer serializer,
            org.axonframework.config.Configuration axon,
            SealedTexts texts) {
        return new EventFeed(store, serializer, axon.upcasterChain(), texts);
    }
}
