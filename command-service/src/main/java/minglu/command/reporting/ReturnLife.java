package minglu.command.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.ReturnAccepted;
import minglu.api.reporting.ReturnEvent;
import minglu.api.reporting.ReturnReopened;
import minglu.api.reporting.ReturnSentBack;
import minglu.api.reporting.ReturnState;
import minglu.api.reporting.ReturnStep;
import minglu.api.reporting.ReturnSubmitted;
import minglu.api.reporting.ReturnWithdrawn;
import minglu.api.reporting.TakeReturnStep;
import minglu.command.subject.Rule;

/**
 * The return of a unit for a year, without Axon: where it stands, and what may be done with it. Immutable.
 *
 * @param state where it stands
 * @param version 1, and one more with each reopening
 * @param submitter opaque id of the user who submitted last; null before
 * @param submitted the cells submitted last; null before
 * @param lastStep id of the latest step; null before the first one
 * @param lastSequence sequence number of its event
 */
record ReturnLife(
        ReturnState state,
        int version,
        String submitter,
        Map<String, Object> submitted,
        String lastStep,
        long lastSequence) {

    /** Before the first step. */
    static final ReturnLife INITIAL = new ReturnLife(ReturnState.OPEN, 1, null, null, null, -1);

    /**
     * Checks what needs no figures.
     *
     * @param unit the unit
     * @param year the year
     * @param step what is asked for
     * @param by opaque id of the user
     * @param today today in Asia/Shanghai
     * @throws RefusedException {@code wrong-state}, {@code four-eyes} or {@code year-not-over}
     */
    void verify(String unit, int year, ReturnStep step, String by, LocalDate today) {
        Rule.verify(
                new Rule(
                        ProblemCode.WRONG_STATE,
                        "contract: returns",
                        state != step.from(),
                        () -> "the return of " + unit + " for " + year + " is " + state.code() + "; " + step.code()
                                + " needs it to be " + step.from().code()),
                new Rule(
                        ProblemCode.FOUR_EYES,
                        "contract: returns",
                        step == ReturnStep.ACCEPT && by.equals(submitter),
                        () -> "who submitted the return of " + unit + " for " + year + " may not accept it"),
                new Rule(
                        ProblemCode.YEAR_NOT_OVER,
                        "contract: returns",
                        step == ReturnStep.SUBMIT && today.getYear() <= year,
                        () -> "the year " + year + " is not over on " + today + " in Asia/Shanghai"));
    }

    /**
     * Decides a step.
     *
     * @return the event
     * @throws RefusedException with the first violated rule
     */
    ReturnEvent decide(TakeReturnStep command, LocalDate today) {
        verify(command.unit(), command.year(), command.step(), command.signOff().by(), today);
        if (command.step().needsFigures()) {
            Rule.verify(FigureRules.figuresAreComplete(command.figures()));
            if (command.step() == ReturnStep.ACCEPT) {
                Rule.verify(FigureRules.figuresAreThoseSubmitted(command.figures(), submitted));
            }
            FigureRules.verifyChecks(command.figures(), List.of());
            Rule.verify(FigureRules.noUnitIsSilent(command.figures()));
        }
        return switch (command.step()) {
            case SUBMIT ->
                new ReturnSubmitted(
                        command.unit(), command.year(), command.signOff(), KeptFigures.of(command.figures()));
            case WITHDRAW -> new ReturnWithdrawn(command.unit(), command.year(), command.signOff());
            case ACCEPT ->
                new ReturnAccepted(
                        command.unit(), command.year(), command.signOff(), KeptFigures.of(command.figures()));
            case SEND_BACK -> new ReturnSentBack(command.unit(), command.year(), command.signOff());
            case REOPEN -> new ReturnReopened(command.unit(), command.year(), command.signOff());
        };
    }

    /** The return after a step. */
    ReturnLife evolve(ReturnEvent event, long sequence) {
        boolean submits = event instanceof ReturnSubmitted;
        return new ReturnLife(
                event.step().to(),
                event instanceof ReturnReopened ? version + 1 : version,
                submits ? event.signOff().by() : submitter,
                event instanceof ReturnSubmitted handedOver
                        ? handedOver.figures().cells()
                        : submitted,
                event.signOff().id(),
                sequence);
    }

    /** The same without the figures, for those who ask about the state alone. */
    ReturnLife withoutFigures() {
        return new ReturnLife(state, version, submitter, null, lastStep, lastSequence);
    }
}
