package minglu.query.rebuild;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.query.follow.Generations;
import minglu.query.ledger.PostingSums;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares a generation with the live one. First what many rows come to as a whole: their number, and the exclusive or of the hash
 * of each. Rows are looked at one by one only among the positions where that differs.
 */
@Component
class Comparison {

    private final JdbcClient jdbc;
    private final PostingSums sums;
    private final StatutoryFormat format = Formats.current();

    Comparison(JdbcClient jdbc, PostingSums sums) {
        this.jdbc = jdbc;
        this.sums = sums;
    }

    /** A table whose rows come from single events, and what must be equal in them. */
    private enum Rows {
        POSTING("position, line", "account_set, occurred_on, amount, unit, act"),
        EVENT_TIME("position", "last, recorded_at"),
        UNIT_DEFINITION("position", "unit, valid_from, name, kind, parent, reporting_from, reporting_until, successor"),
        CALENDAR_YEAR("position", "year, definition"),
        RECORDED_ACT(
                "position",
                "unit, subject, id, type, occurred_on, data, reason, late, recorded_by, corrects, moved_to, years");

        private final String key;
        private final String columns;

        Rows(String key, String columns) {
            this.key = key;
            this.columns = columns;
        }

        String table() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The rows of a generation; stretches of one time are taken together and cut at the ends. */
        private String side(int generation) {
            String table = Generations.table(table(), generation);
            return this == EVENT_TIME
                    ? "(SELECT min(greatest(position, :after + 1)) AS position, max(least(last, :upTo)) AS last, recorded_at FROM "
                            + table + " WHERE position >= coalesce((SELECT max(position) FROM " + table
                            + " WHERE position <= :after + 1), 0)"
                            + " AND last > :after AND position <= :upTo GROUP BY recorded_at)"
                    : "(SELECT " + key + ", " + columns + " FROM " + table
                            + " WHERE position > :after AND position <= :upTo)";
        }

        /** A query of the blocks of positions in which rows disagree. */
        String blocks(int live, int other) {
            String digest =
                    "(SELECT (position - 1) >> :bits AS block, count(*) AS rows, bit_xor(hash_record_extended(ROW("
                            + key + ", " + columns + "), 0)) AS hash FROM %s t GROUP BY 1)";
            return "SELECT coalesce(l.block, r.block) FROM " + digest.formatted(side(live)) + " l FULL JOIN "
                    + digest.formatted(side(other))
                    + " r ON l.block = r.block WHERE (l.rows, l.hash) IS DISTINCT FROM (r.rows, r.hash)";
        }

        /** A query of the rows that disagree in some blocks. */
        String differing(String selected, int live, int other) {
            String pairs = Stream.of(key.split(", "))
                    .map(column -> "l." + column + " = r." + column)
                    .collect(Collectors.joining(" AND "));
            String side = "(SELECT * FROM %s t WHERE (position - 1) >> :bits = ANY (:blocks))";
            return "SELECT " + selected + " FROM " + side.formatted(side(live)) + " l FULL JOIN "
                    + side.formatted(side(other))
                    + " r ON " + pairs + " WHERE (" + prefixed("l") + ") IS DISTINCT FROM (" + prefixed("r") + ")";
        }

        private String prefixed(String side) {
            // The key too: a row on one side alone may otherwise have nothing but nulls.
            return Stream.concat(Arrays.stream(key.split(", ")), Arrays.stream(columns.split(", ")))
                    .map(column -> side + "." + column)
                    .collect(Collectors.joining(", "));
        }
    }

    /** Two generations, and the events whose rows are compared: those after one position up to another. */
    private record Span(int live, int other, long after, long upTo) {}

