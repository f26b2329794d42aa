package minglu.portal.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import minglu.api.format.Formats;
import minglu.api.format.TableLayout;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.time.BusinessDates;
import minglu.portal.Contract;
import minglu.portal.Labels;
import minglu.portal.Units;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The statutory tables of a unit's year, and the acts behind each of their cells. */
@Controller
class TablesPage {

    private final Contract contract;
    private final Labels labels;
    private final Units units;
    private final BusinessDates dates;

    TablesPage(Contract contract, Labels labels, Units units, BusinessDates dates) {
        this.contract = contract;
        this.labels = labels;
        this.units = units;
        this.dates = dates;
    }

    @GetMapping("/portal/tables")
    String tables(Caller caller, Locale locale, Chosen.Asked figures, Model model) {
        Chosen chosen = figures.by(caller, dates);
        Map<String, Object> tables = contract.read(caller, "/api/v1/tables", chosen.parameters());
        Labels.InLanguage names = labels.in(locale);
        model.addAttribute("chosen", chosen);
        model.addAttribute("units", units.of(caller));
        model.addAttribute("unitName", units.name(caller, chosen.unit()));
        model.addAttribute("tables", tables);
        model.addAttribute("title", names.label(Formats.current().title()));
        model.addAttribute(
                "grids",
                Formats.current().tables().stream()
                        .map(table -> TableLayout.of(table, names::label))
                        .toList());
        model.addAttribute("failing", failing(tables));
        model.addAttribute("marks", marks(tables));
        return "tables";
    }

    @GetMapping("/portal/tables/cells/{cell}")
    String cell(
            Caller caller,
            @PathVariable String cell,
            Chosen.Asked figures,
            @RequestParam(required = false) String after,
            Model model) {
        Chosen chosen = figures.by(caller, dates);
        Map<String, Object> parameters = new LinkedHashMap<>(chosen.parameters());
        parameters.put("after", after);
        model.addAttribute("chosen", chosen);
        model.addAttribute("unitName", units.name(caller, chosen.unit()));
        model.addAttribute("cell", cell);
        model.addAttribute("names", units.of(caller));
        model.addAttribute("maySample", caller.hasAny(Role.INSPECTOR, Role.CONSOLIDATOR, Role.PUBLISHER));
        model.addAttribute("sample", chosen.at("/portal/inspect/sample") + "&cell=" + cell);
        model.addAttribute(
                "found", contract.read(caller, Contract.path("/api/v1/tables/cells/{}/acts", cell), parameters));
        return "cell";
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> failing(Map<String, Object> tables) {
        return ((List<Map<String, Object>>) tables.get("checks"))
                .stream().filter(check -> !"holds".equals(check.get("status"))).toList();
    }

    /** Cells of checks that fail, with the severity of the worst. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> marks(Map<String, Object> tables) {
        Map<String, String> marks = new TreeMap<>();
        for (Map<String, Object> check : failing(tables)) {
            if ("fails".equals(check.get("status"))) {
                for (String cell : (List<String>) check.get("cells")) {
                    marks.merge(
                            cell, (String) check.get("severity"), (one, other) -> "error".equals(one) ? one : other);
                }
            }
        }
        return marks;
    }
}
