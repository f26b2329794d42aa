package minglu.command.reporting;

import static minglu.command.reporting.Refused.refused;
import static minglu.command.reporting.SampleTables.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import minglu.api.format.Severity;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.ReturnAccepted;
import minglu.api.reporting.ReturnEvent;
import minglu.api.reporting.ReturnReopened;
import minglu.api.reporting.ReturnSentBack;
import minglu.api.reporting.ReturnState;
import minglu.api.reporting.ReturnStep;
import minglu.api.reporting.ReturnSubmitted;
import minglu.api.reporting.ReturnWithdrawn;
import minglu.api.reporting.SignOff;
import minglu.api.reporting.StepTaken;
import minglu.api.reporting.TakeReturnStep;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.TablesView;
import minglu.platform.time.BusinessDates;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The return of a unit for a year: its steps, and every refusal. */
class ReturnTest {

    private static final String STREAM = "return:jyj:2021";
    private static final TablesView FIGURES = new SampleTables().of("jyj", 2021, 40);
    private static final String ANNA = "user-anna";
    private static final String BELA = "user-bela";

    private static SignOff by(ReturnStep step, String user) {
        return new SignOff(step.code() + " " + user, user, step.role(), "sealed");
    }

    private static TakeReturnStep take(ReturnStep step, String user, TablesView figures) {
        return TakeReturnStep.of("jyj", 2021, step, by(step, user), figures);
    }

    private static ReturnEvent submitted(String user) {
        return new ReturnSubmitted("jyj", 2021, by(ReturnStep.SUBMIT, user), KeptFigures.of(FIGURES));
    }

    private static ReturnEvent accepted(String user) {
        return new ReturnAccepted("jyj", 2021, by(ReturnStep.ACCEPT, user), KeptFigures.of(FIGURES));
    }

    private static ResultValidator<AnnualReturn> when(TakeReturnStep command, ReturnEvent... given) {
        return when("2026-06-30", command, given);
    }

    private static ResultValidator<AnnualReturn> when(String today, TakeReturnStep command, ReturnEvent... given) {
        AggregateTestFixture<AnnualReturn> fixture = new AggregateTestFixture<>(AnnualReturn.class);
        fixture.registerInjectableResources(new BusinessDates(Clock.fixed(
                LocalDate.parse(today).atTime(12, 0).atZone(BusinessDates.ZONE).toInstant(), BusinessDates.ZONE)));
        return (given.length == 0 ? fixture.givenNoPriorActivity() : fixture.given((Object[]) given)).when(command);
    }

    // --- let through

    @Test
    void aReviewerSubmitsAndTheEventKeepsTheFiguresAndTheirPosition() {
        when(take(ReturnStep.SUBMIT, ANNA, FIGURES))
                .expectEvents(submitted(ANNA))
                .expectResultMessagePayload(new StepTaken(STREAM, 0, 1));
        assertThat(KeptFigures.of(FIGURES).position()).isEqualTo(40);
        assertThat(KeptFigures.of(FIGURES).checks()).isEqualTo(FIGURES.checks());
        assertThat(KeptFigures.of(FIGURES).cells()).isEqualTo(FIGURES.cells());
    }

    @Test
    void aReviewerWithdraws() {
        when(take(ReturnStep.WITHDRAW, ANNA, null), submitted(ANNA))
                .expectEvents(new ReturnWithdrawn("jyj", 2021, by(ReturnStep.WITHDRAW, ANNA)))
                .expectResultMessagePayload(new StepTaken(STREAM, 1, 1));
    }

    @Test
    void aConsolidatorAcceptsTheSameFiguresAtALaterPosition() {
        TablesView later = new SampleTables().of("jyj", 2021, 90);

        when(take(ReturnStep.ACCEPT, BELA, later), submitted(ANNA))
                .expectEvents(new ReturnAccepted("jyj", 2021, by(ReturnStep.ACCEPT, BELA), KeptFigures.of(later)))
                .expectResultMessagePayload(new StepTaken(STREAM, 1, 1));
    }

