package minglu.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minglu.api.act.ActType;
import minglu.api.act.Coded;
import minglu.api.act.Field;
import minglu.api.act.SubjectKind;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** What the pages say stands in the bundles, in both languages. */
class MessagesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern CHINESE = Pattern.compile("[\\u3000-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef]");
    private static final Pattern FIXED_KEY = Pattern.compile("#\\{([a-zA-Z][\\w.-]*)");

    private final Properties zh = load("messages.properties");
    private final Properties en = load("messages_en.properties");

    @Test
    void both_languages_have_the_same_keys() {
        assertThat(en.stringPropertyNames()).isEqualTo(zh.stringPropertyNames()).isNotEmpty();
    }

    @Test
    void every_message_is_a_pattern_and_none_is_left_in_the_other_language() {
        zh.forEach((key, text) -> assertThat(new MessageFormat((String) text, Locale.SIMPLIFIED_CHINESE))
                .as("%s", key)
                .isNotNull());
        en.forEach((key, text) -> {
            assertThat(new MessageFormat((String) text, Locale.ENGLISH))
                    .as("%s", key)
                    .isNotNull();
            if (!key.equals("language.zh")) {
                assertThat(CHINESE.matcher((String) text).find())
                        .as("%s=%s", key, text)
                        .isFalse();
            }
        });
    }

    @Test
    void no_template_holds_literal_chinese() throws IOException {
        for (Path template : templates()) {
            assertThat(CHINESE.matcher(Files.readString(template)).find())
                    .as("%s", template)
                    .isFalse();
        }
        assertThat(CHINESE.matcher("记录").find()).isTrue();
    }

    @Test
    void no_template_holds_inline_script_or_style() throws IOException {
        for (Path template : templates()) {
            assertThat(Files.readString(template))
                    .doesNotContain("style=\"", "<style", "onclick=", "onchange=", "onsubmit=", "javascript:")
                    .doesNotContainPattern("<script(?![^>]*src=)");
        }
    }

    @Test
    void every_key_that_a_template_names_exists() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        for (Path template : templates()) {
            Matcher keys = FIXED_KEY.matcher(Files.readString(template));
            while (keys.find()) {
                if (!zh.containsKey(keys.group(1))) {
                    missing.add(keys.group(1) + " of " + template.getFileName());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_code_that_is_shown_by_its_message_has_one() {
        TreeSet<String> wanted = new TreeSet<>();
        Stream.of(ProblemCode.values()).map(Coded::code).map("problem."::concat).forEach(wanted::add);
        Stream.of(SubjectKind.values()).map(Coded::code).map("kind."::concat).forEach(wanted::add);
        Stream.of(ActType.values()).map(Coded::code).map("act.help."::concat).forEach(wanted::add);
        assertThat(zh.stringPropertyNames()).containsAll(wanted);
    }

    @Test
    void help_stands_at_fields_that_exist() {
        List<String> members = Stream.of(ActType.values())
                .flatMap(type -> Field.of(type).stream())
                .map(Field::name)
                .toList();
        List<String> strange = zh.stringPropertyNames().stream()
                .filter(key -> key.startsWith("field.help."))
                .map(key -> key.split("\\.")[2])
                .filter(name ->
                        !members.contains(name) && !List.of("subject", "id").contains(name))
                .toList();
        assertThat(strange).isEmpty();
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".html")).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static Properties load(String name) {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(MessagesTest.class.getResourceAsStream("/minglu/portal/" + name)),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return properties;
    }
}
