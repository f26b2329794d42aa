package minglu.api.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalogue of statutory formats: one resource {@code minglu/format/<name>.json} each, and beside it
 * {@code minglu/text/<name>.json}, how its texts are read.
 */
public final class Formats {

    /** 国办公开办函〔2021〕30号: the form in force since the reports on 2021. */
    public static final String F2021_30 = "2021-30";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // An absent mark is a mark that is not set.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Formats() {}

    /** The format in force. */
    public static StatutoryFormat current() {
        return Current.FORMAT;
    }

    /**
     * Reads a format.
     *
     * @param name for example {@link #F2021_30}
     * @throws IllegalStateException if there is no such resource, or it contradicts itself
     */
    public static StatutoryFormat load(String name) {
        String resource = "/minglu/format/" + name + ".json";
        try (InputStream in = Formats.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + resource);
            }
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource + " cannot be read", e);
        }
    }

    static StatutoryFormat read(byte[] json) {
        Written written = JSON.readValue(json, Written.class);
        return new StatutoryFormat(
                written.format,
                written.rules,
                written.source,
                written.title,
                written.sections,
                written.tables,
                written.footing,
                textRules(written.format));
    }

    /** The readings of texts grow with every phrase that is met; they move no figure, and are no part of the pinned form. */
    private static List<TextRule> textRules(String format) {
        String resource = "/minglu/text/" + format + ".json";
        try (InputStream in = Formats.class.getResourceAsStream(resource)) {
            return in == null ? List.of() : JSON.readValue(in, new TypeReference<List<TextRule>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource + " cannot be read", e);
        }
    }

    /** {@code textRules}: the first readings, which the digest of the form pins; nobody reads them any more. */
    private record Written(
            String format,
            String rules,
            String source,
            Label title,
            List<FormSection> sections,
            List<FormTable> tables,
            List<FootingRule> footing,
            JsonNode textRules) {}

    private static final class Current {
        private static final StatutoryFormat FORMAT = load(F2021_30);
    }
}
