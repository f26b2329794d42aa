package minglu.standalone.history;

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Set;
import minglu.standalone.history.LineFile.MalformedLineException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of an event file, without their line feeds. */
final class EventLines {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter SIX_DECIMALS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Set<String> MEMBERS = Set.of(
            "position",
            "stream",
            "sequence",
            "aggregateType",
            "identifier",
            "payloadType",
            "payloadRevision",
            "recordedAt",
            "metaData",
            "payload");

    private EventLines() {}

    static byte[] write(StoredEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(2 * event.payload().length + 512);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberProperty("position", event.position());
            json.writeStringProperty("stream", event.stream());
            json.writeNumberProperty("sequence", event.sequence());
            json.writeStringProperty("aggregateType", event.aggregateType());
            json.writeStringProperty("identifier", event.identifier());
            json.writeStringProperty("payloadType", event.payloadType());
            json.writeStringProperty("payloadRevision", event.payloadRevision());
            json.writeStringProperty("recordedAt", SIX_DECIMALS.format(event.recordedAt()));
            json.writeName("metaData");
            json.writeBinary(event.metaData());
            json.writeName("payload");
            json.writeBinary(event.payload());
            json.writeEndObject();
        }
        return line.toByteArray();
    }

    static StoredEvent read(JsonNode line) throws MalformedLineException {
        LineFile.requireMembers(line, MEMBERS);
        return new StoredEvent(
                number(line, "position"),
                text(line, "stream", false),
                number(line, "sequence"),
                text(line, "aggregateType", true),
                text(line, "identifier", false),
                text(line, "payloadType", false),
                text(line, "payloadRevision", true),
                instant(line),
                binary(line, "payload"),
                binary(line, "metaData"));
    }

    private static long number(JsonNode line, String member) throws MalformedLineException {
        JsonNode node = line.get(member);
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
            return node.longValue();
        }
        throw new MalformedLineException(member + " is no whole number from 0 on");
    }

    private static String text(JsonNode line, String member, boolean nullable) throws MalformedLineException {
        JsonNode node = line.get(member);
        if (nullable && node.isNull()) {
            return null;
        }
        if (node.isString() && !node.stringValue().isEmpty()) {
            return node.stringValue();
        }
        throw new MalformedLineException(member + " is no text");
    }

    private static Instant instant(JsonNode line) throws MalformedLineException {
        String text = text(line, "recordedAt", false);
        try {
            Instant instant = Instant.parse(text);
            if (SIX_DECIMALS.format(instant).equals(text)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw new MalformedLineException("recordedAt is " + text);
        }
        throw new MalformedLineException("recordedAt is " + text);
    }

    private static byte[] binary(JsonNode line, String member) throws MalformedLineException {
        try {
            // The lenient decoder of the node would skip what does not belong.
            return Base64.getDecoder().decode(line.get(member).asString("*"));
        } catch (IllegalArgumentException e) {
            throw new MalformedLineException(member + " is not base64");
        }
    }
}
