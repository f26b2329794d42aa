package minglu.query.ledger;

import minglu.api.ledger.Poster;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Posts by the rules of the shared API. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean
    PostingRules postingRules() {
        return Poster::post;
    }

    @Bean
    Blocks blocks() {
        return Blocks.DEFAULT;
    }
}
