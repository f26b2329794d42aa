package minglu.platform.axon;

import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;

/** The connection of this process to Axon Server. */
final class AxonServerLink {

    private final AxonServerConnectionManager connections;
    private final AxonServerConfiguration configuration;

    AxonServerLink(AxonServerConnectionManager connections, AxonServerConfiguration configuration) {
        this.connections = connections;
        this.configuration = configuration;
    }

    /** Whether messages get through, and the handlers of this process are known to the server. */
    boolean isReady() {
        String context = configuration.getContext();
        return connections.isConnected(context)
                && connections.getConnection(context).isReady();
    }

    /**
     * Fails at once where waiting would be in vain.
     *
     * @throws RefusedException {@code unavailable}
     */
    void require() {
        if (!connections.isConnected(configuration.getContext())) {
            throw new RefusedException(ProblemCode.UNAVAILABLE, "there is no connection to the event store now");
        }
    }

    /** Addresses it is looked for at, as {@code host:port} separated by commas. */
    String servers() {
        return configuration.getServers();
    }
}
