package minglu.command.imports;

import java.util.List;
import minglu.api.act.Act;
import minglu.command.intake.ActIntake;
import minglu.platform.access.Caller;

/** What the rows of an import need of the intake of acts. */
interface RowIntake {

    /**
     * Checks whether the user may record an act at all.
     *
     * @throws minglu.api.problem.RefusedException if not
     */
    void checkScope(Caller caller, Act act);

    /** The acts with texts sealed and with digests, in the same order. */
    List<Act> sealAll(List<Act> plain);

    /** Records sealed acts and waits for them: an outcome for each, in their order. */
    List<ActIntake.Outcome> recordAll(List<Act> sealed, Caller caller);

    /** The act with its digest and plain texts, for a dry run: no key is made. */
    Act withDigest(Act plain);
}
