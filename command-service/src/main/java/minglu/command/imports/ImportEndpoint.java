package minglu.command.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.command.unit.UnitDirectory;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.time.Instants;
import minglu.platform.web.Page;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/imports}: files of acts (contract section 3). */
@RestController
@RequestMapping("/api/v1/imports")
class ImportEndpoint {

    private static final int MOST_REJECTIONS_SHOWN = 1000;
    private static final int ROWS_PER_READ = 500;
    private static final String RESPOND_ASYNC = "respond-async";

    private final Imports imports;
    private final ImportJobs jobs;
    private final UnitDirectory units;
    private final Clock clock;

    ImportEndpoint(Imports imports, ImportJobs jobs, UnitDirectory units, Clock clock) {
        this.imports = imports;
        this.jobs = jobs;
        this.units = units;
        this.clock = clock;
    }

    /** A refused row as shown. */
    record RejectionView(long row, String unit, String subject, String id, String code, String detail) {

        static RejectionView of(Rejection rejection) {
            return new RejectionView(
                    rejection.row(),
                    rejection.unit(),
                    rejection.subject(),
                    rejection.id(),
                    rejection.code(),
                    rejection.detail());
        }
    }

    /** The answer to an import that was waited for. */
    record Report(
            @JsonProperty("import") UUID id,
            long rows,
            long recorded,
            long duplicates,
            long rejected,
            Long lastPosition,
            List<RejectionView> rejections) {}

    /** How an import stands; the last six are null until it is done. */
    record Status(
            @JsonProperty("import") UUID id,
            String state,
            long rowsDone,
            long rowsPerSecond,
            Long rows,
            Long recorded,
            Long duplicates,
            Long rejected,
            Long lastPosition,
            List<RejectionView> rejections) {}

    /** A line of the list. */
    record Listed(
            @JsonProperty("import") UUID id,
            String state,
            boolean dryRun,
            String format,
            Instant startedAt,
            Instant finishedAt,
            long rowsDone,
            Long rows,
            Long recorded,
            Long duplicates,
            Long rejected,
            Long lastPosition) {}

    record ImportList(List<Listed> imports, String next) {}

    @PostMapping
    ResponseEntity<?> post(
            HttpServletRequest request,
            @RequestParam(required = false) String dryRun,
            @RequestParam(required = false) String charset,
            @RequestHeader(name = "Prefer", required = false) List<String> prefer,
            Caller caller)
            throws IOException {
        Access.require(caller, Role.CLERK, Role.IMPORTER, Role.CONSOLIDATOR);
        MediaType type = mediaType(request);
        ImportFormat format = format(type);
        boolean isDryRun = dryRun != null && bool("dryRun", dryRun);
        Charset given = Spool.charset(charset == null ? type.getParameter("charset") : charset);
        Imports.Accepted accepted = imports.accept(
                request.getInputStream(), request.getContentLengthLong(), format, given, isDryRun, caller);
        if (wantsNoWaiting(prefer)) {
            imports.runInBackground(accepted);
            return ResponseEntity.status(HttpStatus.ACCEPTED)
                    .location(URI.create("/api/v1/imports/" + accepted.job().id()))
                    .header("Preference-Applied", RESPOND_ASYNC)
                    .body(status(accepted.job()));
        }
        Tally.Totals totals = imports.run(accepted);
        return ResponseEntity.ok(new Report(
                accepted.job().id(),
                totals.rows(),
                totals.recorded(),
                totals.duplicates(),
                totals.rejected(),
                totals.lastPosition(),
                shownRejections(accepted.job().number())));
    }

    @GetMapping
    ImportList list(
            @RequestParam(required = false) Integer limit,
            @RequestParam(required = false) String after,
            Caller caller) {
        requireReader(caller);
        Page page = Page.of(limit, after);
        long before = page.after() == null ? Long.MAX_VALUE : number(page.after());
        List<ImportJob> found = jobs.list(caller.id(), visibleUnits(caller), before, page.limit() + 1);
        return new ImportList(
                page.rows(found).stream().map(ImportEndpoint::listed).toList(),
                page.next(found, job -> String.valueOf(job.number())));
    }

    @GetMapping("/{id}")
    Status get(@PathVariable String id, Caller caller) {
        return status(visible(id, caller));
    }

    /** Written by hand, row by row: all of them need not fit into the heap. */
    @GetMapping("/{id}/rejections")
    void rejections(@PathVariable String id, Caller caller, HttpServletResponse response) throws IOException {
        ImportJob job = visible(id, caller);
        if (job.erasedAt() != null) {
            throw new RefusedException(
                    ProblemCode.NOT_FOUND,
                    "the refused rows of import " + id + " were erased on " + Instants.format(job.erasedAt()));
        }
        ImportFormat format = Imports.FORMATS.stream()
                .filter(candidate -> candidate.name().equals(job.format()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("import " + id + " has the format " + job.format()));
        response.setContentType(format.mediaType());
        if (format.isText()) {
            response.setCharacterEncoding(StandardCharsets.UTF_8);
        }
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"rejections-" + job.id() + "." + format.name() + "\"");
        try (ImportFormat.RejectionFile file =
                format.rejections(response.getOutputStream(), job.header(), job.byteOrderMark())) {
            writeRejections(job, file);
        }
        response.flushBuffer();
    }

