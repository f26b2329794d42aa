package minglu.query.reporting;

import java.util.List;
import java.util.Set;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.FiguresView;
import minglu.api.reporting.FindReturn;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.ReturnState;
import minglu.api.reporting.ReturnView;
import minglu.api.tables.FindMoves;
import minglu.api.tables.FoundMoves;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.api.unit.UnitDefinition;
import minglu.query.follow.Moments;
import minglu.query.reporting.ReportingStore.Kind;
import minglu.query.tables.MovesService;
import minglu.query.units.UnitStore;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Returns of units. */
@Component
public class ReturnService {

    /** What stands behind answers about sign-off: steps, and the acts that moved a cell. */
    static final Set<String> BEHIND = Set.of(ReportingProjection.NAME, "cases");

    private final Moments moments;
    private final ReportingStore store;
    private final ReportingTexts texts;
    private final MovesService moves;
    private final UnitStore units;

    ReturnService(Moments moments, ReportingStore store, ReportingTexts texts, MovesService moves, UnitStore units) {
        this.moments = moments;
        this.store = store;
        this.texts = texts;
        this.moves = moves;
        this.units = units;
    }

    /**
     * The return of a unit for a year. Rights are the caller's business.
     *
     * @throws RefusedException {@code unknown-unit}, {@code unit-is-node}, {@code year-not-reported} or {@code not-caught-up}
     */
    @QueryHandler
    public ReturnView find(FindReturn query) {
        KnownAt known = moments.resolve(query.moment(), BEHIND);
        UnitDefinition definition = units.tree(query.year())
                .find(query.unit())
                .orElseThrow(() -> new RefusedException(ProblemCode.UNKNOWN_UNIT, "there is no unit " + query.unit()));
        if (definition.isNode()) {
            throw new RefusedException(
                    ProblemCode.UNIT_IS_NODE,
                    "unit " + query.unit() + " is a government: it has no return, its office has");
        }
        if (!definition.reportsIn(query.year())) {
            throw new RefusedException(
                    ProblemCode.YEAR_NOT_REPORTED, "unit " + query.unit() + " does not report " + query.year());
        }
        Standing<ReturnState> standing =
                Standing.ofReturn(store.steps(Kind.RETURN, query.unit(), query.year(), known.position()));
        KeptFigures figures = standing.figures().orElse(null);
        return new ReturnView(
                query.unit(),
                query.year(),
                known,
                standing.state(),
                standing.version(),
                texts.history(standing),
                shown(figures),
                changedSince(query.unit(), query.year(), figures, known));
    }

    /** Figures as they are shown; null stays null. */
    static FiguresView shown(KeptFigures figures) {
        return figures == null ? null : new FiguresView(figures.position(), figures.cells(), figures.checks());
    }

    /** What moved a cell since figures were kept. */
    List<FoundMoves.Event> changedSince(String unit, int year, KeptFigures figures, KnownAt known) {
        return figures == null
                ? List.of()
                : moves.find(new FindMoves(
                                unit, year, figures.scope(), figures.position(), Moment.knownAt(known.position())))
                        .events();
    }
}
