package minglu.portal.office;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minglu.api.format.Formats;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The annual report of a unit or node: its texts, why warnings may stand, its steps and versions. */
@Controller
class ReportPages {

    /** How long the statutory form wants sections one, five and six together to be, in characters. */
    static final int GUIDE = 1000;

    private static final String REPORT = "/api/v1/reports/{}/{}";
    private static final String SHOWN = "/portal/office/reports/{}/{}";
    private static final Pattern BOUND = Pattern.compile("\\{([A-Za-z0-9.-]+)}");
    private static final List<String> SECTIONS = List.of("overview", "problems", "other");

    private final Contract contract;
    private final Units units;
    private final Labels labels;
    private final BusinessDates dates;

    ReportPages(Contract contract, Units units, Labels labels, BusinessDates dates) {
        this.contract = contract;
        this.units = units;
        this.labels = labels;
        this.dates = dates;
    }

    @GetMapping("/portal/office/reports/{unit}/{year}")
    String report(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam(required = false) String atLeast,
            Model model) {
        return show(caller, unit, year, atLeast, Map.of(), null, model);
    }

    /** Keeps the texts, or only shows how they would read. */
    @PostMapping("/portal/office/reports/{unit}/{year}/texts")
    String texts(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam Map<String, String> form,
            Model model,
            RedirectAttributes after) {
        Map<String, Object> texts = new LinkedHashMap<>();
        SECTIONS.forEach(section -> texts.put(section, text(form.get(section))));
        if ("preview".equals(form.get("do"))) {
            return show(caller, unit, year, null, texts, null, model);
        }
        return change(caller, unit, year, "PUT", "texts", texts, texts, model, after);
    }

    /** The preview alone, for the page to put beside the editor while somebody writes. */
    @PostMapping("/portal/office/reports/{unit}/{year}/preview")
    String preview(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam Map<String, String> form,
            Model model) {
        Map<String, Object> texts = new LinkedHashMap<>();
        SECTIONS.forEach(section -> texts.put(section, text(form.get(section))));
        read(caller, unit, year, texts, model);
        return "office-report :: preview";
    }

