package minglu.command.sequencer;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minglu.platform.database.DatabaseAccess;
import minglu.platform.node.WriteStanding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends events to the history on PostgreSQL.
 *
 * <p>Commands put their events into a bounded queue and wait. One writer thread, on a connection of its own, takes all that
 * waits, gives consecutive positions from 1 in the order of commits, writes one multi-row insert, commits once and answers. So a
 * reader that sees position n sees everything below it, and no timestamp or time-out of readers matters.
 *
 * <p>Two processes never number at the same time. Each transaction updates the one row of table {@code sequencer} where the epoch
 * is the writer's own; a take-over raises the epoch, and an overtaken writer, however long it was paused, updates nothing and
 * stops. The primary key of the position is the second wall.
 *
 * <p>Several processes may stand ready ({@link Ownership#SHARED}): the owner moves that row at least once a second, the others
 * watch it, and one of them takes over when it stands still. An owner that could not move it for a while believes in no refusal of
 * its own ({@link #obstacle}), since somebody else may have written meanwhile.
 */
public final class Sequencer implements WriteStanding {

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    /** Changes that come together and are still taken for those of people who wait; more are rows of a file. */
    private static final int MOST_SINGLE = 100;

    private final DatabaseAccess database;
    private final Clock clock;
    private final SequencerSettings settings;
    private final WriterHook hook;
    private final Ownership ownership;
    private final String name;
    private final Runnable beforeOwnership;
    private final AppendQueue queue;
    private final RecentAppends recent = new RecentAppends();
    private final SequencerMeters meters;
    private volatile Writer writer;
    private volatile boolean stopping;
    private volatile Candidacy candidacy;
    private Thread thread;

    /**
     * @param ownership whether others may write, and whether this process ever does
     * @param name of this process, as others see it
     * @param beforeOwnership run each time before this process begins to write: what it remembers may be out of date
     */
    Sequencer(
            DatabaseAccess database,
            Clock clock,
            MeterRegistry registry,
            SequencerSettings settings,
            WriterHook hook,
            Ownership ownership,
            String name,
            Runnable beforeOwnership) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.hook = hook;
        this.ownership = ownership;
        this.name = name;
        this.beforeOwnership = beforeOwnership;
        this.queue = new AppendQueue(settings.queuedAppends());
        this.meters = new SequencerMeters(registry, queue, recent);
    }

    /**
     * Does what the kind of ownership asks for: becomes the owner if it may, and from now on again whenever there is no owner.
     *
     * @throws IllegalStateException if the database cannot be reached; or if the end of the history is not where the last owner
     *     left it
     */
    synchronized void start() {
        stopping = false;
        switch (ownership) {
            case SOLE -> acquire();
            case SHARED -> acquireIfFree();
            case NONE -> {
                return;
            }
        }
        candidacy = new Candidacy(this, database, settings);
        Thread candidate = new Thread(candidacy, "minglu-candidate");
        candidate.setDaemon(true);
        candidate.start();
    }

    private void acquireIfFree() {
        try (WriterConnection connection = WriterConnection.open(database, settings, WriterConnection.CANDIDATE)) {
            Standing seen = connection.presentStanding();
            connection.rollback();
            if (seen.owner() == null) {
                takeOver(seen);
            } else {
                LOG.info("The sequencer is owned by {} (epoch {}); this process waits.", seen.owner(), seen.epoch());
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /**
     * Becomes the owner, from whomever, and begins to write.
     *
     * @throws IllegalStateException if this process is the owner already; if the database cannot be reached; or if the end of the
     *     history is not where the last owner left it
     */
    synchronized void acquire() {
        stopping = false;
        become(connection -> Optional.of(connection.raiseEpoch(name)));
    }

    /**
     * Becomes the owner if the fence row stands as it was seen.
     *
     * @return false if somebody moved it meanwhile, or this process is stopping
     * @throws IllegalStateException as {@link #acquire}
     */
    synchronized boolean takeOver(Standing seen) {
        return !stopping && become(connection -> connection.raiseEpoch(name, seen));
    }

    /** Raises the epoch within a transaction; empty if that may not be. */
    @FunctionalInterface
    private interface Raise {
        Optional<Standing> apply(WriterConnection connection) throws SQLException;
    }

    private boolean become(Raise raise) {
        if (isOwner()) {
            throw new IllegalStateException("This process is the owner already, with epoch " + writer.epoch() + ".");
        }
        awaitEnd();
        try {
            WriterConnection connection = WriterConnection.open(database, settings);
            boolean begun = false;
            try {
                long takenNanos = System.nanoTime();
                Optional<Standing> raised = raise.apply(connection);
                if (raised.isPresent()) {
                    keep(connection, raised.get());
                    beforeOwnership.run();
                    begin(connection, raised.get(), takenNanos);
                    begun = true;
                }
                return begun;
            } finally {
                if (!begun) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private static IllegalStateException unreachable(SQLException cause) {
        return new IllegalStateException("The sequencer cannot take ownership of the event store.", cause);
    }

    private void begin(WriterConnection connection, Standing standing, long takenNanos) {
        writer = new Writer(database, settings, clock, queue, recent, meters, hook, connection, standing, takenNanos);
        thread = new Thread(writer, "minglu-sequencer");
        thread.start();
    }

    private void keep(WriterConnection connection, Standing standing) throws SQLException {
        long last = connection.lastPosition();
        if (last != standing.position()) {
            throw new IllegalStateException("The sequencer stands at position " + standing.position()
                    + ", but the last event has position " + last + ": the event store was changed from outside.");
        }
        connection.keepTakeOver(standing);
        connection.commit();
        LOG.info("The sequencer takes epoch {} after position {}.", standing.epoch(), standing.position());
    }

    /** Whether this process may and can append. */
    public SequencerState state() {
        if (ownership == Ownership.NONE) {
            return SequencerState.READ_ONLY;
        }
        Writer current = writer;
        SequencerState state = current == null ? SequencerState.STARTING : current.state();
        boolean between = current == null || state == SequencerState.LOST;
        return between && candidacy != null && !stopping ? SequencerState.WAITING : state;
    }

    @Override
    public Optional<String> obstacle() {
        SequencerState state = state();
        return switch (state) {
            case ACTIVE, STARTING ->
                isOvertakeable()
                        ? Optional.of("this node cannot make sure at present that no other node writes")
                        : Optional.empty();
            case WAITING -> Optional.of("another node of the installation writes, this one stands by");
            case READ_ONLY -> Optional.of("this node answers readers only; write to another node of the installation");
            case LOST, STOPPED -> Optional.of("this node has stopped writing");
        };
    }

    /** Whether another process may have taken over without this one having noticed. */
    private boolean isOvertakeable() {
        Writer current = writer;
        return ownership == Ownership.SHARED
                && (current == null
                        || current.unconfirmedNanos() >= settings.lease().toNanos());
    }

    /** Whether this process is the owner as far as it knows. */
    boolean isOwner() {
        Writer current = writer;
        return current != null && accepts(current.state());
    }

    /** The epoch this process got when it became the owner last, 0 if it never was. */
    public long epoch() {
        Writer current = writer;
        return current == null ? 0 : current.epoch();
    }

    /** Appends that wait for the writer. */
    int queued() {
        return queue.size();
    }

    RecentAppends recent() {
        return recent;
    }

    /**
     * Stores the events of one command, all or none, and waits for it.
     *
     * @param events at least one
     * @return the receipt of the first event; the others follow at the next positions
     * @throws org.axonframework.modelling.command.ConcurrencyException if a place is taken; nothing is stored
     * @throws minglu.api.problem.RefusedException with {@code unavailable}; nothing is stored
     * @throws org.axonframework.eventsourcing.eventstore.EventStoreException if the database refuses them; nothing is stored
     * @throws AppendOutcomeUnknownException if the answer was lost or did not come in time
     */
    Receipt append(List<NewEvent> events) {
        Append append = new Append(events);
        submit(append, false);
        return answer(append, System.nanoTime() + settings.answerWithin().toNanos());
    }

    /**
     * Stores several lists of events, each by itself all or none, and waits for all of them. They are queued together, so that they
     * share transactions; many at once stand behind those of people who wait for an answer.
     *
     * @return for each list in order why it was not stored, as {@link #append} would throw it; empty if it was
     */
    List<Optional<RuntimeException>> appendEach(List<List<NewEvent>> changes) {
        List<Append> appends = changes.stream().map(Append::new).toList();
        appends.forEach(append -> submit(append, appends.size() > MOST_SINGLE));
        long deadline = System.nanoTime() + settings.answerWithin().toNanos();
        List<Optional<RuntimeException>> failures = new ArrayList<>(appends.size());
        for (Append append : appends) {
            try {
                answer(append, deadline);
                failures.add(Optional.empty());
            } catch (RuntimeException e) {
                failures.add(Optional.of(e));
            }
        }
        return failures;
    }

    private Receipt answer(Append append, long deadlineNanos) {
        try {
            return append.answer().get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("An append failed in an unforeseen way.", e.getCause());
        } catch (TimeoutException e) {
            throw givenUp(append, "no answer within " + settings.answerWithin());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(append, "the waiting command was interrupted");
        }
    }

    /** Queues the events of one command; the future is completed by the writer. */
    CompletableFuture<Receipt> submit(List<NewEvent> events) {
        return submit(new Append(events), false);
    }

    private CompletableFuture<Receipt> submit(Append append, boolean isBulk) {
        if (!accepting()) {
            append.failed(append.unavailable("the sequencer is " + (stopping ? "stopping" : state())));
        } else if (!queue.offer(append, isBulk)) {
            append.failed(append.unavailable(settings.queuedAppends() + " appends are waiting already"));
        } else if (!accepting() && append.withdraw()) {
            // The writer ended meanwhile and may have emptied the queue before this append got in.
            append.failed(append.unavailable("the sequencer is " + state()));
        }
        return append.answer();
    }

    private static RuntimeException givenUp(Append append, String why) {
        return append.withdraw() ? append.unavailable(why) : append.unknown(why);
    }

    private boolean accepting() {
        Writer current = writer;
        return current != null && !stopping && accepts(current.state());
    }

    private static boolean accepts(SequencerState state) {
        return state == SequencerState.ACTIVE || state == SequencerState.STARTING;
    }

    /** Refuses new appends, writes those that wait, ends the writer, and lets another process take over at once. */
    public void stop() {
        stopping = true;
        if (candidacy != null) {
            candidacy.stop();
        }
        synchronized (this) {
            if (thread != null) {
                writer.stop();
                awaitEnd();
            }
        }
    }

    private void awaitEnd() {
        if (thread == null) {
            return;
        }
        try {
            thread.join(settings.stopWithin().toMillis());
            if (thread.isAlive()) {
                writer.abort();
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the sequencer was ending.", e);
        }
    }
}
