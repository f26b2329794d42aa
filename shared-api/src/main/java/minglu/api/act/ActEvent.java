package minglu.api.act;

import java.util.List;

/** An act that was recorded. The postings of the ledger are a pure function of it. */
public interface ActEvent {

    /** Who, what and when. */
    ActStamp act();

    /** What the client said, free texts sealed. */
    ActData data();

    /** Counting facts that no longer hold; empty but for corrections. */
    List<Counted> reversed();

    /** Counting facts that hold from this event on. */
    List<Counted> booked();

    /** The type of the act. */
    default ActType type() {
        return ActType.of(getClass());
    }
}
