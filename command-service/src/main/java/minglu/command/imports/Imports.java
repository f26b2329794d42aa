package minglu.command.imports;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.command.sequencer.Positions;
import minglu.command.streams.EventStreams;
import minglu.command.subject.Gates;
import minglu.command.subject.RememberedGates;
import minglu.command.subject.SubjectBatch;
import minglu.platform.access.Caller;
import minglu.platform.node.Node;
import minglu.platform.node.WritingBegins;
import minglu.platform.time.BusinessDates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Runs imports: takes a file in, goes through it now or in the background, and keeps account of it. */
@Service
@EnableConfigurationProperties(ImportProperties.class)
class Imports {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final long PROGRESS_MILLIS = 1000;
    private static final long STOP_SECONDS = 10;
    private static final int DRAINED_AT_ONCE = 64 * 1024;
    private static final long MOST_DRAINED = 32L << 20;
    /** A running import says every second that it runs; one that says nothing for so long has died with its node. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final ImportProperties properties;
    private final ImportJobs jobs;
    private final RowIntake intake;
    private final EventStreams streams;
    private final Positions positions;
    private final Gates gates;
    private final BusinessDates dates;
    private final MeterRegistry meters;
    private final Node node;
    /** Whether imports may be running on other nodes too. */
    private final boolean otherNodes;

    private final Semaphore places;
    private final Map<Long, Run> running = new ConcurrentHashMap<>();
    private final ExecutorService background = Executors.newCachedThreadPool(daemon("import"));
    private final ScheduledExecutorService progress =
            Executors.newSingleThreadScheduledExecutor(daemon("import-progress"));
    private volatile boolean stopping;

    Imports(
            ImportProperties properties,
            ImportJobs jobs,
            RowIntake intake,
            EventStreams streams,
            Positions positions,
            Gates gates,
            BusinessDates dates,
            MeterRegistry meters,
            Node node,
            @Value("${axon.axonserver.enabled}") boolean otherNodes) {
        this.otherNodes = otherNodes;
        this.properties = properties;
        this.jobs = jobs;
        this.intake = intake;
        this.streams = streams;
        this.positions = positions;
        this.gates = gates;
        this.dates = dates;
        this.meters = meters;
        this.node = node;
        this.places = new Semaphore(properties.simultaneous());
    }

    @PostConstruct
    void start() {
        if (node.readOnly()) {
            return;
        }
        if (otherNodes) {
            progress.scheduleWithFixedDelay(this::interruptSilent, 0, SILENCE.toMillis() / 2, TimeUnit.MILLISECONDS);
        } else {
            jobs.interruptLeftovers();
        }
        progress.scheduleWithFixedDelay(this::showProgress, PROGRESS_MILLIS, PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
        progress.scheduleWithFixedDelay(this::eraseOldRejections, 0, 1, TimeUnit.HOURS);
    }

    /** The node that wrote before this one has died, or its imports have stopped. */
    @EventListener
    void on(WritingBegins event) {
        jobs.interruptLeftovers();
    }

    /** Lets running imports stop at their next row; they are then interrupted. */
    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        places.tryAcquire(properties.simultaneous(), STOP_SECONDS, TimeUnit.SECONDS);
        background.shutdown();
        progress.shutdownNow();
    }

    /**
     * A file that was taken in and can be gone through once.
     *
     * @param job its job, running
     */
    record Accepted(ImportJob job, Spool file, RowSource source, Run run) {}

    /**
     * Takes a file in; afterwards either {@link #run} or {@link #runInBackground} must be called.
     *
     * @param body the file
     * @param length its length in bytes; -1 if not known
     * @param format its format
     * @param charset null: found out
     * @param dryRun whether nothing is to be recorded
     * @param caller on whose behalf
     * @throws RefusedException {@code too-many-requests}, {@code too-large} or {@code invalid-file}
     * @throws IOException if the body cannot be read or kept
     */
    Accepted accept(InputStream body, long length, ImportFormat format, Charset charset, boolean dryRun, Caller caller)
            throws IOException {
        long maxBytes = Math.min(properties.maxBytes().toBytes(), format.maxBytes());
        if (length > maxBytes) {
            drain(body);
            throw Spool.tooLarge(maxBytes);
        }
        if (stopping || !places.tryAcquire()) {
            throw new RefusedException(
                    ProblemCode.TOO_MANY_REQUESTS,
                    properties.simultaneous()
                            + " imports are running, the most that is allowed; send the file again later");
        }
        Spool file = null;
        RowSource source = null;
        try {
            file = Spool.of(body, properties.spoolDirectory(), maxBytes, charset);
            source = format.open(file);
            ImportJob job = jobs.start(caller, format.name(), source.header(), file.isMarked(), dryRun);
            Rejections rejections = new Rejections(batch -> jobs.reject(job.number(), batch));
            Run run = dryRun
                    ? dryRun(file, source, rejections, caller)
                    : new RecordingRun(
                            source, intake, caller, rejections, properties.windowRows(), background, () -> stopping);
            running.put(job.number(), run);
            return new Accepted(job, file, source, run);
        } catch (IOException | RuntimeException e) {
            close(source, file);
            throw e;
        }
    }

