package minglu.query.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import minglu.api.act.Coded;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.tables.Moment;
import minglu.platform.time.BusinessDates;
import minglu.platform.time.Instants;
import minglu.platform.web.Page;
import minglu.platform.web.QueryNames;
import org.springframework.util.MultiValueMap;

/**
 * The parameters of a query, read strictly: an unknown, repeated or unusable one is refused as {@code invalid-parameter}, since a
 * mistyped name would otherwise give the figures of something else.
 */
public final class Parameters {

    private static final int LAST_YEAR = 9999;

    private final MultiValueMap<String, String> given;

    /**
     * @param given as they were sent
     * @param known the names the endpoint understands
     */
    public Parameters(MultiValueMap<String, String> given, String... known) {
        this.given = given;
        QueryNames.verify(given, List.of(known));
    }

    /** A text, if given. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(given.getFirst(name));
    }

    /** A text that must be given. */
    public String required(String name) {
        return text(name).orElseThrow(() -> invalid("parameter " + name + " is missing"));
    }

    /** A year from 1 to 9999, if given. */
    public Optional<Integer> year(String name) {
        return parsed(name, "a year of four digits", Parameters::yearOrNull);
    }

    /** A year from 1 to 9999 that stands in a path. */
    public static int yearOf(String text) {
        Integer year = yearOrNull(text);
        if (year == null) {
            throw invalid("the year must be a year of four digits, not " + text);
        }
        return year;
    }

    private static Integer yearOrNull(String text) {
        int year = text.matches("[0-9]{4}") ? Integer.parseInt(text) : 0;
        return year >= 1 && year <= LAST_YEAR ? year : null;
    }

    /** A year that must be given. */
    public int requiredYear(String name) {
        return year(name).orElseThrow(() -> invalid("parameter " + name + " is missing"));
    }

    /** A whole number within bounds that must be given. */
    public int requiredNumber(String name, int smallest, int largest) {
        return parsed(name, "a number from " + smallest + " to " + largest, text -> {
                    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
                    return number >= smallest && number <= largest ? number : null;
                })
                .orElseThrow(() -> invalid("parameter " + name + " is missing"));
    }

    /** A date of the years 1 to 9999, if given. */
    public Optional<LocalDate> date(String name) {
        return parsed(name, "a date YYYY-MM-DD", Parameters::dateOrNull);
    }

    /** The last day that counts in a year; 31 December where not given. */
    public LocalDate occurredUntil(int year) {
        LocalDate end = LocalDate.of(year, 12, 31);
        LocalDate until = date("occurredUntil").orElse(end);
        if (until.getYear() != year) {
            throw invalid("occurredUntil must lie in the year " + year + ", not on " + until);
        }
        return until;
    }

    /** A member of an enumeration by its code, if given. */
    public <E extends Coded> Optional<E> code(String name, E[] members) {
        List<String> codes = Arrays.stream(members).map(Coded::code).toList();
        return parsed(
                name,
                "one of " + String.join(", ", codes),
                text -> codes.contains(text) ? members[codes.indexOf(text)] : null);
    }

    /** One of some words, if given. */
    public Optional<String> oneOf(String name, Set<String> words) {
        return parsed(
                name, "one of " + String.join(", ", new TreeSet<>(words)), text -> words.contains(text) ? text : null);
    }

    /** As of when: {@code atLeast} and {@code knownAt}. */
    public Moment moment() {
        return text("knownAt").isPresent()
                ? momentAt("knownAt", "a position, a date or an instant")
                : new Moment(atLeast(), null, null);
    }

    /**
     * A moment that must be given, and {@code atLeast}.
     *
     * @param name the parameter
     * @param what what it may be, for the refusal
     */
    public Moment momentAt(String name, String what) {
        Long position = positionOrNull(required(name));
        if (position != null) {
            return new Moment(atLeast(), position, null);
        }
        return new Moment(
                atLeast(), null, parsed(name, what, Parameters::instantOrNull).orElseThrow());
    }

    /** The number in {@code version:n}; empty where the parameter is absent or says something else. */
    public Optional<Integer> version(String name) {
        return text(name)
                .filter(text -> text.matches("version:[1-9][0-9]{0,8}"))
                .map(text -> Integer.valueOf(text.substring("version:".length())));
    }

    private Long atLeast() {
        return parsed("atLeast", "a position", Parameters::positionOrNull).orElse(null);
    }

    /** Which part of a list. */
    public Page page() {
        return Page.of(givenLimit(), given.getFirst("after"));
    }

    /** How many rows of a list that is not continued by a cursor: 1 to 1000, 100 where not given. */
    public int limit() {
        return Page.of(givenLimit(), null).limit();
    }

    private Integer givenLimit() {
        return parsed("limit", "a number", text -> text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null)
                .orElse(null);
    }

    /** The refusal of a parameter. */
    public static RefusedException invalid(String detail) {
        return new RefusedException(ProblemCode.INVALID_PARAMETER, detail);
    }

    private <T> Optional<T> parsed(String name, String what, Function<String, T> parse) {
        return text(name).map(text -> {
            T value = parse.apply(text);
            if (value == null) {
                throw invalid("parameter " + name + " must be " + what + ", not " + text);
            }
            return value;
        });
    }

    private static Long positionOrNull(String text) {
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    /** A date means everything recorded by the end of that day in Shanghai. */
    private static Instant instantOrNull(String text) {
        LocalDate date = dateOrNull(text);
        try {
            return date == null
                    ? Instants.parse(text)
                    : date.plusDays(1)
                            .atStartOfDay(BusinessDates.ZONE)
                            .toInstant()
                            .minusNanos(1000);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate dateOrNull(String text) {
        try {
            LocalDate date = text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? LocalDate.parse(text) : null;
            return date == null || date.getYear() < 1 ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
