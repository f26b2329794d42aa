package minglu.api.tables;

import java.time.LocalDate;
import java.util.List;
import minglu.api.act.ActType;

/**
 * A page of the acts behind a cell. Over all pages the weights sum to the value.
 *
 * @param cell id of the cell
 * @param value an integer; for money a decimal string of yuan
 * @param acts live acts that move the cell, by position
 * @param next cursor of the next page, or null
 */
public record CellActs(String cell, Object value, List<Line> acts, String next) {

    /**
     * An act with its net weight in the cell, as it now reads.
     *
     * @param unit the unit that acted
     * @param subject the subject
     * @param id the act
     * @param type what was done
     * @param occurredOn business date
     * @param position position of the act
     * @param weight an integer other than 0; for money a decimal string of yuan
     * @param correctedBy id of the latest correction of the act, or null
     */
    public record Line(
            String unit,
            String subject,
            String id,
            ActType type,
            LocalDate occurredOn,
            long position,
            Object weight,
            String correctedBy) {}
}
