package minglu.query.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ooxml.POIXMLDocument;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;

/**
 * An Office file whose bytes depend on its content alone: parts in a fixed order with a fixed time, not compressed, since two
 * releases of Java may compress the same bytes differently, and no date but the one that is given.
 */
final class FixedPackage {

    /** The first part, by the convention of OPC. */
    private static final String CONTENT_TYPES = "[Content_Types].xml";

    private static final LocalDateTime FIRST_OF_ZIP = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final Instant UNDATED = Instant.parse("2000-01-01T00:00:00Z");

    private FixedPackage() {}

    /** The bytes of a file, with the properties of a report. */
    static byte[] of(POIXMLDocument file, ReportDocument document) throws IOException {
        describe(file.getProperties(), document);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);
        return packed(parts(out.toByteArray()));
    }

    private static void describe(POIXMLProperties properties, ReportDocument document) {
        Instant time = document.recordedAt() == null ? UNDATED : document.recordedAt();
        String date = Instant.ofEpochSecond(time.getEpochSecond()).toString();
        POIXMLProperties.CoreProperties core = properties.getCoreProperties();
        core.setTitle(Paragraphs.clean(document.title()));
        core.setCreator("明录 Minglu");
        try {
            core.setCreated(date);
            core.setModified(date);
        } catch (InvalidFormatException e) {
            throw new IllegalStateException(date + " is no date", e);
        }
        for (Provenance.Statement statement : Provenance.of(document)) {
            properties
                    .getCustomProperties()
                    .addProperty("minglu." + statement.name(), Paragraphs.clean(statement.value()));
        }
    }

    private static Map<String, byte[]> parts(byte[] file) {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file just written cannot be read", e);
        }
        return parts;
    }

    private static byte[] packed(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, CONTENT_TYPES, parts.get(CONTENT_TYPES));
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                if (!part.getKey().equals(CONTENT_TYPES)) {
                    put(zip, part.getKey(), part.getValue());
                }
            }
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(FIRST_OF_ZIP);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
