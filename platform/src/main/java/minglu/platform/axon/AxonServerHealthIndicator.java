package minglu.platform.axon;

import minglu.api.problem.RefusedException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while Axon Server is not connected, or is another one than the one this database has followed. */
final class AxonServerHealthIndicator implements HealthIndicator {

    private final AxonServerLink link;
    private final StoreHead head;
    private final FollowedPositions followed;

    AxonServerHealthIndicator(AxonServerLink link, StoreHead head, FollowedPositions followed) {
        this.link = link;
        this.head = head;
        this.followed = followed;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up().withDetail("servers", link.servers());
        if (!link.isReady()) {
            return health.down()
                    .withDetail("reason", "not connected to Axon Server; it is tried again all the time")
                    .build();
        }
        try {
            // Asked before the head, so that it is never ahead of it in good order.
            long reached = followed.highest();
            long position = head.position();
            health.withDetail("position", position);
            if (reached > position) {
                health.down()
                        .withDetail(
                                "reason",
                                "Axon Server holds " + position + " events, and this database has followed " + reached
                                        + ": it is another server, or was restored from an older copy");
            }
        } catch (RefusedException e) {
            health.down().withDetail("reason", e.refusal().detail());
        }
        return health.build();
    }
}
