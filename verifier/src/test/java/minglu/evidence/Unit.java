package minglu.evidence;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The definition of a unit, as recorded.
 *
 * @param validFrom null for always
 * @param parent null for none
 * @param from first reporting year; null for a node
 * @param until null for unbounded
 * @param successor null for none
 */
public record Unit(
        String code, Integer validFrom, String kind, String parent, Integer from, Integer until, String successor) {

    boolean node() {
        return kind.equals("government");
    }

    Map<String, Object> payload() {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("name", "单位 " + code);
        definition.put("kind", kind);
        definition.put("parent", parent);
        definition.put("reportingFrom", from);
        definition.put("reportingUntil", until);
        definition.put("successor", successor);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("unit", code);
        payload.put("validFrom", validFrom);
        payload.put("definition", definition);
        return payload;
    }
}
