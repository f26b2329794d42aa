package minglu.platform.problem;

import java.util.Optional;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import org.axonframework.messaging.HandlerExecutionException;

/** Finds the refusal in what a gateway threw, on either kind of bus. */
public final class Refusals {

    private static final int MAX_DEPTH = 16;

    private Refusals() {}

    /**
     * The refusal behind a failure: of a {@link RefusedException}, or in the details of a command or a query that failed in
     * another process, possibly wrapped by executors.
     *
     * @return empty if the failure is none of a rule of ours: then the outcome may even be unknown
     */
    public static Optional<Refusal> of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof RefusedException refused) {
                return Optional.of(refused.refusal());
            }
            if (cause instanceof HandlerExecutionException execution) {
                Optional<Object> details = execution.getDetails();
                if (details.orElse(null) instanceof Refusal refusal) {
                    return Optional.of(refusal);
                }
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
