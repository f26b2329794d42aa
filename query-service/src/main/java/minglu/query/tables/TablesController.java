package minglu.query.tables;

import java.util.List;
import java.util.Set;
import minglu.api.tables.CellActs;
import minglu.api.tables.CellByUnit;
import minglu.api.tables.CellSample;
import minglu.api.tables.FindTables;
import minglu.api.tables.Moment;
import minglu.api.tables.Scope;
import minglu.api.tables.SummaryView;
import minglu.api.tables.TablesDifference;
import minglu.api.tables.TablesView;
import minglu.platform.access.Caller;
import minglu.query.follow.Moments;
import minglu.query.reporting.ReportingProjection;
import minglu.query.units.ReadAccess;
import minglu.query.web.Parameters;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures of a unit's year over HTTP (contract section 4). */
@RestController
@RequestMapping("/api/v1")
class TablesController {

    private static final int LARGEST_SAMPLE = 1000;

    /** No line end, so that nobody can move the border between a seed and the unit after it. */
    private static final String SEED = "\\P{Cntrl}{1,64}";

    private final TablesService tables;
    private final CellActsService cellActs;
    private final SummaryService summaries;
    private final DifferenceService differences;
    private final ReadAccess access;
    private final Moments moments;

    TablesController(
            TablesService tables,
            CellActsService cellActs,
            SummaryService summaries,
            DifferenceService differences,
            ReadAccess access,
            Moments moments) {
        this.tables = tables;
        this.cellActs = cellActs;
        this.summaries = summaries;
        this.differences = differences;
        this.access = access;
        this.moments = moments;
    }

    @GetMapping("/tables")
    TablesView tables(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        return tables.find(
                asked(caller, new Parameters(query, "unit", "year", "scope", "knownAt", "occurredUntil", "atLeast")));
    }

    @GetMapping("/tables/cells/{cell}/acts")
    CellActs acts(Caller caller, @PathVariable String cell, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters =
                new Parameters(query, "unit", "year", "scope", "knownAt", "occurredUntil", "atLeast", "limit", "after");
        FindTables asked = asked(caller, parameters);
        return cellActs.find(cellActs.cell(cell), asked, parameters.page());
    }

    /** How the units of a table share one of its cells. */
    @GetMapping("/tables/cells/{cell}/units")
    CellByUnit units(Caller caller, @PathVariable String cell, @RequestParam MultiValueMap<String, String> query) {
        FindTables asked =
                asked(caller, new Parameters(query, "unit", "year", "scope", "knownAt", "occurredUntil", "atLeast"));
        return tables.byUnit(cellActs.cell(cell), asked);
    }

    /** A random sample of the acts behind a cell, for 抽查 (contract section 6). */
    @GetMapping("/sample")
    CellSample sample(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(
                query, "unit", "year", "cell", "seed", "n", "scope", "knownAt", "occurredUntil", "atLeast");
        String cell = parameters.required("cell");
        String seed = parameters.required("seed");
        if (!seed.matches(SEED)) {
            throw Parameters.invalid("seed must be 1 to 64 characters, none of them a control character");
        }
        int n = parameters.requiredNumber("n", 1, LARGEST_SAMPLE);
        FindTables asked = asked(caller, parameters);
        return cellActs.sample(cellActs.cell(cell), asked, seed, n);
    }

    @GetMapping("/summary")
    SummaryView summary(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        return summaries.find(
                asked(caller, new Parameters(query, "unit", "year", "scope", "knownAt", "occurredUntil", "atLeast")));
    }

    @GetMapping("/tables/diff")
    TablesDifference difference(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters =
                new Parameters(query, "unit", "year", "from", "to", "unit2", "year2", "atLeast", "limit", "after");
        String unit = parameters.required("unit");
        int year = parameters.requiredYear("year");
        String unit2 = parameters.text("unit2").orElse(unit);
        int year2 = parameters.year("year2").orElse(year);
        boolean two =
                parameters.text("unit2").isPresent() || parameters.text("year2").isPresent();
        DifferenceService.Side from = side(parameters, "from", unit, year);
        DifferenceService.Side to = side(parameters, "to", unit2, year2);
        ReadAccess.verifyReads(caller);
        for (DifferenceService.Side side : List.of(from, to)) {
            moments.resolve(
                    side.moment() == null ? parameters.moment() : side.moment(), Set.of(ReportingProjection.NAME));
            access.verifyFigures(caller, side.unit());
        }
        return differences.find(from, to, two, parameters.page());
    }

    private static DifferenceService.Side side(Parameters parameters, String name, String unit, int year) {
        Integer version = parameters.version(name).orElse(null);
        Moment moment = version == null
                ? parameters.momentAt(name, "a position, a date, an instant or a version such as version:1")
                : null;
        return new DifferenceService.Side(unit, year, moment, version);
    }

    private FindTables asked(Caller caller, Parameters parameters) {
        String unit = parameters.required("unit");
        int year = parameters.requiredYear("year");
        FindTables asked = new FindTables(
                unit,
                year,
                parameters.code("scope", Scope.values()).orElse(null),
                parameters.moment(),
                parameters.occurredUntil(year));
        // A unit defined just now is known after waiting only.
        ReadAccess.verifyReads(caller);
        moments.resolve(asked.moment(), Set.of());
        access.verifyFigures(caller, unit);
        return asked;
    }
}
