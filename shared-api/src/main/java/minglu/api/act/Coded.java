package minglu.api.act;

import java.util.Locale;

/** An enumeration whose members have a stable code in the API and in stored events: lower case, words joined by {@code -}. */
public interface Coded {

    /** The stable code. */
    String code();

    /** The code that follows from the name of an enumeration's member. */
    static String codeOf(Enum<?> member) {
        return member.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
