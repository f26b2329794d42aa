package minglu.query.log.web;

import minglu.query.log.notary.LogStatus;
import minglu.query.log.notary.PublishedLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the log answers to queries. */
@Configuration(proxyBeanMethods = false)
class LogWebConfiguration {

    @Bean
    CheckpointQueries checkpointQueries(PublishedLog log, LogStatus status) {
        return new CheckpointQueries(log, status);
    }
}
