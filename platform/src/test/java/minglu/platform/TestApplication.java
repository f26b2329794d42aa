package minglu.platform;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.platform.axon.DurableEventStore;
import minglu.platform.axon.StoreHead;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The smallest application that stands on the platform: what each service gets by depending on it, and nothing more. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class TestApplication {

    /** Asks the handler below to fail in a certain way. */
    public record Try(String what) {}

    /** A query that is refused. */
    public record Ask(String what) {}

    /** Something happened. */
    public record Happened(String what) {}

    /** Stands for the sequencer's engine. */
    static class DurableInMemoryEngine extends InMemoryEventStorageEngine implements DurableEventStore {}

    @Bean
    DurableInMemoryEngine eventStorageEngine() {
        return new DurableInMemoryEngine();
    }

    @Bean
    StoreHead storeHead(DurableInMemoryEngine engine) {
        return () -> {
            var head = engine.createHeadToken();
            return head == null ? 0 : head.position().orElse(-1) + 1;
        };
    }

    @Bean
    SampleHandler sampleHandler(EventGateway events) {
        return new SampleHandler(events);
    }

    @Bean
    SampleProjection sampleProjection() {
        return new SampleProjection();
    }

    /** Handles {@link Try} and {@link Ask}. */
    public static class SampleHandler {

        private final EventGateway events;

        SampleHandler(EventGateway events) {
            this.events = events;
        }

        @CommandHandler
        String handle(Try command, @MetaDataValue("actor") String actor) {
            switch (command.what()) {
                case "refuse" ->
                    throw new RefusedException(
                            ProblemCode.REQUEST_CLOSED,
                            "the request SQ-1 is closed",
                            List.of(new Violation("7", "closes it")));
                case "conflict" -> throw new ConcurrencyException("somebody else was faster");
                case "break" -> throw new IllegalStateException("secret of the inside");
                default -> events.publish(new Happened(command.what()));
            }
            return actor;
        }

        @QueryHandler
        String handle(Ask query) {
            throw new RefusedException(ProblemCode.UNKNOWN_CELL, "there is no cell " + query.what());
        }
    }

    /** A projection that fails while {@link #broken}. */
    @ProcessingGroup("sample")
    public static class SampleProjection {

        /** Whether the next event fails. */
        public final AtomicBoolean broken = new AtomicBoolean();

        @EventHandler
        void on(Happened event) {
            if (broken.get()) {
                throw new IllegalStateException("cannot apply " + event);
            }
        }
    }
}
