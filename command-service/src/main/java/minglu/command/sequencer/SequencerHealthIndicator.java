package minglu.command.sequencer;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Out of service while another node writes and this one stands by; down whenever this node should append and cannot. A node that
 * only reads lacks nothing.
 */
final class SequencerHealthIndicator implements HealthIndicator {

    private final Sequencer sequencer;

    SequencerHealthIndicator(Sequencer sequencer) {
        this.sequencer = sequencer;
    }

    @Override
    public Health health() {
        SequencerState state = sequencer.state();
        Health.Builder health =
                switch (state) {
                    case ACTIVE, READ_ONLY -> Health.up();
                    case WAITING -> Health.outOfService();
                    case STARTING, LOST, STOPPED -> Health.down();
                };
        sequencer.obstacle().ifPresent(why -> health.withDetail("reason", why));
        return health.withDetail("state", state)
                .withDetail("epoch", sequencer.epoch())
                .withDetail("queued", sequencer.queued())
                .build();
    }
}
