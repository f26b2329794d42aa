package minglu.portal.office;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.time.BusinessDates;
import minglu.portal.Contract;
import minglu.portal.Units;
import minglu.portal.figures.Chosen;
import minglu.portal.figures.Rows;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Units by months, and the returns that wait for the office. */
@Controller
class BoardPages {

    private static final String RETURN = "/api/v1/returns/{}/{}";
    private static final String SHOWN = "/portal/office/returns/{}/{}";
    private static final int PAGE = 200;

    private final Contract contract;
    private final Units units;
    private final BusinessDates dates;

    BoardPages(Contract contract, Units units, BusinessDates dates) {
        this.contract = contract;
        this.units = units;
        this.dates = dates;
    }

    /** The board of a node; in the first months of a year that of the year before. */
    @GetMapping("/portal/office")
    String board(
            Caller caller,
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) String year,
            @RequestParam(required = false) String after,
            Model model) {
        Access.require(caller, Role.CONSOLIDATOR, Role.PUBLISHER, Role.INSPECTOR);
        Chosen chosen = Chosen.of(
                caller,
                dates,
                unit,
                year == null ? String.valueOf(Chosen.reportedYear(dates)) : year,
                null,
                null,
                null);
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("node", chosen.unit());
        asked.put("year", chosen.year());
        asked.put("limit", PAGE);
        asked.put("after", after);
        Map<String, Object> board = contract.read(caller, "/api/v1/returns", asked);
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Map<String, Object> line : Rows.of(board, "units")) {
            Map<String, Object> shown = new LinkedHashMap<>(line);
            shown.put("months", months(line, Integer.parseInt(chosen.year())));
            lines.add(shown);
        }
        model.addAttribute("chosen", chosen);
        model.addAttribute("units", units.of(caller));
        model.addAttribute("unitName", units.name(caller, chosen.unit()));
        model.addAttribute("board", board);
        model.addAttribute("lines", lines);
        model.addAttribute(
                "waiting",
                lines.stream()
                        .filter(line -> "submitted".equals(line.get("state")))
                        .toList());
        model.addAttribute(
                "silent",
                lines.stream()
                        .filter(line -> !((List<?>) line.get("months")).isEmpty()
                                && ((List<?>) line.get("months")).stream().allMatch("none"::equals))
                        .toList());
        return "office-board";
    }

    /** A word a month: acts, nil, none, or ahead where it is not over. */
    private List<String> months(Map<String, Object> line, int year) {
        List<?> none = (List<?>) line.get("monthsWithoutAct");
        List<?> nil = (List<?>) line.get("nilMonths");
        int over = year < dates.today().getYear()
                ? 12
                : year > dates.today().getYear() ? 0 : dates.today().getMonthValue() - 1;
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month ->
                        month > over ? "ahead" : none.contains(month) ? "none" : nil.contains(month) ? "nil" : "acts")
                .toList();
    }

    /** A return as the office sees it. */
    @GetMapping("/portal/office/returns/{unit}/{year}")
    String one(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam(required = false) String atLeast,
            Model model) {
        Access.require(caller, Role.CONSOLIDATOR, Role.PUBLISHER, Role.INSPECTOR);
        return show(caller, unit, year, atLeast, null, model);
    }

    @PostMapping("/portal/office/returns/{unit}/{year}/{step:accept|send-back|reopen}")
    String take(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @PathVariable String step,
            @RequestParam(required = false) String comment,
            Model model,
            RedirectAttributes after) {
        try {
            Map<String, Object> taken = contract.change(
                    caller,
                    unit,
                    "POST",
                    Contract.path(RETURN + "/{}", unit, year, step),
                    Map.of(),
                    Rows.comment(comment));
            if (taken.get("position") != null) {
                after.addAttribute("atLeast", taken.get("position"));
            }
            after.addFlashAttribute("taken", step);
            return "redirect:" + Contract.path(SHOWN, unit, year);
        } catch (RefusedException e) {
            return show(caller, unit, year, null, e, model);
        }
    }

    private String show(
            Caller caller, String unit, String year, String atLeast, RefusedException refused, Model model) {
        Map<String, String> moment = new LinkedHashMap<>();
        moment.put("atLeast", atLeast);
        Chosen chosen = Chosen.of(caller, dates, unit, year, "own", null, null);
        Map<String, Object> tables = contract.read(caller, "/api/v1/tables", chosen.parameters());
        model.addAttribute("found", contract.read(caller, Contract.path(RETURN, unit, year), moment));
        model.addAttribute("chosen", chosen);
        model.addAttribute("unit", unit);
        model.addAttribute("year", year);
        model.addAttribute("unitName", units.name(caller, unit));
        model.addAttribute(
                "failing",
                Rows.of(tables, "checks").stream()
                        .filter(check -> !"holds".equals(check.get("status")))
                        .toList());
        model.addAttribute("mayDecide", caller.hasAny(Role.CONSOLIDATOR));
        model.addAttribute("refusal", refused == null ? null : refused.refusal());
        return "office-return";
    }
}
