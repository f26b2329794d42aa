package minglu.api.correction;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.api.act.ActData;
import minglu.api.act.ActId;
import minglu.api.act.ActStamp;
import minglu.api.act.Counted;
import org.axonframework.serialization.Revision;

/**
 * An act is replaced, with a reason; type and ids stay.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param reversed counting facts that no longer hold: of the corrected act and of each later act they move
 * @param booked counting facts that hold instead
 */
@Revision("1")
public record ActAmended(ActStamp act, Data data, List<Counted> reversed, List<Counted> booked)
        implements CorrectionEvent {

    /**
     * What the client says.
     *
     * @param act id of the amended act
     * @param data replaces the whole data of the act; null leaves it
     * @param occurredOn replaces the date of the act; null leaves it
     */
    public record Data(@NotNull @ActId String act, Map<String, Object> data, LocalDate occurredOn) implements ActData {

        /** Members that are null are absent; whole numbers are {@link Long}, whatever a JSON reader made of them. */
        public Data {
            if (data != null) {
                Map<String, Object> members = new LinkedHashMap<>();
                data.forEach((name, value) -> {
                    if (value != null) {
                        members.put(name, value instanceof Integer number ? Long.valueOf(number) : value);
                    }
                });
                data = Collections.unmodifiableMap(members);
            }
        }
    }
}
