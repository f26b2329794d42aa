package minglu.portal.inspect;

import java.util.LinkedHashMap;
import java.util.Map;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.time.BusinessDates;
import minglu.portal.Contract;
import minglu.portal.Units;
import minglu.portal.figures.Chosen;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log and its proofs, what was corrected, and who read which case. */
@Controller
class ProofPages {

    private static final int PAGE = 100;

    private final Contract contract;
    private final Units units;
    private final BusinessDates dates;

    ProofPages(Contract contract, Units units, BusinessDates dates) {
        this.contract = contract;
        this.units = units;
        this.dates = dates;
    }

    @GetMapping("/portal/inspect")
    String log(
            Caller caller,
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) String year,
            Model model) {
        Access.require(caller, Role.INSPECTOR, Role.CONSOLIDATOR, Role.PUBLISHER);
        model.addAttribute("chosen", Chosen.of(caller, dates, unit, year, null, null, null));
        model.addAttribute("units", units.of(caller));
        model.addAttribute("log", contract.read(caller, "/api/v1/log", Map.of()));
        model.addAttribute("inspects", caller.hasAny(Role.INSPECTOR));
        return "inspect-log";
    }

    @GetMapping("/portal/inspect/corrections")
    String corrections(
            Caller caller,
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) String year,
            @RequestParam(required = false) String after,
            Model model) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("unit", unit);
        asked.put("year", year);
        asked.put("limit", PAGE);
        asked.put("after", after);
        model.addAttribute("units", units.of(caller));
        model.addAttribute("unit", unit);
        model.addAttribute("year", year);
        model.addAttribute("found", contract.read(caller, "/api/v1/corrections", asked));
        return "inspect-corrections";
    }

    @GetMapping("/portal/inspect/accesses")
    String accesses(
            Caller caller,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String after,
            Model model) {
        String since = from == null || from.isBlank() ? dates.today().toString() : from;
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("from", since);
        asked.put("to", to);
        asked.put("limit", PAGE);
        asked.put("after", after);
        model.addAttribute("units", units.of(caller));
        model.addAttribute("from", since);
        model.addAttribute("to", to);
        model.addAttribute("found", contract.read(caller, "/api/v1/access-log", asked));
        return "inspect-accesses";
    }
}
