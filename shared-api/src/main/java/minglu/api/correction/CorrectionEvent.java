package minglu.api.correction;

import java.util.List;
import minglu.api.act.ActEvent;
import minglu.api.act.Counted;

/** A correction: a reversal and a new booking, attributed to the original acts. Nothing is updated or deleted. */
public sealed interface CorrectionEvent extends ActEvent permits ActAmended, ActRetracted {

    /** Counting facts that no longer hold. */
    List<Counted> reversed();

    /** Counting facts that hold instead. */
    List<Counted> booked();
}
