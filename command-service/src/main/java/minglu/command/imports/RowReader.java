package minglu.command.imports;

import minglu.api.act.Act;
import minglu.api.act.ActForm;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import tools.jackson.databind.JsonNode;

/** Turns rows into acts that the user may record, or says why not. */
final class RowReader {

    private final RowSource source;
    private final RowIntake intake;
    private final Caller caller;

    RowReader(RowSource source, RowIntake intake, Caller caller) {
        this.source = source;
        this.intake = intake;
        this.caller = caller;
    }

    /**
     * A row as it was understood.
     *
     * @param row the row
     * @param node what could be read of it; null if nothing
     * @param act the act, texts plain; null if the row is refused
     * @param rejection why it is refused; null if it is not
     */
    record Understood(RawRow row, JsonNode node, Act act, Rejection rejection) {

        /** The same row, refused later by a rule. */
        Rejection refused(Refusal refusal) {
            return Rejection.of(row, node, refusal);
        }
    }

    Understood read(RawRow row) {
        JsonNode node = null;
        try {
            if (row.fault() != null) {
                throw new RefusedException(row.fault());
            }
            node = source.read(row);
            Act act = ActForm.parse(node);
            intake.checkScope(caller, act);
            return new Understood(row, node, act, null);
        } catch (RefusedException e) {
            return new Understood(row, node, null, Rejection.of(row, node, e.refusal()));
        }
    }
}
