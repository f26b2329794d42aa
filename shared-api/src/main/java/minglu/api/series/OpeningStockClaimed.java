package minglu.api.series;

import minglu.api.document.DocumentKind;
import org.axonframework.serialization.Revision;

/**
 * A document dated before reporting began wants to stand in the opening stock of its unit and kind by itself. It is kept in the
 * stream of {@code opening-<kind>}, so that a count of the opening stock and single documents exclude each other.
 *
 * @param unit the unit
 * @param kind the kind of document
 * @param document subject of the document
 */
@Revision("1")
public record OpeningStockClaimed(String unit, DocumentKind kind, String document) {}
