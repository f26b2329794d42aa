package minglu.command.reporting;

import java.util.List;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.StepTaken;
import minglu.api.tables.CheckLine;
import minglu.api.tables.TablesView;
import minglu.command.intake.CommandSender;
import minglu.platform.access.Caller;
import org.springframework.stereotype.Component;

/** Sends steps that stand on figures; where checks stand in the way, the refusal names the acts behind them. */
@Component
class FigureSteps {

    private final CommandSender commands;
    private final ReadSide readSide;

    FigureSteps(CommandSender commands, ReadSide readSide) {
        this.commands = commands;
        this.readSide = readSide;
    }

    /**
     * Takes a step.
     *
     * @param command the step
     * @param figures the figures that it stands on; null for a step without
     * @param caller on whose behalf
     * @throws RefusedException as {@link CommandSender#send}
     */
    StepTaken take(Object command, TablesView figures, Caller caller) {
        try {
            return (StepTaken) commands.send(command, caller);
        } catch (RefusedException e) {
            Refusal refusal = e.refusal();
            if (figures == null || refusal.code() != ProblemCode.CHECKS_FAILED) {
                throw e;
            }
            List<CheckLine> checks = readSide.actsBehind(
                    figures.unit(), figures.year(), figures.knownAt().position(), refusal.checks());
            throw new RefusedException(new Refusal(refusal.code(), refusal.detail(), refusal.violations(), checks));
        }
    }
}
