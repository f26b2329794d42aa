package minglu.api.act;

import java.util.Arrays;
import java.util.Locale;

/** An enumeration whose members have a stable code in the API and in stored events: lower case, words joined by {@code -}. */
public interface Coded {

    /** The stable code. */
    String code();

    /** The code that follows from the name of an enumeration's member. */
    static String codeOf(Enum<?> member) {
        return Codes.OF_CLASS.get(member.getDeclaringClass())[member.ordinal()];
    }

    /** The codes of each enumeration, by ordinal: they are asked for many times with every act. */
    final class Codes {

        private static final ClassValue<String[]> OF_CLASS = new ClassValue<>() {
            @Override
            protected String[] computeValue(Class<?> type) {
                return Arrays.stream(type.getEnumConstants())
                        .map(member -> ((Enum<?>) member)
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                        .toArray(String[]::new);
            }
        };

        private Codes() {}
    }
}
