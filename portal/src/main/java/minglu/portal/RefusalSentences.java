package minglu.portal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What refusals say in Chinese. The contract gives each a code and an English sentence with the values; {@code refusals.properties} gives
 * a Chinese sentence for each code, and for English sentences whose values matter one with the same values.
 */
final class RefusalSentences {

    /** Instead of a code: the sentences of single faults of a form. */
    static final String VIOLATION = "violation";

    /** Where the source puts an English sentence together; no part of it. */
    static final String JOINT = "|";

    private static final String RESOURCE = "/minglu/portal/refusals.properties";
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z]+)}");

    /** Rules name what they follow from: an article, or a place in the contract, which is nothing for a clerk. */
    private static final String SOURCE = "(?: \\((?:contract: [^()]*|([^()]*))\\))?";

    private static final RefusalSentences WRITTEN = new RefusalSentences(load());

    private final Map<String, String> general = new LinkedHashMap<>();
    private final Map<String, List<Sentence>> withValues = new LinkedHashMap<>();

    /**
     * An English sentence and its Chinese one.
     *
     * @param english takes the values out of a sentence
     * @param names of the values, in the order of the groups
     * @param chinese with the names in braces
     */
    record Sentence(Pattern english, List<String> names, String chinese) {

        static Sentence of(String written, String chinese) {
            String english = written.replace(JOINT, "");
            Matcher matcher = NAME.matcher(english);
            StringBuilder pattern = new StringBuilder();
            List<String> names = new ArrayList<>();
            int from = 0;
            while (matcher.find()) {
                pattern.append(Pattern.quote(english.substring(from, matcher.start())))
                        .append("(.*?)");
                names.add(matcher.group(1));
                from = matcher.end();
            }
            pattern.append(Pattern.quote(english.substring(from))).append(SOURCE);
            return new Sentence(Pattern.compile(pattern.toString(), Pattern.DOTALL), names, chinese);
        }

        /** The Chinese sentence with the values of an English one; null where that is another sentence. */
        private String say(String detail, BiFunction<String, Map<String, String>, String> shown) {
            Matcher matcher = english.matcher(detail);
            if (!matcher.matches()) {
                return null;
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), matcher.group(i + 1));
            }
            String source = matcher.group(names.size() + 1);
            return NAME.matcher(chinese)
                            .replaceAll(name -> Matcher.quoteReplacement(shown.apply(name.group(1), values)))
                    + (source == null ? "" : "(" + source + ")");
        }
    }

    private RefusalSentences(Properties properties) {
        for (String key : properties.stringPropertyNames()) {
            if (!key.contains(".")) {
                general.put(key, properties.getProperty(key));
                List<Sentence> sentences = new ArrayList<>();
                for (int i = 1; properties.containsKey(key + "." + i + ".en"); i++) {
                    sentences.add(Sentence.of(
                            properties.getProperty(key + "." + i + ".en"),
                            properties.getProperty(key + "." + i + ".zh")));
                }
                withValues.put(key, sentences);
            }
        }
    }

    static Properties load() {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(RefusalSentences.class.getResourceAsStream(RESOURCE), RESOURCE),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
        return properties;
    }

    /**
     * What a refusal says in Chinese.
     *
     * @param code of the problem, or {@link #VIOLATION}
     * @param detail its English sentence
     * @param shown a value as it is shown, from its name and all values
     * @return null where the code is unknown
     */
    static String say(String code, String detail, BiFunction<String, Map<String, String>, String> shown) {
        if (detail != null) {
            for (Sentence sentence : WRITTEN.withValues.getOrDefault(code, List.of())) {
                String said = sentence.say(detail, shown);
                if (said != null) {
                    return said;
                }
            }
        }
        return WRITTEN.general.get(code);
    }
}
