package minglu.command.reporting;

import static minglu.command.reporting.Refused.refused;
import static minglu.command.reporting.SampleTables.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minglu.api.act.Identifiers;
import minglu.api.format.Severity;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.reporting.DismissTextChecks;
import minglu.api.reporting.Dismissal;
import minglu.api.reporting.Justification;
import minglu.api.reporting.JustifyWarnings;
import minglu.api.reporting.KeepReferenceFigures;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.ReferenceFiguresKept;
import minglu.api.reporting.ReportEvent;
import minglu.api.reporting.ReportPublished;
import minglu.api.reporting.ReportRestated;
import minglu.api.reporting.ReportSigned;
import minglu.api.reporting.ReportState;
import minglu.api.reporting.ReportStep;
import minglu.api.reporting.ReportTexts;
import minglu.api.reporting.ReportTextsWritten;
import minglu.api.reporting.ReturnAccepted;
import minglu.api.reporting.ReturnReopened;
import minglu.api.reporting.ReturnSubmitted;
import minglu.api.reporting.SignOff;
import minglu.api.reporting.StepTaken;
import minglu.api.reporting.TakeReportStep;
import minglu.api.reporting.TextChecksDismissed;
import minglu.api.reporting.WarningsJustified;
import minglu.api.reporting.WriteReportTexts;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.TablesView;
import minglu.platform.time.BusinessDates;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The report of a node on a year: its steps and what is written for it, and every refusal. */
class ReportTest {

    private static final String STREAM = "report:district:2021";
    private static final TablesView FIGURES = sample().of("district", 2021, 40);
    private static final String CHECKPOINT = "minglu.example/log\n4\nroot\n\n— signature\n";
    private static final String CONTENT = "{\"cells\":{}}";
    private static final String ANNA = "user-anna";
    private static final String BELA = "user-bela";
    private static final SignOff SOMEBODY = new SignOff("some-step", "somebody", "reviewer", null);

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    private static SampleTables sample() {
        return new SampleTables().units("jyj", "slj");
    }

    private static SignOff by(String user) {
        return new SignOff("step-" + user, user, "some-role", null);
    }

    private static TakeReportStep sign(String user, TablesView figures, CheckLine... textChecks) {
        return TakeReportStep.sign("district", 2021, by(user), figures, List.of(textChecks), CONTENT);
    }

    private static TakeReportStep publish(String user, TablesView figures) {
        return TakeReportStep.publish("district", 2021, by(user), figures, CHECKPOINT);
    }

    private static TakeReportStep take(ReportStep step, String user) {
        return switch (step) {
            case SIGN -> sign(user, FIGURES);
            case PUBLISH -> publish(user, FIGURES);
            case RESTATE -> TakeReportStep.of("district", 2021, step, by(user));
        };
    }

    private static ReportEvent signed(int version, String user) {
        return new ReportSigned("district", 2021, version, by(user), KeptFigures.of(FIGURES), CONTENT);
    }

    private static ReportEvent published(int version, String user) {
        return new ReportPublished("district", 2021, version, by(user), CHECKPOINT);
    }

    private static ReportEvent restated(int version, String user) {
        return new ReportRestated("district", 2021, version, by(user));
    }

    /** The return of a unit for 2021 is accepted. */
    private ReportTest accepted(String... units) {
        for (String unit : units) {
            KeptFigures figures = KeptFigures.of(new SampleTables().of(unit, 2021, 10));
            publish(unit, 0, new ReturnSubmitted(unit, 2021, SOMEBODY, figures));
            publish(unit, 1, new ReturnAccepted(unit, 2021, SOMEBODY, figures));
        }
        return this;
    }

    private void publish(String unit, long sequence, Object event) {
        store.publish(new GenericDomainEventMessage<>("Return", Identifiers.returnStream(unit, 2021), sequence, event));
    }

