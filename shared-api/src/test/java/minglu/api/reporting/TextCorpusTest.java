package minglu.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minglu.api.format.TextRule.Grade;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Goal: how texts are read is measured on sentences in the words of published reports. Method: each sentence is true, so whatever is
 * reported of it is a false alarm; then each figure behind it that it prints is moved by one, up and down, once in the table and
 * once in the text, and something must be reported.
 */
class TextCorpusTest {

    private static final int LEAST_PHRASES = 60;
    private static final BigDecimal[] MOVES = {BigDecimal.ONE, BigDecimal.ONE.negate()};

    private final JsonNode corpus = TextPhrases.resource("/minglu/practice/phrases.json");
    private final List<String> certainAlarms = new ArrayList<>();
    private final List<String> possibleAlarms = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private int planted;
    private int phrases;

    @Test
    void trueSentencesRaiseNoCertainAlarmAndPlantedErrorsAreNoticed() {
        for (JsonNode phrase : corpus.path("phrases")) {
            phrases++;
            measure(phrase);
        }
        int noticed = planted - missed.size();
        System.out.printf(
                "text checks on %d sentences: false alarms certain %d, possible %d; planted errors of one in figures"
                        + " noticed %d of %d (%.1f %%)%n",
                phrases, certainAlarms.size(), possibleAlarms.size(), noticed, planted, 100.0 * noticed / planted);
        possibleAlarms.forEach(alarm -> System.out.println("  possible: " + alarm));
        missed.forEach(error -> System.out.println("  missed: " + error));

        assertThat(phrases).isGreaterThanOrEqualTo(LEAST_PHRASES);
        assertThat(certainAlarms).isEmpty();
        assertThat(possibleAlarms.size())
                .as("possible alarms: %s", possibleAlarms)
                .isLessThanOrEqualTo(phrases / 20);
        assertThat(noticed * 100).isGreaterThanOrEqualTo(planted * 95);
    }

    private void measure(JsonNode phrase) {
        String section = phrase.path("section").stringValue();
        String text = phrase.path("text").stringValue();
        Map<String, BigDecimal> figures = TextPhrases.figures(phrase.path("figures"));
        for (TextCheck check : TextPhrases.reported(section, text, figures)) {
            (check.grade() == Grade.CERTAIN ? certainAlarms : possibleAlarms)
                    .add(check.where() + " " + check.left() + " / " + check.right() + " in " + text);
        }
        phrase.path("figures").properties().forEach(one -> {
            BigDecimal figure = new BigDecimal(one.getValue().asString());
            for (BigDecimal move : MOVES) {
                BigDecimal wrong = figure.add(move);
                // A table never shows less than none, and what nobody records contradicts nothing.
                boolean isForm = Character.isDigit(one.getKey().charAt(0));
                if (wrong.signum() < 0 || !isForm || !prints(text, figure)) {
                    continue;
                }
                Map<String, BigDecimal> moved = TextPhrases.figures(phrase.path("figures"));
                moved.put(one.getKey(), wrong);
                expect(section, text, moved, one.getKey() + " = " + wrong);
                if (printed(text, figure) == 1) {
                    expect(section, withNumber(text, figure, wrong), figures, one.getKey() + " printed " + wrong);
                }
            }
        });
    }

    private void expect(String section, String text, Map<String, BigDecimal> figures, String what) {
        planted++;
        if (TextPhrases.reported(section, text, figures).isEmpty()) {
            missed.add(what + " in " + text);
        }
    }

    private static boolean prints(String text, BigDecimal figure) {
        return printed(text, figure) > 0;
    }

    private static Matcher of(String text, BigDecimal figure) {
        return Pattern.compile("(?<![0-9.])" + Pattern.quote(figure.toPlainString()) + "(?![0-9.%年月])")
                .matcher(text);
    }

    private static int printed(String text, BigDecimal figure) {
        return (int) of(text, figure).results().count();
    }

    private static String withNumber(String text, BigDecimal figure, BigDecimal wrong) {
        return of(text, figure).replaceFirst(wrong.toPlainString());
    }
}
