package minglu.verifier;

import java.util.Set;

/**
 * The definition of a unit.
 *
 * @param unit code of the unit
 * @param validFrom the year from which it holds; null for always
 * @param kind kind of the unit
 * @param parent the unit above; null for none
 * @param reportingFrom the first year in which it reports; null only for a node
 * @param reportingUntil the last one; null for unbounded
 * @param successor who takes over after that; null for nobody
 */
record Definition(
        String unit,
        Integer validFrom,
        String kind,
        String parent,
        Integer reportingFrom,
        Integer reportingUntil,
        String successor) {

    static final String NODE = "government";
    static final String OFFICE = "office";
    static final String VERTICAL = "vertical";

    private static final Set<String> KINDS = Set.of(NODE, OFFICE, VERTICAL, "department", "township", "subdistrict");

    /** Reads the payload of a {@code UnitDefined}. */
    static Definition parse(Json.Obj payload) throws FaultException {
        String unit = payload.string("unit");
        Json.Obj definition = payload.object("definition");
        if (unit == null || definition == null) {
            throw new FaultException("单位定义格式不正确", "the definition of the unit is not of its form");
        }
        String kind = definition.string("kind");
        if (kind == null || !KINDS.contains(kind)) {
            throw new FaultException("单位定义的 kind 格式不正确", "the kind of the unit is not of its form");
        }
        Definition parsed = new Definition(
                unit,
                year(payload, "validFrom"),
                kind,
                text(definition, "parent"),
                year(definition, "reportingFrom"),
                year(definition, "reportingUntil"),
                text(definition, "successor"));
        if (parsed.reportingFrom == null && !parsed.isNode()) {
            throw new FaultException("单位定义缺少 reportingFrom", "the definition of the unit has no reportingFrom");
        }
        return parsed;
    }

    /** Whether it has units of its own and records nothing itself. */
    boolean isNode() {
        return kind.equals(NODE);
    }

    /** Whether the definition holds in the year. */
    boolean holdsIn(int year) {
        return validFrom == null || validFrom <= year;
    }

    /** Whether this definition takes the place of one held before, in the tree of the year. */
    boolean replaces(Definition held, int year) {
        return holdsIn(year)
                && (!held.holdsIn(year) || held.validFrom == null || validFrom != null && validFrom >= held.validFrom);
    }

    private static Integer year(Json.Obj object, String member) throws FaultException {
        Json value = object.get(member);
        if (value == null || value instanceof Json.Null) {
            return null;
        }
        long year = object.number(member);
        if (year < 0 || year > 9999) {
            throw new FaultException("单位定义的 " + member + " 格式不正确", "the " + member + " of the unit is not of its form");
        }
        return (int) year;
    }

    private static String text(Json.Obj object, String member) throws FaultException {
        Json value = object.get(member);
        if (value == null || value instanceof Json.Null) {
            return null;
        }
        if (value instanceof Json.Str text) {
            return text.value();
        }
        throw new FaultException("单位定义的 " + member + " 格式不正确", "the " + member + " of the unit is not of its form");
    }
}
