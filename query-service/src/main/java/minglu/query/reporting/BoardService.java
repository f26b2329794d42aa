package minglu.query.reporting;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minglu.api.format.Severity;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.BoardView;
import minglu.api.reporting.FindBoard;
import minglu.api.reporting.ReportState;
import minglu.api.reporting.ReportStep;
import minglu.api.reporting.ReturnState;
import minglu.api.reporting.ReturnStep;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.FindTables;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.api.tables.Scope;
import minglu.api.unit.UnitDefinition;
import minglu.platform.time.BusinessDates;
import minglu.platform.web.Page;
import minglu.query.follow.Moments;
import minglu.query.ledger.Ledger;
import minglu.query.reporting.ReportingStore.Kind;
import minglu.query.reporting.ReportingStore.Row;
import minglu.query.tables.TablesService;
import minglu.query.units.UnitStore;
import minglu.query.units.UnitTree;
import minglu.query.units.UnitTree.Coverage;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** All returns below a node on one board: who still owes what. */
@Component
public class BoardService {

    private static final String ACTS = "act/recorded";
    private static final String NIL = "nil/declared";
    private static final String NIL_YEAR = "nil/whole-year";
    private static final List<Integer> ALL_MONTHS =
            IntStream.rangeClosed(1, 12).boxed().toList();

    private final Moments moments;
    private final UnitStore units;
    private final Ledger ledger;
    private final ReportingStore store;
    private final ReturnService returns;
    private final TablesService tables;
    private final StatutoryDates due;
    private final BusinessDates dates;

    BoardService(
            Moments moments,
            UnitStore units,
            Ledger ledger,
            ReportingStore store,
            ReturnService returns,
            TablesService tables,
            StatutoryDates due,
            BusinessDates dates) {
        this.moments = moments;
        this.units = units;
        this.ledger = ledger;
        this.store = store;
        this.returns = returns;
        this.tables = tables;
        this.due = due;
        this.dates = dates;
    }

    /**
     * A page of the board. Rights are the caller's business.
     *
     * @throws RefusedException {@code unknown-unit} or {@code not-caught-up}
     */
    @QueryHandler
    public BoardView find(FindBoard query) {
        KnownAt known = moments.resolve(query.moment(), ReturnService.BEHIND);
        UnitDefinition node = units.latest()
                .find(query.node())
                .orElseThrow(() -> new RefusedException(ProblemCode.UNKNOWN_UNIT, "there is no unit " + query.node()));
        LocalDate asOf = asOf(query.moment(), known);
        UnitTree tree = units.treeAt(query.year(), known.position());
        Coverage coverage = tree.cover(query.node(), node.isNode() ? Scope.CONSOLIDATED : Scope.OWN);
        List<String> found = coverage.included().stream()
                .filter(unit -> query.after() == null || unit.compareTo(query.after()) > 0)
                .limit(query.limit() + 1L)
                .toList();
        Page page = new Page(query.limit(), query.after());
        List<String> shown = page.rows(found);
        Map<String, List<Row>> steps = store.returns(shown, query.year(), known.position());
        Map<String, Months> active = months(coverage, shown, query.year(), known);
        List<BoardView.Line> lines = shown.stream()
                .map(unit -> line(
                        unit,
                        tree.find(unit).orElseThrow().name(),
                        query.year(),
                        steps.getOrDefault(unit, List.of()),
                        active.getOrDefault(unit, new Months()),
                        asOf,
                        known))
                .toList();
        return new BoardView(
                query.node(),
                query.year(),
                known,
                report(query.node(), query.year(), asOf, known),
                lines,
                page.next(found, unit -> unit));
    }

    /** Lateness is judged as of the moment that is asked about. */
    private LocalDate asOf(Moment moment, KnownAt known) {
        boolean isPast = moment.knownAtPosition() != null || moment.knownAtInstant() != null;
        return isPast && known.recordedAt() != null
                ? LocalDate.ofInstant(known.recordedAt(), BusinessDates.ZONE)
                : dates.today();
    }

    private BoardView.Report report(String node, int year, LocalDate asOf, KnownAt known) {
        Standing<ReportState> standing = Standing.ofReport(store.steps(Kind.REPORT, node, year, known.position()));
        LocalDate dueOn = due.ofNodes(year);
        Optional<LocalDate> published = standing.steps().stream()
                .filter(step -> step.row().step().equals(ReportStep.PUBLISH.code()))
                .map(step -> day(step.row()))
                .findFirst();
        return new BoardView.Report(
                standing.state(),
                standing.version(),
                dueOn,
                published.orElse(asOf).isAfter(dueOn));
    }

    private BoardView.Line line(
            String unit, String name, int year, List<Row> steps, Months months, LocalDate asOf, KnownAt known) {
        Standing<ReturnState> standing = Standing.ofReturn(steps);
        LocalDate dueOn = due.ofUnits(year);
        LocalDate handedOver = standing.state() == ReturnState.OPEN
                ? asOf
                : standing.latest(row ->
                                row.step().equals(ReturnStep.SUBMIT.code()) ? Optional.of(day(row)) : Optional.empty())
                        .orElse(asOf);
        Moment then = Moment.knownAt(known.position());
        List<CheckLine> failing = tables.find(new FindTables(unit, year, Scope.OWN, then, null)).checks().stream()
                .filter(BoardService::standsInTheWay)
                .toList();
        return new BoardView.Line(
                unit,
                name,
                standing.state(),
                standing.version(),
                over(year, asOf)
                        .filter(month -> !months.acted.contains(month) && !months.nil.contains(month))
                        .boxed()
                        .toList(),
                over(year, asOf)
                        .filter(month -> !months.acted.contains(month) && months.nil.contains(month))
                        .boxed()
                        .toList(),
                failing,
                returns.changedSince(unit, year, standing.figures().orElse(null), known),
                dueOn,
                handedOver.isAfter(dueOn));
    }

    private static boolean standsInTheWay(CheckLine check) {
        return check.status() == CheckStatus.FAILS
                || check.severity() == Severity.ERROR && check.status() == CheckStatus.UNKNOWN;
    }

    private static IntStream over(int year, LocalDate asOf) {
        return IntStream.rangeClosed(1, monthsOver(year, asOf));
    }

    private static int monthsOver(int year, LocalDate asOf) {
        if (asOf.getYear() > year) {
            return 12;
        }
        return asOf.getYear() < year ? 0 : asOf.getMonthValue() - 1;
    }

    private static LocalDate day(Row row) {
        return LocalDate.ofInstant(row.recordedAt(), BusinessDates.ZONE);
    }

    /** Months in which a unit, or one it goes on for, acted or declared nil. */
    private record Months(Set<Integer> acted, Set<Integer> nil) {

        Months() {
            this(new TreeSet<>(), new TreeSet<>());
        }
    }

    /** The months of units; a nil declaration of the year covers all. */
    private Map<String, Months> months(Coverage coverage, List<String> shown, int year, KnownAt known) {
        Set<String> wanted = new HashSet<>(shown);
        Set<String> recording = coverage.owners().entrySet().stream()
                .filter(owner -> wanted.contains(owner.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, Months> active = new HashMap<>();
        ledger.monthly(recording, List.of(ACTS, NIL, NIL_YEAR), year, known.position())
                .forEach((unit, accounts) -> {
                    Months months = active.computeIfAbsent(coverage.owners().get(unit), owner -> new Months());
                    accounts.forEach((account, sums) -> (account.equals(ACTS) ? months.acted : months.nil)
                            .addAll(account.equals(NIL_YEAR) ? ALL_MONTHS : sums.keySet()));
                });
        return active;
    }
}
