package minglu.query.log.notary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import minglu.query.log.merkle.CompactRange;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.SignedNote;
import minglu.query.support.RandomHistory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever step of keeping something fails, or succeeds without anybody hearing of it, the log stays one log.
 *
 * <p>Method: a history comes in by random pieces. At each step – hashes, tile, the four steps of the lock, publication – a failure is
 * planted once before and once after it; the process then goes on or, at random, dies and starts again. In the end every event has
 * its leaf, the checkpoint is the root of freshly made leaves, and all checkpoints that were ever in the lock or public are roots of its
 * beginnings.
 */
class PersistFailureTest {

    private static final int ACTS = 600;

    private static final class Planted implements PersistHook {

        private final Step step;
        private final boolean after;
        private final int skip;
        private int met;
        private boolean failed;

        Planted(Step step, boolean after, int skip) {
            this.step = step;
            this.after = after;
            this.skip = skip;
        }

        @Override
        public void before(Step reached) {
            fail(reached, !after);
        }

        @Override
        public void after(Step reached) {
            fail(reached, after);
        }

        private void fail(Step reached, boolean here) {
            if (!failed && here && reached == step && met++ == skip) {
                failed = true;
                throw new IllegalStateException("planted at " + step);
            }
        }
    }

    @Test
    void each_failing_step_leaves_a_sound_log() {
        run(1);
    }

    @Test
    @Tag("nightly")
    void each_failing_step_leaves_a_sound_log_in_many_runs() {
        run(100);
    }

    private static void run(int seeds) {
        for (PersistHook.Step step : PersistHook.Step.values()) {
            for (boolean after : new boolean[] {false, true}) {
                for (int seed = 0; seed < seeds; seed++) {
                    run(step, after, seed);
                }
            }
        }
    }

    private static void run(PersistHook.Step step, boolean after, int seed) {
        Random random = new Random(seed * 31L + step.ordinal() * 2L + (after ? 1 : 0));
        List<Object> history = RandomHistory.of(seed, 3 * ACTS).subList(0, ACTS);
        List<String> seen = new ArrayList<>();
        try (LogFixture fixture = new LogFixture()) {
            // A full tile comes only twice; the other steps come at every signature.
            Planted hook = new Planted(step, after, step == PersistHook.Step.TILE ? 1 : random.nextInt(4));
            start(fixture, hook, seen);
            int from = 0;
            while (from < history.size()) {
                int to = Math.min(history.size(), from + 1 + random.nextInt(200));
                fixture.append(history.subList(from, to));
                from = to;
                attempt(() -> fixture.work.take(fixture.head(), () -> {}));
                attempt(fixture.log::step);
                seen.add(fixture.locked());
                if (random.nextInt(4) == 0) {
                    start(fixture, hook, seen);
                }
            }
            assertThat(hook.failed)
                    .as("the failure landed: %s, after: %s", step, after)
                    .isTrue();
            start(fixture, PersistHook.NONE, seen);
            fixture.publish();
            fixture.log.step();
            assertSound(fixture, seen);
        }
    }

    private static void start(LogFixture fixture, PersistHook hook, List<String> seen) {
        fixture.start(hook);
        for (int tries = 0; tries < 3 && !fixture.work.isRunning(); tries++) {
            attempt(fixture.log::step);
        }
        seen.add(fixture.locked());
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("planted");
        }
    }

    private static void assertSound(LogFixture fixture, List<String> seen) {
        assertThat(fixture.log.condition()).isEqualTo(LogCondition.of(LogState.RUNNING));
        LogRows.Epoch epoch = fixture.rows.epoch().orElseThrow();
        LeafMaker maker = new LeafMaker(
                epoch.origin(), null, LogKeys.read(fixture.keyDirectory()).orElseThrow());
        List<byte[]> kept = fixture.leafBytes(1, 0, fixture.head());
        List<byte[]> roots = new ArrayList<>();
        CompactRange range = new CompactRange();
        roots.add(range.root());
        String[] latest = {""};
        fixture.stored(fixture.head()).forEach(event -> {
            var leaf = maker.leaf(event, latest[0]);
            latest[0] = leaf.recordedAt();
            assertThat(kept.get((int) leaf.index())).isEqualTo(leaf.bytes());
            range.append(Merkle.leafHash(leaf.bytes()));
            roots.add(range.root());
        });
        assertThat(fixture.rows.leaves(1)).isEqualTo(fixture.head());
        String last = fixture.rows.published(1).orElseThrow().note();
        assertThat(fixture.locked()).isEqualTo(last);
        List<String> signed = new ArrayList<>(seen);
        signed.addAll(fixture.jdbc.queryForList("SELECT note FROM log_checkpoint", String.class));
        for (String note : signed) {
            if (note != null) {
                Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
                assertThat(checkpoint.root()).isEqualTo(roots.get((int) checkpoint.size()));
            }
        }
        assertThat(Checkpoint.parse(SignedNote.parse(last).text()).size()).isEqualTo(fixture.head());
    }
}
