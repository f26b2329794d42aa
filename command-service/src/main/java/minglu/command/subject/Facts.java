package minglu.command.subject;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds counting facts. */
public final class Facts {

    /** An act that no account counts. */
    public static final SortedMap<String, String> NONE = Collections.unmodifiableSortedMap(new TreeMap<>());

    private Facts() {}

    /** Facts from names and values in turn; a name whose value is null is left out. */
    public static SortedMap<String, String> of(String... namesAndValues) {
        SortedMap<String, String> facts = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                facts.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return Collections.unmodifiableSortedMap(facts);
    }
}
