package minglu.query.deadlines;

import java.util.Set;
import minglu.api.tables.KnownAt;
import minglu.platform.access.Caller;
import minglu.query.cases.Requests;
import minglu.query.deadlines.DeadlineViews.Deadlines;
import minglu.query.deadlines.DeadlineViews.Warnings;
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

/** Deadlines and warnings over HTTP (contract section 4). */
@RestController
@RequestMapping("/api/v1")
class DeadlinesController {

    private final DeadlineService deadlines;
    private final WarningService warnings;
    private final Moments moments;
    private final Days days;
    private final ReadAccess access;

    DeadlinesController(
            DeadlineService deadlines, WarningService warnings, Moments moments, Days days, ReadAccess access) {
        this.deadlines = deadlines;
        this.warnings = warnings;
        this.moments = moments;
        this.days = days;
        this.access = access;
    }

    @GetMapping("/deadlines")
    Deadlines deadlines(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, "unit", "dueUntil", "knownAt", "atLeast", "limit", "after");
        KnownAt known = known(caller, parameters);
        String unit = parameters.text("unit").orElse(null);
        if (unit != null) {
            access.verifyCases(caller, unit);
        }
        return deadlines.list(
                access.casesWithin(caller, unit),
                parameters.date("dueUntil").orElse(null),
                parameters.page(),
                known,
                days.of(parameters.moment(), known));
    }

    @GetMapping("/units/{unit}/subjects/{subject}/warnings")
    Warnings warnings(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String subject,
            @RequestParam MultiValueMap<String, String> query) {
        KnownAt known = known(caller, new Parameters(query, "knownAt", "atLeast"));
        access.verifyCases(caller, unit);
        return warnings.of(unit, subject, known.position());
    }

    private KnownAt known(Caller caller, Parameters parameters) {
        ReadAccess.verifyReads(caller);
        return moments.resolve(parameters.moment(), Set.of(Requests.PROJECTION));
    }
}
