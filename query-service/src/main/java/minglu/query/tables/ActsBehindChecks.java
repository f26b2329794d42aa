package minglu.query.tables;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minglu.api.act.ActType;
import minglu.api.format.FootingRule;
import minglu.api.format.FootingRule.Term;
import minglu.api.format.Formats;
import minglu.api.format.Formula;
import minglu.api.format.StatutoryFormat;
import minglu.api.tables.ActBehind;
import minglu.api.tables.CheckLine;
import minglu.api.tables.FindActsBehind;
import minglu.api.tables.FindTables;
import minglu.api.tables.FoundActsBehind;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.query.follow.Moments;
import minglu.query.follow.OneState;
import minglu.query.ledger.Ledger;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** From a check that does not hold to the acts behind it. */
@Component
class ActsBehindChecks {

    /** Acts that are named for each check, the first by position. */
    static final int MOST_NAMED = 20;

    private static final String ALL = "all";
    private static final String FEES = "fees.amountYuan";
    private static final int PLACES_OF_YUAN = 2;

    /**
     * What each act adds to the two sides. Subjects that count alike on both sides are none of it: a document in force the year
     * before and repealed in this one is two acts and no difference.
     */
    private static final String DIFFERENCE =
            """
            WITH part AS (
                SELECT * FROM unnest(CAST(:accounts AS integer[]), CAST(:kinds AS text[]), CAST(:befores AS boolean[]),
                                     CAST(:lefts AS bigint[]), CAST(:rights AS bigint[]))
                    AS t (account, kind, before, l, r)),
            counted AS (
                SELECT p.act, sum(p.amount * part.l) AS l, sum(p.amount * part.r) AS r
                  FROM posted_act p
                  JOIN part ON part.account = p.account
                 WHERE p.position <= :known AND p.account = ANY (:accounts) AND p.unit = ANY (:all)
                   AND CASE WHEN part.before THEN p.unit = ANY (:unitsBefore) AND p.occurred_on < :start
                            WHEN part.kind = 'FLOW' THEN p.unit = ANY (:units) AND p.occurred_on BETWEEN :start AND :until
                            WHEN part.kind = 'STOCK' THEN p.unit = ANY (:units) AND p.occurred_on <= :until
                            ELSE p.unit = ANY (:units) AND p.occurred_on < :start END
                 GROUP BY p.act),
            behind AS (
                SELECT c.l, c.r, a.*, sum(c.l - c.r) OVER (PARTITION BY a.unit_no, a.subject) AS whole
                  FROM counted c
                  JOIN (SELECT position, unit, unit_no, subject, id, type, occurred_on FROM recorded_act) a ON a.position = c.act)
            SELECT b.unit, b.subject, b.id, b.type, b.position, b.l, b.r, count(*) OVER () AS total,
                   coalesce(moved.moved_to, b.occurred_on) AS occurred_on
              FROM behind b
              LEFT JOIN LATERAL (
                   SELECT c.moved_to FROM recorded_act c
                    WHERE c.unit_no = b.unit_no AND c.subject = b.subject AND c.corrects = b.id AND c.position <= :known
                      AND c.moved_to IS NOT NULL
                    ORDER BY c.position DESC LIMIT 1) moved ON TRUE
             WHERE b.whole <> 0 AND b.l <> b.r
             ORDER BY b.position
             LIMIT :limit
            """;

    private final JdbcClient jdbc;
    private final Moments moments;
    private final OneState state;
    private final YearReader years;
    private final Ledger ledger;
    private final StatutoryFormat format = Formats.current();

    ActsBehindChecks(JdbcClient jdbc, Moments moments, OneState state, YearReader years, Ledger ledger) {
        this.jdbc = jdbc;
        this.moments = moments;
        this.state = state;
        this.years = years;
        this.ledger = ledger;
    }

    /** An account on the sides of a check. */
    private record Part(String account, Formula.Kind kind, boolean before, long left, long right) {}

    /** Acts, and how many there are of them. */
    private record Found(List<ActBehind> acts, long total) {}

    /**
     * The acts behind some checks. Rights are the caller's business.
     *
     * @throws minglu.api.problem.RefusedException {@code unknown-unit}, {@code year-not-reported} or {@code not-caught-up}
     */
    @QueryHandler
    public FoundActsBehind find(FindActsBehind query) {
        KnownAt known = moments.resolve(Moment.knownAt(query.position()), CellActsService.BEHIND);
        FindTables asked = new FindTables(query.unit(), query.year(), null, Moment.knownAt(query.position()), null);
        return state.read(() -> {
            YearSums sums = years.read(asked, known);
            return new FoundActsBehind(query.checks().stream()
                    .map(check -> explained(sums, check, query.checks()))
                    .toList());
        });
    }

