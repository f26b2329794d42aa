package minglu.platform.axon;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets event processors go on as soon as Axon Server is back. By themselves they wait twice as long after each failed try, up to a
 * minute, and an outage of half a minute would make readers wait for nearly another one.
 */
final class ProcessorRevival implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorRevival.class);
    private static final long LOOK_EVERY_MILLIS = 500;

    private final AxonServerLink link;
    private final EventProcessingConfiguration processing;
    private ScheduledExecutorService watch;
    private boolean wasReady;

    ProcessorRevival(AxonServerLink link, EventProcessingConfiguration processing) {
        this.link = link;
        this.processing = processing;
    }

    private void look() {
        try {
            boolean ready = link.isReady();
            if (ready != wasReady) {
                LOG.info(ready ? "Axon Server is connected" : "Axon Server is not connected");
            }
            if (ready && !wasReady) {
                processing.eventProcessors().values().forEach(ProcessorRevival::revive);
            }
            wasReady = ready;
        } catch (RuntimeException e) {
            LOG.warn("The connection to Axon Server could not be looked at", e);
        }
    }

    private static void revive(EventProcessor processor) {
        if (processor.isRunning() && processor.isError()) {
            processor.shutDown();
            processor.start();
        }
    }

    @Override
    public synchronized void start() {
        watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "axon-server-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        watch.shutdownNow();
        watch = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return watch != null;
    }
}
