package minglu.query.follow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import minglu.api.act.ActEvent;
import minglu.api.act.ActStamp;
import minglu.api.act.ActType;
import minglu.api.act.Counted;
import minglu.api.act.Identifiers;

/**
 * Whose figures may lack an event. Reads no more of it than it must, since something in the event is bad.
 *
 * @param unit the unit; null: any
 * @param subject the subject, or null
 * @param act the act, or null
 * @param fromYear first year; null: any
 */
record Reach(String unit, String subject, String act, Integer fromYear) {

    private static final Reach ANY = new Reach(null, null, null, null);

    /** The figures of an act's unit from the first year of its counting facts on: stocks are carried into each later year. */
    static Reach of(Object payload) {
        if (!(payload instanceof ActEvent event) || event.act() == null) {
            return ANY;
        }
        ActStamp act = event.act();
        if (act.unit() == null || !Identifiers.UNIT.matcher(act.unit()).matches()) {
            return ANY;
        }
        return new Reach(act.unit(), named(act.subject()), named(act.id()), fromYear(event));
    }

    private static String named(String text) {
        return text != null && Identifiers.SUBJECT.matcher(text).matches() ? text : null;
    }

    private static Integer fromYear(ActEvent event) {
        if (event.reversed() == null || event.booked() == null) {
            return null;
        }
        List<Counted> counted = new ArrayList<>();
        Stream.concat(event.reversed().stream(), event.booked().stream()).forEach(counted::add);
        // A year that cannot be read may be any, and so may that of an act without counting facts.
        if (counted.isEmpty() || counted.stream().anyMatch(Reach::isDateless)) {
            return null;
        }
        return counted.stream()
                .map(Counted::occurredOn)
                .min(Comparator.naturalOrder())
                .map(LocalDate::getYear)
                .orElse(null);
    }

    /** A nil declaration counts in the year it names, not in that of its date. */
    private static boolean isDateless(Counted counted) {
        return Objects.isNull(counted) || counted.occurredOn() == null || counted.type() == ActType.NIL_DECLARED;
    }
}
