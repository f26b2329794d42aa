package minglu.portal.acts;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import minglu.api.act.ActType;
import minglu.api.act.SubjectKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Recording a single act: choose what happened, fill in its form, see what it means for the deadline, save. */
@Controller
class ActPages {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Contract contract;
    private final Labels labels;
    private final Units units;
    private final Preview preview;
    private final BusinessDates dates;

    ActPages(Contract contract, Labels labels, Units units, Preview preview, BusinessDates dates) {
        this.contract = contract;
        this.labels = labels;
        this.units = units;
        this.preview = preview;
        this.dates = dates;
    }

    /** Types of acts that can be recorded from nothing, by kind of subject; corrections start from the act they correct. */
    @GetMapping("/portal/acts")
    String choose(
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) String subject,
            @RequestParam(required = false) String kind,
            Locale locale,
            Model model) {
        Labels.InLanguage names = labels.in(locale);
        Map<SubjectKind, List<ActType>> types = new EnumMap<>(SubjectKind.class);
        for (ActType type : ActType.values()) {
            type.kind().filter(of -> kind == null || kind.equals(of.code())).ifPresent(of -> types.computeIfAbsent(
                            of, key -> new ArrayList<>())
                    .add(type));
        }
        model.addAttribute("types", types);
        model.addAttribute("names", names);
        model.addAttribute("unit", unit);
        model.addAttribute("subject", subject);
        return "acts";
    }

    @GetMapping("/portal/acts/{type}")
    String form(
            Caller caller,
            Locale locale,
            @PathVariable String type,
            @RequestParam Map<String, String> given,
            Model model) {
        ActType known = type(type);
        Map<String, String> values = new LinkedHashMap<>(given);
        if (values.getOrDefault("unit", "").isBlank()) {
            values.put("unit", caller.unit() == null ? "" : caller.unit());
        }
        values.putIfAbsent("occurredOn", defaultDay(known).toString());
        if (given.getOrDefault("subject", "").isBlank() && isSeries(known)) {
            values.put("subject", series(known));
        }
        return show(caller, locale, known, values, null, model);
    }

    @PostMapping("/portal/acts/{type}")
    String take(
            Caller caller,
            Locale locale,
            @PathVariable String type,
            @RequestParam Map<String, String> values,
            Model model,
            RedirectAttributes after) {
        ActType known = type(type);
        if ("preview".equals(values.get("action"))) {
            return show(caller, locale, known, values, null, model);
        }
        Map<String, Object> act = act(known, values);
        try {
            Map<String, Object> receipt =
                    contract.change(caller, values.get("unit"), "POST", "/api/v1/acts", Map.of(), act);
            after.addFlashAttribute("receipt", receipt);
            if (receipt.get("position") != null) {
                after.addAttribute("atLeast", receipt.get("position"));
            }
            return "redirect:" + Contract.path("/portal/cases/{}/{}", receipt.get("unit"), receipt.get("subject"));
        } catch (RefusedException e) {
            return show(caller, locale, known, values, e.refusal(), model);
        }
    }

    /** What the deadline would be, as a piece of the form that is filled in. */
    @GetMapping("/portal/acts/{type}/deadline")
    String deadline(Caller caller, @PathVariable String type, @RequestParam Map<String, String> values, Model model) {
        model.addAttribute("deadline", preview.of(caller, type(type), act(type(type), values)));
        return "act :: deadline";
    }

    private String show(
            Caller caller, Locale locale, ActType type, Map<String, String> values, Refusal refusal, Model model) {
        Labels.InLanguage names = labels.in(locale);
        Map<String, List<String>> errors = new LinkedHashMap<>();
        if (refusal != null) {
            for (Violation violation : refusal.violations()) {
                errors.computeIfAbsent(violation.pointer(), pointer -> new ArrayList<>())
                        .add(names.fault(violation.pointer(), violation.message()));
            }
        }
        Map<String, String> shown = new LinkedHashMap<>(values);
        shown.putIfAbsent("id", "");
        if (shown.get("id").isBlank()) {
            shown.put("id", nextId(caller, type, shown));
        }
        model.addAttribute("type", type);
        model.addAttribute("values", shown);
        model.addAttribute("fields", ActFields.of(type, names, shown, errors));
        model.addAttribute("errors", errors);
        model.addAttribute("refusal", refusal);
        model.addAttribute("previewable", type.kind().equals(Optional.of(SubjectKind.REQUEST)));
        model.addAttribute("units", units.recording(caller));
        model.addAttribute("subjectNeeded", type != ActType.DOCUMENTS_OPENING);
        model.addAttribute("mayBeLate", caller.hasAny(Role.CONSOLIDATOR));
        model.addAttribute("deadline", preview.of(caller, type, act(type, shown)));
        return "act";
    }

    private Map<String, Object> act(ActType type, Map<String, String> values) {
        Map<String, Object> act = new LinkedHashMap<>();
        put(act, "unit", values.get("unit"));
        put(act, "subject", subject(type, values));
        put(act, "id", values.get("id"));
        act.put("type", type.code());
        put(act, "occurredOn", values.get("occurredOn"));
        act.put("data", ActFields.data(type, values));
        put(act, "reason", values.get("reason"));
        if ("true".equals(values.get("late"))) {
            act.put("late", true);
        }
        return act;
    }

    /** The opening stock of a kind has the one subject that the contract names. */
    private static String subject(ActType type, Map<String, String> values) {
        String given = values.get("subject");
        String kind = values.getOrDefault("data.kind", "");
        return type == ActType.DOCUMENTS_OPENING && (given == null || given.isBlank()) && !kind.isBlank()
                ? "opening-" + kind
                : given;
    }

    private static void put(Map<String, Object> act, String name, String value) {
        if (value != null && !value.isBlank()) {
            act.put(name, value.trim());
        }
    }

    /** The day acts of this type mostly have: today, or what their rules ask for. */
    private LocalDate defaultDay(ActType type) {
        LocalDate today = dates.today();
        return type == ActType.DOCUMENTS_OPENING ? LocalDate.of(today.getYear(), 1, 1) : today;
    }

    private String series(ActType type) {
        return type == ActType.DOCUMENTS_OPENING
                ? ""
                : type.code() + "-" + dates.today().getYear();
    }

    /** A number for a follow-up on a known subject, something that is free in a series, else 1. */
    @SuppressWarnings("unchecked")
    private String nextId(Caller caller, ActType type, Map<String, String> values) {
        if (isSeries(type)) {
            byte[] random = new byte[4];
            RANDOM.nextBytes(random);
            return dates.today().toString().replace("-", "") + "-"
                    + HexFormat.of().formatHex(random);
        }
        String subject = values.getOrDefault("subject", "");
        if (subject.isBlank() || values.getOrDefault("unit", "").isBlank()) {
            return "1";
        }
        try {
            Map<String, Object> found = contract.read(
                    caller, Contract.path("/api/v1/units/{}/subjects/{}", values.get("unit"), subject), Map.of());
            int highest = 0;
            for (Map<String, Object> act : (List<Map<String, Object>>) found.get("acts")) {
                String id = (String) act.get("id");
                if (id.matches("\\d{1,8}")) {
                    highest = Math.max(highest, Integer.parseInt(id));
                }
            }
            return String.valueOf(Math.max(highest, ((List<?>) found.get("acts")).size()) + 1);
        } catch (RefusedException e) {
            return "1";
        }
    }

    private static boolean isSeries(ActType type) {
        return type.kind().equals(Optional.of(SubjectKind.SERIES));
    }

    private static ActType type(String code) {
        return ActType.find(code)
                .filter(type -> type.kind().isPresent())
                .orElseThrow(() -> new RefusedException(ProblemCode.NOT_FOUND, "there is no type of act " + code));
    }
}
