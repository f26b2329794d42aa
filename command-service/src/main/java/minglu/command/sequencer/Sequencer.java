package minglu.command.sequencer;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minglu.platform.database.DatabaseAccess;
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
 */
public final class Sequencer {

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    private final DatabaseAccess database;
    private final Clock clock;
    private final SequencerSettings settings;
    private final WriterHook hook;
    private final BlockingQueue<Append> queue;
    private final RecentAppends recent = new RecentAppends();
    private final SequencerMeters meters;
    private volatile Writer writer;
    private volatile boolean stopping;
    private Thread thread;

    Sequencer(
            DatabaseAccess database, Clock clock, MeterRegistry registry, SequencerSettings settings, WriterHook hook) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.hook = hook;
        this.queue = new ArrayBlockingQueue<>(settings.queuedAppends());
        this.meters = new SequencerMeters(registry, queue, recent);
    }

    /**
     * Becomes the owner, from whomever, and begins to write.
     *
     * @throws IllegalStateException if this process is the owner already; if the database cannot be reached; or if the end of the
     *     history is not where the last owner left it
     */
    public synchronized void acquire() {
        if (thread != null && accepts(writer.state())) {
            throw new IllegalStateException("This process is the owner already, with epoch " + writer.epoch() + ".");
        }
        awaitEnd();
        try {
            WriterConnection connection = WriterConnection.open(database, settings);
            try {
                Standing standing = raisedEpoch(connection);
                writer = new Writer(database, settings, clock, queue, recent, meters, hook, connection, standing);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The sequencer cannot take ownership of the event store.", e);
        }
        stopping = false;
        thread = new Thread(writer, "minglu-sequencer");
        thread.start();
    }

    private static Standing raisedEpoch(WriterConnection connection) throws SQLException {
        Standing standing = connection.raiseEpoch();
        long last = connection.lastPosition();
        if (last != standing.position()) {
            throw new IllegalStateException("The sequencer stands at position " + standing.position()
                    + ", but the last event has position " + last + ": the event store was changed from outside.");
        }
        connection.commit();
        LOG.info("The sequencer takes epoch {} after position {}.", standing.epoch(), standing.position());
        return standing;
    }

    /** Whether this process may and can append. */
    public SequencerState state() {
        Writer current = writer;
        return current == null ? SequencerState.STARTING : current.state();
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
        CompletableFuture<Receipt> answer = submit(append);
        try {
            return answer.get(settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
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
        return submit(new Append(events));
    }

    private CompletableFuture<Receipt> submit(Append append) {
        if (!accepting()) {
            append.failed(append.unavailable("the sequencer is " + (stopping ? "stopping" : state())));
        } else if (!queue.offer(append)) {
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

    /** Refuses new appends, writes those that wait, and ends the writer. */
    public synchronized void stop() {
        stopping = true;
        if (thread != null) {
            writer.stop();
            awaitEnd();
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
