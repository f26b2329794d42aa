package minglu.query.log.evidence;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.tables.FindTables;
import minglu.api.tables.Moment;
import minglu.api.tables.TablesView;
import minglu.platform.access.Caller;
import minglu.query.follow.Moments;
import minglu.query.log.access.AccessLog;
import minglu.query.log.notary.LogRows.Published;
import minglu.query.tables.TablesService;
import minglu.query.units.ReadAccess;
import minglu.query.web.Parameters;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Evidence that leaves the house (contract section 6). */
@RestController
@RequestMapping("/api/v1")
class EvidenceController {

    /** A bundle reads the whole log. */
    private static final int AT_ONCE = 2;

    private final TablesService tables;
    private final Moments moments;
    private final ReadAccess access;
    private final Coverage coverage;
    private final EvidenceBundle bundles;
    private final Statements statements;
    private final AccessLog accesses;
    private final Semaphore places = new Semaphore(AT_ONCE);

    EvidenceController(
            TablesService tables,
            Moments moments,
            ReadAccess access,
            Coverage coverage,
            EvidenceBundle bundles,
            Statements statements,
            AccessLog accesses) {
        this.tables = tables;
        this.moments = moments;
        this.access = access;
        this.coverage = coverage;
        this.bundles = bundles;
        this.statements = statements;
        this.accesses = accesses;
    }

    @GetMapping("/evidence")
    void evidence(Caller caller, @RequestParam MultiValueMap<String, String> query, HttpServletResponse response)
            throws IOException {
        Parameters parameters = new Parameters(query, "unit", "year", "knownAt", "atLeast");
        String unit = parameters.required("unit");
        int year = parameters.requiredYear("year");
        ReadAccess.verifyReads(caller);
        Moment known =
                Moment.knownAt(moments.resolve(parameters.moment(), Set.of()).position());
        access.verifyFigures(caller, unit);
        if (caller.unit() != null) {
            throw new RefusedException(
                    ProblemCode.FORBIDDEN,
                    "a bundle shows when which unit recorded what, for all units; user " + caller.name() + " reads "
                            + caller.unit() + " only and can ask for a statement of its own acts instead");
        }
        if (!places.tryAcquire()) {
            throw new RefusedException(
                    ProblemCode.TOO_MANY_REQUESTS, AT_ONCE + " bundles are being made already; try again soon");
        }
        try {
            FindTables asked = new FindTables(unit, year, null, known, null);
            TablesView claimed = tables.find(asked);
            Set<String> units = new TreeSet<>(tables.recordingUnits(asked));
            units.add(unit);
            long position = claimed.knownAt().position();
            Published checkpoint = coverage.await(position);
            accesses.note(caller, "evidence", unit, null, "year=" + year + "&knownAt=" + position, 200);
            response.setContentType("application/zip");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"evidence-" + unit + "-" + year + "-" + position + ".zip\"");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            bundles.write(claimed, units, checkpoint, response.getOutputStream());
        } finally {
            places.release();
        }
    }

    @GetMapping("/units/{unit}/statement")
    void statement(
            Caller caller,
            @PathVariable String unit,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletResponse response)
            throws IOException {
        Parameters parameters = new Parameters(query, "node", "cell", "year", "knownAt", "atLeast");
        String node = parameters.required("node");
        String cell = parameters.required("cell");
        int year = parameters.requiredYear("year");
        ReadAccess.verifyReads(caller);
        long position = moments.resolve(parameters.moment(), Set.of()).position();
        access.verifyFigures(caller, unit);
        Statements.Asked asked = statements.asked(unit, node, cell, year, position);
        Published checkpoint = coverage.await(position);
        accesses.note(
                caller,
                "statement",
                unit,
                null,
                "node=" + node + "&cell=" + cell + "&year=" + year + "&knownAt=" + position,
                200);
        response.setContentType("application/x-ndjson");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        statements.write(asked, checkpoint, response.getOutputStream());
    }
}
