package minglu.platform.web;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.text.Characters;

/** What the parameters of every query obey. */
public final class QueryNames {

    private QueryNames() {}

    /**
     * Verifies that each parameter is known, and given once with a value.
     *
     * @param given as they were sent
     * @param known the names that the endpoint understands
     * @throws RefusedException {@code invalid-parameter}, since a mistyped name would otherwise give the figures of something else
     */
    public static void verify(Map<String, List<String>> given, Collection<String> known) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw invalid("there is no parameter " + String.join(", ", unknown)
                    + (known.isEmpty()
                            ? "; there are none"
                            : "; there are " + String.join(", ", new TreeSet<>(known))));
        }
        given.forEach((name, values) -> {
            if (values.size() != 1 || values.get(0) == null || values.get(0).isEmpty()) {
                throw invalid("parameter " + name + " must be given once, with a value, not as " + values);
            }
            if (!Characters.arePrintable(values.get(0))) {
                throw invalid("parameter " + name + " holds a control character or half a character");
            }
        });
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(ProblemCode.INVALID_PARAMETER, detail);
    }
}
