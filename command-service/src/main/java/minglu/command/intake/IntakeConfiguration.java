package minglu.command.intake;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Threads and caches of the write side. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    /**
     * Saves reading a subject's events again for its next act. One process writes at a time; what was kept while another one did is
     * dropped before this one begins.
     */
    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    Cache aggregateCache() {
        return new WeakReferenceCache();
    }

    /** The same where other nodes write too. */
    @Bean("aggregateCache")
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
    Cache checkedAggregateCache(EventStore store) {
        return new CheckedCache(new WeakReferenceCache(), store);
    }

    /**
     * Threads on which the rows of imports are decided. Each waits for its group's commit, so their number bounds the size of a
     * group.
     */
    @Bean(destroyMethod = "shutdown")
    ExecutorService intakeExecutor(@Value("${minglu.intake.threads:64}") int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, "intake-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return Executors.newFixedThreadPool(threads, factory);
    }
}
