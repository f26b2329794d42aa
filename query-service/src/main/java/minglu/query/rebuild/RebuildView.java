package minglu.query.rebuild;

import java.time.Instant;
import java.util.List;

/**
 * A rebuild or check of the read side.
 *
 * @param rebuild its number
 * @param purpose {@code rebuild}, or {@code check}, which compares and replaces nothing
 * @param state {@code running}, {@code done} or {@code interrupted}; the last has changed nothing
 * @param startedAt since when
 * @param finishedAt when it ended, or null
 * @param eventsDone events taken in so far
 * @param eventsTotal events there are, as far as it knows
 * @param eventsPerSecond how many it took in per second, comparing included once it is done
 * @param drift in how many rows the live ones differed from those built from the events; null until known
 * @param differences where, at most 1000 places; null until known
 * @param failure why it came to nothing; null unless interrupted with a known cause
 */
public record RebuildView(
        int rebuild,
        String purpose,
        String state,
        Instant startedAt,
        Instant finishedAt,
        long eventsDone,
        long eventsTotal,
        long eventsPerSecond,
        Long drift,
        List<Difference> differences,
        String failure) {}
