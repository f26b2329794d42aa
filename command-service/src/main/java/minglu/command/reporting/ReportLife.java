package minglu.command.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.ReferenceFiguresKept;
import minglu.api.reporting.ReportEvent;
import minglu.api.reporting.ReportPublished;
import minglu.api.reporting.ReportRestated;
import minglu.api.reporting.ReportSigned;
import minglu.api.reporting.ReportState;
import minglu.api.reporting.ReportStep;
import minglu.api.reporting.ReportStepEvent;
import minglu.api.reporting.ReportTextsWritten;
import minglu.api.reporting.TakeReportStep;
import minglu.api.reporting.TextChecksDismissed;
import minglu.api.reporting.WarningsJustified;
import minglu.command.subject.Rule;

/**
 * The report of a unit or node on a year, without Axon: where it stands, and what may be done with it. Immutable.
 *
 * @param state where its latest version stands
 * @param version number of that version: 1, and one more with each restatement
 * @param signer opaque id of the user who signed last; null before
 * @param lastStep id of the latest step; null before the first one
 * @param lastSequence sequence number of its event
 * @param texts what was written last, null before
 * @param justified what was justified last, null before
 * @param dismissed which text checks were dismissed last, null before
 * @param reference the reference figures kept last, null before
 */
record ReportLife(
        ReportState state,
        int version,
        String signer,
        String lastStep,
        long lastSequence,
        Written<ReportTextsWritten> texts,
        Written<WarningsJustified> justified,
        Written<TextChecksDismissed> dismissed,
        Written<ReferenceFiguresKept> reference) {

    /** Before anything happened. */
    static final ReportLife INITIAL = new ReportLife(ReportState.DRAFT, 1, null, null, -1, null, null, null, null);

    /** An event that replaces earlier ones of its kind, and its sequence number. */
    record Written<E>(E event, long sequence) {}

    /** Whether any version was signed: the figures of the units below stand in print. */
    boolean wasSigned() {
        return signer != null;
    }

    /**
     * Checks what needs no figures.
     *
     * @param unit the unit or node
     * @param year the year
     * @param step what is asked for
     * @param by opaque id of the user
     * @param today today in Asia/Shanghai
     * @throws RefusedException {@code wrong-state}, {@code four-eyes} or {@code year-not-over}
     */
    void verify(String unit, int year, ReportStep step, String by, LocalDate today) {
        Rule.verify(
                new Rule(
                        ProblemCode.WRONG_STATE,
                        "contract: reports",
                        state != step.from(),
                        () -> "version " + version + " of the report of " + unit + " on " + year + " is "
                                + state.code() + "; " + step.code() + " needs it to be "
                                + step.from().code()),
                new Rule(
                        ProblemCode.FOUR_EYES,
                        "contract: reports",
                        step == ReportStep.PUBLISH && by.equals(signer),
                        () -> "who signed the report of " + unit + " on " + year + " may not publish it"),
                new Rule(
                        ProblemCode.YEAR_NOT_OVER,
                        "contract: reports",
                        step == ReportStep.SIGN && today.getYear() <= year,
                        () -> "the year " + year + " is not over on " + today + " in Asia/Shanghai"));
    }

    /**
     * Decides a step.
     *
     * @param isAccepted whether the return of an included unit for the year is accepted
     * @throws RefusedException with the first violated rule
     */
    ReportStepEvent decide(TakeReportStep command, LocalDate today, Predicate<String> isAccepted) {
        verify(command.unit(), command.year(), command.step(), command.signOff().by(), today);
        return switch (command.step()) {
            case SIGN -> sign(command, isAccepted);
            case PUBLISH -> publish(command, isAccepted);
            case RESTATE -> new ReportRestated(command.unit(), command.year(), version + 1, command.signOff());
        };
    }

    /**
     * What was signed is published as it was signed. But what became known since may show that the acts contradict each other, and
     * then nobody publishes before that is mended or justified; and while a return that was signed for is open again, nobody
     * publishes before it is accepted anew.
     */
    private ReportPublished publish(TakeReportStep command, Predicate<String> isAccepted) {
        Rule.verify(FigureRules.figuresAreComplete(command.figures()));
        FigureRules.verifyChecks(command.figures(), List.of());
        Rule.verify(returnsAreAccepted(command, isAccepted));
        return new ReportPublished(command.unit(), command.year(), version, command.signOff(), command.checkpoint());
    }

    private ReportSigned sign(TakeReportStep command, Predicate<String> isAccepted) {
        Rule.verify(FigureRules.figuresAreComplete(command.figures()));
        FigureRules.verifyChecks(command.figures(), command.textChecks());
        Rule.verify(FigureRules.noUnitIsSilent(command.figures()), returnsAreAccepted(command, isAccepted));
        return new ReportSigned(
                command.unit(),
                command.year(),
                version,
                command.signOff(),
                KeptFigures.of(command.figures()),
                command.content());
    }

    private static Rule returnsAreAccepted(TakeReportStep command, Predicate<String> isAccepted) {
        List<String> missing = command.figures().units().included().stream()
                .filter(isAccepted.negate())
                .toList();
        return new Rule(
                ProblemCode.RETURNS_MISSING,
                "contract: reports",
                !missing.isEmpty(),
                () -> missing.size() + " return(s) for " + command.year() + " are not accepted: "
                        + FigureRules.named(missing));
    }

    /** The report after an event. */
    ReportLife evolve(ReportEvent event, long sequence) {
        if (event instanceof ReportStepEvent step) {
            return new ReportLife(
                    step.step().to(),
                    step.version(),
                    event instanceof ReportSigned ? step.signOff().by() : signer,
                    step.signOff().id(),
                    sequence,
                    texts,
                    justified,
                    dismissed,
                    reference);
        }
        return new ReportLife(
                state,
                version,
                signer,
                lastStep,
                lastSequence,
                event instanceof ReportTextsWritten written ? new Written<>(written, sequence) : texts,
                event instanceof WarningsJustified written ? new Written<>(written, sequence) : justified,
                event instanceof TextChecksDismissed written ? new Written<>(written, sequence) : dismissed,
                event instanceof ReferenceFiguresKept written ? new Written<>(written, sequence) : reference);
    }
}
