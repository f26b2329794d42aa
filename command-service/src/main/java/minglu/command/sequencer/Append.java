package minglu.command.sequencer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;

/** The events of one command on their way into the store: all of them are stored, at consecutive positions, or none. */
final class Append {

    private final List<NewEvent> events;
    private final long bytes;
    private final long queuedNanos = System.nanoTime();
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CompletableFuture<Receipt> answer = new CompletableFuture<>();
    private int lostConnections;

    Append(List<NewEvent> events) {
        this.events = events;
        this.bytes = events.stream()
                .mapToLong(event -> event.payload().length + event.metaData().length)
                .sum();
    }

    List<NewEvent> events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    /** Nanoseconds since it was queued. */
    long ageNanos() {
        return System.nanoTime() - queuedNanos;
    }

    /** The receipt of the first event, or why there is none. */
    CompletableFuture<Receipt> answer() {
        return answer;
    }

    /** Called by the writer before it begins; false if the command has given up waiting. */
    boolean take() {
        return decided.compareAndSet(false, true);
    }

    /** Called when the command gives up; true if the events will certainly not be stored. */
    boolean withdraw() {
        return decided.compareAndSet(false, true);
    }

    boolean isOpen() {
        return !answer.isDone();
    }

    void stored(Receipt first) {
        answer.complete(first);
    }

    void failed(RuntimeException why) {
        answer.completeExceptionally(why);
    }

    /** Counts the connections that broke while this append was being written, up to now. */
    int lostConnection() {
        return ++lostConnections;
    }

    /** Nothing was stored, and nothing will be. */
    RefusedException unavailable(String why) {
        return new RefusedException(ProblemCode.UNAVAILABLE, "Nothing was recorded: " + why + ". Try again later.");
    }

    /** It may have been stored, or may yet be. */
    AppendOutcomeUnknownException unknown(String why) {
        return new AppendOutcomeUnknownException(
                "It is not known whether " + this + " was recorded: " + why + ". Send the same again.");
    }

    /** Names the events, never their content. */
    @Override
    public String toString() {
        Slot first = events.get(0).slot();
        return events.size() + " event(s) from sequence " + first.sequence() + " of " + first.stream();
    }
}
