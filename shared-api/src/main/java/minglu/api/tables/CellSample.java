package minglu.api.tables;

import java.time.LocalDate;
import java.util.List;
import minglu.api.act.ActType;

/**
 * A random sample of the acts behind a cell (抽查). The same question with the same seed at the same position gives the same acts, and
 * anybody can repeat the draw by hand: docs/transparency-log.md, "Samples".
 *
 * @param unit unit or node whose cell was sampled
 * @param scope what its table sums
 * @param year year of the table
 * @param cell id of the cell
 * @param value what the acts come to: an integer; for money a decimal string of yuan
 * @param seed the seed, as it was given
 * @param n how many acts were asked for
 * @param knownAt what is known; ask again with its position to get the same acts
 * @param occurredUntil the last day that counts
 * @param method how the acts were drawn, always {@value #METHOD}
 * @param population how many acts stand behind the cell
 * @param acts the {@code n} acts with the smallest lots, smallest first; all where there are no more than {@code n}
 */
public record CellSample(
        String unit,
        Scope scope,
        int year,
        String cell,
        Object value,
        String seed,
        int n,
        KnownAt knownAt,
        LocalDate occurredUntil,
        String method,
        long population,
        List<Drawn> acts) {

    /** The name of the method; another method would get another name. */
    public static final String METHOD = "sha256-seed-unit-subject-id";

    /**
     * An act that was drawn.
     *
     * @param lot SHA-256 of seed, unit, subject and id, a line each without a last line end, in lower-case hexadecimal
     * @param unit the unit that acted
     * @param subject the subject
     * @param id the act
     * @param type what was done
     * @param occurredOn business date
     * @param position position of the act
     * @param weight an integer other than 0; for money a decimal string of yuan
     * @param correctedBy id of the latest correction of the act, or null
     */
    public record Drawn(
            String lot,
            String unit,
            String subject,
            String id,
            ActType type,
            LocalDate occurredOn,
            long position,
            Object weight,
            String correctedBy) {}
}