    private CheckLine explained(YearSums sums, CheckLine check, List<CheckLine> all) {
        List<Part> parts = parts(check, all);
        Found found = parts.isEmpty() ? new Found(List.of(), 0) : read(sums, parts, places(check));
        return check.with(found.acts(), found.total());
    }

    private List<Part> parts(CheckLine check, List<CheckLine> all) {
        Optional<FootingRule> rule = format.footing().stream()
                .filter(candidate -> candidate.id().equals(check.rule()))
                .findFirst();
        List<Part> parts = new ArrayList<>();
        if (rule.isEmpty()) {
            // A text has a number on its left side, and on its right the figures it speaks of.
            check.cells().forEach(name -> addFigure(parts, name));
        } else if (rule.get().how().kind() == FootingRule.Kind.BALANCE) {
            rule.get().how().left().forEach(term -> add(parts, term, check.where(), true));
            rule.get().how().right().forEach(term -> add(parts, term, check.where(), false));
        } else {
            // The line of all cells stands for the cells that have lines of their own.
            all.stream()
                    .filter(line ->
                            line.rule().equals(check.rule()) && !line.where().equals(ALL))
                    .filter(line -> check.where().equals(ALL) || check.where().equals(line.where()))
                    .forEach(line -> addCell(parts, line.where(), false, 1, 0));
        }
        return parts;
    }

    private void add(List<Part> parts, Term term, String where, boolean onLeft) {
        long sign = term.minus() ? -1 : 1;
        addCell(parts, term.cellAt(where), term.before(), onLeft ? sign : 0, onLeft ? 0 : sign);
    }

    private void addCell(List<Part> parts, String cell, boolean before, long left, long right) {
        format.parts(cell)
                .forEach(formula -> parts.add(new Part(formula.account(), formula.kind(), before, left, right)));
    }

    private void addFigure(List<Part> parts, String name) {
        if (format.find(name).isPresent()) {
            addCell(parts, name, false, 0, 1);
        } else {
            SummaryAccounts.of(name).forEach(account -> parts.add(new Part(account, Formula.Kind.FLOW, false, 0, 1)));
        }
    }

    /** Decimal places of what is posted, by the first figure compared: fees are kept in fen and spoken of in yuan. */
    private int places(CheckLine check) {
        if (check.where().equals(ALL) || check.cells().isEmpty()) {
            return 0;
        }
        String first = check.cells().get(0);
        return first.equals(FEES)
                ? PLACES_OF_YUAN
                : format.find(first).map(cell -> cell.measure().places()).orElse(0);
    }

    private Found read(YearSums sums, List<Part> parts, int places) {
        List<Part> posted = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (Part part : parts) {
            // An account that nobody posted to has no number.
            for (Integer number : ledger.numbers(List.of(part.account()))) {
                posted.add(part);
                numbers.add(number);
            }
        }
        if (posted.isEmpty()) {
            return new Found(List.of(), 0);
        }
        long[] total = {0};
        List<ActBehind> acts = jdbc.sql(DIFFERENCE)
                .param("accounts", numbers.toArray(Integer[]::new))
                .param("kinds", posted.stream().map(part -> part.kind().name()).toArray(String[]::new))
                .param("befores", posted.stream().map(Part::before).toArray(Boolean[]::new))
                .param("lefts", posted.stream().map(Part::left).toArray(Long[]::new))
                .param("rights", posted.stream().map(Part::right).toArray(Long[]::new))
                .param("units", ledger.unitNumbers(sums.coverage().owners().keySet()))
                .param("unitsBefore", ledger.unitNumbers(sums.before().orElse(Set.of())))
                .param("all", ledger.unitNumbers(YearSums.needed(sums.coverage(), sums.before())))
                .param("start", Date.valueOf(LocalDate.of(sums.year(), 1, 1)))
                .param("until", Date.valueOf(sums.until()))
                .param("known", sums.knownAt().position())
                .param("limit", MOST_NAMED)
                .query((row, number) -> {
                    total[0] = row.getLong("total");
                    return act(row, places);
                })
                .list();
        return new Found(acts, total[0]);
    }

    private static ActBehind act(ResultSet row, int places) throws SQLException {
        return new ActBehind(
                row.getString("unit"),
                row.getString("subject"),
                row.getString("id"),
                ActType.find(row.getString("type")).orElseThrow(),
                row.getObject("occurred_on", LocalDate.class),
                row.getLong("position"),
                shown(row.getBigDecimal("l"), places),
                shown(row.getBigDecimal("r"), places));
    }

    private static BigDecimal shown(BigDecimal base, int places) {
        BigDecimal number = base.movePointLeft(places).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
