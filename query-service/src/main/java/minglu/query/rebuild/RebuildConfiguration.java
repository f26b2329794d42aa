package minglu.query.rebuild;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import minglu.platform.node.WriteStanding;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What shows drift, and what looks for it on nodes that may write. */
@Configuration(proxyBeanMethods = false)
class RebuildConfiguration {

    @Bean
    DriftHealthIndicator driftHealthIndicator(Rebuilds rebuilds) {
        return new DriftHealthIndicator(rebuilds);
    }

    @Bean
    SmartInitializingSingleton driftMeter(Rebuilds rebuilds, MeterRegistry registry) {
        return () -> Gauge.builder("minglu.projection.drift", rebuilds, Rebuilds::drift)
                .description("Rows in which the read side differed from the events when they were last compared")
                .register(registry);
    }

    @Bean
    @ConditionalOnProperty(name = "minglu.read-only", havingValue = "false", matchIfMissing = true)
    DriftCheck driftCheck(
            Rebuilds rebuilds,
            ObjectProvider<WriteStanding> standing,
            @Value("${minglu.read-side.check-every:24h}") Duration every) {
        if (every.isNegative()) {
            throw new IllegalStateException("minglu.read-side.check-every must not be negative, and is " + every);
        }
        return new DriftCheck(rebuilds, standing, every);
    }
}