    /**
     * The rows of the events after one position up to another in which two generations disagree.
     *
     * @param live the live generation
     * @param other the one beside it
     */
    Drift between(int live, int other, long after, long upTo) {
        Span span = new Span(live, other, after, upTo);
        long count = 0;
        List<Difference> differences = new ArrayList<>();
        for (Rows rows : Rows.values()) {
            Long[] blocks = bound(rows.blocks(live, other), span)
                    .query(Long.class)
                    .list()
                    .toArray(Long[]::new);
            if (blocks.length > 0) {
                count += bound(rows.differing("count(*)", live, other), span)
                        .param("blocks", blocks)
                        .query(Long.class)
                        .single();
                differences.addAll(rows == Rows.POSTING ? places(span, blocks) : events(rows, span, blocks));
            }
        }
        Drift blocks = sums(span);
        differences.addAll(blocks.differences());
        count += blocks.rows();
        return new Drift(count, differences.stream().limit(Drift.MOST_NAMED).toList());
    }

    private JdbcClient.StatementSpec bound(String sql, Span span) {
        return jdbc.sql(sql)
                .param("bits", sums.bits(0))
                .param("after", span.after())
                .param("upTo", span.upTo());
    }

    /** The places of the ledger that the postings that disagree belong to, and what each side comes to there as a whole. */
    private List<Difference> places(Span span, Long[] blocks) {
        String keys = Rows.POSTING.differing(
                "l.unit AS lu, l.account_set AS ls, l.occurred_on AS ld, l.amount AS la, r.unit AS ru, r.account_set AS rs,"
                        + " r.occurred_on AS rd, r.amount AS ra",
                span.live(),
                span.other());
        String whole =
                """
                (SELECT coalesce(sum(s.amount * l.sign), 0)
                   FROM %s s
                   JOIN account_set_line l ON l.account_set = s.account_set
                  WHERE s.unit = p.unit AND l.account = p.account AND s.position <= :upTo
                    AND s.occurred_on >= make_date(p.year, 1, 1) AND s.occurred_on <= make_date(p.year, 12, 31))""";
        return bound(
                        """
                WITH differing AS (%s),
                side AS (
                    SELECT lu AS unit, ls AS account_set, ld AS occurred_on, la AS amount FROM differing WHERE lu IS NOT NULL
                     UNION ALL
                    SELECT ru, rs, rd, -ra FROM differing WHERE ru IS NOT NULL),
                line AS (
                    SELECT s.unit, l.account, CAST(extract(YEAR FROM s.occurred_on) AS INTEGER) AS year
                      FROM side s
                      JOIN account_set_line l ON l.account_set = s.account_set
                     GROUP BY s.unit, l.account, s.occurred_on
                    HAVING sum(s.amount * l.sign) <> 0 OR count(*) = 1),
                place AS (
                    SELECT DISTINCT unit, account, year FROM line ORDER BY unit, year, account LIMIT :most)
                SELECT u.name AS unit, a.name, p.year, %s AS live, %s AS rebuilt
                  FROM place p
                  JOIN recording_unit u ON u.id = p.unit
                  LEFT JOIN account a ON a.id = p.account
                 ORDER BY u.name, p.year, a.name"""
                                .formatted(
                                        keys,
                                        whole.formatted(Generations.table("posting", span.live())),
                                        whole.formatted(Generations.table("posting", span.other()))),
                        span)
                .param("blocks", blocks)
                .param("most", Drift.MOST_NAMED)
                .query((row, number) -> new Difference(
                        Rows.POSTING.table(),
                        null,
                        row.getString("unit"),
                        row.getString("name"),
                        row.getInt("year"),
                        cells(row.getString("name")),
                        row.getBigDecimal("live").longValue(),
                        row.getBigDecimal("rebuilt").longValue()))
                .list();
    }

