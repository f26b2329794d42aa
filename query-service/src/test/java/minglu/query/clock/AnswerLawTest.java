package minglu.query.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import minglu.api.act.ActType;
import minglu.api.calendar.WorkdayCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application goes by the law of the day on which it was received; dates are counted by hand from the notices. */
class AnswerLawTest {

    private static final RequestClock CLOCK = new RequestClock(WorkdayCalendar.builtIn(), ClockRules.DEFAULT);
    private static final LocalDate TODAY = LocalDate.of(2019, 12, 1);

    private static Step step(String type, String on, int workingDays) {
        return new Step(ActType.find(type).orElseThrow(), LocalDate.parse(on), null, workingDays);
    }

    private static Deadline read(Step... steps) {
        return CLOCK.read(List.of(steps), TODAY);
    }

    @ParameterizedTest
    @CsvSource({
        "2016-12-27, 2017-01-18",
        "2014-12-15, 2015-01-06",
        "2019-05-14, 2019-06-04",
        "2019-05-15, 2019-06-13",
        "2019-05-16, 2019-06-14"
    })
    void theLawOfTheDayOfReceiptGivesThePeriod(String receivedOn, String dueOn) {
        assertThat(read(step("request-received", receivedOn, 0)).dueOn()).isEqualTo(dueOn);
    }

    @Test
    void theOldLawAddsUpToFifteenWorkingDays() {
        Step received = step("request-received", "2016-12-27", 0);

        assertThat(read(received, step("deadline-extended", "2017-01-18", 15)).dueOn())
                .isEqualTo("2017-02-13");
        assertThat(read(received, step("deadline-extended", "2017-01-18", 20)).dueOn())
                .as("more than it allows is not counted")
                .isEqualTo("2017-02-13");
        assertThat(read(received, step("deadline-extended", "2017-01-18", 5)).dueOn())
                .isEqualTo("2017-01-24");
        assertThat(read(received, step("deadline-extended", "2017-01-19", 15)).dueOn())
                .as("after the last day")
                .isEqualTo("2017-01-18");
    }

    @Test
    void aCorrectionAfterTheChangeOfLawStillBelongsToTheOldOne() {
        assertThat(read(
                                step("request-received", "2019-05-10", 0),
                                step("correction-requested", "2019-05-13", 0),
                                step("request-corrected", "2019-05-20", 0))
                        .dueOn())
                .isEqualTo("2019-06-11");
    }

    @Test
    void theOldLawSetsNoDayForACorrectionNotice() {
        assertThat(CLOCK.judgeCorrectionNotice(LocalDate.of(2019, 4, 1), LocalDate.of(2019, 4, 30))
                        .timeliness())
                .isEqualTo(Timeliness.IN_TIME);
        assertThat(CLOCK.judgeCorrectionNotice(LocalDate.of(2019, 6, 3), LocalDate.of(2019, 6, 30))
                        .timeliness())
                .isEqualTo(Timeliness.LATE);
    }

    @Test
    void theExplanationNamesTheArticlesOfItsLaw() {
        List<String> explanation = read(
                        step("request-received", "2016-12-27", 0),
                        step("third-party-consulted", "2016-12-29", 0),
                        step("third-party-replied", "2017-01-03", 0),
                        step("deadline-extended", "2017-01-18", 15))
                .explanation();

        assertThat(explanation)
                .contains(
                        "2016-12-27 收到申请（原《条例》第二十四条）。",
                        "2016-12-29 发出征求意见函，自次日起至收到答复之日不计入答复期限（原《条例》第二十三条、第二十四条第三款）。",
                        "2017-01-18 经批准延长答复期限15个工作日（原《条例》第二十四条第二款）。")
                .anyMatch(sentence -> sentence.contains("答复期限15个工作日，延长15个工作日（原《条例》第二十四条第二款）"))
                .noneMatch(sentence -> sentence.contains("第三十三条"));
    }

    @Test
    void theLawsFollowEachOther() {
        assertThat(AnswerLaws.all()).extracting(AnswerLaw::validFrom).isSorted().hasSize(2);
        assertThat(AnswerLaws.on(LocalDate.of(2001, 1, 1)))
                .isEqualTo(AnswerLaws.all().get(0));
        assertThat(AnswerLaws.all()).allSatisfy(law -> {
            assertThat(law.title()).isNotBlank();
            assertThat(law.answerWorkingDays()).isPositive();
            assertThat(law.extensionWorkingDays()).isPositive();
            assertThat(law.articles().period()).isNotBlank();
        });
    }
}
