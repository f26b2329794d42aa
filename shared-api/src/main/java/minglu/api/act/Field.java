package minglu.api.act;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One member of an act's {@code data}: the same description serves the form check of JSON, the reading of spreadsheet cells,
 * the sealing of texts and the forms of the portal. It is read from the components of the act's data record.
 *
 * @param name name of the member
 * @param kind what its value is
 * @param required whether it must be there
 * @param codes allowed codes of a {@link Kind#CODE}, in order; empty otherwise
 * @param min smallest value of a {@link Kind#COUNT}
 * @param max largest value of a {@link Kind#COUNT}
 */
public record Field(String name, Kind kind, boolean required, List<String> codes, long min, long max) {

    /** What the value of a field is. */
    public enum Kind {
        /** One of {@link Field#codes()}. */
        CODE,
        /** A date {@code YYYY-MM-DD}. */
        DATE,
        /** An integer. */
        COUNT,
        /** A decimal text greater than 0 with at most 2 places, in yuan. */
        MONEY,
        /** true or false. */
        BOOLEAN,
        /** A free text; sealed before it is kept. */
        TEXT,
        /** A reference to a unit or subject. */
        LINK,
        /** The id of an act of the same subject. */
        ACT_ID,
        /** 64 hexadecimal digits. */
        HEX,
        /** The data of another act. */
        DATA
    }

    private static final Map<ActType, List<Field>> BY_TYPE = Arrays.stream(ActType.values())
            .collect(Collectors.toUnmodifiableMap(
                    type -> type, type -> Arrays.stream(type.data().getRecordComponents())
                            .map(Field::of)
                            .toList()));

    private static final Map<String, Kind> KIND_BY_NAME = BY_TYPE.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(Field::name, Field::kind, Field::sameKind));

    /** The fields of a type's data, in order. */
    public static List<Field> of(ActType type) {
        return BY_TYPE.get(type);
    }

    /**
     * What a field of this name is in every type that has it: a name means one thing, so that the data of an amendment can be
     * sealed and normalised before anyone knows which type it amends.
     *
     * @return null where no type has such a field
     */
    public static Kind kindOf(String name) {
        return KIND_BY_NAME.get(name);
    }

    private static Field of(RecordComponent component) {
        Class<?> type = component.getType();
        boolean required = component.isAnnotationPresent(NotNull.class)
                || component.getAccessor().isAnnotationPresent(NotNull.class);
        List<String> codes = type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(member -> ((Coded) member).code())
                        .toList()
                : List.of();
        Min min = component.getAccessor().getAnnotation(Min.class);
        Max max = component.getAccessor().getAnnotation(Max.class);
        return new Field(
                component.getName(),
                kindOf(component),
                required,
                codes,
                min == null ? Long.MIN_VALUE : min.value(),
                max == null ? Long.MAX_VALUE : max.value());
    }

    private static Kind kindOf(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isEnum()) {
            return Kind.CODE;
        }
        if (type == LocalDate.class) {
            return Kind.DATE;
        }
        if (type == Long.class) {
            return Kind.COUNT;
        }
        if (type == BigDecimal.class) {
            return Kind.MONEY;
        }
        if (type == Boolean.class) {
            return Kind.BOOLEAN;
        }
        if (type == Map.class) {
            return Kind.DATA;
        }
        if (component.isAnnotationPresent(FreeText.class)) {
            return Kind.TEXT;
        }
        if (component.isAnnotationPresent(Link.class)) {
            return Kind.LINK;
        }
        if (component.isAnnotationPresent(ActId.class)) {
            return Kind.ACT_ID;
        }
        if (component.getAccessor().isAnnotationPresent(Pattern.class)) {
            return Kind.HEX;
        }
        throw new IllegalStateException(component.getDeclaringRecord().getName() + "." + component.getName()
                + " is a text that is neither free, a link, an act id nor a pattern");
    }

    private static Kind sameKind(Kind one, Kind other) {
        if (one != other) {
            throw new IllegalStateException("a field name means both " + one + " and " + other);
        }
        return one;
    }
}
