package minglu.api.act;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import tools.jackson.databind.annotation.JsonTypeIdResolver;

/**
 * One disclosure act of a unit, well formed.
 *
 * @param unit the unit that acted
 * @param subject the case, document, decision, item, dispute or series it belongs to
 * @param id the client's own id of the act within the subject
 * @param type what was done
 * @param occurredOn business date in Asia/Shanghai; never the time of recording
 * @param data what the client says, free texts sealed once it has left the intake
 * @param reason why, sealed like other free texts; null where not given
 * @param late whether the act is recorded although its year is closed (role {@code consolidator})
 * @param digest keyed SHA-256 of the normalised content, 64 hexadecimal digits; two acts with one identity are the same act if
 *     and only if their digests are equal
 */
public record Act(
        String unit,
        String subject,
        String id,
        ActType type,
        LocalDate occurredOn,
        @JsonTypeInfo(
                        use = JsonTypeInfo.Id.CUSTOM,
                        include = JsonTypeInfo.As.EXTERNAL_PROPERTY,
                        property = "type",
                        visible = true)
                @JsonTypeIdResolver(ActTypeIdResolver.class)
                ActData data,
        String reason,
        @JsonProperty("late") boolean late,
        String digest) {

    /** The identity, date and reason of this act as events keep them. */
    public ActStamp stamp() {
        return new ActStamp(unit, subject, id, occurredOn, reason, late, digest);
    }
}
