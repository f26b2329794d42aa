package minglu.platform.axon;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Supplier;
import minglu.api.problem.RefusedException;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** How the event processors stand now. Read from their status, never from the token store, which would take their claims. */
final class ProcessorStates {

    private final EventProcessingConfiguration processing;
    private final Supplier<StoreHead> head;

    /**
     * @param processing the processors
     * @param head gives null when nobody knows the head of the store
     */
    ProcessorStates(EventProcessingConfiguration processing, Supplier<StoreHead> head) {
        this.processing = processing;
        this.head = head;
    }

    /**
     * @param name of the processor
     * @param running whether it has been started and not stopped
     * @param failing whether it, or one of its segments, cannot go on
     * @param replaying whether it applies again what it had applied before
     * @param position up to which it has applied everything; empty while it holds no segment
     * @param head of the store; empty if unknown
     */
    record State(
            String name,
            boolean running,
            boolean failing,
            boolean replaying,
            OptionalLong position,
            OptionalLong head) {

        /** How many events it is behind; empty if unknown. */
        OptionalLong lag() {
            return position.isPresent() && head.isPresent()
                    ? OptionalLong.of(Math.max(0, head.getAsLong() - position.getAsLong()))
                    : OptionalLong.empty();
        }

        double lagOrNaN() {
            return lag().isPresent() ? lag().getAsLong() : Double.NaN;
        }
    }

    /** All processors, by name. */
    List<State> all() {
        return new TreeSet<>(processing.eventProcessors().keySet())
                .stream().map(this::of).toList();
    }

    /** One processor. */
    State of(String name) {
        EventProcessor processor = processing.eventProcessors().get(name);
        Collection<EventTrackerStatus> segments = processor instanceof StreamingEventProcessor streaming
                ? streaming.processingStatus().values()
                : List.of();
        // The head is asked after the position, so that a lag never comes out too small.
        OptionalLong position = segments.stream()
                .mapToLong(segment -> Positions.of(segment.getTrackingToken()))
                .min();
        return new State(
                name,
                processor.isRunning(),
                processor.isError() || segments.stream().anyMatch(EventTrackerStatus::isErrorState),
                segments.stream().anyMatch(EventTrackerStatus::isReplaying),
                position,
                head());
    }

    private OptionalLong head() {
        StoreHead known = head.get();
        if (known == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(known.position());
        } catch (RefusedException e) {
            // The store is away; its own health says so.
            return OptionalLong.empty();
        }
    }
}