    /**
     * Goes through a file.
     *
     * @return what became of its rows
     * @throws RefusedException {@code unavailable} if it was interrupted
     */
    Tally.Totals run(Accepted accepted) throws IOException {
        long number = accepted.job().number();
        Tally tally = accepted.run().tally();
        boolean done = false;
        try {
            accepted.run().run();
            // Taken out before the end is written, so that no late progress follows it.
            running.remove(number);
            jobs.done(number, tally.totals());
            done = true;
            return tally.totals();
        } finally {
            running.remove(number);
            if (!done) {
                interrupt(number, tally);
            }
            count(tally.totals(), accepted.job().dryRun());
            close(accepted.source(), accepted.file());
        }
    }

    /** Goes through a file on a thread of its own. */
    void runInBackground(Accepted accepted) {
        background.execute(() -> {
            try {
                run(accepted);
            } catch (IOException | RuntimeException e) {
                LOG.warn("Import {} was interrupted", accepted.job().id(), e);
            }
        });
    }

    /** A client that is still sending would lose the answer with the connection; a body not far too large is let come in. */
    private static void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[DRAINED_AT_ONCE];
        long left = MOST_DRAINED;
        for (int read = 0; read >= 0 && left > 0; left -= Math.max(0, read)) {
            read = body.read(buffer);
        }
    }

    private DryRun dryRun(Spool file, RowSource source, Rejections rejections, Caller caller) {
        LocalDate today = dates.today();
        Gates remembered = new RememberedGates(gates);
        return new DryRun(
                source,
                intake,
                caller,
                rejections,
                () -> new SubjectBatch(streams, remembered, today),
                () -> {
                    try {
                        return new Partitions(file.directory(), file.bytes());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                positions,
                () -> stopping);
    }

    private void interrupt(long number, Tally tally) {
        try {
            jobs.interrupted(number, tally.totals().done());
        } catch (RuntimeException e) {
            // The database is away, which is probably why; the next start marks the import.
            LOG.warn("Import number {} could not be marked as interrupted", number, e);
        }
    }

    private void close(RowSource source, Spool file) {
        try (Spool spooled = file;
                RowSource opened = source) {
            LOG.debug("Closing {} over {}", opened, spooled);
        } catch (IOException e) {
            LOG.warn("The file of an import could not be deleted", e);
        } finally {
            places.release();
        }
    }

    private void showProgress() {
        try {
            running.forEach(
                    (number, run) -> jobs.progress(number, run.tally().totals().done()));
        } catch (RuntimeException e) {
            LOG.warn("The progress of imports could not be kept", e);
        }
    }

    private void interruptSilent() {
        try {
            jobs.interruptSilent(SILENCE);
        } catch (RuntimeException e) {
            LOG.warn("Imports of dead nodes could not be looked for", e);
        }
    }

    private void eraseOldRejections() {
        try {
            jobs.eraseRejections(properties.keepRejections());
        } catch (RuntimeException e) {
            LOG.warn("Old refused rows of imports could not be erased", e);
        }
    }

    private void count(Tally.Totals totals, boolean dryRun) {
        String kind = dryRun ? "dry-run" : "recording";
        count(kind, "recorded", totals.recorded());
        count(kind, "duplicate", totals.duplicates());
        count(kind, "rejected", totals.rejected());
    }

    private void count(String kind, String result, long rows) {
        meters.counter("minglu.import.rows", "run", kind, "result", result).increment(rows);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The formats that can be imported. */
    static final List<ImportFormat> FORMATS = List.of(new NdjsonFormat(), new CsvFormat(), new XlsxFormat());
}
