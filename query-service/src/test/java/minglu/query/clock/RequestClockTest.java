package minglu.query.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minglu.api.act.ActType;
import minglu.api.calendar.CalendarYear;
import minglu.api.calendar.WeekdayOff;
import minglu.api.calendar.WorkdayCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock of an application: the worked examples, what stops and restarts it, and what is configured. */
class RequestClockTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final ClockRules DEFAULT = ClockRules.DEFAULT;

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static Step step(String type, String on) {
        return step(type, on, null, 0);
    }

    private static Step step(String type, String on, String date, int workingDays) {
        return new Step(ActType.find(type).orElseThrow(), day(on), date == null ? null : day(date), workingDays);
    }

    private static Deadline read(Step... steps) {
        return read(DEFAULT, TODAY, steps);
    }

    private static Deadline read(ClockRules rules, LocalDate today, Step... steps) {
        return new RequestClock(WorkdayCalendar.builtIn(), rules).read(List.of(steps), today);
    }

    private static Answer judge(String answeredOn, Step... steps) {
        return new RequestClock(WorkdayCalendar.builtIn(), DEFAULT).judge(List.of(steps), day(answeredOn));
    }

    private static Step received(String on) {
        return step("request-received", on);
    }

    private static Step extended(String on, int workingDays) {
        return step("deadline-extended", on, null, workingDays);
    }

    private static Step consulted(String on) {
        return step("third-party-consulted", on);
    }

    private static Step replied(String on) {
        return step("third-party-replied", on);
    }

    private static void runsUntil(String dueOn, Deadline deadline) {
        assertThat(deadline.state()).isEqualTo(DeadlineState.RUNNING);
        assertThat(deadline.dueOn()).isEqualTo(dueOn);
        assertThat(deadline.waitingUntil()).isNull();
        assertThat(deadline.missingYear()).isNull();
    }

    // --- the worked examples

    /** Example A. */
    @ParameterizedTest
    @CsvSource({
        "2025-01-20,2025-02-21,2025-03-21",
        "2025-09-15,2025-10-17,2025-11-14",
        "2025-09-26,2025-10-30,2025-11-27",
        "2026-02-09,2026-03-13,2026-04-13",
        "2026-09-14,2026-10-16,2026-11-13"
    })
    void aPlainPeriodHasTwentyWorkingDaysAndAnExtensionAddsToThem(String receivedOn, String twenty, String forty) {
        runsUntil(twenty, read(received(receivedOn)));
        runsUntil(forty, read(received(receivedOn), extended(receivedOn, 20)));
    }

    /** Example B. */
    @Test
    void aCorrectedApplicationBeginsANewPeriod() {
        Step asked = step("correction-requested", "2026-04-17", "2026-05-12", 0);
        runsUntil("2026-05-12", read(received("2026-04-10")));

        Deadline waiting = read(received("2026-04-10"), asked);
        assertThat(waiting.state()).isEqualTo(DeadlineState.WAITING_CORRECTION);
        assertThat(waiting.waitingUntil()).isEqualTo("2026-05-12");
        assertThat(waiting.dueOn()).isNull();
        assertThat(waiting.late()).isFalse();

        runsUntil("2026-06-02", read(received("2026-04-10"), asked, step("request-corrected", "2026-05-06")));
    }

    @Test
    void aCorrectionNoticeWithoutADayIsGivenFifteenWorkingDays() {
        assertThat(read(received("2026-04-10"), step("correction-requested", "2026-04-17"))
                        .waitingUntil())
                .isEqualTo("2026-05-12");
    }

    /** Example B: the last day for the notice. */
    @Test
    void aCorrectionNoticeHasSevenWorkingDays() {
        RequestClock clock = new RequestClock(WorkdayCalendar.builtIn(), DEFAULT);

        assertThat(clock.judgeCorrectionNotice(day("2026-04-10"), day("2026-04-21")))
                .isEqualTo(new Answer(Timeliness.IN_TIME, null));
        assertThat(clock.judgeCorrectionNotice(day("2026-04-10"), day("2026-04-22")))
                .isEqualTo(new Answer(Timeliness.LATE, day("2026-04-21")));
        assertThat(clock.judgeCorrectionNotice(day("2026-12-25"), day("2027-01-20")))
                .isEqualTo(new Answer(Timeliness.UNKNOWN, null));
        assertThat(clock.judgeCorrectionNotice(day("2026-12-25"), day("2026-12-31")))
                .isEqualTo(new Answer(Timeliness.IN_TIME, null));
    }

    /** Example C. */
    @Test
    void aConsultationStopsTheClockFromTheDayAfterSendingToTheAnswer() {
        runsUntil("2026-06-30", read(received("2026-06-01")));

        Deadline waiting = read(received("2026-06-01"), consulted("2026-06-08"));
        assertThat(waiting.state()).isEqualTo(DeadlineState.WAITING_THIRD_PARTY);
        assertThat(waiting.dueOn()).isNull();
        assertThat(waiting.waitingUntil()).as("15 working days from sending").isEqualTo("2026-06-30");

        Deadline answered = read(received("2026-06-01"), consulted("2026-06-08"), replied("2026-06-24"));
        runsUntil("2026-07-15", answered);
        assertThat(answered.explanation())
                .anyMatch(sentence -> sentence.contains("2026-06-09至2026-06-24") && sentence.contains("工作日11个"));

        runsUntil(
                "2026-08-12",
                read(
                        received("2026-06-01"),
                        consulted("2026-06-08"),
                        replied("2026-06-24"),
                        extended("2026-07-10", 20)));
    }

    /** Example C, the other reading. */
    @Test
    void aConsultationMayBeConfiguredToTakeItsWorkingDaysFlat() {
        ClockRules flat = new ClockRules(false, ConsultationPause.FLAT, ExtensionReading.ADDS, 15, 15, 20, true);

        runsUntil(
                "2026-07-21",
                read(flat, TODAY, received("2026-06-01"), consulted("2026-06-08"), replied("2026-06-24")));
        Deadline waiting = read(flat, TODAY, received("2026-06-01"), consulted("2026-06-08"));
        assertThat(waiting.state()).isEqualTo(DeadlineState.WAITING_THIRD_PARTY);
        assertThat(waiting.dueOn()).as("known before the answer").isEqualTo("2026-07-21");
        runsUntil(
                "2026-07-21",
                read(
                        flat,
                        TODAY,
                        received("2026-06-01"),
                        consulted("2026-06-08"),
                        consulted("2026-06-08"),
                        replied("2026-06-24"),
                        replied("2026-06-24")));
        assertThat(read(flat, TODAY, received("2026-12-01"), consulted("2026-12-10"), replied("2026-12-11"))
                        .missingYear())
                .isEqualTo(2027);
    }

    /** Example D. */
    @Test
    void aPaymentBeginsANewPeriod() {
        runsUntil("2026-03-30", read(received("2026-03-02")));

        Deadline waiting = read(received("2026-03-02"), step("fee-charged", "2026-03-20"));
        assertThat(waiting.state()).isEqualTo(DeadlineState.WAITING_PAYMENT);
        assertThat(waiting.waitingUntil()).isEqualTo("2026-04-20");
        assertThat(waiting.dueOn()).isNull();

        runsUntil(
                "2026-05-09",
                read(received("2026-03-02"), step("fee-charged", "2026-03-20"), step("fee-paid", "2026-04-08")));
    }

    @Test
    void aPaymentMayBeConfiguredToLeaveOutTheWaitOnly() {
        ClockRules pausing = new ClockRules(false, ConsultationPause.ACTUAL, ExtensionReading.ADDS, 15, 15, 20, false);

        // Of the wait, 2026-03-21 to 2026-04-08, twelve days are working days: as many are added.
        LocalDate due = WorkdayCalendar.builtIn().plusWorkdays(day("2026-03-30"), 12);
        runsUntil(
                due.toString(),
                read(
                        pausing,
                        TODAY,
                        received("2026-03-02"),
                        step("fee-charged", "2026-03-20"),
                        step("fee-paid", "2026-04-08")));
    }

    /** Example E. */
    @Test
    void aPeriodThatReachesAYearWithoutCalendarIsNotGuessed() {
        Deadline deadline = read(received("2026-12-10"));

        assertThat(deadline.state()).isEqualTo(DeadlineState.NO_CALENDAR);
        assertThat(deadline.missingYear()).isEqualTo(2027);
        assertThat(deadline.dueOn()).isNull();
        assertThat(deadline.late()).isFalse();
        assertThat(deadline.explanation()).anyMatch(sentence -> sentence.startsWith("至2026-12-31已计15个工作日；2027年"));
    }

    @Test
    void aYearThatIsAddedGivesTheDate() {
        WorkdayCalendar more = WorkdayCalendar.builtIn()
                .with(List.of(new CalendarYear(2027, List.of(), List.of(new WeekdayOff(day("2027-01-01"), "元旦")))));

        assertThat(new RequestClock(more, DEFAULT)
                        .read(List.of(received("2026-12-10")), TODAY)
                        .dueOn())
                .isEqualTo("2027-01-08");
    }

    // --- more than one thing at a time

    @Test
    void severalPartiesStopTheClockOnceUntilTheLastAnswer() {
        Deadline one = read(received("2026-06-01"), consulted("2026-06-08"), replied("2026-06-24"));
        Deadline two = read(
                received("2026-06-01"),
                consulted("2026-06-08"),
                consulted("2026-06-10"),
                replied("2026-06-12"),
                replied("2026-06-24"));
        assertThat(two.dueOn()).isEqualTo(one.dueOn());

        Deadline waiting =
                read(received("2026-06-01"), consulted("2026-06-08"), consulted("2026-06-10"), replied("2026-06-12"));
        assertThat(waiting.state()).isEqualTo(DeadlineState.WAITING_THIRD_PARTY);
        assertThat(waiting.waitingUntil()).as("of the one asked last").isEqualTo("2026-07-02");
    }

    @Test
    void consultationsOneAfterTheOtherStopTheClockEachTime() {
        // 2026-06-09 to 06-11 and 06-16 to 06-18: six working days more.
        runsUntil(
                WorkdayCalendar.builtIn().plusWorkdays(day("2026-06-30"), 6).toString(),
                read(
                        received("2026-06-01"),
                        consulted("2026-06-08"),
                        replied("2026-06-11"),
                        consulted("2026-06-15"),
                        replied("2026-06-18")));
    }

    @Test
    void anAnswerOnTheDayOfSendingStopsNothing() {
        runsUntil("2026-06-30", read(received("2026-06-01"), consulted("2026-06-08"), replied("2026-06-08")));
    }

    @Test
    void aDelayIsDueOnTheDayTold() {
        Step delayed = step("answer-delayed", "2026-06-20", "2026-08-30", 0);
        runsUntil("2026-08-30", read(received("2026-06-01"), delayed));
        runsUntil(
                "2026-09-30",
                read(received("2026-06-01"), delayed, step("answer-delayed", "2026-08-20", "2026-09-30", 0)));
        runsUntil("2026-09-04", read(received("2026-06-01"), delayed, extended("2026-08-28", 5)));
        assertThat(read(received("2026-12-01"), step("answer-delayed", "2026-12-10", "2027-03-01", 0))
                        .dueOn())
                .as("a day that was told needs no calendar")
                .isEqualTo("2027-03-01");
    }

    @Test
    void anExtensionIsGrantedOnceAndHoldsForANewPeriodToo() {
        runsUntil(
                WorkdayCalendar.builtIn().plusWorkdays(day("2026-04-08"), 30).toString(),
                read(
                        received("2026-03-02"),
                        extended("2026-03-18", 10),
                        step("fee-charged", "2026-03-20"),
                        step("fee-paid", "2026-04-08")));
    }

    @Test
    void ofSeveralStepsWaitedForTheCorrectionComesFirst() {
        Step asked = step("correction-requested", "2026-06-05", "2026-06-25", 0);
        Step charged = step("fee-charged", "2026-06-03");
        assertThat(read(received("2026-06-01"), charged, asked, consulted("2026-06-08"))
                        .state())
                .isEqualTo(DeadlineState.WAITING_CORRECTION);
        assertThat(read(
                                received("2026-06-01"),
                                charged,
                                asked,
                                consulted("2026-06-08"),
                                step("request-corrected", "2026-06-20"))
                        .state())
                .isEqualTo(DeadlineState.WAITING_THIRD_PARTY);
    }

    @Test
    void aPeriodThatWasOverBeforeAWaitBeganStaysMissed() {
        Deadline deadline = read(received("2026-06-01"), consulted("2026-07-20"));
        assertThat(deadline.state()).isEqualTo(DeadlineState.WAITING_THIRD_PARTY);
        assertThat(deadline.dueOn()).isEqualTo("2026-06-30");
        assertThat(deadline.late()).isTrue();
    }

    @Test
    void aMissedPeriodStaysKnownAlthoughTheWaitReachesAYearWithoutCalendar() {
        Deadline deadline = read(DEFAULT, day("2026-12-30"), received("2026-11-20"), consulted("2026-12-29"));
        assertThat(deadline.state()).isEqualTo(DeadlineState.NO_CALENDAR);
        assertThat(deadline.missingYear()).isEqualTo(2027);
        assertThat(deadline.dueOn()).isEqualTo("2026-12-18");
        assertThat(deadline.late()).isTrue();
    }

    @Test
    void anApplicationFromBeforeTheCalendarLacksThatYear() {
        assertThat(read(received("2010-06-01")).missingYear()).isEqualTo(2010);
    }

    // --- lateness

    @Test
    void lateBeginsOnTheDayAfterTheLastDay() {
        assertThat(read(DEFAULT, day("2026-06-30"), received("2026-06-01")).late())
                .isFalse();
        Deadline late = read(DEFAULT, day("2026-07-01"), received("2026-06-01"));
        assertThat(late.late()).isTrue();
        assertThat(late.explanation()).last().isEqualTo("截至2026-07-01已逾期。");
    }

    @Test
    void anAnswerIsInTimeUpToTheLastDay() {
        assertThat(judge("2026-06-30", received("2026-06-01"))).isEqualTo(new Answer(Timeliness.IN_TIME, null));
        assertThat(judge("2026-07-01", received("2026-06-01")))
                .isEqualTo(new Answer(Timeliness.LATE, day("2026-06-30")));
        assertThat(judge("2026-06-01", received("2026-06-01")).timeliness()).isEqualTo(Timeliness.IN_TIME);
    }

    @Test
    void anAnswerAtTheWeekendAfterTheLastDayIsLate() {
        // The last day is a Friday.
        runsUntil("2026-07-31", read(received("2026-07-03")));
        assertThat(judge("2026-08-01", received("2026-07-03")).timeliness()).isEqualTo(Timeliness.LATE);
    }

    @Test
    void anAnswerWhileTheClockStandsStillIsInTimeUnlessThePeriodWasOverBefore() {
        assertThat(judge("2026-10-09", received("2026-06-01"), step("correction-requested", "2026-06-05"))
                        .timeliness())
                .isEqualTo(Timeliness.IN_TIME);
        assertThat(judge("2026-10-09", received("2026-06-01"), step("fee-charged", "2026-07-20"))
                        .timeliness())
                .isEqualTo(Timeliness.LATE);
    }

    @Test
    void anAnswerIsJudgedWithoutTheYearsAfterIt() {
        assertThat(judge("2026-12-31", received("2026-12-10")).timeliness()).isEqualTo(Timeliness.IN_TIME);
        assertThat(judge("2027-01-05", received("2026-12-10")).timeliness()).isEqualTo(Timeliness.UNKNOWN);
        assertThat(judge("2027-01-05", received("2026-11-20")).timeliness()).isEqualTo(Timeliness.LATE);
        assertThat(judge("2027-03-01", received("2026-12-01"), step("answer-delayed", "2026-12-10", "2027-03-01", 0))
                        .timeliness())
                .isEqualTo(Timeliness.IN_TIME);
        assertThat(judge("2027-03-02", received("2026-12-01"), step("answer-delayed", "2026-12-10", "2027-03-01", 0))
                        .timeliness())
                .isEqualTo(Timeliness.LATE);
    }

    // --- configuration

    @Test
    void theDayOfTheEventMayBeConfiguredToCount() {
        ClockRules counting = new ClockRules(true, ConsultationPause.ACTUAL, ExtensionReading.ADDS, 15, 15, 20, true);

        runsUntil("2026-06-29", read(counting, TODAY, received("2026-06-01")));
        assertThat(read(counting, TODAY, received("2026-06-01")).explanation())
                .anyMatch(sentence -> sentence.startsWith("自2026-06-01起计算20个工作日（当日计入）"));
        assertThat(read(counting, TODAY, received("2026-06-01"), consulted("2026-06-08"))
                        .waitingUntil())
                .isEqualTo("2026-06-29");
    }

    @Test
    void anExtensionMayBeConfiguredToRunFromItsNotice() {
        ClockRules notice =
                new ClockRules(false, ConsultationPause.ACTUAL, ExtensionReading.FROM_NOTICE, 15, 15, 20, true);

        runsUntil("2026-07-20", read(notice, TODAY, received("2026-06-01"), extended("2026-06-22", 20)));
        runsUntil("2026-06-30", read(notice, TODAY, received("2026-06-01"), extended("2026-06-02", 5)));
        assertThat(new RequestClock(WorkdayCalendar.builtIn(), notice)
                        .judge(List.of(received("2026-06-01"), extended("2026-06-22", 20)), day("2026-07-21")))
                .isEqualTo(new Answer(Timeliness.LATE, day("2026-07-20")));
    }

    @Test
    void theWorkingDaysOfWaitsAreConfigured() {
        ClockRules rules = new ClockRules(false, ConsultationPause.ACTUAL, ExtensionReading.ADDS, 5, 6, 7, true);
        Step received = received("2026-06-01");

        assertThat(read(rules, TODAY, received, step("correction-requested", "2026-06-01"))
                        .waitingUntil())
                .isEqualTo("2026-06-08");
        assertThat(read(rules, TODAY, received, consulted("2026-06-01")).waitingUntil())
                .isEqualTo("2026-06-09");
        assertThat(read(rules, TODAY, received, step("fee-charged", "2026-06-01"))
                        .waitingUntil())
                .isEqualTo("2026-06-10");
        assertThatThrownBy(
                        () -> new ClockRules(false, ConsultationPause.ACTUAL, ExtensionReading.ADDS, 0, 15, 20, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("correction-working-days 0");
    }

    // --- the explanation

    @Test
    void theExplanationNamesEachStepEachDayLeftOutAndTheEnd() {
        List<String> expected = new ArrayList<>(
                List.of("2025-09-26 收到申请（《条例》第三十一条）。", "自2025-09-27起计算20个工作日（当日不计入，参照《民事诉讼法》第八十五条）（《条例》第三十三条第二款）。"));
        expected.addAll(Arrays.asList(
                "2025-09-27（星期六）为周末，不计入。",
                "2025-09-28（星期日）调休上班，计入。",
                "2025-10-01（星期三）国庆节放假，不计入（《全国年节及纪念日放假办法》）。",
                "2025-10-02（星期四）国庆节放假，不计入（《全国年节及纪念日放假办法》）。",
                "2025-10-03（星期五）国庆节放假，不计入（《全国年节及纪念日放假办法》）。",
                "2025-10-04（星期六）为周末，不计入。",
                "2025-10-05（星期日）为周末，不计入。"));

        List<String> explanation = read(received("2025-09-26")).explanation();

        assertThat(explanation).startsWith(expected.toArray(String[]::new));
        assertThat(explanation)
                .contains("2025-10-11（星期六）调休上班，计入。", "第20个工作日为2025-10-30，答复期限至该日届满。")
                .doesNotContain("2025-10-31");
    }

    @Test
    void theExplanationOfACaseWithEveryStepNamesTheirArticles() {
        List<String> explanation = read(
                        received("2026-03-02"),
                        step("correction-requested", "2026-03-04"),
                        step("request-corrected", "2026-03-10"),
                        consulted("2026-03-12"),
                        consulted("2026-03-13"),
                        replied("2026-03-16"),
                        replied("2026-03-18"),
                        step("fee-charged", "2026-03-20"),
                        step("fee-paid", "2026-04-08"),
                        extended("2026-04-20", 10),
                        step("answer-delayed", "2026-04-22", "2026-08-31", 0))
                .explanation();

        assertThat(explanation)
                .contains(
                        "2026-03-04 告知补正，未写明补正期限，按15个工作日计（《条例》第三十条）。",
                        "2026-03-10 收到补正后的申请，答复期限自此重新起算（《条例》第三十条）。",
                        "2026-03-12 发出征求意见函，自次日起至收到答复之日不计入答复期限（《条例》第三十二条、第三十三条第三款）。",
                        "2026-03-16 收到征求意见的答复或者逾期未答复，另有1方尚未答复（《条例》第三十二条）。",
                        "2026-03-20 送达收费通知，缴费期限20个工作日（《条例》第四十二条、《政府信息公开信息处理费管理办法》）。",
                        "2026-04-08 申请人缴费，答复期限自此重新起算（《政府信息公开信息处理费管理办法》）。",
                        "2026-04-20 经批准延长答复期限10个工作日（《条例》第三十三条第二款）。",
                        "2026-04-22 告知申请人延迟答复，合理期限至2026-08-31（《条例》第三十五条）。",
                        "答复期限按告知申请人的日期为2026-08-31（《条例》第三十五条）。")
                .last()
                .isEqualTo("截至2026-11-24已逾期。");
    }
}
