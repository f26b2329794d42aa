package minglu.query.documents;

import java.util.Set;
import minglu.api.tables.FindTables;
import minglu.api.tables.Scope;
import minglu.platform.access.Caller;
import minglu.query.follow.Moments;
import minglu.query.units.ReadAccess;
import minglu.query.web.Parameters;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tables of a unit's year as a file. */
@RestController
@RequestMapping("/api/v1/tables/document")
class DocumentsController {

    private final LiveDocuments documents;
    private final ReportRenderer renderer;
    private final ReadAccess access;
    private final Moments moments;

    DocumentsController(LiveDocuments documents, ReportRenderer renderer, ReadAccess access, Moments moments) {
        this.documents = documents;
        this.renderer = renderer;
        this.access = access;
        this.moments = moments;
    }

    /** Takes the parameters of {@code GET /api/v1/tables}, and {@code format}: json (the default), csv, html, docx or xlsx. */
    @GetMapping
    ResponseEntity<byte[]> document(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters =
                new Parameters(query, "unit", "year", "scope", "knownAt", "occurredUntil", "atLeast", "format");
        String unit = parameters.required("unit");
        int year = parameters.requiredYear("year");
        DocumentFormat format =
                parameters.code("format", DocumentFormat.values()).orElse(DocumentFormat.JSON);
        FindTables asked = new FindTables(
                unit,
                year,
                parameters.code("scope", Scope.values()).orElse(null),
                parameters.moment(),
                parameters.occurredUntil(year));
        ReadAccess.verifyReads(caller);
        moments.resolve(asked.moment(), Set.of());
        access.verifyFigures(caller, unit);
        return file(documents.find(asked), format);
    }

    private ResponseEntity<byte[]> file(ReportDocument document, DocumentFormat format) {
        return DocumentAnswer.headers(document.title(), format).body(renderer.render(document, format));
    }
}
