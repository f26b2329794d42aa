package minglu.query.reporting;

import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.BoardView;
import minglu.api.reporting.FindBoard;
import minglu.api.reporting.FindReferenceFigures;
import minglu.api.reporting.FindReport;
import minglu.api.reporting.FindReturn;
import minglu.api.reporting.ReferenceView;
import minglu.api.reporting.ReportView;
import minglu.api.reporting.ReturnView;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.platform.access.Caller;
import minglu.platform.web.Page;
import minglu.query.documents.DocumentAnswer;
import minglu.query.documents.DocumentFormat;
import minglu.query.follow.Moments;
import minglu.query.units.ReadAccess;
import minglu.query.web.Parameters;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Returns and reports over HTTP (contract section 5). */
@RestController
@RequestMapping("/api/v1")
class ReportingController {

    private static final String REPRESENTATION_DIGEST = "Repr-Digest";

    private final ReturnService returns;
    private final ReportService reports;
    private final ReferenceService references;
    private final BoardService boards;
    private final ReadAccess access;
    private final Moments moments;
    private final VersionFiles files;

    ReportingController(
            ReturnService returns,
            ReportService reports,
            ReferenceService references,
            BoardService boards,
            ReadAccess access,
            Moments moments,
            VersionFiles files) {
        this.returns = returns;
        this.reports = reports;
        this.references = references;
        this.boards = boards;
        this.access = access;
        this.moments = moments;
        this.files = files;
    }

    @GetMapping("/returns")
    BoardView board(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, "node", "year", "knownAt", "atLeast", "limit", "after");
        String node = parameters.required("node");
        int year = parameters.requiredYear("year");
        Page page = parameters.page();
        Moment moment = parameters.moment();
        known(caller, node, moment);
        return boards.find(new FindBoard(node, year, moment, page.limit(), page.after()));
    }

    @GetMapping("/returns/{unit}/{year}")
    ReturnView aReturn(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam MultiValueMap<String, String> query) {
        Moment moment = known(caller, unit, new Parameters(query, "knownAt", "atLeast").moment());
        return returns.find(new FindReturn(unit, Parameters.yearOf(year), moment));
    }

    @GetMapping("/reports/{unit}/{year}")
    ReportView report(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam MultiValueMap<String, String> query) {
        Moment moment = known(caller, unit, new Parameters(query, "knownAt", "atLeast").moment());
        return reports.find(new FindReport(unit, Parameters.yearOf(year), moment));
    }

    @GetMapping("/reports/{unit}/{year}/reference-figures")
    ReferenceView reference(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @RequestParam MultiValueMap<String, String> query) {
        Moment moment = known(caller, unit, new Parameters(query, "knownAt", "atLeast").moment());
        return references.find(new FindReferenceFigures(unit, Parameters.yearOf(year), moment));
    }

    @GetMapping("/reports/{unit}/{year}/versions/{version}")
    ResponseEntity<byte[]> version(
            Caller caller,
            @PathVariable String unit,
            @PathVariable String year,
            @PathVariable String version,
            @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, "format", "knownAt", "atLeast");
        DocumentFormat format = parameters
                .code("format", VersionFiles.FORMATS.toArray(DocumentFormat[]::new))
                .orElse(DocumentFormat.JSON);
        int theYear = Parameters.yearOf(year);
        // Who has just signed or published gets the file of that, not of the moment before.
        Moment asked = parameters.moment();
        Moment moment = known(caller, unit, asked.equals(Moment.NOW) ? moments.head() : asked);
        int number = version.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(version) : 0;
        String content = reports.content(unit, theYear, number, moment.knownAtPosition())
                .orElseThrow(() -> new RefusedException(
                        ProblemCode.NOT_FOUND,
                        "the report of unit " + unit + " on " + theYear + " has no signed version " + version));
        byte[] file = files.file(
                unit,
                theYear,
                number,
                content,
                reports.publication(unit, theYear, number, moment.knownAtPosition())
                        .orElse(null),
                format);
        ResponseEntity.BodyBuilder answer = format == DocumentFormat.JSON
                ? ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                : DocumentAnswer.headers(VersionFiles.title(content) + "(第" + number + "版)", format);
        return answer.header(REPRESENTATION_DIGEST, VersionFiles.representationDigest(file))
                .body(file);
    }

    /** Waits for what stands behind, and only then asks whether the caller may know of the unit. */
    private Moment known(Caller caller, String unit, Moment asked) {
        ReadAccess.verifyReads(caller);
        KnownAt known = moments.resolve(asked, ReturnService.BEHIND);
        access.verifyFigures(caller, unit);
        return Moment.knownAt(known.position());
    }
}
