package minglu.query.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import minglu.api.act.ActType;
import minglu.api.calendar.WorkdayCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A period that is over stays over; each kind of step is shown on its last day, and on the day after. */
class LateStepTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2024, 5, 31);
    private static final LocalDate TODAY = LocalDate.of(2024, 8, 1);
    private static final Step RECEIVED = step("request-received", "2024-05-06", null, 0);

    private static Step step(String type, String on, String date, int workingDays) {
        return new Step(
                ActType.find(type).orElseThrow(),
                LocalDate.parse(on),
                date == null ? null : LocalDate.parse(date),
                workingDays);
    }

    private static RequestClock clock(ClockRules rules) {
        return new RequestClock(WorkdayCalendar.builtIn(), rules);
    }

    private static Deadline read(Step... steps) {
        return clock(ClockRules.DEFAULT).read(List.of(steps), TODAY);
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of("deadline-extended", null, 20, null),
                Arguments.of("answer-delayed", "2024-09-30", 0, null),
                Arguments.of("fee-charged", null, 0, "fee-paid"),
                Arguments.of("correction-requested", null, 0, "request-corrected"),
                Arguments.of("third-party-consulted", null, 0, "third-party-replied"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepAfterTheLastDayMovesNothing(String type, String date, int workingDays, String then) {
        Step late = step(type, "2024-06-01", date, workingDays);
        List<Step> open = List.of(RECEIVED, late);
        List<Step> steps = then == null ? open : List.of(RECEIVED, late, step(then, "2024-06-20", null, 0));
        for (boolean restarts : new boolean[] {true, false}) {
            RequestClock clock =
                    clock(new ClockRules(false, ConsultationPause.ACTUAL, ExtensionReading.ADDS, 15, 15, 20, restarts));

            assertThat(clock.read(open, TODAY).dueOn()).isEqualTo(LAST_DAY);
            assertThat(clock.read(open, TODAY).late()).isTrue();
            Deadline deadline = clock.read(steps, TODAY);
            assertThat(deadline.dueOn()).isEqualTo(LAST_DAY);
            assertThat(deadline.late()).isTrue();
            assertThat(deadline.state()).isEqualTo(DeadlineState.RUNNING);
            assertThat(clock.judge(steps, LocalDate.of(2024, 6, 28))).isEqualTo(new Answer(Timeliness.LATE, LAST_DAY));
            assertThat(clock.lateSteps(steps)).containsExactly(new LateStep(1, LAST_DAY));
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theSameStepOnTheLastDayMovesIt(String type, String date, int workingDays, String then) {
        Step last = step(type, "2024-05-31", date, workingDays);
        List<Step> steps =
                then == null ? List.of(RECEIVED, last) : List.of(RECEIVED, last, step(then, "2024-06-20", null, 0));
        RequestClock clock = clock(ClockRules.DEFAULT);

        if (type.equals("third-party-consulted")) {
            // The twentieth day is counted, the day after it is not waited for.
            assertThat(clock.read(steps, TODAY).dueOn()).isEqualTo(LAST_DAY);
        } else {
            assertThat(clock.read(steps, TODAY).dueOn()).isAfter(LAST_DAY);
        }
        assertThat(clock.lateSteps(steps)).isEmpty();
    }

    @Test
    void aWaitThatBeganInTimeStillShiftsTheDayHoweverLateItEnds() {
        Step asked = step("correction-requested", "2024-05-31", null, 0);

        assertThat(read(RECEIVED, asked).state()).isEqualTo(DeadlineState.WAITING_CORRECTION);
        assertThat(read(RECEIVED, asked).dueOn()).isNull();
        assertThat(read(RECEIVED, asked, step("request-corrected", "2024-07-01", null, 0))
                        .dueOn())
                .isEqualTo("2024-07-29");
    }

    @Test
    void anExtensionDuringAWaitIsInTime() {
        Step consulted = step("third-party-consulted", "2024-05-20", null, 0);
        Step extended = step("deadline-extended", "2024-06-26", null, 20);
        List<Step> steps = List.of(RECEIVED, consulted, extended, step("third-party-replied", "2024-06-28", null, 0));

        assertThat(clock(ClockRules.DEFAULT).lateSteps(steps)).isEmpty();
        assertThat(read(steps.toArray(Step[]::new)).dueOn()).isAfter("2024-07-31");
    }

    @Test
    void anOpenCaseGoesOnWaitingForWhatWasAskedTooLate() {
        Deadline deadline = read(RECEIVED, step("fee-charged", "2024-06-10", null, 0));

        assertThat(deadline.state()).isEqualTo(DeadlineState.WAITING_PAYMENT);
        assertThat(deadline.waitingUntil()).isEqualTo("2024-07-08");
        assertThat(deadline.dueOn()).isEqualTo(LAST_DAY);
        assertThat(deadline.late()).isTrue();
    }

    @Test
    void theLastDayIsTheExtendedOrTheToldOne() {
        Step extended = step("deadline-extended", "2024-05-31", null, 20);

        assertThat(read(RECEIVED, extended, step("answer-delayed", "2024-07-01", "2024-09-30", 0))
                        .dueOn())
                .isEqualTo("2024-09-30");
        assertThat(read(RECEIVED, extended, step("answer-delayed", "2024-07-02", "2024-09-30", 0))
                        .dueOn())
                .isEqualTo("2024-07-01");
        assertThat(read(
                                RECEIVED,
                                step("answer-delayed", "2024-05-30", "2024-06-30", 0),
                                step("deadline-extended", "2024-07-01", null, 20))
                        .dueOn())
                .isEqualTo("2024-06-30");
    }

    @Test
    void anExtensionThatRunsFromItsNoticeDoesNotRunFromALateOne() {
        RequestClock clock =
                clock(new ClockRules(false, ConsultationPause.ACTUAL, ExtensionReading.FROM_NOTICE, 15, 15, 20, true));

        assertThat(clock.read(List.of(RECEIVED, step("deadline-extended", "2024-06-03", null, 20)), TODAY)
                        .dueOn())
                .isEqualTo(LAST_DAY);
    }

    @Test
    void whereTheCalendarDoesNotReachNobodySaysWhetherAStepWasInTime() {
        Step received = step("request-received", "2026-12-10", null, 0);
        Step delayed = step("answer-delayed", "2027-01-20", "2027-03-01", 0);

        Deadline deadline = read(received, delayed);
        assertThat(deadline.state()).isEqualTo(DeadlineState.NO_CALENDAR);
        assertThat(deadline.missingYear()).isEqualTo(2027);
        assertThat(deadline.explanation()).anyMatch(sentence -> sentence.startsWith("2027年的工作日安排尚未录入，无法判断"));
        assertThat(clock(ClockRules.DEFAULT)
                        .judge(List.of(received, delayed), LocalDate.of(2027, 2, 1))
                        .timeliness())
                .isEqualTo(Timeliness.UNKNOWN);
        assertThat(clock(ClockRules.DEFAULT).lateSteps(List.of(received, delayed)))
                .isEmpty();
    }

    @Test
    void theExplanationSaysThatTheStepMovesNothing() {
        assertThat(read(RECEIVED, step("deadline-extended", "2024-06-03", null, 20))
                        .explanation())
                .contains("2024-06-03 经批准延长答复期限20个工作日（《条例》第三十三条第二款）。答复期限已于2024-05-31届满，不因此改变。");
        assertThat(read(
                                RECEIVED,
                                step("correction-requested", "2024-06-03", "2024-06-20", 0),
                                step("request-corrected", "2024-06-10", null, 0))
                        .explanation())
                .contains("2024-06-10 收到补正后的申请（《条例》第三十条）。答复期限已于2024-05-31届满，不因此改变。")
                .noneMatch(sentence -> sentence.contains("重新起算"));
    }
}
