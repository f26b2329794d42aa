package minglu.portal.acts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import minglu.api.act.ActType;
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

/** Correcting an act from its page: its data as they now read, mended, or the whole act taken back; always with a reason. */
@Controller
class CorrectionPages {

    private static final String SUBJECT = "/api/v1/units/{}/subjects/{}";
    private static final String RETRACT = "retract";

    private final Contract contract;
    private final Labels labels;
    private final Units units;
    private final BusinessDates dates;

    CorrectionPages(Contract contract, Labels labels, Units units, BusinessDates dates) {
        this.contract = contract;
        this.labels = labels;
        this.units = units;
        this.dates = dates;
    }

    /** An act as it was recorded and as it now reads. */
    private record Found(ActType type, String occurredOn, Map<String, Object> data, int acts) {}

    @GetMapping("/portal/cases/{unit}/{subject}/acts/{id}/{how:amend|retract}")
    String form(
            Caller caller,
            Locale locale,
            @PathVariable String unit,
            @PathVariable String subject,
            @PathVariable String id,
            @PathVariable String how,
            Model model) {
        Found found = find(caller, unit, subject, id);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("occurredOn", found.occurredOn());
        found.data().forEach((name, value) -> {
            if (value != null) {
                values.put("data." + name, value.toString());
            }
        });
        values.put("correction", "k" + (found.acts() + 1));
        return show(caller, locale, unit, subject, id, how, found, values, null, model);
    }

    @PostMapping("/portal/cases/{unit}/{subject}/acts/{id}/{how:amend|retract}")
    String take(
            Caller caller,
            Locale locale,
            @PathVariable String unit,
            @PathVariable String subject,
            @PathVariable String id,
            @PathVariable String how,
            @RequestParam Map<String, String> values,
            Model model,
            RedirectAttributes after) {
        Found found = find(caller, unit, subject, id);
        Map<String, Object> act = new LinkedHashMap<>();
        act.put("unit", unit);
        act.put("subject", subject);
        act.put("id", values.get("correction"));
        act.put("type", (how.equals(RETRACT) ? ActType.ACT_RETRACTED : ActType.ACT_AMENDED).code());
        act.put("occurredOn", dates.today().toString());
        act.put(
                "reason",
                values.getOrDefault("reason", "").isBlank()
                        ? null
                        : values.get("reason").trim());
        if ("true".equals(values.get("late"))) {
            act.put("late", true);
        }
        act.put("data", how.equals(RETRACT) ? Map.of("act", id) : amendment(id, found, values));
        try {
            Map<String, Object> receipt = contract.change(caller, unit, "POST", "/api/v1/acts", Map.of(), act);
            after.addFlashAttribute("receipt", receipt);
            if (receipt.get("position") != null) {
                after.addAttribute("atLeast", receipt.get("position"));
            }
            return "redirect:" + Contract.path("/portal/cases/{}/{}", unit, subject);
        } catch (RefusedException e) {
            return show(caller, locale, unit, subject, id, how, found, values, e.refusal(), model);
        }
    }

    /** Only what differs from what now holds; nothing at all is for the rules to refuse. */
    private static Map<String, Object> amendment(String id, Found found, Map<String, String> values) {
        Map<String, Object> amendment = new LinkedHashMap<>();
        amendment.put("act", id);
        Map<String, Object> data = ActFields.data(found.type(), values);
        Map<String, Object> known = new LinkedHashMap<>(found.data());
        known.values().removeIf(Objects::isNull);
        if (!texts(data).equals(texts(known))) {
            amendment.put("data", data);
        }
        String day = values.getOrDefault("occurredOn", "");
        if (!day.isBlank() && !day.equals(found.occurredOn())) {
            amendment.put("occurredOn", day);
        }
        return amendment;
    }

    private static Map<String, String> texts(Map<String, Object> data) {
        Map<String, String> texts = new LinkedHashMap<>();
        data.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private String show(
            Caller caller,
            Locale locale,
            String unit,
            String subject,
            String id,
            String how,
            Found found,
            Map<String, String> values,
            Refusal refusal,
            Model model) {
        Labels.InLanguage names = labels.in(locale);
        Map<String, List<String>> errors = new LinkedHashMap<>();
        if (refusal != null) {
            for (Violation violation : refusal.violations()) {
                // The data of the amended act stand one level deeper.
                String pointer = violation.pointer().replaceFirst("^/data/data/", "/data/");
                errors.computeIfAbsent(pointer, key -> new ArrayList<>())
                        .add(names.fault(pointer, violation.message()));
            }
        }
        model.addAttribute("how", how);
        model.addAttribute("id", id);
        model.addAttribute("unit", unit);
        model.addAttribute("unitName", units.name(caller, unit));
        model.addAttribute("subject", subject);
        model.addAttribute("type", found.type());
        model.addAttribute("values", values);
        model.addAttribute("fields", ActFields.of(found.type(), names, values, errors));
        model.addAttribute("errors", errors);
        model.addAttribute("refusal", refusal);
        model.addAttribute("mayBeLate", caller.hasAny(Role.CONSOLIDATOR));
        return "correction";
    }

    /** The act with the corrections that came after it applied. */
    @SuppressWarnings("unchecked")
    private Found find(Caller caller, String unit, String subject, String id) {
        List<Map<String, Object>> acts =
                (List<Map<String, Object>>) contract.read(caller, Contract.path(SUBJECT, unit, subject), Map.of())
                        .get("acts");
        ActType type = null;
        String occurredOn = null;
        Map<String, Object> data = null;
        for (Map<String, Object> act : acts) {
            Map<String, Object> said = (Map<String, Object>) act.get("data");
            if (id.equals(act.get("id"))) {
                type = ActType.find((String) act.get("type"))
                        .filter(known -> known.kind().isPresent())
                        .orElse(null);
                occurredOn = (String) act.get("occurredOn");
                data = said;
            } else if (ActType.ACT_AMENDED.code().equals(act.get("type")) && id.equals(said.get("act"))) {
                occurredOn = said.get("occurredOn") == null ? occurredOn : (String) said.get("occurredOn");
                data = said.get("data") == null ? data : (Map<String, Object>) said.get("data");
            }
        }
        if (type == null) {
            throw new RefusedException(
                    ProblemCode.NOT_FOUND,
                    "subject " + subject + " of unit " + unit + " has no act " + id + " to correct");
        }
        return new Found(type, occurredOn, data == null ? Map.of() : data, acts.size());
    }
}
