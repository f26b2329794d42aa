package minglu.command.intake;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.WeakReferenceCache;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Threads and caches of the write side. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    /** Saves reading a subject's events again for its next act; a stale copy is noticed as a conflict and dropped. */
    @Bean
    Cache aggregateCache() {
        return new WeakReferenceCache();
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
