package minglu.command.sequencer;

import org.springframework.context.SmartLifecycle;

/** Starts the sequencer before everything that may append, and stops it after all of it. A waiting one counts as started. */
final class SequencerLifecycle implements SmartLifecycle {

    /** Event processors and the web server have phases above; lower ones start first and stop last. */
    private static final int PHASE = Integer.MIN_VALUE + 1_000;

    private final Sequencer sequencer;
    private volatile boolean running;

    SequencerLifecycle(Sequencer sequencer) {
        this.sequencer = sequencer;
    }

    @Override
    public void start() {
        sequencer.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        sequencer.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
