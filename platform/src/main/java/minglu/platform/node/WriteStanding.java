package minglu.platform.node;

import java.util.Optional;

/** Whether this node can record anything now. Supplied by the application that writes events itself. */
@FunctionalInterface
public interface WriteStanding {

    /** Why nothing can be recorded by this node now, in one sentence for clients; empty if it can. Cheap. */
    Optional<String> obstacle();
}
