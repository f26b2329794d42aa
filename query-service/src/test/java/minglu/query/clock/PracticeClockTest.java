package minglu.query.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import minglu.api.act.ActType;
import minglu.api.calendar.WorkdayCalendar;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The clocks of applications as departments run them, with the due days worked out by hand: what is done after the last day does not
 * bring it back, and an application goes by the law of its day. The cases are kept here, and read anew where they lie beside the
 * project, or where {@code minglu.cases} says.
 */
class PracticeClockTest {

    private static final Path BESIDE = Path.of(System.getProperty("minglu.cases", "../../shared/cases"), "clock.json");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final RequestClock CLOCK = new RequestClock(WorkdayCalendar.builtIn(), ClockRules.DEFAULT);

    @TestFactory
    Stream<DynamicTest> theCasesKeptHere() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/minglu/practice/clock.json")) {
            return tests(in.readAllBytes());
        }
    }

    @TestFactory
    Stream<DynamicTest> theCasesBesideTheProject() throws IOException {
        if (!Files.isRegularFile(BESIDE)) {
            System.err.println("*** SKIPPED: no cases from practice in "
                    + BESIDE.toAbsolutePath().normalize() + "; name their folder with -Dminglu.cases=DIR ***");
        }
        Assumptions.assumeTrue(Files.isRegularFile(BESIDE), "no cases from practice");
        return tests(Files.readAllBytes(BESIDE));
    }

    private static Stream<DynamicTest> tests(byte[] json) {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode one : JsonMapper.builder().build().readTree(json).path("cases")) {
            tests.add(DynamicTest.dynamicTest(one.path("name").stringValue(), () -> verify(one)));
        }
        return tests.stream();
    }

    private static void verify(JsonNode one) {
        List<Step> steps = new ArrayList<>();
        LocalDate answeredOn = null;
        for (JsonNode act : one.path("acts")) {
            LocalDate on = LocalDate.parse(act.path(1).stringValue());
            ActType type = ActType.find(act.path(0).stringValue()).orElseThrow();
            if (type == ActType.REQUEST_DECIDED) {
                answeredOn = on;
            } else {
                String until = act.path(2).path("until").stringValue(null);
                steps.add(new Step(
                        type,
                        on,
                        until == null ? null : LocalDate.parse(until),
                        act.path(2).path("workingDays").intValue(0)));
            }
        }
        LocalDate dueOn = LocalDate.parse(one.path("dueOn").stringValue());
        assertThat(CLOCK.read(steps, TODAY).dueOn()).isEqualTo(dueOn);
        if (answeredOn != null) {
            boolean late = one.path("late").booleanValue();
            assertThat(CLOCK.judge(steps, answeredOn))
                    .isEqualTo(late ? new Answer(Timeliness.LATE, dueOn) : new Answer(Timeliness.IN_TIME, null));
            assertThat(one.path("answeredInTime").intValue()).isEqualTo(late ? 0 : 1);
        }
    }
}
