package minglu.command.subject;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import minglu.api.act.Act;
import minglu.api.act.ActEvent;
import minglu.api.act.ActStamp;
import minglu.api.act.ActType;
import minglu.api.act.Counted;
import minglu.api.correction.ActAmended;
import minglu.api.correction.ActRetracted;

/** Turns an accepted act into the event of its type. */
final class ActEvents {

    private static final Map<ActType, Constructor<?>> CONSTRUCTORS = Arrays.stream(ActType.values())
            .filter(type -> !type.corrects())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), ActEvents::constructor));

    private ActEvents() {}

    static ActEvent recorded(Act act, SortedMap<String, String> facts) {
        try {
            return (ActEvent) CONSTRUCTORS.get(act.type()).newInstance(act.stamp(), act.data(), facts);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(
                    "cannot construct the event of " + act.type().code(), e);
        }
    }

    static ActEvent retracted(Act act, List<Counted> reversed, List<Counted> booked) {
        return new ActRetracted(
                act.stamp(), (ActRetracted.Data) act.data(), List.copyOf(reversed), List.copyOf(booked));
    }

    static ActEvent amended(Act act, List<Counted> reversed, List<Counted> booked) {
        return new ActAmended(act.stamp(), (ActAmended.Data) act.data(), List.copyOf(reversed), List.copyOf(booked));
    }

    private static Constructor<?> constructor(ActType type) {
        try {
            return type.event().getDeclaredConstructor(ActStamp.class, type.data(), SortedMap.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("the event of " + type.code() + " is not (stamp, data, facts)", e);
        }
    }
}
