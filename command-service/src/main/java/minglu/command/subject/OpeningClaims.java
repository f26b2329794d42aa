package minglu.command.subject;

import java.util.Arrays;
import java.util.List;
import minglu.api.act.Act;
import minglu.api.act.ActEvent;
import minglu.api.act.ActType;
import minglu.api.act.Counted;
import minglu.api.act.Identifiers;
import minglu.api.correction.ActAmended;
import minglu.api.document.DocumentIssued;
import minglu.api.document.DocumentKind;
import minglu.api.problem.RefusedException;
import minglu.api.series.ClaimOpeningStock;
import minglu.command.unit.UnitDirectory;
import minglu.platform.time.BusinessDates;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Which place in the opening stock an act needs before it is recorded: a single document from before reporting began, or one that
 * an amendment dates there, keeps a count of the opening stock out.
 *
 * <p>The act is tried first, on its stream as the store holds it, so that an act that is refused claims nothing.
 */
@Component
public class OpeningClaims {

    private final EventStore store;
    private final UnitDirectory units;
    private final Gates gates;
    private final BusinessDates dates;

    OpeningClaims(EventStore store, UnitDirectory units, Gates gates, BusinessDates dates) {
        this.store = store;
        this.units = units;
        this.gates = gates;
        this.dates = dates;
    }

    /**
     * What has to be claimed before an act is recorded.
     *
     * @param act with digest, free texts sealed
     * @throws RefusedException as the subject would refuse the act, if it may need a claim
     */
    public List<ClaimOpeningStock> neededFor(Act act) {
        Integer from = units.find(act.unit())
                .map(history -> history.latest().reportingFrom())
                .orElse(null);
        if (from == null || !mayReachBefore(act, from)) {
            return List.of();
        }
        History history = StoreGates.fold(store, Identifiers.subjectStream(act.unit(), act.subject()));
        ActEvent event = history.decide(act, gates, dates.today()).event();
        return event == null ? List.of() : of(event, from);
    }

    /**
     * The claims of an act that was decided.
     *
     * @param reportingFrom first year the unit reports
     */
    public static List<ClaimOpeningStock> of(ActEvent event, int reportingFrom) {
        return event.booked().stream()
                .filter(counted -> counted.type() == ActType.DOCUMENT_ISSUED)
                .filter(counted -> counted.occurredOn().getYear() < reportingFrom)
                .map(counted -> ClaimOpeningStock.of(
                        event.act().unit(), kind(counted), event.act().subject()))
                .toList();
    }

    private static DocumentKind kind(Counted counted) {
        String code = counted.facts().get("kind");
        return Arrays.stream(DocumentKind.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static boolean mayReachBefore(Act act, int from) {
        if (act.data() instanceof ActAmended.Data amended) {
            boolean redated =
                    amended.occurredOn() != null && amended.occurredOn().getYear() < from;
            return redated || amended.data() != null && amended.data().containsKey("kind");
        }
        return act.data() instanceof DocumentIssued.Data && act.occurredOn().getYear() < from;
    }
}
