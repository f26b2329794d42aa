package minglu.portal.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of what the contract answers. */
public final class Rows {

    private Rows() {}

    /** A member that is a list of objects. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> of(Map<String, Object> answer, String member) {
        return (List<Map<String, Object>>) answer.get(member);
    }

    /** A member of a member; null where either is missing. */
    public static Object of(Object object, String member) {
        return object instanceof Map<?, ?> members ? members.get(member) : null;
    }

    /** The body of a step: with its comment, or null where none was written. */
    public static Map<String, Object> comment(String written) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("comment", written == null || written.isBlank() ? null : written.trim());
        return body;
    }
}
