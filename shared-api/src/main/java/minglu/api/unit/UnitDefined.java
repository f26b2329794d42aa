package minglu.api.unit;

import org.axonframework.serialization.Revision;

/**
 * A unit was created or changed.
 *
 * @param unit the unit's code
 * @param validFrom first year the definition holds for; null: as if it had always held
 * @param definition what the unit is
 */
@Revision("1")
public record UnitDefined(String unit, Integer validFrom, UnitDefinition definition) {}
