package minglu.platform.access;

import java.time.Duration;
import minglu.api.problem.Refusal;
import org.springframework.security.core.AuthenticationException;

/** A sign-in that was not even tried, or whose outcome is unknown. */
final class RefusedSignIn extends AuthenticationException {

    private final transient Refusal refusal;
    private final Duration retryAfter;

    RefusedSignIn(Refusal refusal, Duration retryAfter) {
        super(refusal.detail());
        this.refusal = refusal;
        this.retryAfter = retryAfter;
    }

    Refusal refusal() {
        return refusal;
    }

    /** In whole seconds, at least 1. */
    long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
