package minglu.query.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import minglu.api.format.Cell;
import minglu.api.format.Footing;
import minglu.api.format.Formats;
import minglu.api.format.Formula;
import minglu.api.format.StatutoryFormat;
import minglu.api.tables.CellByUnit;
import minglu.api.tables.CheckLine;
import minglu.api.tables.FindTables;
import minglu.api.tables.KnownAt;
import minglu.api.tables.TablesView;
import minglu.api.tables.UnitsOfTable;
import minglu.query.follow.Moments;
import minglu.query.follow.OneState;
import minglu.query.follow.ParkedEvents;
import minglu.query.follow.ParkedEvents.Letter;
import minglu.query.ledger.AccountSums;
import minglu.query.reporting.JustifiedWarnings;
import minglu.query.reporting.ReportingProjection;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** The statutory tables: the format laid over the ledger. */
@Component
public class TablesService {

    /** Parked events that an answer names one by one. */
    private static final int MOST_NAMED = 20;

    private final Moments moments;
    private final OneState state;
    private final YearReader years;
    private final ParkedEvents parked;
    private final JustifiedWarnings justified;
    private final StatutoryFormat format = Formats.current();

    TablesService(Moments moments, OneState state, YearReader years, ParkedEvents parked, JustifiedWarnings justified) {
        this.moments = moments;
        this.state = state;
        this.years = years;
        this.parked = parked;
        this.justified = justified;
    }

    /**
     * The tables of a unit's year. Rights are the caller's business.
     *
     * @throws minglu.api.problem.RefusedException {@code unknown-unit}, {@code year-not-reported} or {@code not-caught-up}
     */
    @QueryHandler
    public TablesView find(FindTables query) {
        return find(query, moments.resolve(query.moment(), Set.of(ReportingProjection.NAME)));
    }

    /**
     * The units whose postings the tables of a unit's year read, also those of the year before that they are compared with.
     *
     * @throws minglu.api.problem.RefusedException {@code unknown-unit} or {@code not-caught-up}
     */
    public Set<String> recordingUnits(FindTables query) {
        return years.recordingUnits(query, moments.resolve(query.moment(), Set.of()));
    }

    TablesView find(FindTables query, KnownAt known) {
        return state.read(() -> view(query, known));
    }

    /**
     * How the units of a year's tables share a cell, read at once for all of them. Rights are the caller's business.
     *
     * @throws minglu.api.problem.RefusedException {@code unknown-unit}, {@code year-not-reported} or {@code not-caught-up}
     */
    CellByUnit byUnit(Cell cell, FindTables query) {
        KnownAt known = moments.resolve(query.moment(), Set.of());
        YearSums sums = state.read(() -> years.read(query, known));
        List<CellByUnit.Share> shares = new TreeMap<>(sums.byIncluded())
                .entrySet().stream()
                        .map(unit -> new CellByUnit.Share(unit.getKey(), figure(cell, unit.getValue())))
                        .toList();
        return new CellByUnit(
                cell.id(),
                sums.unit(),
                sums.scope(),
                sums.year(),
                known,
                sums.until(),
                figure(cell, sums.total()),
                shares);
    }

    private Object figure(Cell cell, AccountSums sums) {
        return cell.measure().shown(format.compute(sums::read).get(cell.id()));
    }

    private TablesView view(FindTables query, KnownAt known) {
        YearSums sums = years.read(query, known);
        Map<String, Long> figures = format.compute(sums.total()::read);
        Map<String, Object> cells = new LinkedHashMap<>();
        for (Cell cell : format.cells()) {
            cells.put(cell.id(), cell.measure().shown(figures.get(cell.id())));
        }
        List<String> incompleteBecause = missing(sums);
        return new TablesView(
                format.format(),
                format.rules(),
                sums.unit(),
                sums.scope(),
                sums.year(),
                known,
                sums.until(),
                cells,
                checks(sums, figures),
                new UnitsOfTable(
                        List.copyOf(sums.coverage().included()),
                        sums.silent(),
                        List.copyOf(sums.coverage().excluded())),
                incompleteBecause.isEmpty(),
                incompleteBecause);
    }

    /** Reasons are given for the figures of a return or report, not for a part of a node. */
    private List<CheckLine> checks(YearSums sums, Map<String, Long> figures) {
        List<CheckLine> checks = Footing.check(format, figures, stockBefore(sums), sumOfUnits(sums), members(sums));
        return sums.scope() == years.scope(sums.unit(), null)
                ? justified.mark(
                        checks, sums.unit(), sums.year(), sums.knownAt().position())
                : checks;
    }

    /** One sentence for each event that stands behind the figures and is not posted. */
    private List<String> missing(YearSums sums) {
        List<Letter> letters = parked.missing(
                YearSums.needed(sums.coverage(), sums.before()),
                sums.year(),
                sums.knownAt().position(),
                MOST_NAMED + 1);
        List<String> sentences = letters.stream()
                .limit(MOST_NAMED)
                .map(letter -> "The event at position " + letter.position()
                        + (letter.unit() == null ? "" : " of unit " + letter.unit())
                        + (letter.subject() == null ? "" : ", subject " + letter.subject())
                        + (letter.id() == null ? "" : ", act " + letter.id()) + " is parked by " + letter.projection()
                        + " and may be missing: " + letter.cause() + ".")
                .collect(Collectors.toCollection(ArrayList::new));
        if (letters.size() > MOST_NAMED) {
            sentences.add("Further events are parked.");
        }
        return List.copyOf(sentences);
    }

    /** The stock cells of the year before; no other cell of that year stands in a rule. */
    private Map<String, Long> stockBefore(YearSums sums) {
        return sums.totalBefore().map(this::stockBefore).orElse(Map.of());
    }

    private Map<String, Long> stockBefore(AccountSums before) {
        Map<String, Long> stocks = new LinkedHashMap<>();
        for (Cell cell : format.cells()) {
            List<Formula> parts = format.parts(cell.id());
            if (parts.stream().allMatch(part -> part.kind() == Formula.Kind.STOCK)) {
                stocks.put(
                        cell.id(),
                        parts.stream()
                                .mapToLong(part -> before.opening(part.account()))
                                .reduce(0, Math::addExact));
            }
        }
        return stocks;
    }

    private Footing.Members members(YearSums sums) {
        SortedMap<String, Map<String, Long>> joined = new TreeMap<>();
        sums.joined().forEach((unit, its) -> joined.put(unit, format.compute(its::read)));
        SortedMap<String, Map<String, Long>> left = new TreeMap<>();
        sums.left().forEach((unit, its) -> left.put(unit, stockBefore(its)));
        return new Footing.Members(joined, left);
    }

    private Map<String, Long> sumOfUnits(YearSums sums) {
        Map<String, Long> total = new LinkedHashMap<>();
        format.cells().forEach(cell -> total.put(cell.id(), 0L));
        for (AccountSums unit : sums.byIncluded().values()) {
            format.compute(unit::read).forEach((cell, figure) -> total.merge(cell, figure, Math::addExact));
        }
        return total;
    }
}
