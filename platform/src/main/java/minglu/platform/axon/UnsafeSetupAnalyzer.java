package minglu.platform.axon;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows an {@link UnsafeSetupException} as a list instead of a stack trace. */
final class UnsafeSetupAnalyzer extends AbstractFailureAnalyzer<UnsafeSetupException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeSetupException cause) {
        return new FailureAnalysis(
                "Minglu refuses to start, since events or facts could be lost silently:\n  - "
                        + String.join("\n  - ", cause.faults()),
                "Mend each point above; each names what to set or to remove.",
                cause);
    }
}
