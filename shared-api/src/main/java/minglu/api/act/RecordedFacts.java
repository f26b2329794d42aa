package minglu.api.act;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.SortedMap;

/** An act that is not a correction: it books its own counting facts and reverses nothing. */
public interface RecordedFacts extends ActEvent {

    /**
     * What counting needs to know, by name: for a decision its outcome and, repeated from the receipt, the applicant. Values
     * are codes, integers, decimals or dates, written as text.
     */
    SortedMap<String, String> facts();

    @Override
    @JsonIgnore
    default List<Counted> reversed() {
        return List.of();
    }

    @Override
    @JsonIgnore
    default List<Counted> booked() {
        return List.of(new Counted(act().id(), type(), act().occurredOn(), facts()));
    }
}
