package minglu.api.act;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import minglu.api.correction.ActAmended;
import minglu.api.dispute.DisputeFiled;
import minglu.api.dispute.DisputeKind;
import minglu.api.dispute.DisputeRole;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.api.request.Outcome;
import minglu.api.request.RequestDecided;
import minglu.api.series.ClaimOpeningStock;
import minglu.api.series.DocumentsOpening;
import minglu.api.text.Characters;
import tools.jackson.databind.JsonNode;

/**
 * The form of an act: turns what a client sent into an {@link Act}, or says with JSON pointers what is wrong with it. Knows
 * nothing of units, subjects or years; those are the rules of the write side.
 */
public final class ActForm {

    /** Longest text in characters (code points); a longer one is {@code too-large}. */
    public static final int LONGEST_TEXT = 500;

    private static final Set<String> MEMBERS =
            Set.of("unit", "subject", "id", "type", "occurredOn", "data", "reason", "late");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONEY = Pattern.compile("(0|[1-9]\\d{0,13})(\\.\\d{1,2})?");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final BigDecimal LARGEST_YUAN = BigDecimal.valueOf(Quantities.LARGEST_YUAN);

    private final List<Violation> violations = new ArrayList<>();

    private ActForm() {}

    /**
     * Reads one act.
     *
     * @param node the JSON of the act
     * @return the act with plain texts and without digest
     * @throws RefusedException {@code too-large} for a text over {@link #LONGEST_TEXT} characters, {@code invalid-act} with all
     *     violations, {@code personal-data} for a text that holds a resident identity or mobile number
     */
    public static Act parse(JsonNode node) {
        refuseLongTexts(node, "");
        ActForm form = new ActForm();
        Act act = form.act(node);
        form.refuseIfViolated();
        PersonalData.refuseIn(node);
        return act;
    }

    /**
     * Reads the whole data of an act of a known type: of an amendment, once the amended act is known.
     *
     * @param type type of the amended act
     * @param data members and values as JSON gives them: texts, booleans, whole numbers; free texts may be sealed
     * @param subject subject of the act
     * @param occurredOn date of the act
     * @throws RefusedException {@code invalid-act} with pointers below {@code /data/data}
     */
    public static ActData parseData(ActType type, Map<String, Object> data, String subject, LocalDate occurredOn) {
        ActForm form = new ActForm();
        ActData parsed = form.data(type, data, "/data/data");
        if (parsed != null) {
            form.crossChecks(parsed, subject, occurredOn, "/data/data");
        }
        form.refuseIfViolated();
        return parsed;
    }

    /**
     * The content that makes two acts of one identity the same: type, date, data and reason, where an absent member equals
     * null and an amount has no trailing zeros.
     *
     * @param act an act with plain texts
     * @return canonical text; its keyed digest is {@link Act#digest()}
     */
    public static String normalisedContent(Act act) {
        StringBuilder out = new StringBuilder();
        append(out, act.type().code());
        append(out, act.occurredOn().toString());
        appendValue(out, null, act.data());
        append(out, act.reason());
        return out.toString();
    }

