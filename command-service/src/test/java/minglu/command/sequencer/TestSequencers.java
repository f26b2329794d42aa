package minglu.command.sequencer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds sequencers over one database and stops them at the end. */
final class TestSequencers implements AutoCloseable {

    /** Short limits, so that what has to wait for them is seen soon. */
    static final SequencerSettings SETTINGS = new SequencerSettings(
            10_000,
            1_000,
            8L << 20,
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofMillis(600),
            Duration.ofSeconds(10));

    final EventStoreDatabase database = new EventStoreDatabase();
    final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<Sequencer> made = new ArrayList<>();

    Sequencer sequencer() {
        return sequencer(Clock.systemUTC(), SETTINGS, step -> {});
    }

    Sequencer sequencer(WriterHook hook) {
        return sequencer(Clock.systemUTC(), SETTINGS, hook);
    }

    Sequencer sequencer(Clock clock, SequencerSettings settings, WriterHook hook) {
        return sequencer(clock, settings, hook, Ownership.SOLE, () -> {});
    }

    Sequencer shared(WriterHook hook) {
        return sequencer(Clock.systemUTC(), SETTINGS, hook, Ownership.SHARED, () -> {});
    }

    Sequencer sequencer(
            Clock clock, SequencerSettings settings, WriterHook hook, Ownership ownership, Runnable beforeOwnership) {
        Sequencer sequencer = new Sequencer(
                database.access(),
                clock,
                meters,
                settings,
                hook,
                ownership,
                "node-" + (made.size() + 1),
                beforeOwnership);
        made.add(sequencer);
        return sequencer;
    }

    Sequencer active() {
        Sequencer sequencer = sequencer();
        sequencer.acquire();
        return sequencer;
    }

    @Override
    public void close() {
        made.forEach(Sequencer::stop);
    }
}
