package minglu.platform.axon;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down until Axon Server has been connected once. For the readiness of a node that only reads: what it has followed it can tell
 * also while Axon Server is away, but without ever having seen it, it follows nothing.
 */
final class AxonServerReachedHealthIndicator implements HealthIndicator {

    private final AxonServerLink link;
    private volatile boolean reached;

    AxonServerReachedHealthIndicator(AxonServerLink link) {
        this.link = link;
    }

    @Override
    public Health health() {
        if (!reached) {
            reached = link.isReady();
        }
        return reached
                ? Health.up().build()
                : Health.down()
                        .withDetail("servers", link.servers())
                        .withDetail("reason", "Axon Server has not been connected yet; it is tried again all the time")
                        .build();
    }
}