    /** The sums of blocks that disagree; a block belongs to the position it ends at. */
    private Drift sums(Span span) {
        String rows =
                """
                 FROM %s
                WHERE CAST(block + 1 AS BIGINT) << (:bits + :fan * level) > :after
                  AND CAST(block + 1 AS BIGINT) << (:bits + :fan * level) <= :upTo""";
        String live = rows.formatted(Generations.table("posting_sum", span.live()));
        String other = rows.formatted(Generations.table("posting_sum", span.other()));
        String digest =
                "(SELECT count(*) AS rows, bit_xor(hash_record_extended(ROW(level, block, unit, account, month, amount), 0)) AS hash"
                        + "%s)";
        if (boundSums(
                        "SELECT (l.rows, l.hash) IS NOT DISTINCT FROM (r.rows, r.hash) FROM " + digest.formatted(live)
                                + " l, " + digest.formatted(other) + " r",
                        span)
                .query(Boolean.class)
                .single()) {
            return Drift.NONE;
        }
        // Parked events that were taken in later have rows of their own.
        String side =
                """
                (SELECT level, block, unit, account, month, sum(amount) AS amount
                 %s
                  GROUP BY level, block, unit, account, month
                 HAVING sum(amount) <> 0)""";
        long[] differing = {0};
        List<Difference> differences = boundSums(
                        """
                SELECT u.name AS unit, a.name, d.year, count(*) AS rows, sum(d.live) AS live, sum(d.rebuilt) AS rebuilt
                  FROM (SELECT coalesce(l.unit, r.unit) AS unit, coalesce(l.account, r.account) AS account,
                               CAST(extract(YEAR FROM coalesce(l.month, r.month)) AS INTEGER) AS year,
                               coalesce(l.amount, 0) AS live, coalesce(r.amount, 0) AS rebuilt
                          FROM %s l
                          FULL JOIN %s r ON l.level = r.level AND l.block = r.block AND l.unit = r.unit
                               AND l.account = r.account AND l.month = r.month
                         WHERE l.amount IS DISTINCT FROM r.amount) d
                  LEFT JOIN recording_unit u ON u.id = d.unit
                  LEFT JOIN account a ON a.id = d.account
                 GROUP BY u.name, a.name, d.year
                 ORDER BY u.name, d.year, a.name"""
                                .formatted(side.formatted(live), side.formatted(other)),
                        span)
                .query((row, number) -> {
                    differing[0] += row.getLong("rows");
                    return new Difference(
                            "posting_sum",
                            null,
                            row.getString("unit"),
                            row.getString("name"),
                            row.getInt("year"),
                            cells(row.getString("name")),
                            row.getBigDecimal("live").longValue(),
                            row.getBigDecimal("rebuilt").longValue());
                })
                .list();
        return new Drift(differing[0], differences);
    }

    private JdbcClient.StatementSpec boundSums(String sql, Span span) {
        return bound(sql, span).param("fan", sums.bits(1) - sums.bits(0));
    }

    /** The cells that read an account. */
    private List<String> cells(String account) {
        return format.cells().stream()
                .filter(cell -> format.parts(cell.id()).stream()
                        .anyMatch(part -> part.account().equals(account)))
                .map(cell -> cell.id())
                .toList();
    }

    private List<Difference> events(Rows rows, Span span, Long[] blocks) {
        String unit = "CAST(NULL AS VARCHAR)";
        if (rows == Rows.UNIT_DEFINITION) {
            unit = "coalesce(l.unit, r.unit)";
        } else if (rows == Rows.RECORDED_ACT) {
            unit = "(SELECT name FROM recording_unit WHERE id = coalesce(l.unit, r.unit))";
        }
        return bound(
                        rows.differing(
                                        "coalesce(l.position, r.position) AS position, " + unit + " AS unit",
                                        span.live(),
                                        span.other())
                                + " ORDER BY 1 LIMIT :most",
                        span)
                .param("blocks", blocks)
                .param("most", Drift.MOST_NAMED)
                .query((row, number) -> new Difference(
                        rows.table(),
                        row.getLong("position"),
                        row.getString("unit"),
                        null,
                        null,
                        List.of(),
                        null,
                        null))
                .list();
    }
}