    private ResultValidator<AnnualReport> when(Object command, ReportEvent... given) {
        return when("2026-06-30", command, given);
    }

    private ResultValidator<AnnualReport> when(String today, Object command, ReportEvent... given) {
        AggregateTestFixture<AnnualReport> fixture = new AggregateTestFixture<>(AnnualReport.class);
        fixture.registerInjectableResources(
                new ReturnDirectory(store),
                new BusinessDates(Clock.fixed(
                        LocalDate.parse(today)
                                .atTime(12, 0)
                                .atZone(BusinessDates.ZONE)
                                .toInstant(),
                        BusinessDates.ZONE)));
        return (given.length == 0 ? fixture.givenNoPriorActivity() : fixture.given((Object[]) given)).when(command);
    }

    // --- steps

    @Test
    void aConsolidatorSignsAndTheEventKeepsFiguresAndContent() {
        accepted("jyj", "slj")
                .when(sign(ANNA, FIGURES))
                .expectEvents(signed(1, ANNA))
                .expectResultMessagePayload(new StepTaken(STREAM, 0, 1));
    }

    @Test
    void somebodyElsePublishesAndAConsolidatorRestates() {
        accepted("jyj", "slj")
                .when(take(ReportStep.PUBLISH, BELA), signed(1, ANNA))
                .expectEvents(published(1, BELA))
                .expectResultMessagePayload(new StepTaken(STREAM, 1, 1));
        when(take(ReportStep.RESTATE, "user-carl"), signed(1, ANNA), published(1, BELA))
                .expectEvents(restated(2, "user-carl"))
                .expectResultMessagePayload(new StepTaken(STREAM, 2, 2));
    }

    @Test
    void theNextVersionIsSignedAndPublishedLikeTheFirst() {
        ReportEvent[] restated = {signed(1, ANNA), published(1, BELA), restated(2, "user-carl")};

        accepted("jyj", "slj").when(sign("user-dora", FIGURES), restated).expectEvents(signed(2, "user-dora"));
        when(take(ReportStep.PUBLISH, "user-eve"), restated[0], restated[1], restated[2], signed(2, "user-dora"))
                .expectEvents(published(2, "user-eve"));
    }

    @Test
    void theSameStepSentAgainIsOneStep() {
        accepted("jyj", "slj")
                .when(sign(ANNA, FIGURES), signed(1, ANNA))
                .expectNoEvents()
                .expectResultMessagePayload(new StepTaken(STREAM, 0, 1));
    }

    static Stream<Arguments> wrongSteps() {
        List<Arguments> wrong = new ArrayList<>();
        for (ReportState state : ReportState.values()) {
            Arrays.stream(ReportStep.values())
                    .filter(step -> step.from() != state)
                    .forEach(step -> wrong.add(Arguments.of(state, step)));
        }
        return wrong.stream();
    }

    @ParameterizedTest
    @MethodSource("wrongSteps")
    void noStepIsTakenFromAnotherState(ReportState state, ReportStep step) {
        ReportEvent[] given =
                switch (state) {
                    case DRAFT -> new ReportEvent[] {};
                    case SIGNED -> new ReportEvent[] {signed(1, ANNA)};
                    case PUBLISHED -> new ReportEvent[] {signed(1, ANNA), published(1, BELA)};
                };

        refused(
                when(take(step, "user-eve"), given),
                ProblemCode.WRONG_STATE,
                "version 1",
                "is " + state.code(),
                step.code() + " needs it to be " + step.from().code());
    }

    @Test
    void whoSignedMayNotPublish() {
        TakeReportStep command = TakeReportStep.of(
                "district", 2021, ReportStep.PUBLISH, new SignOff("another-step", ANNA, "publisher", null));

        refused(when(command, signed(1, ANNA)), ProblemCode.FOUR_EYES, "signed the report of district on 2021");
    }

