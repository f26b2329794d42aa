package minglu.platform.problem;

import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import minglu.api.act.Coded;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.Violation;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says why a JSON body could not be read, without a word about classes of ours: {@code malformed} if it is not JSON (syntax,
 * duplicate keys, something after the document), {@code too-large} if a string is too long, {@code invalid-request} if it is JSON
 * of another form.
 */
final class UnreadableBody {

    private UnreadableBody() {}

    static Refusal refusal(HttpMessageNotReadableException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof StreamConstraintsException limits) {
            boolean tooLong = limits.getOriginalMessage().startsWith("String");
            return Refusal.of(
                    tooLong ? ProblemCode.TOO_LARGE : ProblemCode.MALFORMED,
                    at(limits)
                            + (tooLong
                                    ? "a string is too long"
                                    : "nested too deeply, or a name or number is too long"));
        }
        if (cause instanceof DatabindException form) {
            return isTrailing(form)
                    ? Refusal.of(ProblemCode.MALFORMED, at(form) + "something stands after the JSON document")
                    : invalid(form);
        }
        if (cause instanceof JacksonException syntax) {
            return Refusal.of(ProblemCode.MALFORMED, at(syntax) + syntax.getOriginalMessage());
        }
        return Refusal.of(ProblemCode.MALFORMED, "a JSON body is needed and could not be read");
    }

    private static Refusal invalid(DatabindException failure) {
        String pointer = Pointers.of(failure);
        String message = message(failure);
        return new Refusal(
                ProblemCode.INVALID_REQUEST,
                (pointer.isEmpty() ? "the body" : pointer) + ": " + message,
                List.of(new Violation(pointer, message)));
    }

    private static String message(DatabindException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return "unknown member " + unknown.getPropertyName();
        }
        if (failure instanceof InvalidFormatException format) {
            return "must be " + kind(format.getTargetType()) + " and is " + format.getValue();
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return "must be " + kind(mismatch.getTargetType());
        }
        return "cannot be read";
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "of another form";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(member -> member instanceof Coded coded ? coded.code() : member.toString())
                            .collect(Collectors.joining(", "));
        }
        if (type == LocalDate.class) {
            return "a date YYYY-MM-DD";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "an instant in ISO-8601";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number in range";
        }
        return type.isArray() || Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    /** Jackson has no type of its own for this. */
    private static boolean isTrailing(DatabindException failure) {
        return failure.getPath().isEmpty()
                && failure.getOriginalMessage() != null
                && failure.getOriginalMessage().startsWith("Trailing token");
    }

    private static String at(JacksonException failure) {
        TokenStreamLocation location = failure.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }
}
