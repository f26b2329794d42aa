package minglu.command.sequencer;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import minglu.platform.axon.AppendTimer;

/** What the sequencer measures. */
final class SequencerMeters {

    private final DistributionSummary groupSize;
    private final Timer append;

    SequencerMeters(MeterRegistry registry, AppendQueue queue, RecentAppends recent) {
        groupSize = DistributionSummary.builder("minglu.sequencer.group.size")
                .description("Events written in one transaction")
                .register(registry);
        append = AppendTimer.timer(registry);
        Gauge.builder("minglu.sequencer.queue", queue, AppendQueue::size)
                .description("Appends that wait for the writer")
                .register(registry);
        Gauge.builder(
                        "minglu.sequencer.owner",
                        recent,
                        appends -> appends.head().isPresent() ? 1 : 0)
                .description("1 while this process writes, else 0")
                .register(registry);
        Gauge.builder("minglu.sequencer.position", recent, appends -> appends.head()
                        .orElse(0))
                .description("Highest committed position; 0 while this process is not the owner")
                .register(registry);
    }

    void group(int events) {
        groupSize.record(events);
    }

    void stored(Append stored) {
        append.record(stored.ageNanos(), TimeUnit.NANOSECONDS);
    }
}