    @Test
    void aConsolidatorSendsBackAndTheUnitSubmitsAgain() {
        ReturnEvent sentBack = new ReturnSentBack("jyj", 2021, by(ReturnStep.SEND_BACK, BELA));

        when(take(ReturnStep.SEND_BACK, BELA, null), submitted(ANNA)).expectEvents(sentBack);
        when(take(ReturnStep.SUBMIT, "user-carl", FIGURES), submitted(ANNA), sentBack)
                .expectEvents(submitted("user-carl"));
    }

    @Test
    void reopeningBeginsTheNextVersion() {
        when(take(ReturnStep.REOPEN, "user-dora", null), submitted(ANNA), accepted(BELA))
                .expectEvents(new ReturnReopened("jyj", 2021, by(ReturnStep.REOPEN, "user-dora")))
                .expectResultMessagePayload(new StepTaken(STREAM, 2, 2));
        when(
                        take(ReturnStep.SUBMIT, "user-carl", FIGURES),
                        submitted(ANNA),
                        accepted(BELA),
                        new ReturnReopened("jyj", 2021, by(ReturnStep.REOPEN, "user-dora")))
                .expectResultMessagePayload(new StepTaken(STREAM, 3, 2));
    }

    @Test
    void theSameStepSentAgainIsOneStep() {
        when(take(ReturnStep.SUBMIT, ANNA, FIGURES), submitted(ANNA))
                .expectNoEvents()
                .expectResultMessagePayload(new StepTaken(STREAM, 0, 1));
    }

