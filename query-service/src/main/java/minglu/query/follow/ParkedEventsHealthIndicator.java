package minglu.query.follow;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while an event is parked: some figures lack it. The server goes on answering, and its readiness does not change. */
final class ParkedEventsHealthIndicator implements HealthIndicator {

    private final ParkedEvents parked;

    ParkedEventsHealthIndicator(ParkedEvents parked) {
        this.parked = parked;
    }

    @Override
    public Health health() {
        long count = parked.count();
        Health.Builder health = count == 0 ? Health.up() : Health.down();
        return health.withDetail("parked", count).build();
    }
}
