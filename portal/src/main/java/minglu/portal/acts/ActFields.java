package minglu.portal.acts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.api.act.ActType;
import minglu.api.act.Field;
import minglu.portal.Labels;

/** What a form of an act shows: one description per field, made from the form check of the contract itself. */
final class ActFields {

    private ActFields() {}

    /**
     * An input.
     *
     * @param name of the form's parameter, for example {@code data.applicant}
     * @param pointer where the contract finds it, for example {@code /data/applicant}
     * @param label in the language of the page
     * @param kind {@code code}, {@code date}, {@code count}, {@code money}, {@code boolean} or {@code text}
     * @param required whether it must be filled in
     * @param options codes with their names; empty unless a code or boolean
     * @param help a sentence, or null
     * @param value what stands in it; empty: nothing
     * @param errors sentences about it
     */
    record Input(
            String name,
            String pointer,
            String label,
            String kind,
            boolean required,
            Map<String, String> options,
            String help,
            String value,
            List<String> errors) {

        /** Id of the element. */
        public String id() {
            return "f-" + name.replace('.', '-');
        }
    }

    /** The inputs for the data of a type, but for those of a correction that the page knows itself. */
    static List<Input> of(
            ActType type, Labels.InLanguage labels, Map<String, String> values, Map<String, List<String>> errors) {
        List<Input> inputs = new ArrayList<>();
        for (Field field : Field.of(type)) {
            if (field.kind() == Field.Kind.DATA) {
                continue;
            }
            String pointer = "/data/" + field.name();
            inputs.add(new Input(
                    "data." + field.name(),
                    pointer,
                    labels.member(field.name()),
                    kind(field.kind()),
                    field.required(),
                    options(field, labels),
                    help(type, field, labels),
                    values.getOrDefault("data." + field.name(), ""),
                    said(field, labels, values.getOrDefault("data." + field.name(), ""), errors.get(pointer))));
        }
        return inputs;
    }

    /** What is wrong with a field, in the language of the page; where the page does not know better, as the form check says it. */
    private static List<String> said(Field field, Labels.InLanguage labels, String value, List<String> errors) {
        if (errors == null) {
            return List.of();
        }
        if (value.isBlank()) {
            return List.of(labels.text("field.wrong.required"));
        }
        return switch (field.kind()) {
            case COUNT ->
                List.of(
                        field.max() == Long.MAX_VALUE
                                ? labels.text("field.wrong.count", Math.max(field.min(), 0))
                                : labels.text("field.wrong.range", field.min(), field.max()));
            case MONEY -> List.of(labels.text("field.wrong.money"));
            case DATE -> List.of(labels.text("field.wrong.date"));
            case CODE, BOOLEAN -> field.codes().contains(value) ? errors : List.of(labels.text("field.wrong.code"));
            default -> errors;
        };
    }

    private static String kind(Field.Kind kind) {
        return switch (kind) {
            case CODE -> "code";
            case DATE -> "date";
            case COUNT -> "count";
            case MONEY -> "money";
            case BOOLEAN -> "boolean";
            default -> "text";
        };
    }

    private static Map<String, String> options(Field field, Labels.InLanguage labels) {
        if (field.kind() == Field.Kind.BOOLEAN) {
            Map<String, String> options = new LinkedHashMap<>();
            options.put("true", labels.text("yes"));
            options.put("false", labels.text("no"));
            return options;
        }
        return labels.options(field);
    }

    private static String help(ActType type, Field field, Labels.InLanguage labels) {
        String own = labels.textOrNull("field.help." + type.code() + "." + field.name());
        return own == null ? labels.textOrNull("field.help." + field.name()) : own;
    }

    /**
     * The data of an act as the contract takes it: what is not filled in is absent, and what is no number stays a text, so that the
     * form check says what is wrong with it.
     */
    static Map<String, Object> data(ActType type, Map<String, String> values) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (Field field : Field.of(type)) {
            String text = values.getOrDefault("data." + field.name(), "").trim();
            if (!text.isEmpty()) {
                data.put(field.name(), value(field.kind(), text));
            }
        }
        return data;
    }

    private static Object value(Field.Kind kind, String text) {
        if (kind == Field.Kind.COUNT && text.matches("-?\\d{1,18}")) {
            return Long.valueOf(text);
        }
        if (kind == Field.Kind.BOOLEAN && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        return text;
    }
}
