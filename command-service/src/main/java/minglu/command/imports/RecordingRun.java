package minglu.command.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import minglu.api.act.Act;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.command.intake.ActReceipt;
import minglu.platform.access.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the rows of a file. One thread reads, understands and seals; rows then wait in {@link Lanes} and on the threads of the
 * intake. Only a bounded number is on its way, so that the heap stays small.
 */
final class RecordingRun implements Run {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingRun.class);
    /** Rows whose text keys are fetched in one go. */
    private static final int WINDOW = 256;
    /** So many rows in a row whose outcome is unknown are no fault of the rows: the store is away. */
    private static final int OUTAGE = 20;
    /** Each waits as long as a single act does, so that these are about a minute. */
    private static final int POSITION_ATTEMPTS = 12;

    private final RowSource source;
    private final RowReader reader;
    private final RowIntake intake;
    private final Caller caller;
    private final Rejections rejections;
    private final BooleanSupplier stopping;
    private final int inFlight;
    private final Semaphore free;
    private final Lanes lanes = new Lanes();
    private final Tally tally = new Tally();
    /** Recorded rows whose position was not known in time; few, since each of them made its thread wait. */
    private final Queue<Act> withoutPosition = new ConcurrentLinkedQueue<>();

    private final AtomicInteger unknownInARow = new AtomicInteger();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    RecordingRun(
            RowSource source,
            RowIntake intake,
            Caller caller,
            Rejections rejections,
            int inFlight,
            BooleanSupplier stopping) {
        this.source = source;
        this.reader = new RowReader(source, intake, caller);
        this.intake = intake;
        this.caller = caller;
        this.rejections = rejections;
        this.inFlight = inFlight;
        this.free = new Semaphore(inFlight);
        this.stopping = stopping;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public void run() throws IOException {
        try {
            List<RowReader.Understood> window = new ArrayList<>(WINDOW);
            for (RawRow raw = source.next(); raw != null && failure.get() == null; raw = source.next()) {
                if (stopping.getAsBoolean()) {
                    failure.compareAndSet(null, unavailable("the server is stopping"));
                    break;
                }
                tally.read();
                RowReader.Understood row = reader.read(raw);
                if (row.rejection() != null) {
                    reject(row.rejection());
                } else {
                    window.add(row);
                }
                if (window.size() == WINDOW) {
                    submit(window);
                    window.clear();
                }
            }
            if (failure.get() == null) {
                submit(window);
            }
        } finally {
            // Whatever is on its way is waited for: afterwards nothing happens any more.
            free.acquireUninterruptibly(inFlight);
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        findPositions();
        rejections.flush();
    }

    /** Sends the rows without a position again: as repeats they answer with their first receipts. */
    private void findPositions() {
        for (int attempt = 1; !withoutPosition.isEmpty(); attempt++) {
            if (attempt > POSITION_ATTEMPTS || stopping.getAsBoolean()) {
                throw unavailable("all rows are stored, but the event store does not tell the positions of "
                        + withoutPosition.size());
            }
            List<Act> late = new ArrayList<>();
            for (Act act = withoutPosition.poll(); act != null; act = withoutPosition.poll()) {
                late.add(act);
            }
            for (Act act : late) {
                Long position = intake.submit(act, caller).join().position();
                if (position == null) {
                    withoutPosition.add(act);
                } else {
                    tally.position(position);
                }
            }
        }
    }

    private void submit(List<RowReader.Understood> window) {
        List<Act> sealed =
                intake.sealAll(window.stream().map(RowReader.Understood::act).toList());
        for (int i = 0; i < sealed.size(); i++) {
            RowReader.Understood row = window.get(i);
            Act act = sealed.get(i);
            free.acquireUninterruptibly();
            lanes.run(act, () -> intake.submit(act, caller)).whenComplete((receipt, fault) -> {
                try {
                    settle(row, act, receipt, fault);
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                } finally {
                    free.release();
                }
            });
        }
    }

    private void settle(RowReader.Understood row, Act act, ActReceipt receipt, Throwable fault) {
        if (fault != null) {
            RefusedException refusal = refusal(row, fault);
            boolean unknown = refusal.refusal().code() == ProblemCode.UNAVAILABLE;
            if (!unknown) {
                unknownInARow.set(0);
            } else if (unknownInARow.incrementAndGet() >= OUTAGE) {
                failure.compareAndSet(null, unavailable("the event store does not answer"));
            }
            reject(row.refused(refusal));
            return;
        }
        unknownInARow.set(0);
        if (receipt.duplicate()) {
            tally.duplicate();
        } else {
            tally.recorded();
        }
        if (receipt.position() == null) {
            withoutPosition.add(act);
        } else {
            tally.position(receipt.position());
        }
    }

    private static RefusedException refusal(RowReader.Understood row, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof RefusedException refused) {
            return refused;
        }
        String faultId = UUID.randomUUID().toString();
        LOG.error("Row {} of an import failed, fault {}", row.row().row(), faultId, cause);
        return new RefusedException(
                Refusal.of(ProblemCode.INTERNAL, "an unexpected fault; the log of the server names it " + faultId));
    }

    private void reject(Rejection rejection) {
        tally.rejected();
        rejections.add(rejection);
    }

    private static RefusedException unavailable(String why) {
        return new RefusedException(
                ProblemCode.UNAVAILABLE,
                why + "; the import was interrupted, and sending the same file again completes it");
    }
}
