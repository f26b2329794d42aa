package minglu.command.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import minglu.api.act.Act;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.command.intake.ActIntake;
import minglu.platform.access.Caller;

/**
 * Records the rows of a file window by window: while one window is being recorded, the thread of the import reads, understands and
 * seals the next one. Windows follow each other, so that the rows of a subject keep the order of the file, and only two of them are
 * in the heap.
 */
final class RecordingRun implements Run {

    /** Characters of rows in a window, beside the number of rows: rows may be long. */
    private static final long WINDOW_CHARS = 1L << 20;
    /** Each waits as long as a single act does, so that these are about a minute. */
    private static final int POSITION_ATTEMPTS = 12;

    private final RowSource source;
    private final RowReader reader;
    private final RowIntake intake;
    private final Caller caller;
    private final Rejections rejections;
    private final BooleanSupplier stopping;
    private final int windowRows;
    private final Executor executor;
    private final Tally tally = new Tally();
    /** Recorded rows whose position was not known in time. */
    private List<Act> withoutPosition = new ArrayList<>();

    /**
     * @param windowRows most rows in a window
     * @param executor records windows
     */
    RecordingRun(
            RowSource source,
            RowIntake intake,
            Caller caller,
            Rejections rejections,
            int windowRows,
            Executor executor,
            BooleanSupplier stopping) {
        this.source = source;
        this.reader = new RowReader(source, intake, caller);
        this.intake = intake;
        this.caller = caller;
        this.rejections = rejections;
        this.windowRows = windowRows;
        this.executor = executor;
        this.stopping = stopping;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public void run() throws IOException {
        CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
        try {
            for (List<RowReader.Understood> window = window(); !window.isEmpty(); window = window()) {
                List<RowReader.Understood> rows = window;
                List<Act> sealed = intake.sealAll(
                        rows.stream().map(RowReader.Understood::act).toList());
                join(before);
                before = CompletableFuture.runAsync(() -> record(rows, sealed), executor);
            }
        } finally {
            // Whatever is on its way is waited for: afterwards nothing happens any more.
            join(before);
        }
        findPositions();
        rejections.flush();
    }

    /** The next rows that were understood; empty at the end of the file. */
    private List<RowReader.Understood> window() throws IOException {
        List<RowReader.Understood> window = new ArrayList<>(windowRows);
        long chars = 0;
        while (window.size() < windowRows && chars < WINDOW_CHARS) {
            RawRow raw = source.next();
            if (raw == null) {
                break;
            }
            if (stopping.getAsBoolean()) {
                throw unavailable("the server is stopping");
            }
            tally.read();
            RowReader.Understood row = reader.read(raw);
            if (row.rejection() != null) {
                reject(row.rejection());
            } else {
                chars += raw.record().length();
                window.add(row);
            }
        }
        return window;
    }

    private static void join(CompletableFuture<Void> window) {
        try {
            window.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void record(List<RowReader.Understood> rows, List<Act> sealed) {
        List<ActIntake.Outcome> outcomes = intake.recordAll(sealed, caller);
        boolean away = true;
        for (int i = 0; i < rows.size(); i++) {
            ActIntake.Outcome outcome = outcomes.get(i);
            Refusal refusal = outcome.refusal();
            away &= refusal != null && refusal.code() == ProblemCode.UNAVAILABLE;
            if (refusal == null) {
                settle(sealed.get(i), outcome);
            } else {
                reject(rows.get(i).refused(refusal));
            }
        }
        if (away) {
            throw unavailable("the event store does not answer");
        }
    }

    private void settle(Act act, ActIntake.Outcome outcome) {
        if (outcome.receipt().duplicate()) {
            tally.duplicate();
        } else {
            tally.recorded();
        }
        if (outcome.receipt().position() == null) {
            withoutPosition.add(act);
        } else {
            tally.position(outcome.receipt().position());
        }
    }

    /** Sends the rows without a position again: as repeats they answer with their first receipts. */
    private void findPositions() {
        for (int attempt = 1; !withoutPosition.isEmpty(); attempt++) {
            if (attempt > POSITION_ATTEMPTS || stopping.getAsBoolean()) {
                throw unavailable("all rows are stored, but the event store does not tell the positions of "
                        + withoutPosition.size());
            }
            List<Act> late = withoutPosition;
            withoutPosition = new ArrayList<>();
            for (int from = 0; from < late.size(); from += windowRows) {
                List<Act> window = late.subList(from, Math.min(late.size(), from + windowRows));
                List<ActIntake.Outcome> outcomes = intake.recordAll(window, caller);
                for (int i = 0; i < window.size(); i++) {
                    var receipt = outcomes.get(i).receipt();
                    if (receipt == null || receipt.position() == null) {
                        withoutPosition.add(window.get(i));
                    } else {
                        tally.position(receipt.position());
                    }
                }
            }
        }
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
