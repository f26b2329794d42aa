package minglu.api.act;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import tools.jackson.databind.JsonNode;

/**
 * Keeps identity and mobile numbers of persons out of the history, which can never be deleted (个人信息保护法 art. 47;
 * GB 11643-1999 for the identity number).
 */
public final class PersonalData {

    private static final Set<String> EXEMPT = Set.of("url", "applicantRef");
    private static final Pattern IDENTITY = Pattern.compile("(?=(\\d{17}[0-9Xx]))");
    private static final Pattern MOBILE = Pattern.compile("(?<![0-9\\p{IsLatin}])1[3-9]\\d{9}(?![0-9\\p{IsLatin}])");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";

    private PersonalData() {}

    /**
     * What kind of number a text holds. Full-width digits count as digits.
     *
     * @return {@code resident identity number} (18 digits with valid date and check digit), {@code mobile number} (11 digits
     *     with no digit or Latin letter directly beside), or nothing
     */
    public static Optional<String> find(String text) {
        if (text.length() < 11) {
            return Optional.empty();
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        Matcher identity = IDENTITY.matcher(plain);
        while (identity.find()) {
            if (isIdentityNumber(identity.group(1))) {
                return Optional.of("resident identity number");
            }
        }
        return MOBILE.matcher(plain).find() ? Optional.of("mobile number") : Optional.empty();
    }

    /**
     * Refuses JSON in which a text, but for the members {@code url} and {@code applicantRef}, holds such a number. The number
     * itself is not repeated.
     *
     * @throws RefusedException {@code personal-data}
     */
    public static void refuseIn(JsonNode node) {
        refuseIn(node, "");
    }

    private static void refuseIn(JsonNode node, String pointer) {
        if (node.isString()) {
            find(node.stringValue()).ifPresent(kind -> {
                String sentence = pointer + " holds a " + kind + "; leave it out";
                throw new RefusedException(
                        ProblemCode.PERSONAL_DATA,
                        sentence,
                        java.util.List.of(new Violation(pointer, "holds a " + kind)));
            });
        } else if (node.isObject()) {
            node.propertyStream()
                    .filter(member -> !EXEMPT.contains(member.getKey()))
                    .forEach(member -> refuseIn(member.getValue(), pointer + "/" + member.getKey()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseIn(node.get(i), pointer + "/" + i);
            }
        }
    }

    private static boolean isIdentityNumber(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        if (Character.toUpperCase(number.charAt(17)) != CHECK_DIGITS.charAt(sum % 11)) {
            return false;
        }
        try {
            LocalDate.of(
                    Integer.parseInt(number.substring(6, 10)),
                    Integer.parseInt(number.substring(10, 12)),
                    Integer.parseInt(number.substring(12, 14)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
