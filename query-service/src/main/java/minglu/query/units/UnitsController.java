package minglu.query.units;

import java.util.List;
import java.util.Map;
import java.util.Set;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.platform.access.Caller;
import minglu.platform.web.Page;
import minglu.query.follow.Moments;
import minglu.query.web.Parameters;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of units over HTTP (contract section 2). */
@RestController
@RequestMapping("/api/v1/units")
class UnitsController {

    private final UnitStore units;
    private final Moments moments;

    UnitsController(UnitStore units, Moments moments) {
        this.units = units;
        this.moments = moments;
    }

    /** A page of units, by code. */
    record Units(List<UnitView> units, String next) {}

    /** A unit by its latest definition. */
    record UnitView(
            String unit,
            String name,
            UnitKind kind,
            String parent,
            Integer reportingFrom,
            Integer reportingUntil,
            String successor) {

        static UnitView of(Map.Entry<String, UnitDefinition> unit) {
            UnitDefinition definition = unit.getValue();
            return new UnitView(
                    unit.getKey(),
                    definition.name(),
                    definition.kind(),
                    definition.parent(),
                    definition.reportingFrom(),
                    definition.reportingUntil(),
                    definition.successor());
        }
    }

    @GetMapping
    Units list(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, "atLeast", "limit", "after");
        moments.resolve(parameters.moment(), Set.of());
        Page page = parameters.page();
        UnitTree tree = units.latest();
        List<UnitView> found = tree.all().entrySet().stream()
                .filter(unit -> page.after() == null || unit.getKey().compareTo(page.after()) > 0)
                .filter(unit -> ReadAccess.isVisible(caller, unit.getKey(), tree))
                .limit(page.limit() + 1L)
                .map(UnitView::of)
                .toList();
        return new Units(page.rows(found), page.next(found, UnitView::unit));
    }
}
