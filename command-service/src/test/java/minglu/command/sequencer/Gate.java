package minglu.command.sequencer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the writer at one step, the first time it gets there, until the test lets it go. */
final class Gate implements WriterHook {

    private final Step where;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    Gate(Step where) {
        this.where = where;
    }

    @Override
    public void at(Step step) {
        if (step == where && reached.getCount() > 0) {
            reached.countDown();
            await(opened);
        }
    }

    void awaitWriter() {
        await(reached);
    }

    void open() {
        opened.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody came within 30 s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted at the gate.", e);
        }
    }
}
