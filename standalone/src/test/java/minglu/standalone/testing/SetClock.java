package minglu.standalone.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * A clock that starts at a given instant and goes on from there, for servers of tests that speak of years: which years are over does
 * not depend on the day of the test. On no class path but that of tests.
 */
@AutoConfiguration(beforeName = "minglu.platform.time.TimeAutoConfiguration")
@ConditionalOnProperty(SetClock.PROPERTY)
class SetClock {

    static final String PROPERTY = "minglu.testing.now";

    @Bean
    Clock clock(@Value("${" + PROPERTY + "}") Instant now) {
        return new Going(now, System.nanoTime(), ZoneOffset.UTC);
    }

    /** As far after an instant as this process has come since. */
    private static final class Going extends Clock {

        private final Instant start;
        private final long startNanos;
        private final ZoneId zone;

        Going(Instant start, long startNanos, ZoneId zone) {
            this.start = start;
            this.startNanos = startNanos;
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Going(start, startNanos, other);
        }

        @Override
        public Instant instant() {
            return start.plusNanos(System.nanoTime() - startNanos);
        }
    }
}
