package minglu.query.rebuild;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.query.ledger.PostingSums;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Compares a generation with the live one, row by row. */
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
        POSTING("position, line", "account, occurred_on, amount, unit, subject, act"),
        EVENT_TIME("position", "recorded_at"),
        UNIT_DEFINITION("position", "unit, valid_from, name, kind, parent, reporting_from, reporting_until, successor"),
        CALENDAR_YEAR("position", "year, definition, recorded_at"),
        RECORDED_ACT(
                "position",
                "unit, subject, id, type, occurred_on, data, reason, late, recorded_at, recorded_by, corrects, moved_to, years");

        private final String key;
        private final String columns;

        Rows(String key, String columns) {
            this.key = key;
            this.columns = columns;
        }

        String table() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** A query of the rows that disagree. */
        String differing(String selected) {
            String pairs = Stream.of(key.split(", "))
                    .map(column -> "l." + column + " = r." + column)
                    .collect(Collectors.joining(" AND "));
            String side = "(SELECT " + key + ", " + columns + " FROM " + table() + "_row WHERE generation = :%s"
                    + " AND position > :after AND position <= :upTo)";
            return "SELECT " + selected + " FROM " + side.formatted("live") + " l FULL JOIN " + side.formatted("other")
                    + " r ON " + pairs + " WHERE (" + prefixed("l") + ") IS DISTINCT FROM (" + prefixed("r") + ")";
        }

        private String prefixed(String side) {
            // The key too: a row on one side alone may otherwise have nothing but nulls.
            return Stream.concat(Arrays.stream(key.split(", ")), Arrays.stream(columns.split(", ")))
                    .map(column -> side + "." + column)
                    .collect(Collectors.joining(", "));
        }
    }

    /**
     * The rows of the events after one position up to another in which two generations disagree.
     *
     * @param live the live generation
     * @param other the one beside it
     */
    Drift between(int live, int other, long after, long upTo) {
        long count = 0;
        List<Difference> differences = new ArrayList<>();
        for (Rows rows : Rows.values()) {
            long found = bound(rows.differing("count(*)"), live, other, after, upTo)
                    .query(Long.class)
                    .single();
            if (found > 0) {
                count += found;
                differences.addAll(
                        rows == Rows.POSTING
                                ? places(live, other, after, upTo)
                                : events(rows, live, other, after, upTo));
            }
        }
        Drift blocks = blocks(live, other, after, upTo);
        differences.addAll(blocks.differences());
        count += blocks.rows();
        return new Drift(count, differences.stream().limit(Drift.MOST_NAMED).toList());
    }

    private JdbcClient.StatementSpec bound(String sql, int live, int other, long after, long upTo) {
        return jdbc.sql(sql)
                .param("live", live)
                .param("other", other)
                .param("after", after)
                .param("upTo", upTo);
    }

    /** The places of the ledger that the postings that disagree belong to, and what each side comes to there as a whole. */
    private List<Difference> places(int live, int other, long after, long upTo) {
        String keys = Rows.POSTING.differing("l.unit AS lu, l.account AS la, l.occurred_on AS ld, r.unit AS ru,"
                + " r.account AS ra, r.occurred_on AS rd");
        return bound(
                        """
                WITH differing AS (%s),
                place AS (
                    SELECT lu AS unit, la AS account, CAST(extract(YEAR FROM ld) AS INTEGER) AS year FROM differing WHERE lu IS NOT NULL
                     UNION
                    SELECT ru, ra, CAST(extract(YEAR FROM rd) AS INTEGER) FROM differing WHERE ru IS NOT NULL
                     ORDER BY unit, year, account
                     LIMIT :most)
                SELECT p.unit, a.name, p.year,
                       (SELECT coalesce(sum(amount), 0) FROM posting_row s
                         WHERE s.generation = :live AND s.unit = p.unit AND s.account = p.account AND s.position <= :upTo
                           AND s.occurred_on >= make_date(p.year, 1, 1) AND s.occurred_on <= make_date(p.year, 12, 31)) AS live,
                       (SELECT coalesce(sum(amount), 0) FROM posting_row s
                         WHERE s.generation = :other AND s.unit = p.unit AND s.account = p.account AND s.position <= :upTo
                           AND s.occurred_on >= make_date(p.year, 1, 1) AND s.occurred_on <= make_date(p.year, 12, 31)) AS rebuilt
                  FROM place p
                  LEFT JOIN account a ON a.id = p.account
                 ORDER BY p.unit, p.year, a.name"""
                                .formatted(keys),
                        live,
                        other,
                        after,
                        upTo)
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
    private Drift blocks(int live, int other, long after, long upTo) {
        String side =
                """
                (SELECT level, block, unit, account, month, sum(amount) AS amount
                   FROM posting_sum_row
                  WHERE generation = :%s AND (block + 1) << (:bits + :fan * level) > :after
                    AND (block + 1) << (:bits + :fan * level) <= :upTo
                  GROUP BY level, block, unit, account, month
                 HAVING sum(amount) <> 0)""";
        long[] rows = {0};
        List<Difference> differences = bound(
                        """
                SELECT d.unit, a.name, d.year, count(*) AS rows, sum(d.live) AS live, sum(d.rebuilt) AS rebuilt
                  FROM (SELECT coalesce(l.unit, r.unit) AS unit, coalesce(l.account, r.account) AS account,
                               CAST(extract(YEAR FROM coalesce(l.month, r.month)) AS INTEGER) AS year,
                               coalesce(l.amount, 0) AS live, coalesce(r.amount, 0) AS rebuilt
                          FROM %s l
                          FULL JOIN %s r ON l.level = r.level AND l.block = r.block AND l.unit = r.unit
                               AND l.account = r.account AND l.month = r.month
                         WHERE l.amount IS DISTINCT FROM r.amount) d
                  LEFT JOIN account a ON a.id = d.account
                 GROUP BY d.unit, a.name, d.year
                 ORDER BY d.unit, d.year, a.name"""
                                .formatted(side.formatted("live"), side.formatted("other")),
                        live,
                        other,
                        after,
                        upTo)
                .param("bits", sums.bits(0))
                .param("fan", sums.bits(1) - sums.bits(0))
                .query((row, number) -> {
                    rows[0] += row.getLong("rows");
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
        return new Drift(rows[0], differences);
    }

    /** The cells that read an account. */
    private List<String> cells(String account) {
        return format.cells().stream()
                .filter(cell -> format.parts(cell.id()).stream()
                        .anyMatch(part -> part.account().equals(account)))
                .map(cell -> cell.id())
                .toList();
    }

    private List<Difference> events(Rows rows, int live, int other, long after, long upTo) {
        boolean ofUnits = rows == Rows.UNIT_DEFINITION || rows == Rows.RECORDED_ACT;
        return bound(
                        rows.differing("coalesce(l.position, r.position) AS position, "
                                        + (ofUnits ? "coalesce(l.unit, r.unit)" : "CAST(NULL AS VARCHAR)") + " AS unit")
                                + " ORDER BY 1 LIMIT :most",
                        live,
                        other,
                        after,
                        upTo)
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
