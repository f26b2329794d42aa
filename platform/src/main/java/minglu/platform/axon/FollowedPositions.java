package minglu.platform.axon;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** How far the processors of this node have followed the history. */
final class FollowedPositions {

    private final EventProcessingConfiguration processing;

    FollowedPositions(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    /** The highest position of any processor that holds its segment here; 0 if there is none. */
    long highest() {
        return processing.eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .flatMap(processor -> ((StreamingEventProcessor) processor).processingStatus().values().stream())
                .mapToLong(segment -> Positions.of(segment.getTrackingToken()))
                .max()
                .orElse(0);
    }
}
