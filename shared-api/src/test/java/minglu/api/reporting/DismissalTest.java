package minglu.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import minglu.api.format.Severity;
import minglu.api.format.TextRule.Grade;
import minglu.api.tables.CheckStatus;
import org.junit.jupiter.api.Test;

/** A dismissal is about one number at one place. */
class DismissalTest {

    private static final TextCheck CHECK = new TextCheck(
            "R9",
            "overview/received",
            Severity.WARNING,
            Grade.POSSIBLE,
            CheckStatus.POSSIBLE,
            new BigDecimal("7"),
            BigDecimal.ONE,
            List.of("3.new.total"),
            "教育局收到申请7件。",
            null);

    @Test
    void itHoldsForTheNumberItWasGivenFor() {
        assertThat(new Dismissal("R9", "overview/received", new BigDecimal("7.0")).concerns(CHECK))
                .isTrue();
        assertThat(new Dismissal("R9", "overview/received", null).concerns(CHECK))
                .isTrue();
        assertThat(new Dismissal("R9", "overview/received", new BigDecimal("8")).concerns(CHECK))
                .isFalse();
    }

    @Test
    void itHoldsForItsRuleAndPlace() {
        assertThat(new Dismissal("R7", "overview/received", null).concerns(CHECK))
                .isFalse();
        assertThat(new Dismissal("R9", "overview/received#2", null).concerns(CHECK))
                .isFalse();
    }
}
