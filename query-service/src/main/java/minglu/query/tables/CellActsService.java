package minglu.query.tables;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import minglu.api.act.ActType;
import minglu.api.format.Cell;
import minglu.api.format.Formats;
import minglu.api.format.Formula;
import minglu.api.format.Measure;
import minglu.api.format.StatutoryFormat;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.tables.CellActs;
import minglu.api.tables.CellSample;
import minglu.api.tables.FindTables;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.platform.web.Page;
import minglu.query.follow.Moments;
import minglu.query.follow.OneState;
import minglu.query.ledger.Ledger;
import minglu.query.web.Parameters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** From a number to the acts behind it. */
@Component
class CellActsService {

    /** The projection that keeps the acts as they were recorded. */
    static final Set<String> BEHIND = Set.of("cases");

    /** The acts behind a cell by their positions, each with its net weight. */
    private static final String NET =
            """
            WITH flow AS (
                SELECT act, sum(amount) AS weight
                  FROM posted_act
                 WHERE unit = ANY (:units) AND account = ANY (:flows)
                   AND occurred_on BETWEEN :start AND :until AND position <= :known
                 GROUP BY act),
            stock_act AS (
                SELECT a.unit_no, a.subject, p.act, sum(p.amount) AS weight,
                       sum(sum(p.amount)) OVER (PARTITION BY a.unit_no, a.subject) AS total
                  FROM posted_act p
                  JOIN recorded_act a ON a.position = p.act
                 WHERE p.unit = ANY (:units) AND p.position <= :known
                   AND (p.account = ANY (:stocks) AND p.occurred_on <= :until
                        OR p.account = ANY (:openings) AND p.occurred_on < :start)
                 GROUP BY a.unit_no, a.subject, p.act),
            stock AS (
                SELECT min(act) AS act, total AS weight
                  FROM stock_act
                 WHERE total <> 0 AND sign(weight) = sign(total)
                 GROUP BY unit_no, subject, total),
            net AS (
                SELECT act, sum(weight) AS weight
                  FROM (SELECT * FROM flow UNION ALL SELECT * FROM stock) part
                 GROUP BY act
                HAVING sum(weight) <> 0),
            """;

    /** What is shown of the acts chosen. */
    private static final String SHOWN =
            """
            SELECT p.unit, p.subject, p.id, p.type, p.position, p.weight, p.lot, p.population,
                   latest.id AS corrected_by,
                   coalesce(moved.moved_to, p.occurred_on) AS occurred_on
              FROM page p
              LEFT JOIN LATERAL (
                   SELECT c.id FROM recorded_act c
                    WHERE c.unit_no = p.unit_no AND c.subject = p.subject AND c.corrects = p.id AND c.position <= :known
                    ORDER BY c.position DESC LIMIT 1) latest ON TRUE
              LEFT JOIN LATERAL (
                   SELECT c.moved_to FROM recorded_act c
                    WHERE c.unit_no = p.unit_no AND c.subject = p.subject AND c.corrects = p.id AND c.position <= :known
                      AND c.moved_to IS NOT NULL
                    ORDER BY c.position DESC LIMIT 1) moved ON TRUE
            """;

    private static final String PAGE =
            """
            page AS (
                SELECT a.unit, a.unit_no, a.subject, a.id, a.type, a.occurred_on, a.position, net.weight,
                       '' AS lot, 0 AS population
                  FROM net
                  JOIN recorded_act a ON a.position = net.act
                 WHERE net.act > :after
                 ORDER BY net.act
                 LIMIT :limit)
            """;

    private static final String SAMPLE =
            """
            page AS (
                SELECT a.unit, a.unit_no, a.subject, a.id, a.type, a.occurred_on, a.position, net.weight,
                       count(*) OVER () AS population,
                       encode(sha256(convert_to(
                           concat_ws(E'\\n', CAST(:seed AS text), a.unit, a.subject, a.id), 'UTF8')), 'hex') AS lot
                  FROM net
                  JOIN recorded_act a ON a.position = net.act
                 ORDER BY lot
                 LIMIT :limit)
            """;

    private final JdbcClient jdbc;
    private final Moments moments;
    private final OneState state;
    private final YearReader years;
    private final Ledger ledger;
    private final StatutoryFormat format = Formats.current();

    CellActsService(JdbcClient jdbc, Moments moments, OneState state, YearReader years, Ledger ledger) {
        this.jdbc = jdbc;
        this.moments = moments;
        this.state = state;
        this.years = years;
        this.ledger = ledger;
    }

    /** Refuses a cell the form does not have. */
    Cell cell(String id) {
        return format.find(id)
                .orElseThrow(() -> new RefusedException(
                        ProblemCode.UNKNOWN_CELL, "format " + format.format() + " has no cell " + id));
    }

    /** A line before it is shown. */
    private record Found(
            String unit,
            String subject,
            String id,
            String type,
            LocalDate occurredOn,
            long position,
            long weight,
            String correctedBy,
            String lot,
            long population) {}

