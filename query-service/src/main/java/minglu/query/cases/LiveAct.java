package minglu.query.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.api.act.ActData;
import minglu.api.act.ActType;
import minglu.query.clock.Step;

/**
 * An act as it now reads: not retracted, its amendments applied.
 *
 * @param id the client's id
 * @param type what was done
 * @param occurredOn its date
 * @param json its data as JSON, free texts sealed
 * @param position position at which it was recorded
 */
public record LiveAct(String id, ActType type, LocalDate occurredOn, String json, long position) {

    /** The acts of a subject that still stand, in the order of their positions. */
    static List<LiveAct> of(List<CaseAct> acts) {
        Map<String, LiveAct> live = new LinkedHashMap<>();
        for (CaseAct act : acts) {
            if (act.type() == ActType.ACT_RETRACTED) {
                live.remove(act.corrects());
            } else if (act.type() == ActType.ACT_AMENDED) {
                live.computeIfPresent(act.corrects(), (id, was) -> was.amended(act));
            } else {
                live.put(act.id(), new LiveAct(act.id(), act.type(), act.occurredOn(), act.data(), act.position()));
            }
        }
        return new ArrayList<>(live.values());
    }

    private LiveAct amended(CaseAct amendment) {
        String newJson = ActTexts.amended(amendment.data());
        return new LiveAct(
                id,
                type,
                amendment.movedTo() == null ? occurredOn : amendment.movedTo(),
                newJson == null ? json : newJson,
                position);
    }

    /** What it says, free texts sealed. */
    public ActData data() {
        return ActTexts.parse(type, json);
    }

    /** What the clock needs of it. */
    public Step step() {
        return Step.of(type, occurredOn, Step.asksForData(type) ? data() : null);
    }
}
