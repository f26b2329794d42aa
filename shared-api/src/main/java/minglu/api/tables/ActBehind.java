package minglu.api.tables;

import java.math.BigDecimal;
import java.time.LocalDate;
import minglu.api.act.ActType;

/**
 * An act behind a check that does not hold: one that does not count alike on both sides. Over all acts behind a check of figures,
 * {@code left} less {@code right} sums to the left side less the right. Of a number in a text all acts of the figures that it was
 * held against are behind it, on the right.
 *
 * @param unit the unit that acted
 * @param subject the subject
 * @param id the act
 * @param type what was done
 * @param occurredOn business date, as it now reads
 * @param position position of the act
 * @param left what the act adds to the left side, in the unit of that side
 * @param right what the act adds to the right side, in the unit of that side
 */
public record ActBehind(
        String unit,
        String subject,
        String id,
        ActType type,
        LocalDate occurredOn,
        long position,
        BigDecimal left,
        BigDecimal right) {}
