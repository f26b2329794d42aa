package minglu.command.imports;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An xlsx file as a package of parts (ECMA-376 part 2), refused as a whole where it is none, is packed suspiciously well, holds
 * macros or points outside itself. Every part is unpacked once to see its real size before any of it is understood.
 */
final class XlsxPackage implements Closeable {

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] COMPOUND = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String ROOT_RELATIONS = "_rels/.rels";
    /** Parts of these names hold programs or what lies outside the file. */
    private static final List<String> FORBIDDEN = List.of(
            "vbaproject", "vbadata", "/macrosheets/", "/externallinks/", "/activex/", "/embeddings/", "/customui/");
    /** A link that a reader may click; all other ways out of the file are fetched by themselves. */
    private static final String HYPERLINK = "/hyperlink";

    private final ZipFile zip;
    private final XlsxLimits limits;
    private String sheet;
    private String sharedTexts;
    private String styles;
    private boolean from1904;

    private XlsxPackage(ZipFile zip, XlsxLimits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    /**
     * Opens a file.
     *
     * @throws RefusedException {@code invalid-file} or {@code too-large}
     */
    static XlsxPackage open(Path file, XlsxLimits limits) throws IOException {
        requireMagic(file);
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw invalid("the file is no xlsx file: its parts cannot be unpacked");
        }
        XlsxPackage opened = new XlsxPackage(zip, limits);
        try {
            opened.check();
            opened.findParts();
            return opened;
        } catch (IllegalArgumentException e) {
            // The zip of the JDK decodes a name when it is first asked for.
            zip.close();
            throw invalid("the file is damaged: the name of a part cannot be read");
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The first sheet. */
    InputStream sheet() throws IOException {
        return part(sheet);
    }

    /** The table of texts, or null. */
    InputStream sharedTexts() throws IOException {
        return sharedTexts == null ? null : part(sharedTexts);
    }

    /** The formats of cells, or null. */
    InputStream styles() throws IOException {
        return styles == null ? null : part(styles);
    }

    /** Whether days are counted from 1 January 1904, not 1900. */
    boolean isFrom1904() {
        return from1904;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static void requireMagic(Path file) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(ZIP.length);
        }
        if (Arrays.equals(first, COMPOUND)) {
            throw invalid("the file is an .xls file or has a password; save it as .xlsx without one");
        }
        if (!Arrays.equals(first, ZIP)) {
            throw invalid("the file is no xlsx file");
        }
    }

    private void check() throws IOException {
        if (zip.size() > XlsxLimits.PARTS) {
            throw XlsxLimits.tooLarge(
                    "the file has " + zip.size() + " parts, at most " + XlsxLimits.PARTS + " are allowed");
        }
        Set<String> names = new HashSet<>();
        long declared = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = "/" + entry.getName().toLowerCase(Locale.ROOT);
            if (!names.add(name)) {
                throw invalid("the part " + shown(entry.getName()) + " stands twice in the file");
            }
            if (FORBIDDEN.stream().anyMatch(name::contains)) {
                throw invalid("the file holds macros, embedded objects or links to other files ("
                        + shown(entry.getName()) + "); save it as a plain .xlsx file");
            }
            declared += Math.max(0, entry.getSize());
        }
        if (declared > XlsxLimits.ALL_BYTES) {
            throw tooMuch();
        }
        long all = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            all += unpackedBytes(entry, XlsxLimits.ALL_BYTES - all);
        }
    }

    private long unpackedBytes(ZipEntry entry, long left) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long packed = Math.max(1, entry.getCompressedSize());
        long total = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                limits.checkTime();
                if (total > left) {
                    throw tooMuch();
                }
                if (total > XlsxLimits.PART_BYTES) {
                    throw XlsxLimits.tooLarge("the part " + shown(entry.getName()) + " unpacks to more than "
                            + XlsxLimits.PART_BYTES + " bytes");
                }
                if (total > XlsxLimits.RATIO_GRACE_BYTES && total / packed > XlsxLimits.RATIO) {
                    throw XlsxLimits.tooLarge("the part " + shown(entry.getName()) + " unpacks to more than "
                            + XlsxLimits.RATIO + " times its size");
                }
            }
        } catch (ZipException | EOFException e) {
            throw invalid("the part " + shown(entry.getName()) + " of the file is damaged");
        }
        return total;
    }

    private void findParts() throws IOException {
        Map<String, String> contentTypes = new HashMap<>();
        XlsxXml.read(CONTENT_TYPES, part(CONTENT_TYPES), new DefaultHandler() {
            @Override
            public void startElement(String uri, String name, String qualified, Attributes attributes) {
                limits.checkTime();
                if (name.equals("Override")) {
                    contentTypes.put(attributes.getValue("PartName"), attributes.getValue("ContentType"));
                }
            }
        });
        String workbook = onlyOne(relations("", ROOT_RELATIONS), "/officeDocument");
        String type = String.valueOf(contentTypes.get("/" + workbook));
        if (!type.endsWith("spreadsheetml.sheet.main+xml")) {
            throw invalid("the file is no xlsx workbook but " + shown(type));
        }
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (entry.getName().endsWith(".rels")) {
                relations("", entry.getName());
            }
        }
        int slash = workbook.lastIndexOf('/') + 1;
        String folder = workbook.substring(0, slash);
        Map<String, Relation> relations = relations(folder, folder + "_rels/" + workbook.substring(slash) + ".rels");
        Workbook book = new Workbook();
        XlsxXml.read(workbook, part(workbook), book);
        Relation first = book.firstSheet == null ? null : relations.get(book.firstSheet);
        if (first == null || !first.type.endsWith("/worksheet")) {
            throw invalid("the first sheet of the file is no table");
        }
        sheet = first.target;
        from1904 = book.from1904;
        sharedTexts = target(relations, "/sharedStrings");
        styles = target(relations, "/styles");
    }

    /** Finds the first sheet and the way days are counted. */
    private final class Workbook extends DefaultHandler {

        private String firstSheet;
        private boolean from1904;

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) {
            limits.checkTime();
            if (name.equals("sheet") && firstSheet == null) {
                for (int i = 0; i < attributes.getLength(); i++) {
                    // r:id; its namespace differs between the transitional and the strict form.
                    if (attributes.getLocalName(i).equals("id")
                            && attributes.getURI(i).endsWith("/relationships")) {
                        firstSheet = attributes.getValue(i);
                    }
                }
            } else if (name.equals("workbookPr")) {
                String date1904 = attributes.getValue("date1904");
                from1904 = "1".equals(date1904) || "true".equals(date1904);
            }
        }
    }

    private record Relation(String type, String target) {}

    /** The relations that a part tells, by id; targets are names of parts. */
    private Map<String, Relation> relations(String folder, String name) throws IOException {
        Map<String, Relation> relations = new HashMap<>();
        XlsxXml.read(name, part(name), new DefaultHandler() {
            @Override
            public void startElement(String uri, String element, String qualified, Attributes attributes) {
                limits.checkTime();
                if (!element.equals("Relationship")) {
                    return;
                }
                String type = String.valueOf(attributes.getValue("Type"));
                String target = String.valueOf(attributes.getValue("Target"));
                if ("External".equalsIgnoreCase(attributes.getValue("TargetMode"))) {
                    if (!type.endsWith(HYPERLINK)) {
                        throw invalid("the file points to something outside it, in " + shown(name));
                    }
                    return;
                }
                relations.put(attributes.getValue("Id"), new Relation(type, resolved(folder, target)));
            }
        });
        return relations;
    }

    private static String resolved(String folder, String target) {
        String path = target.startsWith("/") ? target.substring(1) : folder + target;
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return String.join("/", segments);
    }

    private static String target(Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(relation -> relation.type.endsWith(type))
                .map(Relation::target)
                .findFirst()
                .orElse(null);
    }

    private static String onlyOne(Map<String, Relation> relations, String type) {
        String target = target(relations, type);
        if (target == null) {
            throw invalid("the file is no xlsx file: it has no workbook");
        }
        return target;
    }

    private InputStream part(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw invalid("the file is no xlsx file: the part " + shown(name) + " is missing");
        }
        return zip.getInputStream(entry);
    }

    private static RefusedException tooMuch() {
        return XlsxLimits.tooLarge("the file unpacks to more than " + XlsxLimits.ALL_BYTES + " bytes");
    }

    static RefusedException invalid(String detail) {
        return new RefusedException(ProblemCode.INVALID_FILE, detail);
    }

    private static String shown(String name) {
        String cut = name.length() <= 80 ? name : name.substring(0, 80) + "…";
        return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }
}
