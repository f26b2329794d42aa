package minglu.query.cases;

import java.util.List;
import java.util.Set;
import minglu.api.act.SubjectKind;
import minglu.api.tables.KnownAt;
import minglu.platform.access.Caller;
import minglu.query.cases.CaseViews.Corrections;
import minglu.query.cases.CaseViews.SubjectView;
import minglu.query.cases.CaseViews.Subjects;
import minglu.query.follow.Days;
import minglu.query.follow.Moments;
import minglu.query.units.ReadAccess;
import minglu.query.web.Parameters;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cases over HTTP (contract section 4). */
@RestController
@RequestMapping("/api/v1")
class CasesController {

    private static final Set<String> STATES = Set.of(
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
            "retracted");

    private final CaseService cases;
    private final Moments moments;
    private final Days days;
    private final ReadAccess access;

    CasesController(CaseService cases, Moments moments, Days days, ReadAccess access) {
        this.cases = cases;
        this.days = days;
        this.moments = moments;
        this.access = access;
    }

    @GetMapping("/units/{unit}/subjects/{subject}")
    SubjectView subject(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String subject,
            @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, "knownAt", "atLeast");
        KnownAt known = known(caller, parameters);
        access.verifyCases(caller, unit);
        return cases.subject(unit, subject, known.position(), days.of(parameters.moment(), known));
    }

    @GetMapping("/units/{unit}/subjects")
    Subjects subjects(Caller caller, @PathVariable String unit, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters =
                new Parameters(query, "kind", "state", "text", "from", "to", "knownAt", "atLeast", "limit", "after");
        CaseService.Filter filter = new CaseService.Filter(
                parameters.code("kind", SubjectKind.values()).orElse(null),
                parameters.oneOf("state", STATES).orElse(null),
                parameters.text("text").orElse(null),
                parameters.date("from").orElse(null),
                parameters.date("to").orElse(null));
        KnownAt known = known(caller, parameters);
        access.verifyCases(caller, unit);
        return cases.subjects(unit, filter, parameters.page(), known.position());
    }

    @GetMapping("/corrections")
    Corrections corrections(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, "unit", "year", "knownAt", "atLeast", "limit", "after");
        KnownAt known = known(caller, parameters);
        String unit = parameters.text("unit").orElse(null);
        if (unit != null) {
            access.verifyCases(caller, unit);
        }
        List<String> units = access.casesWithin(caller, unit);
        return cases.corrections(units, parameters.year("year").orElse(null), parameters.page(), known.position());
    }

    private KnownAt known(Caller caller, Parameters parameters) {
        ReadAccess.verifyReads(caller);
        return moments.resolve(parameters.moment(), Set.of(CaseProjection.NAME));
    }
}
