package minglu.query.log.notary;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while something contradicts; acts and tables go on all the same, so readiness does not depend on it. */
final class LogHealthIndicator implements HealthIndicator {

    private final LogStatus status;

    LogHealthIndicator(LogStatus status) {
        this.status = status;
    }

    @Override
    public Health health() {
        LogStatus.Figures figures = status.figures();
        boolean down = figures.state() == LogState.READ_ONLY || figures.reason() != null && figures.wayOut() != null;
        Health.Builder health = (down ? Health.down() : Health.up())
                .withDetail("state", figures.state().code())
                .withDetail("notarised", figures.leaves())
                .withDetail("signed", figures.signed())
                .withDetail("notYetNotarised", figures.lag())
                .withDetail("unwitnessed", figures.unwitnessed() + " events, " + figures.unwitnessedSeconds() + " s");
        if (figures.reason() != null) {
            health.withDetail("reason", figures.reason());
        }
        if (figures.wayOut() != null) {
            health.withDetail("wayOut", figures.wayOut());
        }
        return health.build();
    }
}
