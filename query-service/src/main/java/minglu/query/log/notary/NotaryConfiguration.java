package minglu.query.log.notary;

import java.nio.file.Path;
import java.time.Clock;
import minglu.query.log.store.StoredEvents;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The notary, on the one node that is told to run it; a node that only reads never does. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "minglu.log.notary", havingValue = "true")
@ConditionalOnProperty(name = "minglu.read-only", havingValue = "false", matchIfMissing = true)
class NotaryConfiguration {

    @Bean
    TransparencyLog transparencyLog(
            LogProperties properties,
            @Value("${minglu.keys}") Path keys,
            LogRows rows,
            StoredEvents events,
            Leaves leaves,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new TransparencyLog(
                rows,
                events,
                new LogLock(properties.lock(), PersistHook.NONE),
                keys,
                properties.origin(),
                properties.interval(),
                properties.window(),
                leaves,
                new TransactionTemplate(transactions),
                new Conservation(jdbc, rows, events),
                clock,
                PersistHook.NONE,
                (notary, afterCommit, onFault) -> new NotaryThread(notary, afterCommit, onFault).start()::stop);
    }
}
