package minglu.command.sequencer;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import minglu.command.sequencer.WriterHook.Step;
import minglu.platform.database.DatabaseAccess;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes, for as long as one epoch lasts. Takes what waits in the queue as a group, writes the group in one
 * transaction and answers its members.
 *
 * <p>Every append ends stored, refused or unknown. Until COMMIT is sent a failure means "not stored", and the append may be tried
 * again. A failure of COMMIT means nothing: the writer opens a new connection, waits on the fence row until the transaction in
 * doubt has ended, and looks for the event identifiers.
 */
final class Writer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int LOST_CONNECTIONS_PER_APPEND = 3;
    private static final Duration FIRST_RETRY_PAUSE = Duration.ofMillis(50);

    /** How the name of the constraint ends by which no two events have one place in a stream. */
    private static final String PLACE = "_aggregate_seq";

    private final DatabaseAccess database;
    private final SequencerSettings settings;
    private final Clock clock;
    private final AppendQueue queue;
    private final RecentAppends recent;
    private final SequencerMeters meters;
    private final WriterHook hook;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final long epoch;
    private volatile WriterConnection connection;
    private volatile SequencerState state = SequencerState.ACTIVE;
    /** When the fence row was last moved by this writer, or a little before; as {@link System#nanoTime}. */
    private volatile long confirmedNanos;

    // From here on: of the writer's thread alone.
    private long position;
    private Instant recordedAt;
    /** Groups still to be written, the next one first. */
    private final Deque<List<Append>> work = new ArrayDeque<>();
    /** What the present transaction stores. */
    private List<Append> placed = List.of();

    private Instant placedAt;
    /** COMMIT was sent and its outcome is not known. */
    private boolean inDoubt;

    /**
     * Whether the next group asks which of its places are taken before it is written. Conflicts are rare: the constraint finds one, and
     * only then the group is worth the question.
     */
    private boolean asksForPlaces;

    Writer(
            DatabaseAccess database,
            SequencerSettings settings,
            Clock clock,
            AppendQueue queue,
            RecentAppends recent,
            SequencerMeters meters,
            WriterHook hook,
            WriterConnection connection,
            Standing standing,
            long takenNanos) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.queue = queue;
        this.recent = recent;
        this.meters = meters;
        this.hook = hook;
        this.connection = connection;
        this.epoch = standing.epoch();
        this.position = standing.position();
        this.recordedAt = standing.recordedAt();
        this.confirmedNanos = takenNanos;
        recent.begin(position);
    }

    SequencerState state() {
        return state;
    }

    long epoch() {
        return epoch;
    }

    /**
     * Nanoseconds since the fence row was last moved by this writer. Others count their silence from that moment or a later one, so
     * while this is less than the silence nobody else writes.
     */
    long unconfirmedNanos() {
        return System.nanoTime() - confirmedNanos;
    }

    /** Asks the thread to write what waits and to end. */
    void stop() {
        stop.countDown();
    }

    /** Ends a thread that hangs on the database. */
    void abort() {
        connection.abort();
    }

    @Override
    public void run() {
        SequencerState end = SequencerState.LOST;
        try {
            while (!(stopping() && queue.isEmpty())) {
                List<Append> group = nextGroup();
                if (!group.isEmpty()) {
                    work.add(group);
                    writeAll();
                }
                // Also between groups: a group of which nothing is stored shows no life.
                if (unconfirmedNanos() >= settings.idleCheck().toNanos()) {
                    confirmOwnership();
                }
            }
            end = SequencerState.STOPPED;
        } catch (StopException e) {
            end = SequencerState.STOPPED;
        } catch (OwnershipLostException e) {
            LOG.error("Nothing more is recorded by this process: {}", e.getMessage());
        } catch (InterruptedException | RuntimeException | Error e) {
            LOG.error("The sequencer of epoch {} ends at position {}.", epoch, position, e);
        } finally {
            end(end);
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    /** All that waits, up to the limits; empty if nothing came for a while. */
    private List<Append> nextGroup() throws InterruptedException {
        List<Append> group = new ArrayList<>();
        int events = 0;
        long bytes = 0;
        Append next =
                stopping() ? queue.poll() : queue.poll(settings.idleCheck().toMillis());
        while (next != null) {
            if (next.take()) {
                group.add(next);
                events += next.events().size();
                bytes += next.bytes();
            }
            Append following = queue.peek();
            boolean fits = following != null
                    && events + following.events().size() <= settings.groupEvents()
                    && bytes + following.bytes() <= settings.groupBytes();
            next = fits ? queue.poll() : null;
        }
        return group;
    }

    private void confirmOwnership() throws OwnershipLostException, StopException, InterruptedException {
        try {
            long began = System.nanoTime();
            if (!connection.beat(epoch, position)) {
                Standing standing = connection.presentStanding();
                connection.rollback();
                throw overtaken(standing);
            }
            connection.commit();
            confirmedNanos = began;
        } catch (SQLException e) {
            resume(reconnect(e));
        }
    }

    private void writeAll() throws OwnershipLostException, StopException, InterruptedException {
        while (!work.isEmpty()) {
            List<Append> open = work.getFirst().stream().filter(Append::isOpen).toList();
            if (open.isEmpty()) {
                work.removeFirst();
                continue;
            }
            try {
                write(open);
            } catch (SQLException e) {
                if (inDoubt) {
                    settle(e);
                } else if (rolledBack()) {
                    if (!asksForPlaces && violatedConstraint(e).endsWith(PLACE)) {
                        asksForPlaces = true;
                        continue;
                    }
                    work.removeFirst();
                    split(open, e);
                } else {
                    resume(reconnect(e));
                    open.stream()
                            .filter(append -> append.lostConnection() >= LOST_CONNECTIONS_PER_APPEND)
                            .forEach(append -> append.failed(
                                    append.unavailable("the database broke the connection again and again")));
                }
            }
        }
    }

    /** One transaction. Members left open want a place that another member has just got, and are decided in the next one. */
    private void write(List<Append> group) throws SQLException, OwnershipLostException {
        placed = choose(group);
        if (placed.isEmpty()) {
            connection.rollback();
            return;
        }
        List<NewEvent> events =
                placed.stream().flatMap(append -> append.events().stream()).toList();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        placedAt = now.isAfter(recordedAt) ? now : recordedAt;

        hook.at(Step.BEFORE_FENCE);
        long began = System.nanoTime();
        if (!connection.advance(epoch, position, position + events.size(), placedAt)) {
            Standing standing = connection.presentStanding();
            connection.rollback();
            throw overtaken(standing);
        }
        connection.insert(events, position + 1, placedAt);
        hook.at(Step.BEFORE_COMMIT);
        inDoubt = true;
        connection.commit();
        confirmedNanos = began;
        hook.at(Step.AFTER_COMMIT);
        conclude();
    }

    /** Answers the members whose place is taken, and returns those that can be stored together. */
    private List<Append> choose(List<Append> group) throws SQLException {
        Set<Slot> taken = asksForPlaces
                ? connection.taken(group.stream()
                        .flatMap(append -> append.events().stream())
                        .toList())
                : Set.of();
        asksForPlaces = false;
        Set<Slot> claimed = new HashSet<>();
        List<Append> chosen = new ArrayList<>();
        for (Append append : group) {
            List<Slot> wanted = append.events().stream().map(NewEvent::slot).toList();
            List<Slot> lost = wanted.stream().filter(taken::contains).toList();
            if (!lost.isEmpty()) {
                append.failed(conflict(lost.get(0)));
            } else if (wanted.stream().noneMatch(claimed::contains)) {
                claimed.addAll(wanted);
                chosen.add(append);
            }
        }
        return chosen;
    }

    /** What was placed is committed. */
    private void conclude() {
        List<Receipt> receipts = new ArrayList<>();
        for (Append append : placed) {
            Receipt first = new Receipt(position + 1, placedAt);
            receipts.add(first);
            recent.remember(append.events(), first);
            meters.stored(append);
            position += append.events().size();
        }
        recordedAt = placedAt;
        meters.group(placed.stream().mapToInt(append -> append.events().size()).sum());
        for (int i = 0; i < placed.size(); i++) {
            placed.get(i).stored(receipts.get(i));
        }
        inDoubt = false;
    }

    /** Finds out whether the transaction in doubt was committed. */
    private void settle(SQLException cause) throws OwnershipLostException, StopException, InterruptedException {
        LOG.warn("The outcome of a commit after position {} is in doubt.", position, cause);
        Standing standing = reconnect(cause);
        while (inDoubt) {
            try {
                List<String> identifiers = placed.stream()
                        .flatMap(append -> append.events().stream())
                        .map(NewEvent::identifier)
                        .toList();
                Map<String, Long> stored = connection.identifiers(position + 1, identifiers.size());
                // Whoever has taken over may have written there; only this group's own events say that it was
                // committed.
                stored.keySet().retainAll(identifiers);
                connection.rollback();
                settle(identifiers, stored);
            } catch (SQLException e) {
                standing = reconnect(e);
            }
        }
        resume(standing);
    }

    private void settle(List<String> identifiers, Map<String, Long> stored) {
        if (stored.isEmpty()) {
            inDoubt = false;
            return;
        }
        for (int i = 0; i < identifiers.size(); i++) {
            Long found = stored.get(identifiers.get(i));
            if (found == null || found != position + 1 + i) {
                throw new IllegalStateException(
                        "Event " + identifiers.get(i) + " of a group in doubt was written to position "
                                + (position + 1 + i) + ", but is found at " + found + ".");
            }
        }
        conclude();
    }

    /**
     * Opens a new connection, however long it takes. The fence row that it answers is that of a moment when no earlier transaction
     * of this writer was open any more.
     */
    private Standing reconnect(SQLException cause) throws StopException, InterruptedException {
        LOG.warn("The sequencer's connection is lost after position {}.", position, cause);
        state = SequencerState.STARTING;
        recent.forget();
        connection.close();
        Duration pause = FIRST_RETRY_PAUSE;
        while (true) {
            try {
                WriterConnection fresh = WriterConnection.open(database, settings);
                connection = fresh;
                Standing standing = fresh.settledStanding();
                fresh.rollback();
                return standing;
            } catch (SQLException e) {
                connection.close();
                LOG.warn("No connection for the sequencer ({}); next attempt in {}.", e.getMessage(), pause);
            }
            if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StopException();
            }
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(settings.longestRetryPause()) < 0 ? longer : settings.longestRetryPause();
        }
    }

    private void resume(Standing standing) throws OwnershipLostException {
        requireOwn(standing);
        recent.begin(position);
        state = SequencerState.ACTIVE;
        LOG.info("The sequencer of epoch {} goes on after position {}.", epoch, position);
    }

    private void requireOwn(Standing standing) throws OwnershipLostException {
        if (standing.epoch() != epoch || standing.position() != position) {
            throw overtaken(standing);
        }
    }

    private OwnershipLostException overtaken(Standing standing) {
        return new OwnershipLostException("this writer has epoch " + epoch + " and position " + position
                + ", the database has epoch " + standing.epoch() + " and position " + standing.position() + ".");
    }

    private boolean rolledBack() {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** A statement failed, so nothing of the group is stored. One member may be the cause: each is tried alone. */
    private void split(List<Append> group, SQLException cause) throws OwnershipLostException {
        if (group.size() > 1) {
            LOG.info(
                    "A group of {} failed ({}); its members are written one by one.", group.size(), cause.getMessage());
            for (int i = group.size() - 1; i >= 0; i--) {
                work.addFirst(List.of(group.get(i)));
            }
            return;
        }
        Append append = group.get(0);
        String constraint = violatedConstraint(cause);
        if (constraint.endsWith("_pk")) {
            throw new OwnershipLostException("position " + (position + 1) + " is taken, written by somebody else.");
        }
        LOG.warn("{} cannot be stored: {}", append, cause.getMessage());
        append.failed(refusal(append, cause, constraint));
    }

    private static RuntimeException refusal(Append append, SQLException cause, String constraint) {
        if (constraint.endsWith(PLACE)) {
            return conflict(append.events().get(0).slot());
        }
        String sqlState = String.valueOf(cause.getSQLState());
        // Bad values and violated constraints fail for ever; lack of disk, locks or rights may pass.
        return sqlState.startsWith("22") || sqlState.startsWith("23")
                ? new EventStoreException("The database refuses " + append + " with SQL state " + sqlState + ".")
                : append.unavailable("the database reports SQL state " + sqlState);
    }

    /** At each sequence number, also at 0, as Axon Server does. No cause, no payload: the text may travel. */
    private static ConcurrencyException conflict(Slot slot) {
        return new ConcurrencyException(
                "Sequence " + slot.sequence() + " of " + slot.stream() + " was stored by another command.");
    }

    private static String violatedConstraint(SQLException failure) {
        ServerErrorMessage message = failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
        return message == null || message.getConstraint() == null ? "" : message.getConstraint();
    }

    /** Leaves nobody waiting. */
    private void end(SequencerState how) {
        recent.forget();
        state = how;
        String why = "the sequencer is " + how;
        for (List<Append> group : work) {
            for (Append append : group) {
                if (append.isOpen()) {
                    boolean maybeStored = inDoubt && placed.contains(append);
                    append.failed(maybeStored ? append.unknown(why) : append.unavailable(why));
                }
            }
        }
        for (Append append = queue.poll(); append != null; append = queue.poll()) {
            if (append.take()) {
                append.failed(append.unavailable(why));
            }
        }
        if (how == SequencerState.STOPPED) {
            release();
        }
        connection.close();
    }

    private void release() {
        try {
            connection.release(epoch);
            connection.commit();
        } catch (SQLException e) {
            LOG.info("Ownership could not be given up ({}); others wait until it is silent.", e.getMessage());
        }
    }

    /** The process stops while there is no connection. */
    private static final class StopException extends Exception {}
}
