package minglu.command.subject;

import java.time.LocalDate;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActType;
import minglu.api.act.Counted;

/**
 * An act of a subject as it now reads.
 *
 * @param id the client's id
 * @param data what it says, free texts sealed
 * @param occurredOn its date
 * @param facts what it counts
 * @param digest digest of its content as first recorded; a repeat is compared with this
 * @param sequence sequence number of its event
 * @param retracted whether it was taken back
 */
record Entry(
        String id,
        ActData data,
        LocalDate occurredOn,
        SortedMap<String, String> facts,
        String digest,
        long sequence,
        boolean retracted) {

    ActType type() {
        return ActType.of(data.getClass());
    }

    /** Whether the act counts: it is neither retracted nor itself a correction. */
    boolean isLive() {
        return !retracted && !type().corrects();
    }

    Counted counted() {
        return new Counted(id, type(), occurredOn, facts);
    }

    Entry asRetracted() {
        return new Entry(id, data, occurredOn, facts, digest, sequence, true);
    }

    Entry reading(ActData newData, LocalDate newOccurredOn, SortedMap<String, String> newFacts) {
        return new Entry(id, newData, newOccurredOn, newFacts, digest, sequence, retracted);
    }
}