    @PostMapping("/portal/office/reports/{unit}/{year}/justifications")
    String justifications(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam Map<String, String> form,
            Model model,
            RedirectAttributes after) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = 0; form.containsKey("rule" + i); i++) {
            String reason = text(form.get("reason" + i));
            if (reason != null) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("rule", form.get("rule" + i));
                line.put("where", form.get("where" + i));
                line.put("reason", reason);
                lines.add(line);
            }
        }
        return change(
                caller, unit, year, "PUT", "justifications", Map.of("justifications", lines), Map.of(), model, after);
    }

    /** Says of one number that it means something else, or takes that back; the others stay as they are. */
    @PostMapping("/portal/office/reports/{unit}/{year}/dismissals")
    String dismissals(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam Map<String, String> form,
            Model model,
            RedirectAttributes after) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = 0; form.containsKey("rule" + i); i++) {
            boolean isClicked = String.valueOf(i).equals(form.get("turn"));
            boolean isDismissed = "dismissed".equals(form.get("status" + i));
            if (isClicked != isDismissed) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("rule", form.get("rule" + i));
                line.put("where", form.get("where" + i));
                String number = text(form.get("number" + i));
                line.put("number", number == null ? null : new BigDecimal(number));
                lines.add(line);
            }
        }
        return change(caller, unit, year, "PUT", "dismissals", Map.of("dismissals", lines), Map.of(), model, after);
    }

    @PostMapping("/portal/office/reports/{unit}/{year}/{step:sign|publish|restate}")
    String step(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @PathVariable String step,
            @RequestParam(required = false) String comment,
            Model model,
            RedirectAttributes after) {
        return change(caller, unit, year, "POST", step, Rows.comment(comment), Map.of(), model, after);
    }

    private String change(
            Caller caller,
            String unit,
            String year,
            String method,
            String what,
            Map<String, Object> body,
            Map<String, Object> texts,
            Model model,
            RedirectAttributes after) {
        try {
            Map<String, Object> taken = contract.change(
                    caller, unit, method, Contract.path(REPORT + "/{}", unit, year, what), Map.of(), body);
            after.addAttribute("atLeast", taken.get("position") == null ? written(caller) : taken.get("position"));
            after.addFlashAttribute("taken", what);
            return "redirect:" + Contract.path(SHOWN, unit, year);
        } catch (RefusedException e) {
            return show(caller, unit, year, null, texts, e, model);
        }
    }

    /** Where the history ends now: what was just written stands before it. */
    private Object written(Caller caller) {
        return contract.read(caller, "/api/v1/log", Map.of()).get("events");
    }

    private String show(
            Caller caller,
            String unit,
            String year,
            String atLeast,
            Map<String, Object> texts,
            RefusedException refused,
            Model model) {
        Map<String, Object> moment = new LinkedHashMap<>();
        moment.put("atLeast", atLeast);
        Map<String, Object> report = contract.read(caller, Contract.path(REPORT, unit, year), moment);
        @SuppressWarnings("unchecked")
        Map<String, Object> kept = (Map<String, Object>) report.get("texts");
        Map<String, Object> shown = texts.isEmpty() ? kept : texts;
        Map<String, Object> tables = read(caller, unit, year, shown, model);
        model.addAttribute("report", report);
        model.addAttribute("texts", shown);
        model.addAttribute("chosen", new Chosen(unit, year, null, null, null));
        model.addAttribute("unitName", units.name(caller, unit));
        List<Map<String, Object>> failing = failing(tables, report);
        model.addAttribute(
                "failing", failing.stream().filter(check -> !isPossible(check)).toList());
        model.addAttribute(
                "possible", failing.stream().filter(ReportPages::isPossible).toList());
        model.addAttribute("restated", restated(caller, unit, year, report, moment));
        model.addAttribute("ofOffice", caller.hasAny(Role.CONSOLIDATOR, Role.PUBLISHER, Role.INSPECTOR));
        model.addAttribute("mayWrite", caller.hasAny(Role.CONSOLIDATOR, Role.REVIEWER));
        model.addAttribute("maySign", caller.hasAny(Role.CONSOLIDATOR));
        model.addAttribute("mayPublish", caller.hasAny(Role.PUBLISHER));
        model.addAttribute("refusal", refused == null ? null : refused.refusal());
        return "office-report";
    }

    /** What the latest version says of the one that it corrects; null where none was corrected. */
    private Object restated(
            Caller caller, String unit, String year, Map<String, Object> report, Map<String, Object> moment) {
        int latest = Rows.of(report, "versions").stream()
                .mapToInt(version -> ((Number) version.get("version")).intValue())
                .max()
                .orElse(0);
        if (latest < 2) {
            return null;
        }
        Map<String, Object> content =
                contract.read(caller, Contract.path(REPORT + "/versions/{}", unit, year, latest), moment);
        return content.get("restatement");
    }

    /** What the preview shows: the texts with their figures, and how long they are. */
    private Map<String, Object> read(Caller caller, String unit, String year, Map<String, Object> texts, Model model) {
        Map<String, String> asked = Map.of("unit", unit, "year", year);
        Map<String, Object> tables = contract.read(caller, "/api/v1/tables", asked);
        @SuppressWarnings("unchecked")
        Map<String, Object> cells = (Map<String, Object>) tables.get("cells");
        Map<String, String> read = new LinkedHashMap<>();
        int length = 0;
        for (String section : SECTIONS) {
            String text = bound((String) texts.get(section), cells);
            read.put(section, text);
            length += text.codePointCount(0, text.length());
        }
        model.addAttribute("unit", unit);
        model.addAttribute("year", year);
        model.addAttribute("read", read);
        model.addAttribute("length", length);
        model.addAttribute("guide", GUIDE);
        return tables;
    }

    /** A text with its figures in place; a name that is no cell stays in its braces, so that it is seen. */
    static String bound(String text, Map<String, Object> cells) {
        if (text == null) {
            return "";
        }
        Matcher names = BOUND.matcher(text);
        StringBuilder read = new StringBuilder();
        while (names.find()) {
            Object value = cells.get(names.group(1));
            names.appendReplacement(
                    read, Matcher.quoteReplacement(value == null ? names.group() : String.valueOf(value)));
        }
        return names.appendTail(read).toString();
    }

    /** Checks that do not hold, each with the reason written for it. */
    private static List<Map<String, Object>> failing(Map<String, Object> tables, Map<String, Object> report) {
        Map<String, Object> reasons = new LinkedHashMap<>();
        Rows.of(report, "justifications")
                .forEach(line -> reasons.put(line.get("rule") + " " + line.get("where"), line.get("reason")));
        List<Map<String, Object>> failing = new ArrayList<>();
        for (List<Map<String, Object>> checks : List.of(Rows.of(tables, "checks"), Rows.of(report, "textChecks"))) {
            for (Map<String, Object> check : checks) {
                if ("holds".equals(check.get("status"))) {
                    continue;
                }
                Map<String, Object> shown = new LinkedHashMap<>(check);
                shown.putIfAbsent("quote", null);
                shown.put("reason", reasons.get(check.get("rule") + " " + check.get("where")));
                failing.add(shown);
            }
        }
        return failing;
    }

    private static boolean isPossible(Map<String, Object> check) {
        return "possible".equals(check.get("status")) || "dismissed".equals(check.get("status"));
    }

    @GetMapping("/portal/office/reports/{unit}/{year}/reference")
    String reference(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam(required = false) String atLeast,
            Locale locale,
            Model model) {
        return showReference(caller, unit, year, atLeast, Map.of(), null, locale, model);
    }

    @PostMapping("/portal/office/reports/{unit}/{year}/reference")
    String keepReference(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam Map<String, String> form,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        Map<String, Object> cells = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (Formats.current().find(name).isPresent() && text(value) != null) {
                String text = value.trim();
                cells.put(name, text.matches("\\d{1,15}") && !name.equals("2.charges") ? Long.valueOf(text) : text);
            }
        });
        try {
            contract.change(
                    caller,
                    unit,
                    "PUT",
                    Contract.path(REPORT + "/reference-figures", unit, year),
                    Map.of(),
                    Map.of("cells", cells));
            after.addAttribute("atLeast", written(caller));
            after.addFlashAttribute("taken", "reference");
            return "redirect:" + Contract.path(SHOWN + "/reference", unit, year);
        } catch (RefusedException e) {
            return showReference(caller, unit, year, null, cells, e, locale, model);
        }
    }

    private String showReference(
            Caller caller,
            String unit,
            String year,
            String atLeast,
            Map<String, Object> entered,
            RefusedException refused,
            Locale locale,
            Model model) {
        Access.require(caller, Role.CONSOLIDATOR, Role.PUBLISHER, Role.INSPECTOR, Role.REVIEWER);
        Map<String, Object> moment = new LinkedHashMap<>();
        moment.put("atLeast", atLeast);
        Map<String, Object> found =
                contract.read(caller, Contract.path(REPORT + "/reference-figures", unit, year), moment);
        @SuppressWarnings("unchecked")
        Map<String, Object> kept = (Map<String, Object>) found.getOrDefault("cells", Map.of());
        Map<String, Object> values = new LinkedHashMap<>(kept == null ? Map.of() : kept);
        values.putAll(entered);
        model.addAttribute("found", found);
        model.addAttribute("values", values);
        model.addAttribute("grids", Sheets.of(labels.in(locale)));
        model.addAttribute("unit", unit);
        model.addAttribute("year", year);
        model.addAttribute("unitName", units.name(caller, unit));
        model.addAttribute("chosen", new Chosen(unit, year, null, null, null));
        model.addAttribute("mayKeep", caller.hasAny(Role.CONSOLIDATOR));
        model.addAttribute("today", dates.today());
        model.addAttribute("refusal", refused == null ? null : refused.refusal());
        return "office-reference";
    }

    private static String text(String written) {
        return written == null || written.isBlank() ? null : written.trim();
    }
}