    @Test
    void aYearThatIsNotOverIsNotSigned() {
        accepted("jyj", "slj");

        refused(when("2021-12-31", sign(ANNA, FIGURES)), ProblemCode.YEAR_NOT_OVER, "2021-12-31");
        when("2022-01-01", sign(ANNA, FIGURES)).expectSuccessfulHandlerExecution();
    }

    @Test
    void figuresThatLackAnEventAreNotSigned() {
        accepted("jyj", "slj");

        refused(
                when(sign(ANNA, sample().incomplete("position 39 is parked").of("district", 2021, 40))),
                ProblemCode.INCOMPLETE,
                "position 39");
    }

    @Test
    void figuresAndTextsWithChecksInTheWayAreNotSigned() {
        accepted("jyj", "slj");
        CheckLine balance = check("R2", "enterprise", Severity.ERROR, CheckStatus.FAILS);
        CheckLine unknown = check("R10", "all", Severity.ERROR, CheckStatus.UNKNOWN);
        CheckLine text = check("R7", "overview/parts", Severity.WARNING, CheckStatus.FAILS);
        CheckLine justified = check("R7", "overview/website", Severity.WARNING, CheckStatus.JUSTIFIED);

        Refusal refusal = refused(
                when(sign(ANNA, sample().with(balance).with(unknown).of("district", 2021, 40), text, justified)),
                ProblemCode.CHECKS_FAILED,
                "3 check(s)");
        assertThat(refusal.checks()).containsExactly(balance, unknown, text);
        when(sign(ANNA, FIGURES, justified)).expectSuccessfulHandlerExecution();
    }

    @Test
    void aNodeWithSilentUnitsIsNotSigned() {
        accepted("jyj", "slj");

        refused(
                when(sign(ANNA, sample().silent("slj").of("district", 2021, 40))),
                ProblemCode.UNITS_SILENT,
                "1 unit(s)",
                "slj");
    }

    @Test
    void aNodeWhoseReturnsAreNotAllAcceptedIsNotSigned() {
        refused(when(sign(ANNA, FIGURES)), ProblemCode.RETURNS_MISSING, "2 return(s) for 2021", "jyj, slj");
        accepted("slj");
        refused(when(sign(ANNA, FIGURES)), ProblemCode.RETURNS_MISSING, "1 return(s)", "jyj");
        accepted("jyj");
        when(sign(ANNA, FIGURES)).expectSuccessfulHandlerExecution();
        publish("slj", 2, new ReturnReopened("slj", 2021, SOMEBODY));
        refused(when(sign(ANNA, FIGURES)), ProblemCode.RETURNS_MISSING, "slj");
    }

    @Test
    void aReturnThatIsOpenAgainStandsInTheWayOfPublicationUntilItIsAcceptedAnew() {
        accepted("jyj", "slj");
        publish("slj", 2, new ReturnReopened("slj", 2021, SOMEBODY));
        refused(when(publish(BELA, FIGURES), signed(1, ANNA)), ProblemCode.RETURNS_MISSING, "1 return(s)", "slj");
        KeptFigures figures = KeptFigures.of(new SampleTables().of("slj", 2021, 10));
        publish("slj", 3, new ReturnSubmitted("slj", 2021, SOMEBODY, figures));
        refused(when(publish(BELA, FIGURES), signed(1, ANNA)), ProblemCode.RETURNS_MISSING, "slj");
        publish("slj", 4, new ReturnAccepted("slj", 2021, SOMEBODY, figures));
        when(publish(BELA, FIGURES), signed(1, ANNA)).expectEvents(published(1, BELA));
    }

