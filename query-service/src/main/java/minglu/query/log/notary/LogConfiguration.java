package minglu.query.log.notary;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import minglu.platform.access.PublicPaths;
import minglu.platform.axon.StoreHead;
import minglu.query.log.store.AxonServerStoredEvents;
import minglu.query.log.store.PostgresStoredEvents;
import minglu.query.log.store.StoredEvents;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What every node knows of the log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
class LogConfiguration {

    @Bean
    LogRows logRows(JdbcTemplate jdbc) {
        return new LogRows(jdbc);
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    StoredEvents postgresStoredEvents(JdbcTemplate jdbc) {
        return new PostgresStoredEvents(jdbc);
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
    StoredEvents axonServerStoredEvents(AxonServerConnectionManager connections) {
        return new AxonServerStoredEvents(() -> connections.getConnection().eventChannel());
    }

    @Bean
    Leaves leaves(LogRows rows, StoredEvents events, @Value("${minglu.keys}") Path keys) {
        return new Leaves(rows, events, keys);
    }

    @Bean
    PublishedLog publishedLog(LogRows rows, Clock clock) {
        return new PublishedLog(rows, clock);
    }

    @Bean
    LogStatus logStatus(
            LogRows rows, StoredEvents events, StoreHead head, ObjectProvider<TransparencyLog> log, Clock clock) {
        return new LogStatus(rows, events, head, Optional.ofNullable(log.getIfAvailable()), clock);
    }

    @Bean
    LogHealthIndicator transparencyLogHealthIndicator(LogStatus status) {
        return new LogHealthIndicator(status);
    }

    @Bean
    MeterBinder logMeters(LogStatus status) {
        return registry -> {
            gauge(registry, status, "minglu.log.lag", "Events not yet notarised", figures -> figures.lag());
            gauge(
                    registry,
                    status,
                    "minglu.log.unsigned",
                    "Events that no checkpoint covers",
                    figures -> Math.max(0, figures.events() - figures.signed()));
            gauge(
                    registry,
                    status,
                    "minglu.log.unwitnessed",
                    "Events that no checkpoint covers that has left the house",
                    figures -> figures.unwitnessed());
            gauge(
                    registry,
                    status,
                    "minglu.log.read.only",
                    "1 while the log is read-only",
                    figures -> figures.state() == LogState.READ_ONLY ? 1 : 0);
        };
    }

    private static void gauge(
            MeterRegistry registry,
            LogStatus status,
            String name,
            String description,
            java.util.function.ToLongFunction<LogStatus.Figures> value) {
        Gauge.builder(name, status, all -> value.applyAsLong(all.figures()))
                .description(description)
                .register(registry);
    }

    /** Checkpoint, key and hashes are for everybody; entries are for inspectors. */
    @Bean
    PublicPaths publicLogPaths() {
        return PublicPaths.of("/log/checkpoint", "/log/key", "/log/tile/{level:[0-9]+}/**");
    }
}
