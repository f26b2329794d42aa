package minglu.query.rebuild;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import minglu.platform.node.WriteStanding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * From time to time builds the read side a second time and compares. Any node that may write looks whether it is time; which one
 * does it is left to them.
 */
final class DriftCheck implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DriftCheck.class);
    private static final Duration LOOK = Duration.ofMinutes(10);

    private final Rebuilds rebuilds;
    private final ObjectProvider<WriteStanding> standing;
    private final Duration every;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "drift-check");
        worker.setDaemon(true);
        return worker;
    });

    /** @param every time between two comparisons; zero: never */
    DriftCheck(Rebuilds rebuilds, ObjectProvider<WriteStanding> standing, Duration every) {
        this.rebuilds = rebuilds;
        this.standing = standing;
        this.every = every;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        thread.execute(() -> quietly(rebuilds::clearUp));
        if (!every.isZero()) {
            long look = Math.min(LOOK.toMillis(), every.toMillis());
            thread.scheduleWithFixedDelay(() -> quietly(this::look), look, look, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        WriteStanding known = standing.getIfAvailable();
        if (known == null || known.obstacle().isEmpty()) {
            rebuilds.check(every);
        }
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("the read side was not compared with the events; it is tried again: {}", e.getMessage());
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