    @Test
    void whoSubmittedEarlierMayAcceptWhatSomebodyElseSubmits() {
        when(
                        take(ReturnStep.ACCEPT, ANNA, FIGURES),
                        submitted(ANNA),
                        new ReturnWithdrawn("jyj", 2021, by(ReturnStep.WITHDRAW, "user-x")),
                        submitted(BELA))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void theDayAfterTheYearIsEarlyEnough() {
        when("2022-01-01", take(ReturnStep.SUBMIT, ANNA, FIGURES)).expectSuccessfulHandlerExecution();
    }

    @Test
    void unknownAndJustifiedWarningsDoNotStandInTheWay() {
        TablesView figures = new SampleTables()
                .with(check("R5", "regulation", Severity.WARNING, CheckStatus.UNKNOWN))
                .with(check("R6", "total", Severity.WARNING, CheckStatus.JUSTIFIED))
                .of("jyj", 2021, 40);

        when(take(ReturnStep.SUBMIT, ANNA, figures)).expectSuccessfulHandlerExecution();
    }

    // --- refused

    static Stream<Arguments> wrongSteps() {
        List<Arguments> wrong = new ArrayList<>();
        for (ReturnState state : ReturnState.values()) {
            Arrays.stream(ReturnStep.values())
                    .filter(step -> step.from() != state)
                    .forEach(step -> wrong.add(Arguments.of(state, step)));
        }
        return wrong.stream();
    }

    @ParameterizedTest
    @MethodSource("wrongSteps")
    void noStepIsTakenFromAnotherState(ReturnState state, ReturnStep step) {
        ReturnEvent[] given =
                switch (state) {
                    case OPEN -> new ReturnEvent[] {};
                    case SUBMITTED -> new ReturnEvent[] {submitted(ANNA)};
                    case ACCEPTED -> new ReturnEvent[] {submitted(ANNA), accepted(BELA)};
                };

        refused(
                when(take(step, "user-eve", FIGURES), given),
                ProblemCode.WRONG_STATE,
                "is " + state.code(),
                step.code() + " needs it to be " + step.from().code());
    }

    @Test
    void whoSubmittedMayNotAccept() {
        TakeReturnStep command = TakeReturnStep.of(
                "jyj", 2021, ReturnStep.ACCEPT, new SignOff("another-step", ANNA, "consolidator", null), FIGURES);

        refused(when(command, submitted(ANNA)), ProblemCode.FOUR_EYES, "submitted the return of jyj for 2021");
    }

    @Test
    void aYearThatIsNotOverIsNotSubmitted() {
        refused(
                when("2021-12-31", take(ReturnStep.SUBMIT, ANNA, FIGURES)),
                ProblemCode.YEAR_NOT_OVER,
                "2021",
                "2021-12-31");
    }

    @ParameterizedTest
    @EnumSource(
            value = ReturnStep.class,
            names = {"SUBMIT", "ACCEPT"})
    void figuresThatLackAnEventAreNeitherSubmittedNorAccepted(ReturnStep step) {
        TablesView figures = new SampleTables()
                .incomplete("the event at position 39 is parked")
                .of("jyj", 2021, 40);

        refused(figuresAt(step, figures), ProblemCode.INCOMPLETE, "position 39");
    }

    static Stream<Arguments> blockingChecks() {
        List<CheckLine> checks = List.of(
                check("R2", "enterprise", Severity.ERROR, CheckStatus.FAILS),
                check("R8", "all", Severity.ERROR, CheckStatus.UNKNOWN),
                check("R5", "regulation", Severity.WARNING, CheckStatus.FAILS));
        return checks.stream().flatMap(check -> Stream.of(ReturnStep.SUBMIT, ReturnStep.ACCEPT)
                .map(step -> Arguments.of(step, check)));
    }

    @ParameterizedTest
    @MethodSource("blockingChecks")
    void figuresWithChecksInTheWayAreNeitherSubmittedNorAccepted(ReturnStep step, CheckLine check) {
        Refusal refusal = refused(
                figuresAt(step, new SampleTables().with(check).of("jyj", 2021, 40)),
                ProblemCode.CHECKS_FAILED,
                "1 check(s)",
                check.rule() + " at " + check.where(),
                "3 against 4");

        assertThat(refusal.checks()).containsExactly(check);
    }

    @Test
    void figuresOfASilentUnitAreNotSubmitted() {
        refused(
                when(take(
                        ReturnStep.SUBMIT,
                        ANNA,
                        new SampleTables().silent("jyj").of("jyj", 2021, 40))),
                ProblemCode.UNITS_SILENT,
                "jyj",
                "2021");
    }

    @Test
    void figuresThatChangedSinceTheyWereSubmittedAreNotAccepted() {
        TablesView changed = new SampleTables().cell("2.licence", 8L).of("jyj", 2021, 41);

        refused(
                when(take(ReturnStep.ACCEPT, BELA, changed), submitted(ANNA)),
                ProblemCode.CHANGED_SINCE_SUBMITTED,
                "2.licence");
    }

    // --- the order of checks

    @Test
    void ofSeveralFaultsTheFirstIsTold() {
        TablesView worst = new SampleTables()
                .incomplete("an event is missing")
                .cell("2.licence", 8L)
                .with(check("R2", "enterprise", Severity.ERROR, CheckStatus.FAILS))
                .silent("jyj")
                .of("jyj", 2021, 41);
        TablesView changed = new SampleTables()
                .cell("2.licence", 8L)
                .with(check("R2", "enterprise", Severity.ERROR, CheckStatus.FAILS))
                .of("jyj", 2021, 41);
        TablesView failing = new SampleTables()
                .with(check("R2", "enterprise", Severity.ERROR, CheckStatus.FAILS))
                .silent("jyj")
                .of("jyj", 2021, 41);

        refused(when("2021-12-31", take(ReturnStep.ACCEPT, BELA, worst)), ProblemCode.WRONG_STATE);
        refused(when("2021-12-31", take(ReturnStep.SUBMIT, BELA, worst)), ProblemCode.YEAR_NOT_OVER);
        refused(when(take(ReturnStep.ACCEPT, BELA, worst), submitted(ANNA)), ProblemCode.INCOMPLETE);
        refused(when(take(ReturnStep.ACCEPT, BELA, changed), submitted(ANNA)), ProblemCode.CHANGED_SINCE_SUBMITTED);
        refused(when(take(ReturnStep.SUBMIT, BELA, failing)), ProblemCode.CHECKS_FAILED);
    }

    private static ResultValidator<AnnualReturn> figuresAt(ReturnStep step, TablesView figures) {
        return step == ReturnStep.SUBMIT
                ? when(take(step, ANNA, figures))
                : when(take(step, BELA, figures), submitted(ANNA));
    }
}
