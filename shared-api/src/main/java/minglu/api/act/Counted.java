package minglu.api.act;

import java.time.LocalDate;
import java.util.SortedMap;

/**
 * The counting facts of one act: all that the ledger needs to post it.
 *
 * @param act id of the act within its subject
 * @param type what was done
 * @param occurredOn business date the posting falls on
 * @param facts see {@link RecordedFacts#facts()}
 */
public record Counted(String act, ActType type, LocalDate occurredOn, SortedMap<String, String> facts) {}
