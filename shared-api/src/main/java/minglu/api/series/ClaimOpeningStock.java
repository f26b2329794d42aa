package minglu.api.series;

import minglu.api.act.Identifiers;
import minglu.api.document.DocumentKind;

/**
 * The place that a document claims in the opening stock; refused with {@code opening-already-declared} where the stock was counted.
 *
 * @param stream stream of {@code opening-<kind>}
 * @param unit the unit
 * @param kind the kind of document
 * @param document subject of the document
 */
public record ClaimOpeningStock(String stream, String unit, DocumentKind kind, String document) {

    /** The claim of a document. */
    public static ClaimOpeningStock of(String unit, DocumentKind kind, String document) {
        return new ClaimOpeningStock(Identifiers.subjectStream(unit, openingSubject(kind)), unit, kind, document);
    }

    /** The subject that holds the opening stock of a kind. */
    public static String openingSubject(DocumentKind kind) {
        return "opening-" + kind.code();
    }
}
