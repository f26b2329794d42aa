package minglu.api.correction;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import minglu.api.act.ActData;
import minglu.api.act.ActId;
import minglu.api.act.ActStamp;
import minglu.api.act.Counted;
import org.axonframework.serialization.Revision;

/**
 * An act is taken back for good, with a reason.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param reversed counting facts that no longer hold: of the corrected act and of each later act they move
 * @param booked counting facts that hold instead
 */
@Revision("1")
public record ActRetracted(ActStamp act, Data data, List<Counted> reversed, List<Counted> booked)
        implements CorrectionEvent {

    /**
     * What the client says.
     *
     * @param act id of the act taken back
     */
    public record Data(@NotNull @ActId String act) implements ActData {}
}
