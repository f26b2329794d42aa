package minglu.api.reporting;

import java.util.Map;
import minglu.api.act.Identifiers;
import minglu.api.format.Formats;
import minglu.api.tables.CellFigures;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for the figures of a report published elsewhere to be kept; answered with {@link StepTaken}.
 *
 * @param stream the report's stream
 * @param unit the unit or node
 * @param year the year
 * @param by opaque id of the user
 * @param format name of the format whose cells they are
 * @param cells any of the cells
 */
public record KeepReferenceFigures(
        @TargetAggregateIdentifier String stream,
        String unit,
        int year,
        String by,
        String format,
        Map<String, Object> cells) {

    /** Reads counts as {@link Long}, whatever a JSON reader made of them. */
    public KeepReferenceFigures {
        cells = CellFigures.exact(cells);
    }

    /** The command, for cells of the format in force. */
    public static KeepReferenceFigures of(String unit, int year, String by, Map<String, Object> cells) {
        return new KeepReferenceFigures(
                Identifiers.reportStream(unit, year),
                unit,
                year,
                by,
                Formats.current().format(),
                cells);
    }
}
