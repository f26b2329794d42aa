package minglu.standalone.serve;

import minglu.postgres.Supervisor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while the embedded PostgreSQL does not run, with what hinders it and what to do; the component {@code databaseServer}. */
final class DatabaseServerHealthIndicator implements HealthIndicator {

    private final Supervisor supervisor;

    DatabaseServerHealthIndicator(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public Health health() {
        return supervisor
                .obstacle()
                .map(why -> Health.down().withDetail("reason", why).build())
                .orElseGet(() -> Health.up().build());
    }
}
