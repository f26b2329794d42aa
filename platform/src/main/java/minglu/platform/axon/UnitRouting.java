package minglu.platform.axon;

import minglu.api.act.Identifiers;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.commandhandling.distributed.UnresolvedRoutingKeyPolicy;

/**
 * Sends all commands of a unit to the same node, as long as the set of nodes stays the same, so that acts of a unit rarely meet each
 * other at the event store and caches are warm. Units are spread over a fixed number of partitions, so that the acts of a file travel
 * as a few commands. Nothing depends on it: two nodes that decide for a unit at the same time meet at the event store, and one of
 * them decides again.
 */
public final class UnitRouting implements RoutingStrategy {

    private static final int PARTITIONS = 16;

    /** The stream is the member that carries {@code @TargetAggregateIdentifier}; a command without one is a fault. */
    private final RoutingStrategy stream = AnnotationRoutingStrategy.builder()
            .fallbackRoutingStrategy(UnresolvedRoutingKeyPolicy.ERROR)
            .build();

    @Override
    public String getRoutingKey(CommandMessage<?> command) {
        return "partition-" + partition(Identifiers.unitOf(stream.getRoutingKey(command)));
    }

    /** The partition of a unit: commands of units of one partition may be sent as one. */
    public static int partition(String unit) {
        return Math.floorMod(unit.hashCode(), PARTITIONS);
    }
}
