package minglu.api.unit;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for a unit to be created or changed.
 *
 * @param stream the unit's stream
 * @param unit the unit's code
 * @param validFrom first year the definition holds for; null: as if it had always held
 * @param definition what the unit is
 */
public record DefineUnit(
        @TargetAggregateIdentifier String stream, String unit, Integer validFrom, UnitDefinition definition) {}
