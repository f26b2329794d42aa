package minglu.platform.axon;

import minglu.api.act.Identifiers;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.commandhandling.distributed.UnresolvedRoutingKeyPolicy;

/**
 * Sends all commands of a unit to the same node, as long as the set of nodes stays the same, so that facts of a unit that stand in
 * several streams are decided one after another and caches are warm. Nothing depends on it: two nodes that decide for a unit at
 * the same time meet at the event store, and one of them decides again.
 */
final class UnitRouting implements RoutingStrategy {

    /** The stream is the member that carries {@code @TargetAggregateIdentifier}; a command without one is a fault. */
    private final RoutingStrategy stream = AnnotationRoutingStrategy.builder()
            .fallbackRoutingStrategy(UnresolvedRoutingKeyPolicy.ERROR)
            .build();

    @Override
    public String getRoutingKey(CommandMessage<?> command) {
        return Identifiers.unitOf(stream.getRoutingKey(command));
    }
}
