package minglu.query.rebuild;

import java.util.List;

/**
 * Where the live rows and the rebuilt ones disagree. For postings and their sums ({@code posting_sum}) a place in the ledger; for all
 * else the event.
 *
 * @param table table of the rows
 * @param position position of the event; null for a place in the ledger
 * @param unit the unit; null where the row has none
 * @param account the account; null for an event
 * @param year the year of the postings' dates; null for an event
 * @param cells the cells of the statutory tables that read the account; empty for an event
 * @param live what the live postings of the place come to, in base units; of sums, those of the blocks that disagree; null for an
 *     event
 * @param rebuilt what the rebuilt postings come to, likewise
 */
public record Difference(
        String table,
        Long position,
        String unit,
        String account,
        Integer year,
        List<String> cells,
        Long live,
        Long rebuilt) {}