    @Test
    void whatBecameKnownAfterTheSignatureStandsInTheWayOfPublication() {
        CheckLine negative = check("R8", "2.normative.in-force", Severity.ERROR, CheckStatus.FAILS);
        CheckLine stock = check("R6", "total", Severity.WARNING, CheckStatus.FAILS);
        CheckLine justified = check("R6", "total", Severity.WARNING, CheckStatus.JUSTIFIED);

        Refusal refusal = refused(
                when(publish(BELA, sample().with(negative).with(stock).of("district", 2021, 45)), signed(1, ANNA)),
                ProblemCode.CHECKS_FAILED,
                "2 check(s)");
        assertThat(refusal.checks()).containsExactly(negative, stock);
        refused(
                when(
                        publish(
                                BELA,
                                sample().incomplete("position 39 is parked").of("district", 2021, 45)),
                        signed(1, ANNA)),
                ProblemCode.INCOMPLETE,
                "position 39");
        accepted("jyj", "slj");
        // Other figures than those signed are no hindrance: they stand in the next version.
        when(publish(BELA, sample().cell("2.licence", 9L).with(justified).of("district", 2021, 45)), signed(1, ANNA))
                .expectEvents(published(1, BELA));
        refused(when(publish(BELA, sample().with(negative).of("district", 2021, 45))), ProblemCode.WRONG_STATE);
    }

    @Test
    void ofSeveralFaultsTheFirstIsTold() {
        CheckLine balance = check("R2", "enterprise", Severity.ERROR, CheckStatus.FAILS);
        TablesView failing = sample().with(balance).silent("slj").of("district", 2021, 40);
        TablesView silent = sample().silent("slj").of("district", 2021, 40);

        refused(when(sign(ANNA, failing)), ProblemCode.CHECKS_FAILED);
        refused(when(sign(ANNA, silent)), ProblemCode.UNITS_SILENT);
        refused(when("2021-12-31", sign(ANNA, failing)), ProblemCode.YEAR_NOT_OVER);
        refused(when("2021-12-31", sign(ANNA, failing), signed(1, BELA)), ProblemCode.WRONG_STATE);
    }

    // --- what is written

    @Test
    void textsJustificationsAndReferenceFiguresAreKeptInAnyState() {
        ReportTexts texts = new ReportTexts("sealed-1", null, "sealed-6");
        List<Justification> reasons = List.of(new Justification("R5", "normative", "sealed"));
        Map<String, Object> cells = Map.of("2.licence", 1846L);
        List<Dismissal> dismissals = List.of(new Dismissal("R7", "overview/website", BigDecimal.TEN));
        for (ReportEvent[] given :
                List.of(new ReportEvent[] {}, new ReportEvent[] {signed(1, ANNA)}, new ReportEvent[] {
                    signed(1, ANNA), published(1, BELA)
                })) {
            when(WriteReportTexts.of("district", 2021, ANNA, texts), given)
                    .expectEvents(new ReportTextsWritten("district", 2021, ANNA, texts))
                    .expectResultMessagePayload(new StepTaken(STREAM, given.length, 1));
            when(JustifyWarnings.of("district", 2021, ANNA, reasons), given)
                    .expectEvents(new WarningsJustified("district", 2021, ANNA, reasons));
            when(DismissTextChecks.of("district", 2021, ANNA, dismissals), given)
                    .expectEvents(new TextChecksDismissed("district", 2021, ANNA, dismissals));
            when(KeepReferenceFigures.of("district", 2021, ANNA, cells), given)
                    .expectEvents(new ReferenceFiguresKept("district", 2021, ANNA, "2021-30", cells));
        }
    }

    @Test
    void theSameWrittenAgainAddsNothing() {
        ReportTexts texts = new ReportTexts("sealed-1", null, "sealed-6");
        ReportEvent written = new ReportTextsWritten("district", 2021, ANNA, texts);

        when(WriteReportTexts.of("district", 2021, ANNA, texts), written, signed(1, ANNA))
                .expectNoEvents()
                .expectResultMessagePayload(new StepTaken(STREAM, 0, 1));
        when(WriteReportTexts.of("district", 2021, ANNA, ReportTexts.NONE), written)
                .expectEvents(new ReportTextsWritten("district", 2021, ANNA, ReportTexts.NONE));
    }
}
