package minglu.evidence;

import java.util.List;
import java.util.Map;

/**
 * An event before it becomes a leaf.
 *
 * @param stream identifier of its stream
 * @param unit code of the unit; null for none
 * @param occurred business date; null for none
 * @param defines the unit it defines; null for none
 * @param reversed what no longer counts
 * @param booked what counts
 */
public record LoggedEvent(
        String type,
        String revision,
        String streamType,
        String stream,
        String unit,
        String occurred,
        Map<String, Object> payload,
        Unit defines,
        List<CountedAct> reversed,
        List<CountedAct> booked) {}
