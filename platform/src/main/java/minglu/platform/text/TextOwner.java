package minglu.platform.text;

import java.util.Comparator;
import minglu.api.act.Identifiers;

/**
 * Whose texts a key seals: one key for each subject of a unit.
 *
 * @param unit code of the unit
 * @param subject name of the subject within the unit
 */
public record TextOwner(String unit, String subject) implements Comparable<TextOwner> {

    private static final Comparator<TextOwner> ORDER =
            Comparator.comparing(TextOwner::unit).thenComparing(TextOwner::subject);

    /** What is authenticated with each text and key of the subject. */
    String context() {
        return Identifiers.subjectStream(unit, subject);
    }

    @Override
    public int compareTo(TextOwner other) {
        return ORDER.compare(this, other);
    }
}
