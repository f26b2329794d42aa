package minglu.query.support;

import java.lang.reflect.Constructor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import minglu.api.act.ActData;
import minglu.api.act.ActEvent;
import minglu.api.act.ActStamp;
import minglu.api.act.ActType;
import minglu.api.act.Counted;
import minglu.api.correction.ActAmended;
import minglu.api.correction.ActRetracted;
import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;

/** Events as the write side records them. */
public final class Acts {

    private Acts() {}

    /** An act without data; facts by name and value in turn. */
    public static ActEvent act(
            String unit, String subject, String id, String type, String occurredOn, String... facts) {
        return act(unit, subject, id, type, occurredOn, (ActData) null, facts);
    }

    /** An act; facts by name and value in turn. */
    public static ActEvent act(
            String unit, String subject, String id, String type, String occurredOn, ActData data, String... facts) {
        ActType actType = ActType.find(type).orElseThrow();
        Constructor<?> constructor = actType.event().getDeclaredConstructors()[0];
        try {
            return (ActEvent) constructor.newInstance(stamp(unit, subject, id, occurredOn), data, facts(facts));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type, e);
        }
    }

    /** The facts of an act as they were counted. */
    public static Counted counted(String act, String type, String occurredOn, String... facts) {
        return new Counted(act, ActType.find(type).orElseThrow(), LocalDate.parse(occurredOn), facts(facts));
    }

    /** A retraction. */
    public static ActRetracted retracted(
            String unit, String subject, String id, String act, List<Counted> reversed, List<Counted> booked) {
        return new ActRetracted(stamp(unit, subject, id, "2023-12-31"), new ActRetracted.Data(act), reversed, booked);
    }

    /** An amendment; a null date leaves it. */
    public static ActAmended amended(
            String unit,
            String subject,
            String id,
            String act,
            LocalDate occurredOn,
            Map<String, Object> data,
            List<Counted> reversed,
            List<Counted> booked) {
        return new ActAmended(
                stamp(unit, subject, id, "2023-12-31"), new ActAmended.Data(act, data, occurredOn), reversed, booked);
    }

    /** A unit below {@code parent}. */
    public static UnitDefined unit(String unit, UnitKind kind, String parent, Integer from) {
        return unit(unit, null, kind, parent, from, null, null);
    }

    /** A unit, every member. */
    public static UnitDefined unit(
            String unit,
            Integer validFrom,
            UnitKind kind,
            String parent,
            Integer from,
            Integer until,
            String successor) {
        return new UnitDefined(
                unit, validFrom, new UnitDefinition("unit " + unit, kind, parent, from, until, successor));
    }

    /** Facts by name and value in turn. */
    public static SortedMap<String, String> facts(String... namesAndValues) {
        SortedMap<String, String> facts = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return facts;
    }

    private static ActStamp stamp(String unit, String subject, String id, String occurredOn) {
        return new ActStamp(unit, subject, id, LocalDate.parse(occurredOn), null, false, "digest");
    }
}