    /**
     * A page of the acts behind a cell. The cursor holds the position of knowledge too, so that later pages continue the first
     * one whatever was recorded meanwhile.
     */
    CellActs find(Cell cell, FindTables query, Page page) {
        long[] cursor = page.after() == null ? null : cursor(page.after());
        Moment moment = cursor == null ? query.moment() : Moment.knownAt(cursor[0]);
        KnownAt known = moments.resolve(moment, BEHIND);
        return state.read(() -> find(cell, query, known, cursor == null ? 0 : cursor[1], page));
    }

    private CellActs find(Cell cell, FindTables query, KnownAt known, long after, Page page) {
        YearSums sums = years.read(query, known);
        List<Formula> parts = format.parts(cell.id());
        long value = parts.stream().mapToLong(sums.total()::read).reduce(0, Math::addExact);
        List<Found> found = lines(sums, parts, after, page.limit() + 1);
        return new CellActs(
                cell.id(),
                shown(cell, value),
                page.rows(found).stream().map(line -> shown(cell, line)).toList(),
                page.next(found, line -> known.position() + "." + line.position()));
    }

    /**
     * Draws acts behind a cell: those whose lots are smallest.
     *
     * @param seed what the lots are made of, besides the identities of the acts
     * @param n how many at most
     */
    CellSample sample(Cell cell, FindTables query, String seed, int n) {
        KnownAt known = moments.resolve(query.moment(), BEHIND);
        YearSums sums = years.read(query, known);
        List<Formula> parts = format.parts(cell.id());
        long value = parts.stream().mapToLong(sums.total()::read).reduce(0, Math::addExact);
        List<Found> drawn = query(sums, parts, NET + SAMPLE + SHOWN + "ORDER BY p.lot")
                .param("seed", seed)
                .param("limit", n)
                .query(CellActsService::found)
                .list();
        return new CellSample(
                query.unit(),
                sums.scope(),
                sums.year(),
                cell.id(),
                shown(cell, value),
                seed,
                n,
                sums.knownAt(),
                sums.until(),
                CellSample.METHOD,
                drawn.isEmpty() ? 0 : drawn.get(0).population(),
                drawn.stream().map(line -> drawn(cell, line)).toList());
    }

    private static CellSample.Drawn drawn(Cell cell, Found line) {
        return new CellSample.Drawn(
                line.lot(),
                line.unit(),
                line.subject(),
                line.id(),
                ActType.find(line.type()).orElseThrow(),
                line.occurredOn(),
                line.position(),
                shown(cell, line.weight()),
                line.correctedBy());
    }

    private List<Found> lines(YearSums sums, List<Formula> parts, long after, int limit) {
        return query(sums, parts, NET + PAGE + SHOWN + "ORDER BY p.position")
                .param("after", after)
                .param("limit", limit)
                .query(CellActsService::found)
                .list();
    }

    private JdbcClient.StatementSpec query(YearSums sums, List<Formula> parts, String sql) {
        return jdbc.sql(sql)
                .param("units", ledger.unitNumbers(sums.coverage().owners().keySet()))
                .param("flows", accounts(parts, Formula.Kind.FLOW))
                .param("stocks", accounts(parts, Formula.Kind.STOCK))
                .param("openings", accounts(parts, Formula.Kind.OPENING_STOCK))
                .param("start", Date.valueOf(LocalDate.of(sums.year(), 1, 1)))
                .param("until", Date.valueOf(sums.until()))
                .param("known", sums.knownAt().position());
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                row.getString("unit"),
                row.getString("subject"),
                row.getString("id"),
                row.getString("type"),
                row.getObject("occurred_on", LocalDate.class),
                row.getLong("position"),
                row.getBigDecimal("weight").longValueExact(),
                row.getString("corrected_by"),
                row.getString("lot"),
                row.getLong("population"));
    }

    private Integer[] accounts(List<Formula> parts, Formula.Kind kind) {
        return ledger.numbers(parts.stream()
                .filter(part -> part.kind() == kind)
                .map(Formula::account)
                .toList());
    }

    private static CellActs.Line shown(Cell cell, Found line) {
        return new CellActs.Line(
                line.unit(),
                line.subject(),
                line.id(),
                ActType.find(line.type()).orElseThrow(),
                line.occurredOn(),
                line.position(),
                shown(cell, line.weight()),
                line.correctedBy());
    }

    /** Acts are of yuan, even where the cell is of ten thousand. */
    private static Object shown(Cell cell, long base) {
        return cell.measure() == Measure.COUNT ? (Object) base : Yuan.ofFen(base);
    }

    private static long[] cursor(String key) {
        if (!key.matches("[0-9]{1,18}\\.[0-9]{1,18}")) {
            throw Parameters.invalid("after must be a cursor that an earlier page gave");
        }
        String[] positions = key.split("\\.");
        return new long[] {Long.parseLong(positions[0]), Long.parseLong(positions[1])};
    }
}
