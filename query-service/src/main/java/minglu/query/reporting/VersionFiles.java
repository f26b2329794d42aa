package minglu.query.reporting;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.format.Formats;
import minglu.api.reporting.CanonicalJson;
import minglu.api.tables.Scope;
import minglu.platform.time.Instants;
import minglu.query.documents.DocumentFormat;
import minglu.query.documents.ReportDocument;
import minglu.query.documents.ReportRenderer;
import minglu.query.reporting.ReportingStore.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of signed versions. The canonical JSON of the event is the version, and its SHA-256 the digest that every file of it
 * shows. A published version is that JSON with the members {@code checkpoint}, as the event of the publication holds it, and {@code
 * digest}; both events together give its bytes for all time. Documents are renderings: when a version is published they are
 * rendered once and kept, so that a later release of this software prints the same bytes.
 */
@Component
class VersionFiles {

    private static final Logger LOG = LoggerFactory.getLogger(VersionFiles.class);

    /** What a version can be had as. */
    static final List<DocumentFormat> FORMATS =
            List.of(DocumentFormat.JSON, DocumentFormat.HTML, DocumentFormat.DOCX, DocumentFormat.XLSX);

    private final ReportingStore store;
    private final ReportRenderer renderer;

    VersionFiles(ReportingStore store, ReportRenderer renderer) {
        this.store = store;
        this.renderer = renderer;
    }

    /**
     * The file of a version.
     *
     * @param publication null while it is only signed
     */
    byte[] file(String unit, int year, int version, String content, Publication publication, DocumentFormat format) {
        if (format == DocumentFormat.JSON) {
            return json(content, publication).getBytes(StandardCharsets.UTF_8);
        }
        Optional<byte[]> kept = publication == null ? Optional.empty() : store.file(unit, year, version, format.code());
        return kept.orElseGet(() -> renderer.render(document(content, publication), format));
    }

    private static String json(String content, Publication publication) {
        if (publication == null) {
            return content;
        }
        ObjectNode version = ReportingJson.read(content, ObjectNode.class);
        version.put("checkpoint", publication.checkpoint());
        version.put("digest", digest(content));
        return CanonicalJson.write(version);
    }

    private static String digest(String content) {
        return sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps the documents of a version that becomes public, within the caller's transaction. */
    void keep(String unit, int year, int version, String content, Publication publication) {
        Map<DocumentFormat, byte[]> files = new LinkedHashMap<>();
        try {
            ReportDocument document = document(content, publication);
            FORMATS.stream()
                    .filter(format -> format != DocumentFormat.JSON)
                    .forEach(format -> files.put(format, renderer.render(document, format)));
        } catch (RuntimeException e) {
            // The version itself is safe in its event; a fault of a printer must not stop the projection.
            LOG.error("Version {} of the report of {} on {} cannot be printed", version, unit, year, e);
            return;
        }
        files.forEach((format, file) -> store.addFile(unit, year, version, format.code(), file, sha256(file)));
    }

    /** The title of a version, as documents print it. */
    static String title(String content) {
        return document(content, null).title();
    }

    /** {@code Repr-Digest} (RFC 9530) of a file. */
    static String representationDigest(byte[] file) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256(file))) + ":";
    }

    private static ReportDocument document(String content, Publication publication) {
        JsonNode version = ReportingJson.read(content, JsonNode.class);
        String unit = version.get("unit").stringValue();
        Map<String, BigDecimal> figures = new LinkedHashMap<>();
        version.get("cells")
                .propertyStream()
                .forEach(cell -> figures.put(
                        cell.getKey(), new BigDecimal(cell.getValue().asString())));
        JsonNode recordedAt = version.get("knownAt").get("recordedAt");
        return new ReportDocument(
                Formats.load(version.get("format").stringValue()),
                unit,
                name(version, unit),
                scope(version.get("scope").stringValue()),
                version.get("year").intValue(),
                LocalDate.parse(version.get("occurredUntil").stringValue()),
                version.get("version").intValue(),
                version.get("knownAt").get("position").longValue(),
                recordedAt.isNull() ? null : Instants.parse(recordedAt.stringValue()),
                figures,
                texts(version),
                publication == null ? null : publication.checkpoint(),
                digest(content));
    }

    private static String name(JsonNode version, String unit) {
        JsonNode name = version.get("names").get(unit);
        return name == null ? unit : name.stringValue();
    }

    private static Scope scope(String code) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** The form has no place for a correction of itself; it is another matter to report, section six. */
    private static Map<String, String> texts(JsonNode version) {
        Map<String, String> texts = new LinkedHashMap<>();
        version.get("texts").propertyStream().forEach(text -> {
            if (!text.getValue().isNull()) {
                texts.put(text.getKey(), text.getValue().stringValue());
            }
        });
        JsonNode restatement = version.get("restatement");
        if (!restatement.isNull()) {
            String other = Stream.of(texts.get("other"), restatement.get("note").stringValue())
                    .filter(text -> text != null)
                    .collect(Collectors.joining("\n"));
            texts.put("other", other);
        }
        return texts;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
