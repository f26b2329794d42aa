package minglu.api.act;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
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
    private static final Pattern MOBILE = Pattern.compile(
            "(?:(?<![0-9\\p{IsLatin}])(?:\\+|00)86|(?<![0-9\\p{IsLatin}]))1[3-9]\\d{9}(?![0-9\\p{IsLatin}])");
    private static final int IDENTITY_DIGITS = 18;

    /** Digits in groups, with one hyphen or some blanks between them. */
    private static final Pattern RUN = Pattern.compile(
            "(?<![0-9\\p{IsLatin}])[0-9]+(?:(?:[\\s\\p{Z}]{1,3}|[\\s\\p{Z}]?[-\\u2010-\\u2015\\u2212][\\s\\p{Z}]?)[0-9]+)*[Xx]?"
                    + "(?![0-9\\p{IsLatin}])");

    private static final Pattern GROUP = Pattern.compile("[0-9]+[Xx]?|[Xx]");
    private static final Pattern MOBILE_DIGITS = Pattern.compile("1[3-9][0-9]{9}");
    private static final Set<String> COUNTRY = Set.of("86", "086", "0086");

    /** How people group the digits of a mobile number; a document number as 1398-2024-001 is grouped in other ways. */
    private static final Set<String> MOBILE_GROUPS =
            Set.of("3-4-4", "3-8", "7-4", "3-3-5", "5-6", "6-5", "1-1-1-1-1-1-1-1-1-1-1");

    private static final Pattern DOCUMENT_BEFORE = Pattern.compile(
            "(?:[字第〕\\]]|\\([12][0-9]{3}\\)|(?:编|文|案|证|批文|备案|流水|许可证|受理|登记)号(?:为|是)?[::]?)[\\s\\p{Z}]*$");
    private static final Pattern DOCUMENT_AFTER = Pattern.compile("[\\s\\p{Z}]*号(?!码)");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";

    /** A mobile number has as many, an identity number more. */
    private static final int FEWEST_DIGITS = 11;

    private PersonalData() {}

    /**
     * What kind of number a text holds. Full-width digits count as digits; digits in groups, with blanks or hyphens between them, and
     * behind +86 are looked at as one number.
     *
     * @return {@code resident identity number} (18 digits with valid date and check digit), {@code mobile number} (11 digits
     *     with no digit or Latin letter directly beside), or nothing
     */
    public static Optional<String> find(String text) {
        if (text.length() < FEWEST_DIGITS) {
            return Optional.empty();
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        // Most texts hold no number at all.
        if (plain.chars().filter(c -> c >= '0' && c <= '9').count() < FEWEST_DIGITS) {
            return Optional.empty();
        }
        Matcher identity = IDENTITY.matcher(plain);
        while (identity.find()) {
            if (isIdentityNumber(identity.group(1))) {
                return Optional.of("resident identity number");
            }
        }
        if (MOBILE.matcher(plain).find()) {
            return Optional.of("mobile number");
        }
        return findInGroups(plain);
    }

    /** A number written in groups; one that is called the number of a document is none of a person. */
    private static Optional<String> findInGroups(String plain) {
        Matcher run = RUN.matcher(plain);
        while (run.find()) {
            List<MatchResult> groups = GROUP.matcher(run.group()).results().toList();
            boolean isDocument = DOCUMENT_BEFORE
                            .matcher(plain.substring(0, run.start()))
                            .find()
                    || DOCUMENT_AFTER.matcher(plain.substring(run.end())).lookingAt();
            for (int from = 0; from < groups.size(); from++) {
                StringBuilder digits = new StringBuilder();
                StringBuilder lengths = new StringBuilder();
                for (int to = from; to < groups.size() && digits.length() < IDENTITY_DIGITS; to++) {
                    digits.append(groups.get(to).group());
                    lengths.append(lengths.isEmpty() ? "" : "-")
                            .append(groups.get(to).group().length());
                    if (digits.length() == IDENTITY_DIGITS && isIdentity(digits.toString())) {
                        return Optional.of("resident identity number");
                    }
                    boolean isMobile = !isDocument
                            && MOBILE_DIGITS.matcher(digits).matches()
                            && MOBILE_GROUPS.contains(lengths.toString())
                            && standsAlone(run.group(), groups, from, to);
                    if (isMobile) {
                        return Optional.of("mobile number");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isIdentity(String number) {
        return number.substring(0, IDENTITY_DIGITS - 1).chars().allMatch(Character::isDigit)
                && isIdentityNumber(number);
    }

    /** Whether what stands beside some groups is the code of the country, or further away than a hyphen. */
    private static boolean standsAlone(String run, List<MatchResult> groups, int from, int to) {
        boolean isFirst = from == 0
                || from == 1 && COUNTRY.contains(groups.get(0).group())
                || run.substring(groups.get(from - 1).end(), groups.get(from).start())
                        .isBlank();
        boolean isLast = to == groups.size() - 1
                || run.substring(groups.get(to).end(), groups.get(to + 1).start())
                        .isBlank();
        return isFirst && isLast;
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
                        ProblemCode.PERSONAL_DATA, sentence, List.of(new Violation(pointer, "holds a " + kind)));
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
