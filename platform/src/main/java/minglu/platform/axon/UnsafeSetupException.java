package minglu.platform.axon;

import java.util.List;

/** The application is put together in a way that would lose events or facts without a word; it must not run. */
public class UnsafeSetupException extends RuntimeException {

    private final transient List<String> faults;

    UnsafeSetupException(List<String> faults) {
        super("Minglu refuses to start: " + String.join(" | ", faults));
        this.faults = List.copyOf(faults);
    }

    /** What is wrong and what to do about it, a sentence or two each. */
    public List<String> faults() {
        return faults;
    }
}
