package minglu.api.unit;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a unit is, from some year on.
 *
 * @param name official name
 * @param kind see {@link UnitKind}
 * @param parent the node above it; null only for the root
 * @param reportingFrom first reporting year; null only for a {@code government}
 * @param reportingUntil last reporting year; null means unbounded
 * @param successor unit that goes on with open cases from the year after {@code reportingUntil}; or null
 */
public record UnitDefinition(
        String name, UnitKind kind, String parent, Integer reportingFrom, Integer reportingUntil, String successor) {

    /** Whether this is a node of the tree: it has units below it and records nothing itself. */
    @JsonIgnore
    public boolean isNode() {
        return kind == UnitKind.GOVERNMENT;
    }

    /** Whether the unit reports in a year. A node reports in every year. */
    public boolean reportsIn(int year) {
        return isNode() || (year >= reportingFrom && (reportingUntil == null || year <= reportingUntil));
    }
}
