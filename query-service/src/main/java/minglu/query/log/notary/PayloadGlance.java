package minglu.query.log.notary;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a leaf shows of a payload, read from its bytes without knowing its type.
 *
 * @param unit {@code act.unit}, else {@code unit}; empty for none
 * @param occurredOn {@code act.occurredOn} if it is a date; empty for none
 */
public record PayloadGlance(String unit, String occurredOn) {

    private static final PayloadGlance NOTHING = new PayloadGlance("", "");
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** Reads a payload; what is no JSON object shows nothing. */
    public static PayloadGlance of(byte[] payload) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? read(parser) : NOTHING;
        } catch (JacksonException e) {
            return NOTHING;
        }
    }

    private static PayloadGlance read(JsonParser parser) {
        String unit = "";
        String actUnit = "";
        String occurredOn = "";
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("unit") && value == JsonToken.VALUE_STRING) {
                unit = parser.getString();
            } else if (name.equals("act") && value == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String member = parser.currentName();
                    boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                    if (text && member.equals("unit")) {
                        actUnit = parser.getString();
                    } else if (text && member.equals("occurredOn")) {
                        occurredOn = parser.getString();
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
        return new PayloadGlance(
                actUnit.isEmpty() ? unit : actUnit, DATE.matcher(occurredOn).matches() ? occurredOn : "");
    }
}
