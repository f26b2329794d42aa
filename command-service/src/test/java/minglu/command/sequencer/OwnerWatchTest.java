package minglu.command.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OwnerWatchTest {

    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());
    private final OwnerWatch watch = new OwnerWatch(SILENCE, nanos::get);

    @Test
    void nobodysRowIsTakenAtOnce() {
        assertThat(watch.mayTakeOver(row(0, 0, null, 0))).isTrue();
    }

    @Test
    void anOwnerThatShowsNoLifeIsOvertakenOnlyAfterTheSilence() {
        assertThat(watch.mayTakeOver(row(3, 7, "other", 2))).isFalse();
        pass(Duration.ofMillis(4_999));
        assertThat(watch.mayTakeOver(row(3, 7, "other", 2))).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(watch.mayTakeOver(row(3, 7, "other", 2))).isTrue();
    }

    @Test
    void everyMoveOfTheRowIsLife() {
        watch.mayTakeOver(row(3, 7, "other", 2));
        pass(SILENCE);
        assertThat(watch.mayTakeOver(row(3, 7, "other", 3))).as("a beat").isFalse();
        pass(SILENCE);
        assertThat(watch.mayTakeOver(row(3, 8, "other", 3))).as("an event").isFalse();
        pass(SILENCE);
        assertThat(watch.mayTakeOver(row(4, 8, "third", 3))).as("a take-over").isFalse();
        pass(SILENCE);
        assertThat(watch.mayTakeOver(row(4, 8, "third", 3))).isTrue();
    }

    @Test
    void whatWasSeenBeforeABreakDoesNotCount() {
        watch.mayTakeOver(row(3, 7, "other", 2));
        pass(SILENCE);
        watch.forget();

        assertThat(watch.mayTakeOver(row(3, 7, "other", 2))).isFalse();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Standing row(long epoch, long position, String owner, long beat) {
        return new Standing(epoch, position, Instant.EPOCH, owner, beat);
    }
}
