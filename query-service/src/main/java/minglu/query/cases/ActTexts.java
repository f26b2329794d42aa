package minglu.query.cases;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import minglu.api.act.ActData;
import minglu.api.act.ActType;
import minglu.api.act.FreeText;
import minglu.api.text.TextSeal;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a client said with an act, as JSON; free texts stay sealed until somebody reads them. */
public final class ActTexts {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .withConfigOverride(
                    BigDecimal.class,
                    override -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Map<ActType, Set<String>> FREE_TEXTS = freeTexts();

    private ActTexts() {}

    /** The data of an act as JSON; absent members are left out. */
    public static String write(ActData data) {
        return JSON.writeValueAsString(data);
    }

    /** The data of an act as {@link #write} took it; free texts sealed. */
    static ActData parse(ActType type, String json) {
        return JSON.readValue(json, type.data());
    }

    /** The data that an amendment gives to the act it amends, as JSON; null where it leaves them. */
    static String amended(String json) {
        JsonNode data = JSON.readTree(json).path("data");
        return data.isObject() ? data.toString() : null;
    }

    /**
     * The data of an act for a reader.
     *
     * @param type type of the act
     * @param corrected type of the act it corrects; null unless a correction
     * @param json as {@link #write} gave it
     * @param open opens a sealed text
     */
    static JsonNode read(ActType type, ActType corrected, String json, UnaryOperator<String> open) {
        JsonNode data = JSON.readTree(json);
        open(data, type, open);
        if (corrected != null) {
            open(data.path("data"), corrected, open);
        }
        return data;
    }

    private static void open(JsonNode data, ActType type, UnaryOperator<String> open) {
        if (data instanceof ObjectNode object) {
            for (String name : FREE_TEXTS.get(type)) {
                JsonNode text = object.get(name);
                if (text != null && text.isString() && TextSeal.isSealed(text.stringValue())) {
                    object.put(name, open.apply(text.stringValue()));
                }
            }
        }
    }

    private static Map<ActType, Set<String>> freeTexts() {
        Map<ActType, Set<String>> names = new EnumMap<>(ActType.class);
        for (ActType type : ActType.values()) {
            names.put(
                    type,
                    Arrays.stream(type.data().getRecordComponents())
                            .filter(component -> component.isAnnotationPresent(FreeText.class))
                            .map(RecordComponent::getName)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return names;
    }
}
