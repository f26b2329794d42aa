package minglu.api.act;

import java.util.List;
import minglu.api.problem.Refusal;

/**
 * What became of the acts of a {@link RecordActs}.
 *
 * @param answers one for each act, in their order
 */
public record RecordedActs(List<Answer> answers) {

    /**
     * What became of one act: at most one of the two is given.
     *
     * @param recorded where it stands
     * @param refusal why it was refused
     */
    public record Answer(Recorded recorded, Refusal refusal) {

        /** Another writer came first, or nobody knows; the act has to be sent again. */
        public static final Answer UNKNOWN = new Answer(null, null);

        /** The answer of an act that stands. */
        public static Answer recorded(Recorded recorded) {
            return new Answer(recorded, null);
        }

        /** The answer of an act that was refused. */
        public static Answer refused(Refusal refusal) {
            return new Answer(null, refusal);
        }

        /** Whether the act has to be sent again. */
        public boolean isUnknown() {
            return recorded == null && refusal == null;
        }
    }
}
