package minglu.query.log.notary;

import java.nio.file.Path;
import java.time.Clock;
import minglu.query.log.store.StoredEvents;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The notary, on the one node that is told to run it; a node that only reads never does. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "minglu.log.notary", havingValue = "true")
@ConditionalOnProperty(name = "minglu.read-only", havingValue = "false", matchIfMissing = true)
class NotaryConfiguration {

    @Bean
    NotaryProcessors notaryProcessors(
            EventStore events,
            TokenStore tokens,
            TransactionManager transactions,
            Serializer serializer,
            JdbcTemplate jdbc) {
        return new NotaryProcessors(events, tokens, transactions, serializer, jdbc);
    }

    @Bean
    Conservation logConservation(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            LogRows rows,
            StoredEvents events,
            NotaryProcessors processors) {
        TransactionTemplate snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        return new Conservation(jdbc, snapshot, rows, events, processors);
    }

    @Bean
    TransparencyLog transparencyLog(
            LogProperties properties,
            @Value("${minglu.keys}") Path keys,
            LogRows rows,
            StoredEvents events,
            NotaryProcessors processors,
            Conservation conservation,
            Clock clock) {
        return new TransparencyLog(
                rows,
                events,
                new LogLock(properties.lock(), PersistHook.NONE),
                keys,
                properties.origin(),
                properties.interval(),
                properties.window(),
                processors,
                conservation,
                clock,
                PersistHook.NONE);
    }
}
