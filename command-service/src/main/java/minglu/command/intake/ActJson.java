package minglu.command.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON of one act strictly: UTF-8, one value, no member twice, no deep nesting. */
public final class ActJson {

    /** Largest act in bytes; a larger one is {@code too-large}. */
    public static final int LARGEST_ACT_BYTES = 32 * 1024;

    private static final int DEEPEST_NESTING = 32;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_NESTING)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ActJson() {}

    /**
     * Reads one JSON value.
     *
     * @param body at most {@link #LARGEST_ACT_BYTES} bytes
     * @throws RefusedException {@code too-large}, or {@code malformed} with what is wrong and where
     */
    public static JsonNode read(byte[] body) {
        if (body.length > LARGEST_ACT_BYTES) {
            throw new RefusedException(
                    ProblemCode.TOO_LARGE,
                    "the act has " + body.length + " bytes, at most " + LARGEST_ACT_BYTES + " are allowed");
        }
        return read(utf8(body));
    }

    /**
     * Reads one JSON value from text.
     *
     * @throws RefusedException {@code malformed} with what is wrong and where
     */
    public static JsonNode read(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw new RefusedException(ProblemCode.MALFORMED, "the body is empty; an act is a JSON object");
            }
            return node;
        } catch (JacksonException e) {
            throw new RefusedException(ProblemCode.MALFORMED, "not JSON: " + firstLine(e.getOriginalMessage()));
        }
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(ProblemCode.MALFORMED, "the body is not UTF-8");
        }
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
