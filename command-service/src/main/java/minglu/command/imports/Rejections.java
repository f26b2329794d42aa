package minglu.command.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects refused rows and hands them on in batches, so that the heap holds only a few. */
final class Rejections {

    private static final int BATCH = 500;

    private final Consumer<List<Rejection>> store;
    private List<Rejection> batch = new ArrayList<>();

    Rejections(Consumer<List<Rejection>> store) {
        this.store = store;
    }

    /** Adds one; from any thread. */
    synchronized void add(Rejection rejection) {
        batch.add(rejection);
        if (batch.size() >= BATCH) {
            flush();
        }
    }

    /** Hands on what is left. */
    synchronized void flush() {
        if (!batch.isEmpty()) {
            List<Rejection> full = batch;
            batch = new ArrayList<>();
            store.accept(full);
        }
    }
}
