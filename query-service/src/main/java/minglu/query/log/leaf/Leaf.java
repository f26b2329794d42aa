package minglu.query.log.leaf;

import java.nio.charset.StandardCharsets;

/**
 * What the log keeps of an event: an envelope that commits to the stored bytes and shows nothing that is not meant for every
 * inspector. The members are specified in {@code docs/evidence-format.md}, section 1.
 *
 * @param log origin of the log
 * @param index place in the log, from 0: position − 1
 * @param id identifier of the event
 * @param type type of the event
 * @param revision revision of the type; empty for none
 * @param streamType kind of stream; empty for none
 * @param stream pseudonym of the stream
 * @param sequence place in the stream, from 0
 * @param unit pseudonym of the unit; empty for none
 * @param recordedAt 27 characters, UTC
 * @param occurredOn business date; empty for none
 * @param actor pseudonym of the user; empty for none
 * @param command identifier of the command; empty for none
 * @param length bytes of the payload
 * @param payload hexadecimal SHA-256 of salt and payload
 * @param metadata hexadecimal SHA-256 of the canonical metadata
 * @param previous hexadecimal SHA-256 of the recovery note, in the first leaf of a later epoch; else null
 */
public record Leaf(
        String log,
        long index,
        String id,
        String type,
        String revision,
        String streamType,
        String stream,
        long sequence,
        String unit,
        String recordedAt,
        String occurredOn,
        String actor,
        String command,
        int length,
        String payload,
        String metadata,
        String previous) {

    private static final int VERSION = 1;
    private static final int USUAL_LENGTH = 640;

    /**
     * The bytes of the leaf: canonical JSON, its members written in their order.
     *
     * @throws IllegalArgumentException if a text has half a surrogate pair
     */
    public byte[] bytes() {
        StringBuilder json = new StringBuilder(USUAL_LENGTH);
        text(json, "{\"actor\":", actor);
        text(json, ",\"agg\":", stream);
        text(json, ",\"aggType\":", streamType);
        text(json, ",\"cmd\":", command);
        number(json, ",\"i\":", index);
        text(json, ",\"id\":", id);
        number(json, ",\"len\":", length);
        text(json, ",\"log\":", log);
        text(json, ",\"meta\":", metadata);
        text(json, ",\"occ\":", occurredOn);
        text(json, ",\"pay\":", payload);
        if (previous != null) {
            text(json, ",\"prev\":", previous);
        }
        text(json, ",\"rec\":", recordedAt);
        text(json, ",\"rev\":", revision);
        number(json, ",\"seq\":", sequence);
        text(json, ",\"type\":", type);
        text(json, ",\"unit\":", unit);
        number(json, ",\"v\":", VERSION);
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void text(StringBuilder json, String name, String value) {
        json.append(name);
        CanonicalJson.string(json, value);
    }

    private static void number(StringBuilder json, String name, long value) {
        json.append(name).append(CanonicalJson.number(value));
    }
}
