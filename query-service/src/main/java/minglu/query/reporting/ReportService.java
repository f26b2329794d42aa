package minglu.query.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minglu.api.format.Cell;
import minglu.api.format.FigureReferences;
import minglu.api.format.Formats;
import minglu.api.format.Measure;
import minglu.api.format.StatutoryFormat;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.CanonicalJson;
import minglu.api.reporting.Dismissal;
import minglu.api.reporting.FindReport;
import minglu.api.reporting.Justification;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.PrepareReport;
import minglu.api.reporting.PreparedReport;
import minglu.api.reporting.ReportState;
import minglu.api.reporting.ReportStep;
import minglu.api.reporting.ReportTexts;
import minglu.api.reporting.ReportView;
import minglu.api.reporting.TextCheck;
import minglu.api.reporting.TextFooting;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.FindTables;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.api.tables.SummaryFigures;
import minglu.api.tables.SummaryView;
import minglu.api.tables.TablesView;
import minglu.api.unit.UnitDefinition;
import minglu.query.follow.Moments;
import minglu.query.reporting.ReportingStore.Kind;
import minglu.query.reporting.ReportingStore.Publication;
import minglu.query.reporting.ReportingStore.Row;
import minglu.query.tables.PublishedVersions;
import minglu.query.tables.SummaryService;
import minglu.query.tables.TablesService;
import minglu.query.units.UnitStore;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Reports of units and nodes. */
@Component
public class ReportService implements PublishedVersions {

    private final Moments moments;
    private final ReportingStore store;
    private final ReportingTexts texts;
    private final ReturnService returns;
    private final TablesService tables;
    private final SummaryService summaries;
    private final Restatements restatements;
    private final UnitStore units;
    private final StatutoryFormat format = Formats.current();

    ReportService(
            Moments moments,
            ReportingStore store,
            ReportingTexts texts,
            ReturnService returns,
            TablesService tables,
            SummaryService summaries,
            Restatements restatements,
            UnitStore units) {
        this.moments = moments;
        this.store = store;
        this.texts = texts;
        this.returns = returns;
        this.tables = tables;
        this.summaries = summaries;
        this.restatements = restatements;
        this.units = units;
    }

    /**
     * The report of a unit or node on a year. Rights are the caller's business.
     *
     * @throws RefusedException {@code unknown-unit}, {@code year-not-reported} or {@code not-caught-up}
     */
    @QueryHandler
    public ReportView find(FindReport query) {
        KnownAt known = moments.resolve(query.moment(), ReturnService.BEHIND);
        Standing<ReportState> standing = standing(query.unit(), query.year(), known.position());
        KeptFigures figures = standing.figures().orElse(null);
        ReportTexts written = texts.texts(query.unit(), query.year(), known.position());
        return new ReportView(
                query.unit(),
                query.year(),
                known,
                standing.state(),
                standing.version(),
                texts.history(standing),
                ReturnService.shown(figures),
                returns.changedSince(query.unit(), query.year(), figures, known),
                written,
                texts.justifications(query.unit(), query.year(), known.position()),
                texts.dismissals(query.unit(), query.year(), known.position()),
                textChecks(query, standing, written, known),
                versions(standing));
    }

    /** Of a draft the texts as written are held against the figures as known; what is signed was checked with its own. */
    private List<TextCheck> textChecks(
            FindReport query, Standing<ReportState> standing, ReportTexts written, KnownAt known) {
        KeptFigures figures = standing.state() == ReportState.DRAFT
                ? null
                : standing.figures().orElse(null);
        Moment moment = Moment.knownAt(figures == null ? known.position() : figures.position());
        FindTables asked = new FindTables(query.unit(), query.year(), null, moment, null);
        Map<String, Object> cells = figures == null ? tables.find(asked).cells() : figures.cells();
        return answered(
                textChecks(written, cells, summaries.ofTexts(asked)),
                texts.justifications(query.unit(), query.year(), known.position()),
                texts.dismissals(query.unit(), query.year(), known.position()));
    }

    /**
     * The next version of a report as it would be signed. Rights are the caller's business.
     *
     * @throws RefusedException {@code unknown-unit}, {@code year-not-reported} or {@code not-caught-up}
     */
    @QueryHandler
    public PreparedReport find(PrepareReport query) {
        KnownAt known = moments.resolve(query.moment(), ReturnService.BEHIND);
        FindTables asked = new FindTables(query.unit(), query.year(), null, Moment.knownAt(known.position()), null);
        TablesView figures = tables.find(asked);
        SummaryView summary = summaries.ofTexts(asked);
        Standing<ReportState> standing = standing(query.unit(), query.year(), known.position());
        ReportTexts written = texts.texts(query.unit(), query.year(), known.position());
        List<Justification> justifications = texts.justifications(query.unit(), query.year(), known.position());
        List<TextCheck> textChecks = answered(
                textChecks(written, figures.cells(), summary),
                justifications,
                texts.dismissals(query.unit(), query.year(), known.position()));
        VersionContent content = new VersionContent(
                query.unit(),
                names(figures),
                query.year(),
                standing.version(),
                figures.format(),
                figures.rules(),
                figures.scope(),
                figures.knownAt(),
                figures.occurredUntil(),
                figures.cells(),
                figures.checks(),
                figures.units(),
                summary.items(),
                summary.complaints(),
                summary.trainings(),
                summary.oversight(),
                summary.fees(),
                filled(written, figures.cells(), summary),
                written,
                textChecks,
                justifications,
                restatement(query, standing, figures));
        return new PreparedReport(
                standing.version(),
                figures,
                textChecks.stream().map(TextCheck::line).toList(),
                CanonicalJson.write(ReportingJson.tree(content)));
    }

