package minglu.query.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The periods of the law by the days on which they came into force; data, like the calendar. */
public final class AnswerLaws {

    private static final String RESOURCE = "/minglu/law/answer-periods.json";
    private static final NavigableMap<LocalDate, AnswerLaw> LAWS = read();

    private AnswerLaws() {}

    /** The law of an application received on a day; before the first regulation was in force, the first one. */
    public static AnswerLaw on(LocalDate receivedOn) {
        Map.Entry<LocalDate, AnswerLaw> found = LAWS.floorEntry(receivedOn);
        return found == null ? LAWS.firstEntry().getValue() : found.getValue();
    }

    /** All of them, the oldest first. */
    public static List<AnswerLaw> all() {
        return List.copyOf(LAWS.values());
    }

    private static NavigableMap<LocalDate, AnswerLaw> read() {
        try (InputStream in = AnswerLaws.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + RESOURCE);
            }
            NavigableMap<LocalDate, AnswerLaw> laws = new TreeMap<>();
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(in, new TypeReference<List<AnswerLaw>>() {})
                    .forEach(law -> laws.put(law.validFrom(), law));
            return laws;
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + RESOURCE + " cannot be read", e);
        }
    }
}
