package minglu.query.rebuild;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while the rows that are read are known to differ from the events. The server goes on answering; a rebuild mends it. */
final class DriftHealthIndicator implements HealthIndicator {

    private final Rebuilds rebuilds;

    DriftHealthIndicator(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @Override
    public Health health() {
        long drift = rebuilds.drift();
        Health.Builder health = (drift == 0 ? Health.up() : Health.down()).withDetail("drift", drift);
        rebuilds.last().ifPresent(last -> health.withDetail("comparedAt", last.finishedAt())
                .withDetail("comparedUpTo", last.eventsDone()));
        return health.build();
    }
}
