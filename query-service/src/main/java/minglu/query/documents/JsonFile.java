package minglu.query.documents;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minglu.api.format.Cell;
import minglu.api.format.Label;
import minglu.api.format.Measure;
import minglu.platform.time.Instants;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report for programs: figures as the API gives them, the labels of the form, the texts. */
final class JsonFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private JsonFile() {}

    static byte[] write(ReportDocument document) {
        Map<String, Object> cells = new LinkedHashMap<>();
        Map<String, Object> labels = new LinkedHashMap<>();
        for (Cell cell : document.format().cells()) {
            cells.put(cell.id(), figure(document, cell));
            Map<String, Object> label = new LinkedHashMap<>();
            label.put("row", path(cell.row().groups(), cell.row().label()));
            label.put("column", path(cell.column().groups(), cell.column().label()));
            labels.put(cell.id(), label);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("title", document.title());
        members.put("format", document.format().format());
        members.put("rules", document.format().rules());
        members.put("source", document.format().source());
        members.put("unit", document.unit());
        members.put("unitName", document.unitName());
        members.put("scope", document.scope().code());
        members.put("year", document.year());
        members.put("occurredUntil", document.occurredUntil().toString());
        members.put("version", document.version());
        members.put("position", document.position());
        members.put("recordedAt", document.recordedAt() == null ? null : Instants.format(document.recordedAt()));
        members.put("digest", document.digest());
        members.put("checkpoint", document.checkpoint());
        members.put("texts", texts(document));
        members.put("cells", cells);
        members.put("labels", labels);
        return (JSON.writeValueAsString(members) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A figure as the API gives it: an integer, a decimal text of money, or null where it is unknown. */
    static Object figure(ReportDocument document, Cell cell) {
        BigDecimal figure = document.figures().get(cell.id());
        if (figure == null) {
            return null;
        }
        return cell.measure() == Measure.COUNT ? (Object) figure.longValueExact() : figure.toPlainString();
    }

    /** The labels above or beside a figure, outermost first. */
    static List<String> path(List<Label> groups, Label label) {
        return Stream.concat(groups.stream(), Stream.of(label)).map(Label::zh).toList();
    }

    private static Map<String, String> texts(ReportDocument document) {
        Map<String, String> texts = new LinkedHashMap<>();
        document.format().sections().stream()
                .filter(section -> section.text() != null && document.texts().containsKey(section.text()))
                .forEach(section -> texts.put(section.text(), document.texts().get(section.text())));
        return texts;
    }
}
