package minglu.query.tables;

import java.util.Set;
import minglu.api.tables.CellActs;
import minglu.api.tables.FindTables;
import minglu.api.tables.Scope;
import minglu.api.tables.SummaryView;
import minglu.api.tables.TablesView;
import minglu.platform.access.Caller;
import minglu.query.follow.Moments;
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

    private final TablesService tables;
    private final CellActsService cellActs;
    private final SummaryService summaries;
    private final ReadAccess access;
    private final Moments moments;

    TablesController(
            TablesService tables,
            CellActsService cellActs,
            SummaryService summaries,
            ReadAccess access,
            Moments moments) {
        this.tables = tables;
        this.cellActs = cellActs;
        this.summaries = summaries;
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

    @GetMapping("/summary")
    SummaryView summary(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        return summaries.find(
                asked(caller, new Parameters(query, "unit", "year", "scope", "knownAt", "occurredUntil", "atLeast")));
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
