package minglu.command.subject;

import java.util.Optional;
import minglu.api.document.DocumentKind;
import minglu.command.request.RequestSettings;

/**
 * Facts of other streams that an act's acceptance depends on, read from the event store where the decision is made, never from a
 * projection.
 */
public interface Gates {

    /**
     * The unit of an act.
     *
     * @param unit code of the unit
     * @param year year of the act
     * @throws minglu.api.problem.RefusedException {@code unknown-unit}, or {@code unit-is-node} for a government
     */
    UnitView recordingUnit(String unit, int year);

    /** Whether the opening stock of a unit's documents of a kind stands as a count. */
    boolean openingStockIsCounted(String unit, DocumentKind kind);

    /**
     * Whether a document dated before reporting began stands in the unit by itself.
     *
     * @param unit code of the unit
     * @param document its subject
     */
    boolean isIssuedBeforeReporting(String unit, String document);

    /**
     * Whose accepted return closes a year for the acts of a unit: that of the unit itself, or of the successor for which its
     * postings of that year count.
     *
     * @return empty while the year is open
     */
    Optional<String> closedBy(String unit, int year);

    /** How applications are read where no source settles it. */
    RequestSettings requests();
}
