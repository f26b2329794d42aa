package minglu.command.unit;

import java.time.Year;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import minglu.api.act.Identifiers;
import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;

/** What a unit is and was, year by year; immutable. */
public final class UnitHistory {

    private final List<UnitDefined> definitions;

    private UnitHistory(List<UnitDefined> definitions) {
        this.definitions = List.copyOf(definitions);
    }

    /** A unit nobody has defined; the root exists all the same. */
    static UnitHistory undefined(String unit) {
        if (!unit.equals(Identifiers.DISTRICT)) {
            return new UnitHistory(List.of());
        }
        UnitDefinition root = new UnitDefinition("district", UnitKind.GOVERNMENT, null, null, null, null);
        return new UnitHistory(List.of(new UnitDefined(unit, null, root)));
    }

    /** The history after one more definition. */
    UnitHistory with(UnitDefined event) {
        List<UnitDefined> more = new ArrayList<>(definitions);
        more.add(event);
        return new UnitHistory(more);
    }

    /** Whether the unit exists. */
    boolean exists() {
        return !definitions.isEmpty();
    }

    /** What the unit was defined as last. */
    public UnitDefinition latest() {
        return definitionFor(Year.MAX_VALUE);
    }

    /** From which year on what was defined last holds; null: from the beginning. */
    Integer latestValidFrom() {
        return definedFor(Year.MAX_VALUE).validFrom();
    }

    /**
     * What the unit is in a year: of the definitions valid by then the one with the latest {@code validFrom}, and of those with
     * the same the one recorded last. A year before all of them sees the earliest one.
     */
    public UnitDefinition definitionFor(int year) {
        return definedFor(year).definition();
    }

    private UnitDefined definedFor(int year) {
        UnitDefined found = null;
        for (UnitDefined definition : definitions) {
            boolean isLater = found == null || validFrom(definition) >= validFrom(found);
            if (validFrom(definition) <= year && isLater) {
                found = definition;
            }
        }
        if (found == null) {
            found = definitions.stream()
                    .min(Comparator.comparingInt(UnitHistory::validFrom))
                    .orElseThrow();
        }
        return found;
    }

    private static int validFrom(UnitDefined definition) {
        return definition.validFrom() == null ? Year.MIN_VALUE : definition.validFrom();
    }
}