    private Restatements.Restatement restatement(
            PrepareReport query, Standing<ReportState> standing, TablesView figures) {
        Optional<Row> opened = standing.latest(
                row -> row.step().equals(ReportStep.RESTATE.code()) ? Optional.of(row) : Optional.empty());
        return opened.map(row -> restatements.explain(
                        query.unit(),
                        query.year(),
                        standing.version() - 1,
                        standing.figures().orElseThrow(),
                        figures,
                        texts.comment(row)))
                .orElse(null);
    }

    /**
     * The bytes of a signed version.
     *
     * @param position what is known
     */
    Optional<String> content(String unit, int year, int version, long position) {
        return store.content(unit, year, version, position);
    }

    /**
     * How a version was published; empty while it is only signed.
     *
     * @param position what is known
     */
    Optional<Publication> publication(String unit, int year, int version, long position) {
        return store.publication(unit, year, version, position);
    }

    @Override
    public Optional<Version> find(String unit, int year, int version) {
        Standing<ReportState> standing = Standing.ofReport(store.steps(Kind.REPORT, unit, year, Long.MAX_VALUE));
        boolean isPublished = standing.steps().stream()
                .anyMatch(step -> step.version() == version && step.row().step().equals(ReportStep.PUBLISH.code()));
        return standing.steps().stream()
                .filter(step ->
                        isPublished && step.version() == version && step.row().figures() != null)
                .map(step -> step.row().figures())
                .map(figures -> new Version(figures.position(), figures.cells()))
                .findFirst();
    }

    private Standing<ReportState> standing(String unit, int year, long position) {
        UnitDefinition definition = units.tree(year)
                .find(unit)
                .orElseThrow(() -> new RefusedException(ProblemCode.UNKNOWN_UNIT, "there is no unit " + unit));
        if (!definition.reportsIn(year)) {
            throw new RefusedException(ProblemCode.YEAR_NOT_REPORTED, "unit " + unit + " does not report " + year);
        }
        return Standing.ofReport(store.steps(Kind.REPORT, unit, year, position));
    }

    private static List<ReportView.Version> versions(Standing<ReportState> standing) {
        Map<Integer, ReportView.Version> versions = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        for (Standing.Taken step : standing.steps()) {
            if (step.row().figures() != null) {
                order.add(step.version());
                versions.put(
                        step.version(),
                        new ReportView.Version(
                                step.version(),
                                ReportState.SIGNED,
                                step.row().figures().position()));
            } else {
                versions.computeIfPresent(
                        step.version(),
                        (version, signed) -> new ReportView.Version(version, ReportState.PUBLISHED, signed.position()));
            }
        }
        return order.stream().map(versions::get).toList();
    }

    private Map<String, String> names(TablesView figures) {
        Map<String, String> names = new HashMap<>();
        var tree = units.treeAt(figures.year(), figures.knownAt().position());
        List<String> wanted = new ArrayList<>(List.of(figures.unit()));
        wanted.addAll(figures.units().included());
        wanted.addAll(figures.units().excluded());
        wanted.forEach(unit -> tree.find(unit).ifPresent(definition -> names.put(unit, definition.name())));
        return names;
    }

    private List<TextCheck> textChecks(ReportTexts written, Map<String, Object> cells, SummaryView summary) {
        Map<String, BigDecimal> figures = new HashMap<>(SummaryFigures.of(summary));
        for (Cell cell : format.cells()) {
            Measure measure = cell.measure();
            figures.put(cell.id(), measure.number(measure.base(cells.get(cell.id()))));
        }
        return TextFooting.check(format, filled(written, cells, summary), figures);
    }

    private static ReportTexts filled(ReportTexts written, Map<String, Object> cells, SummaryView summary) {
        Map<String, String> figures = new HashMap<>();
        SummaryFigures.of(summary).forEach((name, figure) -> figures.put(name, figure.toPlainString()));
        cells.forEach((cell, figure) -> figures.put(cell, String.valueOf(figure)));
        return new ReportTexts(
                FigureReferences.fill(written.overview(), figures),
                FigureReferences.fill(written.problems(), figures),
                FigureReferences.fill(written.other(), figures));
    }

    /** What was justified or dismissed; a reason written for a place that is only possible dismisses it as well. */
    private static List<TextCheck> answered(
            List<TextCheck> checks, List<Justification> justifications, List<Dismissal> dismissals) {
        List<String> places = justifications.stream()
                .map(one -> ReportingTexts.place(one.rule(), one.where()))
                .toList();
        return checks.stream()
                .map(check -> {
                    boolean isJustified = places.contains(ReportingTexts.place(check.rule(), check.where()));
                    return switch (check.status()) {
                        case FAILS -> isJustified ? check.with(CheckStatus.JUSTIFIED) : check;
                        case POSSIBLE ->
                            isJustified || dismissals.stream().anyMatch(one -> one.concerns(check))
                                    ? check.with(CheckStatus.DISMISSED)
                                    : check;
                        case HOLDS, UNKNOWN, JUSTIFIED, DISMISSED -> check;
                    };
                })
                .toList();
    }
}
