package minglu.portal.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.api.act.ActType;
import minglu.api.act.SubjectKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.portal.Contract;
import minglu.portal.Units;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The cases of a unit, one case, one act. */
@Controller
class CasePages {

    private static final String SUBJECT = "/api/v1/units/{}/subjects/{}";
    private static final int PAGE = 50;

    private final Contract contract;
    private final Units units;

    CasePages(Contract contract, Units units) {
        this.contract = contract;
        this.units = units;
    }

    @GetMapping("/portal/cases")
    String list(Caller caller, @RequestParam Map<String, String> given, Model model) {
        Map<String, String> recording = units.recording(caller);
        String unit = given.getOrDefault("unit", caller.unit() == null ? "" : caller.unit());
        if (unit.isEmpty() || !recording.containsKey(unit)) {
            unit = given.containsKey("unit") || recording.isEmpty()
                    ? unit
                    : recording.keySet().iterator().next();
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String name : List.of("kind", "state", "text", "from", "to", "after")) {
            parameters.put(name, given.get(name));
        }
        parameters.put("limit", PAGE);
        model.addAttribute("units", recording);
        model.addAttribute("unit", unit);
        model.addAttribute("given", given);
        model.addAttribute("kinds", SubjectKind.values());
        model.addAttribute(
                "states",
                List.of(
                        "open",
                        "waiting-correction",
                        "waiting-third-party",
                        "waiting-payment",
                        "closed",
                        "in-force",
                        "repealed",
                        "pending",
                        "concluded",
                        "made",
                        "published",
                        "withdrawn",
                        "recorded",
                        "retracted"));
        model.addAttribute(
                "found",
                unit.isEmpty()
                        ? Map.of("subjects", List.of())
                        : contract.read(caller, Contract.path("/api/v1/units/{}/subjects", unit), parameters));
        return "cases";
    }

    @GetMapping("/portal/cases/{unit}/{subject}")
    String subject(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String subject,
            @RequestParam(required = false) String atLeast,
            @RequestParam(required = false) String knownAt,
            Model model) {
        Map<String, String> moment = new LinkedHashMap<>();
        moment.put("atLeast", atLeast);
        moment.put("knownAt", knownAt);
        Map<String, Object> found = contract.read(caller, Contract.path(SUBJECT, unit, subject), moment);
        model.addAttribute("case", found);
        model.addAttribute("unitName", units.name(caller, unit));
        model.addAttribute(
                "warnings",
                contract.read(caller, Contract.path(SUBJECT + "/warnings", unit, subject), moment)
                        .get("warnings"));
        model.addAttribute("next", mayRecord(caller, unit) ? followUps(found) : List.of());
        model.addAttribute("mayRecord", mayRecord(caller, unit));
        return "case";
    }

    @GetMapping("/portal/cases/{unit}/{subject}/acts/{id}")
    @SuppressWarnings("unchecked")
    String act(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String subject,
            @PathVariable String id,
            Model model) {
        Map<String, Object> found = contract.read(caller, Contract.path(SUBJECT, unit, subject), Map.of());
        List<Map<String, Object>> acts = (List<Map<String, Object>>) found.get("acts");
        Map<String, Object> act = acts.stream()
                .filter(candidate -> id.equals(candidate.get("id")))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        ProblemCode.NOT_FOUND, "subject " + subject + " of unit " + unit + " has no act " + id));
        model.addAttribute("case", found);
        model.addAttribute("act", act);
        model.addAttribute(
                "corrections",
                acts.stream()
                        .filter(candidate ->
                                candidate.get("data") instanceof Map<?, ?> data && id.equals(data.get("act")))
                        .toList());
        model.addAttribute("unitName", units.name(caller, unit));
        model.addAttribute("receipt", Contract.path(SUBJECT + "/acts/{}/receipt", unit, subject, id));
        model.addAttribute("mayRecord", mayRecord(caller, unit) && !isCorrection(act));
        return "an-act";
    }

    /** A clerk who sees a case of another unit carries it on, unless more than its own unit is its to read. */
    private static boolean mayRecord(Caller caller, String unit) {
        return caller.hasAny(Role.IMPORTER, Role.CONSOLIDATOR)
                || caller.hasAny(Role.CLERK) && (unit.equals(caller.unit()) || caller.readsOwnUnitOnly());
    }

    private static boolean isCorrection(Map<String, Object> act) {
        return ActType.find((String) act.get("type")).flatMap(ActType::kind).isEmpty();
    }

    /** What may come next in a case as it stands, what ends it first; whether it fits, the rules say. */
    @SuppressWarnings("unchecked")
    private static List<ActType> followUps(Map<String, Object> found) {
        String kind = (String) found.get("kind");
        String state = (String) found.get("state");
        List<String> done = ((List<Map<String, Object>>) found.get("acts"))
                .stream().map(act -> (String) act.get("type")).toList();
        List<ActType> types = new ArrayList<>();
        for (ActType type : ActType.values()) {
            boolean sameKind = type.kind().filter(of -> of.code().equals(kind)).isPresent();
            if (sameKind && !type.opens() && !kind.equals(SubjectKind.SERIES.code()) && fits(type, state, done)) {
                types.add(type);
            }
        }
        types.sort(Comparator.comparing(type -> type != ActType.REQUEST_DECIDED));
        return types;
    }

    private static boolean fits(ActType type, String state, List<String> done) {
        return switch (type) {
            case REQUEST_REDECIDED -> state.equals("closed");
            case REQUEST_CORRECTED -> state.equals("waiting-correction");
            case CORRECTION_REQUESTED, DEADLINE_EXTENDED, FEE_CHARGED ->
                !state.equals("closed") && !state.equals("retracted") && !done.contains(type.code());
            case THIRD_PARTY_REPLIED -> !state.equals("closed") && done.contains(ActType.THIRD_PARTY_CONSULTED.code());
            case FEE_PAID ->
                !state.equals("closed") && done.contains(ActType.FEE_CHARGED.code()) && !done.contains(type.code());
            case DISPUTE_REOPENED -> state.equals("concluded");
            case DISPUTE_CONCLUDED -> state.equals("pending");
            default -> !List.of("closed", "repealed", "withdrawn", "retracted").contains(state);
        };
    }
}
