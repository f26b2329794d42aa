package minglu.platform.axon;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import minglu.platform.node.Node;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down while a processor is stopped or cannot get past an event; how far each is behind stands in the details. On a node that only
 * reads the processors of the other nodes do the work.
 */
final class ProcessorsHealthIndicator implements HealthIndicator {

    private final ProcessorStates states;
    private final Node node;

    ProcessorsHealthIndicator(ProcessorStates states, Node node) {
        this.states = states;
        this.node = node;
    }

    @Override
    public Health health() {
        if (node.readOnly()) {
            return Health.up().withDetail("state", "on other nodes").build();
        }
        Health.Builder health = Health.up();
        for (ProcessorStates.State state : states.all()) {
            if (!state.running() || state.failing()) {
                health.down();
            }
            Map<String, Object> details = new LinkedHashMap<>();
            details.put(
                    "state",
                    state.failing()
                            ? "error"
                            : !state.running() ? "stopped" : state.replaying() ? "replaying" : "running");
            put(details, "position", state.position());
            put(details, "behind", state.lag());
            health.withDetail(state.name(), details);
        }
        return health.build();
    }

    private static void put(Map<String, Object> details, String name, OptionalLong value) {
        if (value.isPresent()) {
            details.put(name, value.getAsLong());
        }
    }
}
