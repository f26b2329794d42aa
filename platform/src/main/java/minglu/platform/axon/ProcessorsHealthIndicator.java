package minglu.platform.axon;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while a processor is stopped or cannot get past an event; how far each is behind stands in the details. */
final class ProcessorsHealthIndicator implements HealthIndicator {

    private final ProcessorStates states;

    ProcessorsHealthIndicator(ProcessorStates states) {
        this.states = states;
    }

    @Override
    public Health health() {
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
