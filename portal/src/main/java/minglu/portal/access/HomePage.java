package minglu.portal.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.time.BusinessDates;
import minglu.portal.Contract;
import minglu.portal.Units;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /}: for a department what is due and what its year lacks; for everybody where to go. */
@Controller
class HomePage {

    private static final int DUE_SOON_DAYS = 7;
    private static final int SHOWN = 200;
    private static final int LAST_MONTH = 12;

    private final Contract contract;
    private final Units units;
    private final BusinessDates dates;

    HomePage(Contract contract, Units units, BusinessDates dates) {
        this.contract = contract;
        this.units = units;
        this.dates = dates;
    }

    @GetMapping("/")
    String home(Caller caller, Model model) {
        boolean department = caller.unit() != null && caller.hasAny(Role.CLERK, Role.REVIEWER);
        model.addAttribute("department", department);
        model.addAttribute("mayRecord", caller.hasAny(Role.CLERK));
        if (department) {
            due(caller, model);
            year(caller, model);
            model.addAttribute("unitName", units.name(caller, caller.unit()));
        }
        return "home";
    }

    /** Open requests in three heaps: overdue, due today, and the next days. */
    @SuppressWarnings("unchecked")
    private void due(Caller caller, Model model) {
        Map<String, Object> found =
                contract.read(caller, "/api/v1/deadlines", Map.of("limit", SHOWN, "unit", caller.unit()));
        String today = dates.today().toString();
        String soon = dates.today().plusDays(DUE_SOON_DAYS).toString();
        Map<String, List<Map<String, Object>>> heaps = new LinkedHashMap<>();
        List.of("late", "today", "soon", "later", "waiting").forEach(heap -> heaps.put(heap, new ArrayList<>()));
        for (Map<String, Object> line : (List<Map<String, Object>>) found.get("deadlines")) {
            String due = (String) line.get("dueOn");
            String heap;
            if (Boolean.TRUE.equals(line.get("late"))) {
                heap = "late";
            } else if (due == null) {
                heap = "waiting";
            } else if (due.equals(today)) {
                heap = "today";
            } else {
                heap = due.compareTo(soon) <= 0 ? "soon" : "later";
            }
            heaps.get(heap).add(line);
        }
        model.addAttribute("heaps", heaps);
        model.addAttribute(
                "openCases", heaps.values().stream().mapToInt(List::size).sum());
        model.addAttribute("moreCases", found.get("next") != null);
    }

    /** The months and checks of the year that is being recorded, and of the one that is being reported. */
    @SuppressWarnings("unchecked")
    private void year(Caller caller, Model model) {
        List<Map<String, Object>> years = new ArrayList<>();
        int thisYear = dates.today().getYear();
        for (int year : new int[] {thisYear, thisYear - 1}) {
            try {
                Map<String, Object> board =
                        contract.read(caller, "/api/v1/returns", Map.of("node", caller.unit(), "year", year));
                for (Map<String, Object> line : (List<Map<String, Object>>) board.get("units")) {
                    Map<String, Object> shown = new LinkedHashMap<>(line);
                    shown.put("year", String.valueOf(year));
                    shown.put("last", year == thisYear ? dates.today().getMonthValue() : LAST_MONTH + 1);
                    years.add(shown);
                }
            } catch (RefusedException e) {
                // A year the unit does not report has no board.
                continue;
            }
        }
        model.addAttribute("years", years);
    }
}
