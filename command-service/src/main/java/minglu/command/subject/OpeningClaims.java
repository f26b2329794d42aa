package minglu.command.subject;

import java.util.Arrays;
import java.util.List;
import minglu.api.act.Act;
import minglu.api.act.ActEvent;
import minglu.api.act.ActType;
import minglu.api.act.Counted;
import minglu.api.document.DocumentKind;
import minglu.api.series.ClaimOpeningStock;

/**
 * Which place in the opening stock an act claims when it is recorded: a single document from before reporting began, or one that a
 * correction dates there, keeps a count of the opening stock out.
 */
final class OpeningClaims {

    private OpeningClaims() {}

    /** Whether an act can claim anything at all: it issues a document, or corrects one. */
    static boolean mayClaim(Act act) {
        return act.type() == ActType.DOCUMENT_ISSUED || act.type().corrects();
    }

    /**
     * The claims of an act that was decided.
     *
     * @param reportingFrom first year the unit reports
     */
    static List<ClaimOpeningStock> of(ActEvent event, int reportingFrom) {
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
}
