package minglu.command.subject;

import minglu.api.unit.UnitDefinition;

/**
 * What the rules need to know of the unit an act belongs to, as of the year of the act.
 *
 * @param unit the unit's code
 * @param definition what it is in that year
 */
public record UnitView(String unit, UnitDefinition definition) {}
