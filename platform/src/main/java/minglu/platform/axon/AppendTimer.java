package minglu.platform.axon;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Measures how long the event store takes to keep what was decided, {@code minglu.append}: on Axon Server around the end of each
 * command, on PostgreSQL where the sequencer takes the events over.
 */
public final class AppendTimer implements MessageHandlerInterceptor<CommandMessage<?>> {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final Timer timer;

    AppendTimer(MeterRegistry registry) {
        timer = timer(registry);
    }

    /** The timer, the same for both event stores. */
    public static Timer timer(MeterRegistry registry) {
        return Timer.builder("minglu.append")
                .description("Time from the end of a decision until its events are stored")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        // Registered before the event store's own steps, one of which writes in this phase and the other in the next.
        unitOfWork.onPrepareCommit(deciding -> {
            long start = System.nanoTime();
            deciding.afterCommit(stored -> timer.record(Duration.ofNanos(System.nanoTime() - start)));
        });
        return chain.proceed();
    }
}
