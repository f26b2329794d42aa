package minglu.platform.axon;

import java.time.Clock;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/**
 * Identifiers of messages as UUIDs of version 7 (RFC 9562 §5.7): they grow with time, so that whatever is sorted by them is appended to at
 * its end. The 12 bits after the milliseconds count within one, so that those of one process never come twice and always grow; the other 62
 * bits are random. They name events and hide nothing. Found by Axon as a service.
 */
public final class TimeOrderedIdentifiers extends IdentifierFactory {

    private static final int COUNTER_BITS = 12;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 1L << 63;

    /** Milliseconds and counter of the last one given. */
    private final AtomicLong last = new AtomicLong();

    private final ThreadLocal<SplittableRandom> random = ThreadLocal.withInitial(SplittableRandom::new);

    private final Clock clock;

    /** By the clock of the system: Axon makes it before there are beans. */
    public TimeOrderedIdentifiers() {
        this(Clock.systemUTC());
    }

    TimeOrderedIdentifiers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String generateIdentifier() {
        long now = clock.millis() << COUNTER_BITS;
        long time = last.updateAndGet(before -> Math.max(now, before + 1));
        long high = (time >>> COUNTER_BITS) << 16 | VERSION | time & (1 << COUNTER_BITS) - 1;
        return new UUID(high, random.get().nextLong() >>> 2 | VARIANT).toString();
    }
}
