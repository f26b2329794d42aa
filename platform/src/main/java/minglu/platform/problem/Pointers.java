package minglu.platform.problem;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** JSON pointers (RFC 6901) to faulty members. */
public final class Pointers {

    private Pointers() {}

    /** From names and indices, from the root inwards. */
    public static String of(List<String> segments) {
        return segments.stream()
                .map(segment -> "/" + segment.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    /** From the path of a bean property, as {@code roles[2].name}. */
    public static String ofPropertyPath(String path) {
        return path.isEmpty() ? "" : of(List.of(path.replace("]", "").split("[.\\[]")));
    }

    /** To the place where reading a document failed. */
    static String of(JacksonException failure) {
        return of(failure.getPath().stream()
                .map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                .toList());
    }
}
