package minglu.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows the guessing of passwords: after 5 failures in a row an account must wait, 1 s at first, twice as long after each further
 * one, a minute at most. Nobody is locked out for good. Names that do not exist are treated alike. Kept in memory, per node.
 */
final class FailureDelay {

    private static final int FREE_FAILURES = 5;
    private static final Duration MAX_DELAY = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    private static final int MAX_ACCOUNTS = 100_000;

    private final Clock clock;
    private final Cache<String, Failures> failures = Caffeine.newBuilder()
            .expireAfterWrite(FORGOTTEN)
            .maximumSize(MAX_ACCOUNTS)
            .build();

    FailureDelay(Clock clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant blockedUntil) {}

    /** How long the account must wait before its next try; zero: it may try. */
    Duration remaining(String name) {
        Failures known = failures.getIfPresent(name);
        if (known == null || !clock.instant().isBefore(known.blockedUntil())) {
            return Duration.ZERO;
        }
        return Duration.between(clock.instant(), known.blockedUntil());
    }

    void failed(String name) {
        failures.asMap().compute(name, (key, known) -> {
            int count = known == null ? 1 : known.count() + 1;
            return new Failures(count, clock.instant().plus(delay(count)));
        });
    }

    void succeeded(String name) {
        failures.invalidate(name);
    }

    private static Duration delay(int count) {
        if (count < FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration delay = Duration.ofSeconds(1L << Math.min(count - FREE_FAILURES, 30));
        return delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
    }
}
