package minglu.command.imports;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import minglu.api.problem.RefusedException;
import minglu.command.intake.ActJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An act a line, as JSON. Blank lines are counted as lines but are no rows. */
final class NdjsonFormat implements TextFormat {

    /** Member of a refused row that holds a line which is not a JSON object. */
    static final String REJECTED_LINE = "rejectedLine";

    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public RowSource open(Spool file) throws IOException {
        return new Source(new LineReader(file.text()));
    }

    @Override
    public void writeHeader(Writer out, List<String> header, boolean byteOrderMark) {}

    @Override
    public void writeRow(Writer out, List<String> header, Rejection rejection) throws IOException {
        ObjectNode row = object(rejection.record());
        row.put(REJECTION_CODE, rejection.code());
        row.put(REJECTION_REASON, rejection.detail());
        out.write(row.toString());
        out.write('\n');
    }

    private static ObjectNode object(String record) {
        try {
            if (record != null && ActJson.read(record) instanceof ObjectNode object) {
                return object;
            }
        } catch (RefusedException e) {
            // Not JSON; the line is given back as it was.
        }
        return JsonNodeFactory.instance.objectNode().put(REJECTED_LINE, record);
    }

    private record Source(LineReader lines) implements RowSource {

        @Override
        public List<String> header() {
            return List.of();
        }

        @Override
        public RawRow next() throws IOException {
            for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
                if (line.isTooLong()) {
                    return RawRow.tooLong(line.number(), line.length());
                }
                if (!line.text().isBlank()) {
                    return RawRow.of(line.number(), line.text());
                }
            }
            return null;
        }

        @Override
        public JsonNode read(RawRow row) {
            JsonNode node = ActJson.read(row.record().getBytes(StandardCharsets.UTF_8));
            if (node instanceof ObjectNode object) {
                object.remove(List.of(REJECTION_CODE, REJECTION_REASON));
            }
            return node;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
