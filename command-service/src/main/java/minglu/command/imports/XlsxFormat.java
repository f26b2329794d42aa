package minglu.command.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.command.intake.ActJson;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;
import tools.jackson.databind.JsonNode;

/**
 * The first sheet of a spreadsheet (ECMA-376). The whole sheet is read before its first row is recorded, so that a file that is
 * refused leaves nothing behind.
 */
final class XlsxFormat implements ImportFormat {

    static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Override
    public String name() {
        return "xlsx";
    }

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public long maxBytes() {
        return XlsxLimits.FILE_BYTES;
    }

    @Override
    public boolean isText() {
        return false;
    }

    @Override
    public RowSource open(Spool file) throws IOException {
        XlsxLimits limits = new XlsxLimits();
        try (XlsxPackage opened = XlsxPackage.open(file.path(), limits)) {
            SharedTexts texts = new SharedTexts(limits);
            read("of shared texts", opened.sharedTexts(), texts);
            XlsxStyles styles = new XlsxStyles(limits);
            read("of styles", opened.styles(), styles);
            XlsxRows rows = new XlsxRows(texts.found, styles, opened.isFrom1904(), limits);
            read("of the first sheet", opened.sheet(), rows);
            return new Source(rows.columns().withoutAdded(), rows.rows().iterator());
        }
    }

    @Override
    public RejectionFile rejections(OutputStream out, List<String> header, boolean byteOrderMark) {
        return new XlsxRejections(out, header);
    }

    private static void read(String name, InputStream part, DefaultHandler handler) throws IOException {
        if (part != null) {
            XlsxXml.read(name, part, handler);
        }
    }

    /** The table of texts that cells point into; how a text sounds (phonetic runs) is no part of it. */
    private static final class SharedTexts extends DefaultHandler {

        private final XlsxLimits limits;
        private final List<String> found = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private boolean inText;
        private int phonetic;

        SharedTexts(XlsxLimits limits) {
            this.limits = limits;
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) {
            limits.checkTime();
            switch (name) {
                case "si" -> text.setLength(0);
                case "rPh" -> phonetic++;
                case "t" -> inText = phonetic == 0;
                default -> {
                    // How a text looks.
                }
            }
        }

        @Override
        public void endElement(String uri, String name, String qualified) {
            switch (name) {
                case "si" -> {
                    if (found.size() == XlsxLimits.SHARED_TEXTS) {
                        throw XlsxLimits.tooLarge("the file holds more than " + XlsxLimits.SHARED_TEXTS + " texts");
                    }
                    String whole = XlsxRows.unescaped(text.toString());
                    limits.keep(whole);
                    found.add(whole);
                }
                case "rPh" -> phonetic--;
                case "t" -> inText = false;
                default -> {
                    // See above.
                }
            }
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            if (inText) {
                text.append(characters, start, Math.min(length, XlsxLimits.CELL_CHARACTERS - text.length()));
            }
        }
    }

    private record Source(Columns columns, Iterator<RawRow> rows) implements RowSource {

        @Override
        public List<String> header() {
            return columns.headings();
        }

        @Override
        public RawRow next() {
            return rows.hasNext() ? rows.next() : null;
        }

        @Override
        public JsonNode read(RawRow row) {
            int bytes = row.record().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > ActJson.LARGEST_ACT_BYTES) {
                throw new RefusedException(
                        ProblemCode.TOO_LARGE,
                        "the row has " + bytes + " bytes, at most " + ActJson.LARGEST_ACT_BYTES + " are allowed");
            }
            List<String> cells = CsvRecord.of(row.record()).cells();
            columns.excess(cells).ifPresent(refusal -> {
                throw new RefusedException(refusal);
            });
            return columns.act(cells);
        }

        @Override
        public void close() {
            // The file was closed when its rows had been read.
        }
    }
}