    private void writeRejections(ImportJob job, ImportFormat.RejectionFile file) throws IOException {
        long after = 0;
        List<Rejection> rows;
        do {
            rows = jobs.rejections(job.number(), after, ROWS_PER_READ);
            for (Rejection row : rows) {
                file.add(row);
                after = row.row();
            }
        } while (rows.size() == ROWS_PER_READ);
    }

    /** A spreadsheet to fill in, with the Chinese headings. */
    @GetMapping("/template.xlsx")
    ResponseEntity<byte[]> template() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(XlsxFormat.MEDIA_TYPE))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("政府信息公开事项导入模板.xlsx", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(XlsxTemplate.bytes());
    }

    private static MediaType mediaType(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new RefusedException(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the body is encoded as " + encoding + "; send it as it is");
        }
        try {
            return MediaType.parseMediaType(String.valueOf(request.getContentType()));
        } catch (InvalidMediaTypeException e) {
            throw unsupported(String.valueOf(request.getContentType()));
        }
    }

    private static ImportFormat format(MediaType type) {
        String bare = type.getType() + "/" + type.getSubtype();
        return Imports.FORMATS.stream()
                .filter(format -> format.mediaType().equalsIgnoreCase(bare))
                .findFirst()
                .orElseThrow(() -> unsupported(type.toString()));
    }

    private static RefusedException unsupported(String type) {
        return new RefusedException(
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "the body is " + type + "; an import is "
                        + Imports.FORMATS.stream().map(ImportFormat::mediaType).collect(Collectors.joining(" or ")));
    }

    private static boolean bool(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new RefusedException(
                        ProblemCode.INVALID_PARAMETER, name + " is true or false, not \"" + value + "\"");
        };
    }

    /** RFC 7240. */
    private static boolean wantsNoWaiting(List<String> prefer) {
        return (prefer == null ? Collections.<String>emptyList() : prefer)
                .stream()
                        .flatMap(value -> List.of(value.split("[,;]")).stream())
                        .anyMatch(value -> value.trim().toLowerCase(Locale.ROOT).equals(RESPOND_ASYNC));
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new RefusedException(
                    ProblemCode.INVALID_PARAMETER, "after must be a cursor that an earlier page gave");
        }
    }

    private ImportJob visible(String id, Caller caller) {
        requireReader(caller);
        try {
            return jobs.find(UUID.fromString(id))
                    .filter(job -> isVisible(job, caller))
                    .orElseThrow(() -> new RefusedException(ProblemCode.NOT_FOUND, "there is no import " + id));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ProblemCode.NOT_FOUND, "there is no import " + id);
        }
    }

    private static void requireReader(Caller caller) {
        if (!caller.reads()) {
            throw new RefusedException(
                    ProblemCode.FORBIDDEN,
                    "user " + caller.name() + " may not read imports: an administrator reads no acts");
        }
    }

    /** A user sees its own imports; a user of a unit those of users of that unit and below it; the others all. */
    private boolean isVisible(ImportJob job, Caller caller) {
        return caller.unit() == null
                || caller.id().equals(job.userId())
                || (job.unit() != null && isBelow(job.unit(), caller));
    }

    private List<String> visibleUnits(Caller caller) {
        return caller.unit() == null
                ? null
                : jobs.units().stream().filter(unit -> isBelow(unit, caller)).toList();
    }

    private boolean isBelow(String unit, Caller caller) {
        return caller.readsOwnUnitOnly() ? unit.equals(caller.unit()) : units.isWithin(unit, caller.unit());
    }

    private List<RejectionView> shownRejections(long number) {
        return jobs.rejections(number, 0, MOST_REJECTIONS_SHOWN).stream()
                .map(RejectionView::of)
                .toList();
    }

    private Status status(ImportJob job) {
        Tally.Totals totals = job.totals();
        boolean done = job.isDone();
        return new Status(
                job.id(),
                job.state(),
                job.rowsDone(),
                rowsPerSecond(job),
                done ? totals.rows() : null,
                done ? totals.recorded() : null,
                done ? totals.duplicates() : null,
                done ? totals.rejected() : null,
                done ? totals.lastPosition() : null,
                done ? shownRejections(job.number()) : null);
    }

    private long rowsPerSecond(ImportJob job) {
        Instant end = job.finishedAt() == null ? clock.instant() : job.finishedAt();
        long millis = Math.max(1, Duration.between(job.startedAt(), end).toMillis());
        return job.rowsDone() * 1000 / millis;
    }

    private static Listed listed(ImportJob job) {
        Tally.Totals totals = job.totals();
        boolean done = job.isDone();
        return new Listed(
                job.id(),
                job.state(),
                job.dryRun(),
                job.format(),
                job.startedAt(),
                job.finishedAt(),
                job.rowsDone(),
                done ? totals.rows() : null,
                done ? totals.recorded() : null,
                done ? totals.duplicates() : null,
                done ? totals.rejected() : null,
                done ? totals.lastPosition() : null);
    }
}
