package minglu.query.reporting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minglu.api.format.Cell;
import minglu.api.format.Footing;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.FindReferenceFigures;
import minglu.api.reporting.ReferenceFiguresKept;
import minglu.api.reporting.ReferenceView;
import minglu.api.tables.FindTables;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.api.tables.Scope;
import minglu.query.follow.Moments;
import minglu.query.reporting.ReportingStore.Note;
import minglu.query.tables.TablesService;
import minglu.query.units.UnitStore;
import minglu.query.units.UnitTree;
import minglu.query.units.UnitTree.Coverage;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Figures of reports that were published elsewhere, held against the rules and against the acts. */
@Component
public class ReferenceService {

    private final Moments moments;
    private final ReportingStore store;
    private final TablesService tables;
    private final UnitStore units;
    private final StatutoryFormat format = Formats.current();

    ReferenceService(Moments moments, ReportingStore store, TablesService tables, UnitStore units) {
        this.moments = moments;
        this.store = store;
        this.tables = tables;
        this.units = units;
    }

    /**
     * The reference figures of a unit or node. Rights are the caller's business.
     *
     * @throws RefusedException {@code unknown-unit} or {@code not-caught-up}
     */
    @QueryHandler
    public ReferenceView find(FindReferenceFigures query) {
        KnownAt known = moments.resolve(query.moment(), ReturnService.BEHIND);
        String unit = query.unit();
        int year = query.year();
        boolean isNode = units.latest()
                .find(unit)
                .orElseThrow(() -> new RefusedException(ProblemCode.UNKNOWN_UNIT, "there is no unit " + unit))
                .isNode();
        Optional<ReferenceFiguresKept> published = kept(unit, year, known);
        Map<String, Object> comparable = published.flatMap(this::comparable).orElse(Map.of());
        Map<String, Long> figures = base(comparable);
        Map<String, Long> before = kept(unit, year - 1, known)
                .flatMap(this::comparable)
                .or(() -> computed(unit, year - 1, isNode, known))
                .map(this::base)
                .orElse(Map.of());
        Map<String, Object> computed = computed(unit, year, isNode, known).orElse(null);
        return new ReferenceView(
                published.map(ReferenceFiguresKept::cells).orElse(Map.of()),
                Footing.check(format, figures, before, isNode ? sumOfUnits(unit, year, known) : figures),
                differences(comparable, computed));
    }

    private Optional<ReferenceFiguresKept> kept(String unit, int year, KnownAt known) {
        return store.note(Note.REFERENCE, unit, year, known.position(), ReferenceFiguresKept.class);
    }

    /** Figures of another format are shown, but unknown to the rules of this one. */
    private Optional<Map<String, Object>> comparable(ReferenceFiguresKept kept) {
        return kept.format().equals(format.format()) ? Optional.of(kept.cells()) : Optional.empty();
    }

    /** What the acts give; nothing in a year that neither the unit nor anything below it reports. */
    private Optional<Map<String, Object>> computed(String unit, int year, boolean isNode, KnownAt known) {
        UnitTree tree = units.treeAt(year, known.position());
        boolean reports = isNode
                ? !tree.cover(unit, Scope.CONSOLIDATED).included().isEmpty()
                : tree.find(unit)
                        .filter(definition -> definition.reportsIn(year))
                        .isPresent();
        return reports
                ? Optional.of(tables.find(new FindTables(unit, year, null, Moment.knownAt(known.position()), null))
                        .cells())
                : Optional.empty();
    }

    /** The sum of what the units below published; a cell that one of them did not publish is unknown. */
    private Map<String, Long> sumOfUnits(String node, int year, KnownAt known) {
        Coverage coverage = units.treeAt(year, known.position()).cover(node, Scope.CONSOLIDATED);
        Map<String, ReferenceFiguresKept> kept =
                store.notes(Note.REFERENCE, coverage.included(), year, known.position(), ReferenceFiguresKept.class);
        if (coverage.included().isEmpty() || !kept.keySet().containsAll(coverage.included())) {
            return Map.of();
        }
        List<Map<String, Long>> parts = kept.values().stream()
                .map(one -> base(comparable(one).orElse(Map.of())))
                .toList();
        Map<String, Long> sums = new HashMap<>();
        for (Cell cell : format.cells()) {
            if (parts.stream().allMatch(part -> part.containsKey(cell.id()))) {
                sums.put(
                        cell.id(),
                        parts.stream().mapToLong(part -> part.get(cell.id())).reduce(0, Math::addExact));
            }
        }
        return sums;
    }

    private List<ReferenceView.Difference> differences(Map<String, Object> published, Map<String, Object> computed) {
        Map<String, Long> ofPublished = base(published);
        Map<String, Long> ofComputed = computed == null ? Map.of() : base(computed);
        List<ReferenceView.Difference> differences = new ArrayList<>();
        for (Cell cell : format.cells()) {
            Long figure = ofPublished.get(cell.id());
            if (figure != null && !figure.equals(ofComputed.get(cell.id()))) {
                differences.add(new ReferenceView.Difference(
                        cell.id(), cell.measure().shown(figure), computed == null ? null : computed.get(cell.id())));
            }
        }
        return differences;
    }

    private Map<String, Long> base(Map<String, Object> cells) {
        Map<String, Long> base = new HashMap<>();
        cells.forEach((cell, figure) ->
                base.put(cell, format.find(cell).orElseThrow().measure().base(figure)));
        return base;
    }
}
