package minglu.api.tables;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures by cell as the API shows them: a {@link Long} for a count, a decimal string for money. */
public final class CellFigures {

    private CellFigures() {}

    /** The same figures in the same order; whole numbers are {@link Long}, whatever a JSON reader made of them. */
    public static Map<String, Object> exact(Map<String, ?> cells) {
        Map<String, Object> exact = new LinkedHashMap<>();
        cells.forEach((cell, figure) ->
                exact.put(cell, figure instanceof Integer number ? (Object) number.longValue() : figure));
        return Collections.unmodifiableMap(exact);
    }
}
