package minglu.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import minglu.api.format.TextRule.Grade;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * The grade in which a contradiction of each kind is reported, or that nothing is. The cases are kept here, and read anew where they
 * lie beside the project, or where {@code minglu.cases} says.
 */
class TextPracticeTest {

    private static final Path BESIDE = Path.of(System.getProperty("minglu.cases", "../../shared/cases"), "texts.json");

    @TestFactory
    Stream<DynamicTest> theCasesKeptHere() {
        return tests(TextPhrases.resource("/minglu/practice/texts.json"));
    }

    @TestFactory
    Stream<DynamicTest> theCasesBesideTheProject() throws IOException {
        if (!Files.isRegularFile(BESIDE)) {
            System.err.println("*** SKIPPED: no cases from practice in "
                    + BESIDE.toAbsolutePath().normalize() + "; name their folder with -Dminglu.cases=DIR ***");
        }
        Assumptions.assumeTrue(Files.isRegularFile(BESIDE), "no cases from practice");
        return tests(TextPhrases.read(Files.readAllBytes(BESIDE)));
    }

    private static Stream<DynamicTest> tests(JsonNode cases) {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode one : cases.path("cases")) {
            tests.add(DynamicTest.dynamicTest(one.path("kind").stringValue(), () -> verify(one)));
        }
        return tests.stream();
    }

    private static void verify(JsonNode one) {
        List<TextCheck> reported = TextPhrases.reported(
                "overview", one.path("text").stringValue(), TextPhrases.figures(one.path("figures")));
        String grade = one.path("grade").stringValue();
        if (grade.equals("none")) {
            assertThat(reported).isEmpty();
            return;
        }
        assertThat(reported).isNotEmpty().allMatch(check -> check.grade().code().equals(grade));
        assertThat(reported).anySatisfy(check -> {
            assertThat(check.grade()).isEqualTo(Grade.CERTAIN);
            assertThat(check.left())
                    .isEqualByComparingTo(new BigDecimal(one.path("number").asString()));
            if (one.has("cell")) {
                assertThat(check.cells()).contains(one.path("cell").stringValue());
            }
        });
    }
}
