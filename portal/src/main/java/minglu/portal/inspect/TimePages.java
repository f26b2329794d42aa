package minglu.portal.inspect;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minglu.platform.access.Caller;
import minglu.platform.time.BusinessDates;
import minglu.portal.Contract;
import minglu.portal.Labels;
import minglu.portal.Units;
import minglu.portal.figures.Chosen;
import minglu.portal.figures.Rows;
import minglu.portal.figures.Sheets;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The tables at any moment of knowledge and up to any day, what lies between two of them, and a case step by step. */
@Controller
class TimePages {

    private static final int PAGE = 200;

    private final Contract contract;
    private final Labels labels;
    private final Units units;
    private final BusinessDates dates;

    TimePages(Contract contract, Labels labels, Units units, BusinessDates dates) {
        this.contract = contract;
        this.labels = labels;
        this.units = units;
        this.dates = dates;
    }

    /** Two axes: what was known, and what had happened. */
    @GetMapping("/portal/inspect/time")
    String time(Caller caller, Locale locale, Chosen.Asked figures, Model model) {
        Chosen chosen = figures.by(caller, dates);
        Map<String, Object> now = contract.read(
                caller,
                "/api/v1/tables",
                new Chosen(chosen.unit(), chosen.year(), chosen.scope(), null, null).parameters());
        Map<String, Object> tables = chosen.knownAt() == null && chosen.occurredUntil() == null
                ? now
                : contract.read(caller, "/api/v1/tables", chosen.parameters());
        LocalDate until = LocalDate.parse((String) tables.get("occurredUntil"));
        LocalDate begin = LocalDate.of(until.getYear(), 1, 1);
        model.addAttribute("chosen", chosen);
        model.addAttribute("units", units.of(caller));
        model.addAttribute("unitName", units.name(caller, chosen.unit()));
        model.addAttribute("tables", tables);
        model.addAttribute("head", Rows.of(now.get("knownAt"), "position"));
        model.addAttribute("position", Rows.of(tables.get("knownAt"), "position"));
        model.addAttribute("begin", begin);
        model.addAttribute("day", ChronoUnit.DAYS.between(begin, until));
        model.addAttribute("days", begin.lengthOfYear() - 1);
        model.addAttribute("grids", Sheets.of(labels.in(locale)));
        model.addAttribute("moved", moved(now, tables));
        model.addAttribute("marks", marks(now, tables));
        return "inspect-time";
    }

    /** How many cells read otherwise now. */
    private static long moved(Map<String, Object> now, Map<String, Object> then) {
        return marks(now, then).size();
    }

    /** Cells that read otherwise now are marked. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> marks(Map<String, Object> now, Map<String, Object> then) {
        Map<String, String> marks = new LinkedHashMap<>();
        Map<String, Object> cells = (Map<String, Object>) now.get("cells");
        ((Map<String, Object>) then.get("cells")).forEach((cell, value) -> {
            if (!value.equals(cells.get(cell))) {
                marks.put(cell, "warning");
            }
        });
        return marks;
    }

    /** Two sides, the cells that differ, and what moved them. */
    @GetMapping("/portal/inspect/diff")
    String difference(
            Caller caller,
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) String year,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String unit2,
            @RequestParam(required = false) String year2,
            @RequestParam(required = false) String after,
            Model model) {
        Chosen chosen = Chosen.of(caller, dates, unit, year, null, null, null);
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("unit", chosen.unit());
        asked.put("year", chosen.year());
        asked.put("from", trimmed(from));
        asked.put("to", trimmed(to));
        asked.put("unit2", trimmed(unit2));
        asked.put("year2", trimmed(year2));
        model.addAttribute("chosen", chosen);
        model.addAttribute("asked", asked);
        model.addAttribute("units", units.of(caller));
        boolean complete = asked.get("from") != null || asked.get("unit2") != null || asked.get("year2") != null;
        Map<String, Object> parameters = new LinkedHashMap<>(asked);
        Object now = contract.read(caller, "/api/v1/log", Map.of()).get("events");
        parameters.replaceAll(
                (name, value) -> value == null && (name.equals("from") || name.equals("to")) ? now : value);
        parameters.put("limit", PAGE);
        parameters.put("after", after);
        Map<String, Object> found = complete ? contract.read(caller, "/api/v1/tables/diff", parameters) : null;
        model.addAttribute("found", found);
        model.addAttribute("moves", found == null ? Map.of() : byCell(found));
        return "inspect-diff";
    }

    private static Map<String, List<Map<String, Object>>> byCell(Map<String, Object> found) {
        Map<String, List<Map<String, Object>>> moves = new LinkedHashMap<>();
        for (Map<String, Object> move : Rows.of(found, "moves")) {
            moves.computeIfAbsent((String) move.get("cell"), cell -> new ArrayList<>())
                    .add(move);
        }
        return moves;
    }

    /** A case as it stood after each of its acts. */
    @GetMapping("/portal/inspect/replay/{unit}/{subject}")
    String replay(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String subject,
            @RequestParam(required = false) String step,
            Model model) {
        String path = Contract.path("/api/v1/units/{}/subjects/{}", unit, subject);
        List<Object> positions = Rows.of(contract.read(caller, path, Map.of()), "acts").stream()
                .map(act -> act.get("position"))
                .toList();
        int asked = step != null && step.matches("\\d{1,4}") ? Integer.parseInt(step) : positions.size();
        int at = Math.min(Math.max(asked, 1), positions.size());
        Map<String, Object> then = contract.read(caller, path, Map.of("knownAt", positions.get(at - 1)));
        List<Map<String, Object>> acts = Rows.of(then, "acts");
        model.addAttribute("case", then);
        model.addAttribute("unitName", units.name(caller, unit));
        model.addAttribute("latest", acts.isEmpty() ? null : acts.get(acts.size() - 1));
        model.addAttribute("step", at);
        model.addAttribute("steps", positions.size());
        return "inspect-replay";
    }

    private static String trimmed(String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }
}
