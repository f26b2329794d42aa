package minglu.platform.problem;

import io.grpc.StatusRuntimeException;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.axonserver.connector.query.AxonServerQueryDispatchException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.queryhandling.NoHandlerForQueryException;

/** Tells whether a failure means that the event store, or who handles a message behind it, cannot be reached now. */
final class EventStoreOutage {

    private static final int MAX_DEPTH = 16;

    private EventStoreOutage() {}

    static boolean isBehind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof AxonServerException
                    || cause instanceof io.axoniq.axonserver.connector.AxonServerException
                    || cause instanceof io.axoniq.axonserver.connector.impl.StreamClosedException
                    || cause instanceof StatusRuntimeException
                    || cause instanceof AxonServerCommandDispatchException
                    || cause instanceof AxonServerQueryDispatchException
                    || cause instanceof NoHandlerForCommandException
                    || cause instanceof NoHandlerForQueryException
                    || cause instanceof EventStoreException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
