package minglu.api.tables;

import java.time.LocalDate;

/**
 * Asks for the statutory tables of a unit's year; answered with {@link TablesView}.
 *
 * @param unit a unit or node
 * @param year the year
 * @param scope null: consolidated for nodes, own for units
 * @param moment as of when
 * @param occurredUntil last day that counts, in the year; null: 31 December
 */
public record FindTables(String unit, int year, Scope scope, Moment moment, LocalDate occurredUntil) {}
