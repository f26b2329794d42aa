package minglu.portal.returns;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.api.problem.RefusedException;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A department's return for a year: what it lacks, what its checks say, and its steps. */
@Controller
class ReturnPages {

    private static final String RETURN = "/api/v1/returns/{}/{}";

    private final Contract contract;
    private final Units units;
    private final BusinessDates dates;

    ReturnPages(Contract contract, Units units, BusinessDates dates) {
        this.contract = contract;
        this.units = units;
        this.dates = dates;
    }

    /** In the first months of a year the one before is what matters. */
    @GetMapping("/portal/returns")
    String own(Caller caller) {
        Access.require(caller, Role.CLERK, Role.REVIEWER);
        return "redirect:" + Contract.path("/portal/returns/{}/{}", caller.unit(), Chosen.reportedYear(dates));
    }

    @GetMapping("/portal/returns/{unit}/{year}")
    String one(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam(required = false) String atLeast,
            Model model) {
        return show(caller, unit, year, atLeast, null, model);
    }

    @PostMapping("/portal/returns/{unit}/{year}/{step:submit|withdraw}")
    String take(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @PathVariable String step,
            @RequestParam(required = false) String comment,
            Model model,
            RedirectAttributes after) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("comment", comment == null || comment.isBlank() ? null : comment.trim());
        try {
            Map<String, Object> taken = contract.change(
                    caller, unit, "POST", Contract.path(RETURN + "/{}", unit, year, step), Map.of(), body);
            if (taken.get("position") != null) {
                after.addAttribute("atLeast", taken.get("position"));
            }
            after.addFlashAttribute("taken", step);
            return "redirect:" + Contract.path("/portal/returns/{}/{}", unit, year);
        } catch (RefusedException e) {
            return show(caller, unit, year, null, e, model);
        }
    }

    @SuppressWarnings("unchecked")
    private String show(
            Caller caller, String unit, String year, String atLeast, RefusedException refused, Model model) {
        Map<String, String> moment = new LinkedHashMap<>();
        moment.put("atLeast", atLeast);
        Map<String, Object> found = contract.read(caller, Contract.path(RETURN, unit, year), moment);
        Map<String, String> ofYear = new LinkedHashMap<>();
        ofYear.put("unit", unit);
        ofYear.put("year", year);
        Map<String, Object> tables = contract.read(caller, "/api/v1/tables", ofYear);
        Map<String, Object> board = contract.read(caller, "/api/v1/returns", Map.of("node", unit, "year", year));
        List<Map<String, Object>> lines = (List<Map<String, Object>>) board.get("units");
        model.addAttribute("chosen", new Chosen(unit, year, null, null, null));
        model.addAttribute("found", found);
        model.addAttribute("line", lines.isEmpty() ? null : lines.get(0));
        model.addAttribute("unit", unit);
        model.addAttribute("unitName", units.name(caller, unit));
        model.addAttribute("year", year);
        model.addAttribute("before", String.valueOf(Integer.parseInt(year) - 1));
        model.addAttribute("after", String.valueOf(Integer.parseInt(year) + 1));
        model.addAttribute(
                "failing",
                ((List<Map<String, Object>>) tables.get("checks"))
                        .stream()
                                .filter(check -> "fails".equals(check.get("status")))
                                .toList());
        model.addAttribute("maySubmit", caller.hasAny(Role.REVIEWER) && unit.equals(caller.unit()));
        model.addAttribute("over", Integer.parseInt(year) < dates.today().getYear());
        model.addAttribute("refusal", refused == null ? null : refused.refusal());
        return "return";
    }
}