    /**
     * The same data with each free text replaced.
     *
     * @param data any act's data
     * @param change for example sealing or opening; is not called for null
     */
    public static ActData mapTexts(ActData data, UnaryOperator<String> change) {
        RecordComponent[] components = data.getClass().getRecordComponents();
        List<Field> fields = Field.of(ActType.of(data.getClass()));
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object value = value(components[i], data);
            if (value instanceof String text && fields.get(i).kind() == Field.Kind.TEXT) {
                value = change.apply(text);
            } else if (value instanceof Map<?, ?> map) {
                value = mapTexts(map, change);
            }
            values[i] = value;
        }
        return construct(data.getClass(), values);
    }

    /** Whether any free text is in this data. */
    public static boolean hasTexts(ActData data) {
        boolean[] found = new boolean[1];
        mapTexts(data, text -> {
            found[0] = true;
            return text;
        });
        return found[0];
    }

    private static Map<String, Object> mapTexts(Map<?, ?> map, UnaryOperator<String> change) {
        Map<String, Object> changed = new LinkedHashMap<>();
        map.forEach((key, value) -> changed.put(
                (String) key,
                value instanceof String text && Field.kindOf((String) key) == Field.Kind.TEXT
                        ? change.apply(text)
                        : value));
        return changed;
    }

    private Act act(JsonNode node) {
        if (!node.isObject()) {
            violate("", "an act is a JSON object, not " + kindName(node));
            return null;
        }
        for (String name : node.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                violate("/" + escape(name), "unknown member \"" + name + "\"");
            }
        }
        String unit = identifier(node.get("unit"), "/unit", Identifiers.UNIT, "a unit code [a-z0-9][a-z0-9-]{0,31}");
        String subject = identifier(
                node.get("subject"),
                "/subject",
                Identifiers.SUBJECT,
                "1 to 64 letters, digits, Chinese characters or . _ / - ( ) [ ] （ ） 〔 〕, not starting with a mark");
        String id = identifier(
                node.get("id"),
                "/id",
                Identifiers.SUBJECT,
                "1 to 64 letters, digits, Chinese characters or . _ / - ( ) [ ] （ ） 〔 〕, not starting with a mark");
        ActType type = type(node.get("type"));
        LocalDate occurredOn = isAbsent(node.get("occurredOn"))
                ? missing("/occurredOn")
                : date(textOf(node.get("occurredOn"), "/occurredOn"), "/occurredOn");
        String reason = text(node.get("reason"), "/reason");
        boolean late = late(node.get("late"));
        JsonNode rawData = node.get("data");
        ActData data = null;
        if (rawData != null && !rawData.isNull() && !rawData.isObject()) {
            violate("/data", "data is a JSON object, not " + kindName(rawData));
        } else if (type != null) {
            data = data(type, isAbsent(rawData) ? Map.of() : plain(rawData, "/data"), "/data");
        }
        if (type != null && type.corrects() && reason == null) {
            violate("/reason", "a correction needs a reason");
        } else if (late && reason == null) {
            violate("/reason", "a late act needs a reason");
        }
        if (data != null) {
            crossChecks(data, subject, occurredOn, "/data");
        }
        return violations.isEmpty() ? new Act(unit, subject, id, type, occurredOn, data, reason, late, null) : null;
    }

    private ActType type(JsonNode node) {
        if (isAbsent(node)) {
            return missing("/type");
        }
        String code = textOf(node, "/type");
        ActType type = code == null ? null : ActType.find(code).orElse(null);
        if (code != null && type == null) {
            violate("/type", "no act type \"" + code + "\"");
        }
        return type;
    }

    private boolean late(JsonNode node) {
        if (isAbsent(node)) {
            return false;
        }
        if (!node.isBoolean()) {
            violate("/late", "late is true or false, not " + kindName(node));
            return false;
        }
        return node.booleanValue();
    }

    private ActData data(ActType type, Map<String, Object> members, String pointer) {
        List<Field> fields = Field.of(type);
        Set<String> names = Set.copyOf(fields.stream().map(Field::name).toList());
        int before = violations.size();
        for (String name : members.keySet()) {
            if (!names.contains(name)) {
                violate(pointer + "/" + escape(name), "unknown member \"" + name + "\" of " + type.code());
            }
        }
        RecordComponent[] components = type.data().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Field field = fields.get(i);
            Object raw = members.get(field.name());
            String at = pointer + "/" + field.name();
            if (raw == null) {
                if (field.required()) {
                    missing(at);
                }
            } else {
                values[i] = value(field, raw, components[i], at);
            }
        }
        return violations.size() == before ? construct(type.data(), values) : null;
    }

    private Object value(Field field, Object raw, RecordComponent component, String at) {
        switch (field.kind()) {
            case COUNT:
                if (!(raw instanceof Long number)) {
                    return violate(at, "an integer is needed, not " + shown(raw));
                }
                if (number < field.min() || number > field.max()) {
                    return violate(at, number + " is not between " + field.min() + " and " + field.max());
                }
                return number;
            case BOOLEAN:
                return raw instanceof Boolean ? raw : violate(at, "true or false is needed, not " + shown(raw));
            case DATA:
                return raw instanceof Map ? raw : violate(at, "an object is needed, not " + shown(raw));
            default:
                if (!(raw instanceof String text)) {
                    return violate(at, "a text is needed, not " + shown(raw));
                }
                return textual(field, text, component, at);
        }
    }

    private Object textual(Field field, String text, RecordComponent component, String at) {
        return switch (field.kind()) {
            case CODE -> code(field, text, component.getType(), at);
            case DATE -> date(text, at);
            case MONEY -> money(text, at);
            case TEXT -> freeText(text, at);
            case LINK, ACT_ID -> matching(Identifiers.SUBJECT, text, at, "the identifier of a subject or act");
            case HEX -> matching(HEX, text, at, "64 hexadecimal digits");
            default -> throw new IllegalStateException(field.kind() + " is not a text");
        };
    }

    private Object code(Field field, String text, Class<?> type, String at) {
        int index = field.codes().indexOf(text);
        return index < 0
                ? violate(at, "\"" + text + "\" is none of " + String.join(", ", field.codes()))
                : type.getEnumConstants()[index];
    }

    private Object matching(Pattern pattern, String text, String at, String wanted) {
        return pattern.matcher(text).matches() ? text : violate(at, "\"" + text + "\" is not " + wanted);
    }

    private BigDecimal money(String text, String at) {
        if (!MONEY.matcher(text).matches()) {
            return violate(at, "\"" + text + "\" is not a decimal with at most 2 places, such as \"380.00\"");
        }
        BigDecimal amount = new BigDecimal(text);
        if (amount.signum() <= 0 || amount.compareTo(LARGEST_YUAN) > 0) {
            return violate(at, text + " yuan is not above 0 and at most " + LARGEST_YUAN);
        }
        return amount;
    }

    private LocalDate date(String text, String at) {
        if (text == null) {
            return null;
        }
        if (!DATE.matcher(text).matches()) {
            return violate(at, "\"" + text + "\" is not a date YYYY-MM-DD");
        }
        try {
            LocalDate date = LocalDate.parse(text);
            return date.isBefore(EARLIEST) ? violate(at, text + " is before " + EARLIEST) : date;
        } catch (DateTimeException e) {
            return violate(at, text + " is not a day of the calendar");
        }
    }

    private String text(JsonNode node, String at) {
        if (isAbsent(node)) {
            return null;
        }
        String text = textOf(node, at);
        return text == null ? null : freeText(text, at);
    }

    private String freeText(String text, String at) {
        if (text.isBlank()) {
            return violate(at, "an empty text; leave the member out instead");
        }
        return Characters.arePrintable(text)
                ? text
                : violate(at, "the text holds a control character or half a character");
    }

    private String identifier(JsonNode node, String at, Pattern pattern, String wanted) {
        if (isAbsent(node)) {
            return missing(at);
        }
        String text = textOf(node, at);
        return text == null ? null : (String) matching(pattern, text, at, wanted);
    }

    private String textOf(JsonNode node, String at) {
        return node.isString() ? node.stringValue() : violate(at, "a text is needed, not " + kindName(node));
    }

    /** Checks that need more than one member. */
    private void crossChecks(ActData data, String subject, LocalDate occurredOn, String pointer) {
        if (data instanceof RequestDecided.Data decided
                && decided.cause() != null
                && decided.outcome() != Outcome.CLOSED_OTHER) {
            violate(
                    pointer + "/cause",
                    "a cause belongs only to closed-other, not to "
                            + decided.outcome().code());
        }
        if (data instanceof DisputeFiled.Data filed
                && filed.role() == DisputeRole.CO_DEFENDANT
                && filed.kind() != DisputeKind.LITIGATION_AFTER_RECONSIDERATION) {
            violate(
                    pointer + "/role",
                    "co-defendant belongs only to litigation-after-reconsideration, not to "
                            + filed.kind().code());
        }
        if (data instanceof ActAmended.Data amended && amended.data() == null && amended.occurredOn() == null) {
            violate(pointer, "an amendment changes data, occurredOn or both");
        }
        if (data instanceof DocumentsOpening.Data opening) {
            String wanted = ClaimOpeningStock.openingSubject(opening.kind());
            if (subject != null && !subject.equals(wanted)) {
                violate("/subject", "the opening stock stands under the subject " + wanted + ", not " + subject);
            }
            if (occurredOn != null && !MonthDay.from(occurredOn).equals(MonthDay.of(1, 1))) {
                violate("/occurredOn", "the opening stock is dated 1 January, not " + occurredOn);
            }
        }
    }

    /** An object as plain values: texts, booleans, whole numbers, null, and at most one more object inside. */
    private Map<String, Object> plain(JsonNode object, String pointer) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.propertyStream().forEach(member -> {
            JsonNode node = member.getValue();
            String at = pointer + "/" + escape(member.getKey());
            Object value = null;
            if (node.isString()) {
                value = node.stringValue();
            } else if (node.isBoolean()) {
                value = node.booleanValue();
            } else if (node.isIntegralNumber() && node.canConvertToLong()) {
                value = node.longValue();
            } else if (node.isObject() && Field.kindOf(member.getKey()) == Field.Kind.DATA && pointer.equals("/data")) {
                Map<String, Object> inner = plain(node, at);
                inner.forEach((name, raw) -> checkMemberOfSomeAct(name, raw, at + "/" + escape(name)));
                value = inner;
            } else if (!node.isNull()) {
                // The field check says what would have been right.
                value = new Unreadable(node.isNumber() ? "the number " + abbreviated(node.toString()) : kindName(node));
            }
            members.put(member.getKey(), value);
        });
        return members;
    }

    /**
     * Codes, bounds and the members of the amended type are checked once it is known; here, whether any act could say this at
     * all, before texts are sealed.
     */
    private void checkMemberOfSomeAct(String name, Object raw, String at) {
        Field.Kind kind = Field.kindOf(name);
        if (kind == null || kind == Field.Kind.DATA) {
            violate(at, "unknown member \"" + name + "\"");
        } else if (kind == Field.Kind.CODE) {
            if (raw != null && !(raw instanceof String)) {
                violate(at, "a text is needed, not " + shown(raw));
            }
        } else if (raw != null) {
            value(new Field(name, kind, false, List.of(), Long.MIN_VALUE, Long.MAX_VALUE), raw, null, at);
        }
    }

    private record Unreadable(String what) {}

    private void refuseIfViolated() {
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            String more = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
            throw new RefusedException(
                    ProblemCode.INVALID_ACT,
                    (first.pointer().isEmpty() ? "" : first.pointer() + ": ") + first.message() + more,
                    List.copyOf(violations));
        }
    }

    private <T> T violate(String pointer, String message) {
        violations.add(new Violation(pointer, message));
        return null;
    }

    private <T> T missing(String pointer) {
        return violate(pointer, "missing");
    }

    private static void refuseLongTexts(JsonNode node, String pointer) {
        if (node.isString()) {
            String text = node.stringValue();
            if (text.length() > LONGEST_TEXT && text.codePointCount(0, text.length()) > LONGEST_TEXT) {
                throw new RefusedException(
                        ProblemCode.TOO_LARGE,
                        pointer + " has " + text.codePointCount(0, text.length()) + " characters, at most "
                                + LONGEST_TEXT + " are allowed");
            }
        } else if (node.isObject()) {
            node.propertyStream()
                    .forEach(member -> refuseLongTexts(member.getValue(), pointer + "/" + escape(member.getKey())));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseLongTexts(node.get(i), pointer + "/" + i);
            }
        }
    }

    private static boolean isAbsent(JsonNode node) {
        return node == null || node.isNull();
    }

    private static String shown(Object raw) {
        if (raw instanceof Unreadable unreadable) {
            return unreadable.what();
        }
        return raw instanceof String text
                ? "the text \"" + text + "\""
                : raw instanceof Map ? "an object" : raw.toString();
    }

    private static String kindName(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            default -> "nothing";
        };
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** RFC 6901 §3. */
    private static String escape(String name) {
        return abbreviated(name).replace("~", "~0").replace("/", "~1");
    }

    private static void appendValue(StringBuilder out, Field.Kind kind, Object value) {
        if (value == null) {
            append(out, null);
        } else if (value instanceof ActData data) {
            RecordComponent[] components = data.getClass().getRecordComponents();
            List<Field> fields = Field.of(ActType.of(data.getClass()));
            for (int i = 0; i < components.length; i++) {
                append(out, components[i].getName());
                appendValue(out, fields.get(i).kind(), value(components[i], data));
            }
        } else if (value instanceof Map<?, ?> map) {
            new TreeMap<>(map).forEach((name, member) -> {
                append(out, (String) name);
                appendValue(out, Field.kindOf((String) name), member);
            });
        } else if (value instanceof BigDecimal amount) {
            append(out, amount.stripTrailingZeros().toPlainString());
        } else if (kind == Field.Kind.MONEY && MONEY.matcher(value.toString()).matches()) {
            append(out, new BigDecimal(value.toString()).stripTrailingZeros().toPlainString());
        } else {
            append(out, value instanceof Coded coded ? coded.code() : value.toString());
        }
    }

    /** Length-prefixed, so that no two contents share a text. */
    private static void append(StringBuilder out, String value) {
        if (value == null) {
            out.append("-;");
        } else {
            out.append(value.length()).append(':').append(value).append(';');
        }
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static ActData construct(Class<? extends ActData> type, Object[] values) {
        try {
            Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<? extends ActData> constructor = type.getDeclaredConstructor(parameters);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot construct " + type, e);
        }
    }
}
