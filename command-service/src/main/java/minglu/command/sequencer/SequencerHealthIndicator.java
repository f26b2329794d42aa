package minglu.command.sequencer;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down whenever this process cannot append. */
final class SequencerHealthIndicator implements HealthIndicator {

    private final Sequencer sequencer;

    SequencerHealthIndicator(Sequencer sequencer) {
        this.sequencer = sequencer;
    }

    @Override
    public Health health() {
        SequencerState state = sequencer.state();
        Health.Builder health = state == SequencerState.ACTIVE ? Health.up() : Health.down();
        return health.withDetail("state", state)
                .withDetail("epoch", sequencer.epoch())
                .withDetail("queued", sequencer.queued())
                .build();
    }
}
