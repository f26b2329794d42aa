package minglu.api.problem;

import java.util.List;

/** Thrown when a user's wish is refused by a rule. A broken assumption of ours is an {@link IllegalStateException} instead. */
public class RefusedException extends RuntimeException {

    private final transient Refusal refusal;

    /** Refuses with these details. */
    public RefusedException(Refusal refusal) {
        super(refusal.code().code() + ": " + refusal.detail());
        this.refusal = refusal;
    }

    /** Refuses with a code and one sentence. */
    public RefusedException(ProblemCode code, String detail) {
        this(Refusal.of(code, detail));
    }

    /** Refuses with a code, one sentence and the single faults. */
    public RefusedException(ProblemCode code, String detail, List<Violation> violations) {
        this(new Refusal(code, detail, violations));
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
