package minglu.api.act;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chinese names of what acts consist of, for spreadsheets and forms. They are unique where they stand, so that each leads back to
 * its code. Names of outcomes, applicants and kinds are those of the statutory form.
 */
public final class ActLabels {

    private static final String RESOURCE = "/minglu/labels/acts.json";

    private record Written(
            Map<String, String> members,
            Map<String, String> types,
            Map<String, Map<String, String>> codes,
            Map<String, Map<String, List<String>>> aliases) {}

    /** Numbers before a row of the form, «三(六)3.», and the group that a row stands in, «其他处理-». */
    private static final Pattern BEFORE = Pattern.compile("^(?:[一二三四五六七八九十]+,)?(?:[一二三四五六七八九十]*\\([一二三四五六七八九十0-9]+\\))?"
            + "(?:(?:不予公开|无法提供|不予处理|其他处理|法人或其他组织)[-–—:/])?(?:[0-9]+[.,])?");

    private static final Written WRITTEN = read();
    private static final Map<String, String> MEMBER_BY_LABEL = inverse(WRITTEN.members);
    private static final Map<String, Map<String, String>> CODE_BY_LABEL = codesByLabel();

    private ActLabels() {}

    /**
     * The name of a member of an act or of its data.
     *
     * @param name for example {@code occurredOn} or {@code amountYuan}
     * @throws IllegalArgumentException where acts have no such member
     */
    public static String member(String name) {
        return present(WRITTEN.members.get(name), name);
    }

    /** The member with this name. */
    public static Optional<String> memberOf(String label) {
        return Optional.ofNullable(MEMBER_BY_LABEL.get(label));
    }

    /** The name of a type. */
    public static String type(ActType type) {
        return present(WRITTEN.types.get(type.code()), type.code());
    }

    /**
     * The code with its name for every value of a member, in order.
     *
     * @param member {@code type}, or the name of a field of kind {@link Field.Kind#CODE}
     * @return empty where the member has no codes
     */
    public static Map<String, String> codes(String member) {
        return member.equals("type") ? WRITTEN.types : WRITTEN.codes.getOrDefault(member, Map.of());
    }

    /**
     * The code of a member's value: by its name, by the name that the statutory form prints, with or without its number, or by
     * itself. Width and blanks make no difference.
     */
    public static Optional<String> codeOf(String member, String label) {
        return Optional.ofNullable(CODE_BY_LABEL.getOrDefault(member, Map.of()).get(plain(label)));
    }

    private static String plain(String label) {
        String narrow = Normalizer.normalize(label, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]+", "")
                .replaceAll("[、;]", ",")
                .replaceAll("[\"“”'‘’「」]", "")
                .toLowerCase(Locale.ROOT);
        return BEFORE.matcher(narrow).replaceFirst("");
    }

    private static Written read() {
        try (InputStream in = ActLabels.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + RESOURCE);
            }
            return JsonMapper.shared().readValue(in.readAllBytes(), Written.class);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + RESOURCE + " cannot be read", e);
        }
    }

    private static Map<String, Map<String, String>> codesByLabel() {
        Map<String, Map<String, String>> inverse = new LinkedHashMap<>();
        WRITTEN.codes.forEach((member, codes) ->
                inverse.put(member, byPlainLabel(codes, WRITTEN.aliases.getOrDefault(member, Map.of()))));
        inverse.put("type", byPlainLabel(WRITTEN.types, Map.of()));
        return inverse;
    }

    /** Names first: what two values could mean is an error of the resource. */
    private static Map<String, String> byPlainLabel(Map<String, String> codes, Map<String, List<String>> aliases) {
        Map<String, String> byLabel = new LinkedHashMap<>();
        codes.forEach((code, label) -> {
            List<String> names = new ArrayList<>(List.of(code, label));
            names.addAll(aliases.getOrDefault(code, List.of()));
            for (String name : names) {
                String other = byLabel.put(plain(name), code);
                if (other != null && !other.equals(code)) {
                    throw new IllegalStateException(name + " means " + other + " and " + code);
                }
            }
        });
        return Collections.unmodifiableMap(byLabel);
    }

    private static Map<String, String> inverse(Map<String, String> labels) {
        return Collections.unmodifiableMap(
                labels.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey)));
    }

    private static String present(String label, String name) {
        if (label == null) {
            throw new IllegalArgumentException("acts have no " + name);
        }
        return label;
    }
}
