package minglu.query.log.notary;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.platform.time.Instants;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.merkle.Proofs;
import minglu.query.log.notary.LogRows.Epoch;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.MalformedNoteException;
import minglu.query.log.note.SignedNote;
import minglu.query.log.note.SignerKey;
import minglu.query.log.note.VerifierKey;
import minglu.query.log.store.StoredEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The log on the node of the notary: one thread that looks at what is there, starts the notary, compares every leaf with its event
 * once, then signs what has been notarised, and stops everything when something contradicts. Acts and tables never wait for it.
 */
public final class TransparencyLog implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TransparencyLog.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(1);
    private static final Duration NOTED_EVERY = Duration.ofSeconds(5);
    private static final int PHASE = 1_000;
    private static final int RANDOM_BYTES = 4;
    private static final String RECOVERY = "minglu-recovery/1";

    private final LogRows rows;
    private final StoredEvents events;
    private final LogLock lock;
    private final Path keyDirectory;
    private final String originBase;
    private final Duration interval;
    private final long window;
    private final Leaves leaves;
    private final TransactionTemplate transactions;
    private final Conservation conservation;
    private final Clock clock;
    private final PersistHook hook;
    private final Work work;

    private final ReentrantLock wake = new ReentrantLock();
    private final Condition woken = wake.newCondition();
    private boolean signalled;
    private volatile boolean running;
    private Thread thread;

    private volatile LogCondition condition = LogCondition.of(LogState.STARTING);
    private volatile LogFaultException fault;
    private Notary notary;
    private Runnable stoppingNotary;
    private Audit audit;
    private Publisher publisher;
    private Verification verification;
    private long lookedAtNanos;
    private long countedAtNanos;
    private LogCondition noted;
    private long notedAtNanos;

    /** Parts that differ between an application and a test are given; nothing happens before {@link #start}. */
    TransparencyLog(
            LogRows rows,
            StoredEvents events,
            LogLock lock,
            Path keyDirectory,
            String originBase,
            Duration interval,
            long window,
            Leaves leaves,
            TransactionTemplate transactions,
            Conservation conservation,
            Clock clock,
            PersistHook hook,
            Work work) {
        this.rows = rows;
        this.events = events;
        this.lock = lock;
        this.keyDirectory = keyDirectory;
        this.originBase = originBase;
        this.interval = interval;
        this.window = window;
        this.leaves = leaves;
        this.transactions = transactions;
        this.conservation = conservation;
        this.clock = clock;
        this.hook = hook;
        this.work = work;
    }

    /** Lets a notary work. */
    @FunctionalInterface
    interface Work {

        /**
         * Begins.
         *
         * @param afterCommit told that there are new leaves
         * @param onFault told that the notary cannot go on
         * @return ends the work, and waits for that
         */
        Runnable begin(Notary notary, Runnable afterCommit, Consumer<LogFaultException> onFault);
    }

    /** How the log stands. */
    public LogCondition condition() {
        return condition;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = new Thread(this::run, "minglu-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** Finishes the step under way; an application that stops waits for it. */
    @Override
    public void stop() {
        running = false;
        signal();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            stopNotary();
            lock.close();
            boolean wasOurs = condition.state() != LogState.WAITING;
            condition = LogCondition.of(LogState.AWAY);
            if (wasOurs) {
                noteStopped();
            }
        }
    }

    private void noteStopped() {
        try {
            note();
        } catch (DataAccessException e) {
            LOG.warn("Nobody could be told that the transparency log was stopped; its silence will", e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        boolean failing = false;
        while (running) {
            Duration pause = TICK;
            try {
                long begun = System.nanoTime();
                boolean published = step();
                failing = false;
                pause = published ? interval : TICK;
                if (condition.state() == LogState.VERIFYING) {
                    // Half of the time is for others.
                    pause = Duration.ofNanos(System.nanoTime() - begun);
                }
                if (published) {
                    // What comes in meanwhile is signed together.
                    await(pause, false);
                    continue;
                }
            } catch (RuntimeException e) {
                if (!running) {
                    LOG.info("The transparency log leaves its step to the next start: {}", e.getMessage());
                    return;
                }
                LOG.warn(
                        "The transparency log could not go on and tries again: {}", e.getMessage(), failing ? null : e);
                failing = true;
                pause = PAUSE_AFTER_FAILURE;
            }
            await(pause, true);
        }
    }

    /** Lets the thread look at once whether there is something to sign. */
    void signal() {
        wake.lock();
        try {
            signalled = true;
            woken.signalAll();
        } finally {
            wake.unlock();
        }
    }

    private void await(Duration pause, boolean untilSignalled) {
        wake.lock();
        try {
            long left = pause.toNanos();
            while (running && left > 0 && !(untilSignalled && signalled)) {
                left = woken.awaitNanos(left);
            }
            signalled = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        } finally {
            wake.unlock();
        }
    }

    /**
     * One step of the thread.
     *
     * @return whether a checkpoint was published
     */
    synchronized boolean step() {
        boolean published = stepUnnoted();
        note();
        return published;
    }

    private boolean stepUnnoted() {
        try {
            if (fault != null) {
                throw fault;
            }
            return switch (condition.state()) {
                case STARTING, WAITING -> look();
                case CATCHING_UP -> caughtUp() && look();
                case VERIFYING, RUNNING -> isVerified() && goOn();
                case READ_ONLY, AWAY -> false;
            };
        } catch (LogFaultException e) {
            halt(e.getMessage(), null);
            return false;
        }
    }

    /** Tells other nodes, when something changed and every few seconds. A log that waits for another process leaves that to it. */
    private void note() {
        LogCondition now = condition;
        boolean due = notedAtNanos == 0 || isOver(NOTED_EVERY, notedAtNanos);
        boolean goesOn = now.state() == LogState.VERIFYING && noted != null && noted.state() == now.state();
        if (now.state() != LogState.WAITING && (due || !goesOn && !now.equals(noted))) {
            rows.note(now);
            noted = now;
            notedAtNanos = System.nanoTime();
        }
    }

    /**
     * Looks at once whether anything contradicts, as the thread does every minute: keys, the last signed checkpoint, events, leaves
     * and what the read side has taken in.
     *
     * @return how the log stands then; running without a reason only where nothing is wrong
     */
    synchronized LogCondition verified() {
        if (condition.state() == LogState.RUNNING) {
            try {
                if (fault != null) {
                    throw fault;
                }
                if (isVerified()) {
                    lookAgain();
                }
            } catch (LogFaultException e) {
                halt(e.getMessage(), null);
            }
            note();
        }
        return condition;
    }

    /**
     * Goes on comparing every leaf with its event, from the beginning if PostgreSQL has counted a change to a table that nobody may
     * change.
     *
     * @return whether all have been compared
     */
    private boolean isVerified() {
        if (rows.changesCounted() != verification.changes()) {
            LOG.warn(
                    "PostgreSQL has counted a change to the history or the log; every leaf is compared with its event");
            verification = new Verification(rows, epoch().number(), audit);
        }
        if (!verification.isDone()) {
            verification.goOn();
        }
        if (!verification.isDone()) {
            condition = verification.condition();
            return false;
        }
        if (condition.state() != LogState.RUNNING) {
            condition = LogCondition.of(LogState.RUNNING);
        }
        return true;
    }

    private boolean goOn() {
        int epoch = epoch().number();
        boolean published = publisher.publish();
        if (countedAtNanos == 0 || isOver(COUNT_EVERY, countedAtNanos)) {
            countedAtNanos = System.nanoTime();
            conservation.verifyHead(epoch);
            conservation.countOn(epoch);
        }
        if (lookedAtNanos == 0 || isOver(LOOK_EVERY, lookedAtNanos)) {
            lookAgain();
        }
        return published;
    }

    private static boolean isOver(Duration duration, long sinceNanos) {
        return System.nanoTime() - sinceNanos >= duration.toNanos();
    }

    private Epoch epoch() {
        return rows.epoch().orElseThrow(() -> new LogFaultException("the database knows no log any more"));
    }

    private boolean caughtUp() {
        Epoch epoch = rows.epoch().orElseThrow();
        return rows.leaves(epoch.number()) >= lockedSize();
    }

    private long lockedSize() {
        return lock.checkpoint()
                .map(note -> Checkpoint.parse(SignedNote.parse(note).text()).size())
                .orElse(0L);
    }

    private void lookAgain() {
        lookedAtNanos = System.nanoTime();
        Epoch epoch = epoch();
        publisher.verifyStanding();
        conservation.verifyHead(epoch.number());
        publisher.auditAgain();
        rows.fold(epoch.number()).ifPresent(first -> {
            throw new LogFaultException(
                    "the hashes that are kept from leaf " + first + " on are not those of their tile");
        });
        condition = conservation
                .projectionDifference()
                .map(difference -> new LogCondition(
                        LogState.RUNNING, difference, "Rebuild the read side; until then no report is published."))
                .or(() -> keysMissing(epoch))
                .orElseGet(() -> LogCondition.of(LogState.RUNNING));
        if (condition.reason() != null) {
            LOG.error("{}", condition.reason());
        }
    }

    /** The running log has read its keys and could sign on; but after the next start it could not, and nobody would know till then. */
    private Optional<LogCondition> keysMissing(Epoch epoch) {
        boolean present;
        try {
            present = LogKeys.read(keyDirectory).map(read -> read.isOf(epoch)).orElse(false);
        } catch (IllegalStateException e) {
            LOG.warn("The keys of the log cannot be read", e);
            present = false;
        }
        return present
                ? Optional.empty()
                : Optional.of(new LogCondition(
                        LogState.RUNNING,
                        StartUp.KEYS_MISSING,
                        "Restore the directory of keys of this installation; until then no report is published."));
    }

    private void halt(String reason, String wayOut) {
        LOG.error("The transparency log is read-only: {}", reason);
        stopNotary();
        condition = new LogCondition(LogState.READ_ONLY, reason, wayOut == null ? StartUp.RESTORE : wayOut);
    }

    private void stopNotary() {
        if (notary != null) {
            stoppingNotary.run();
            notary = null;
        }
    }

    /** Looks at what is there and does what the table of {@link StartUp} says. */
    private boolean look() {
        if (!lock.hold()) {
            condition = new LogCondition(
                    LogState.WAITING,
                    "another process holds the directory " + lock,
                    "Stop it, or leave the log to it.");
            return false;
        }
        StartUp.Found found = find();
        StartUp.Decision decision = StartUp.decide(found);
        switch (decision.action()) {
            case BEGIN -> {
                begin();
                return look();
            }
            case FINISH_RECOVERY -> {
                enterRecovery(found.lockEpoch());
                return look();
            }
            case CATCH_UP -> {
                startNotary(epoch());
                condition = new LogCondition(LogState.CATCHING_UP, decision.reason(), null);
                return false;
            }
            case READ_ONLY -> {
                halt(decision.reason(), decision.wayOut());
                return false;
            }
            case RUN -> {
                // Before the notary begins: what it makes from now on is of this process.
                verification = new Verification(rows, epoch().number(), audit);
                condition = verification.condition();
                startNotary(epoch());
                return isVerified() && goOn();
            }
        }
        throw new IllegalStateException("no such action: " + decision);
    }

    private StartUp.Found find() {
        Optional<Epoch> epoch = rows.epoch();
        Optional<Checkpoint> signed = lock.checkpoint()
                .map(note -> Checkpoint.parse(SignedNote.parse(note).text()));
        int lockEpoch = signed.map(checkpoint -> epochOf(checkpoint.origin())).orElse(0);
        long lockSize = signed.map(Checkpoint::size).orElse(0L);
        boolean noted = lockEpoch > 0 && lock.recovery(lockEpoch).isPresent();
        if (epoch.isEmpty()) {
            return new StartUp.Found(
                    0, true, lockEpoch, lockSize, StartUp.Root.UNKNOWN, noted, -1, 0, events.head(), null);
        }
        Epoch current = epoch.get();
        long published =
                rows.published(current.number()).map(LogRows.Published::size).orElse(-1L);
        boolean keys =
                LogKeys.read(keyDirectory).map(read -> read.isOf(current)).orElse(false);
        boolean comparable = keys && lockEpoch == current.number() && isOurs(current);
        // Leaves are counted before events: both only grow.
        long kept = rows.leaves(current.number());
        long head = events.head();
        StartUp.Root root = StartUp.Root.UNKNOWN;
        String found = null;
        if (comparable && kept <= head) {
            prepare(current);
            try {
                root = kept < lockSize ? StartUp.Root.UNKNOWN : rootOf(current, signed.orElseThrow());
            } catch (LogFaultException e) {
                found = e.getMessage();
            }
        } else if (keys && lockEpoch == current.number() && kept <= head) {
            found = "the checkpoint in " + lock + " is not signed by the key of this log";
        }
        return new StartUp.Found(
                current.number(), keys, lockEpoch, lockSize, root, noted, published, kept, head, found);
    }

    private StartUp.Root rootOf(Epoch epoch, Checkpoint signed) {
        byte[] root = new Proofs(new TreeHashes(rows, epoch.number(), signed.size())).root(signed.size());
        return Arrays.equals(root, signed.root()) ? StartUp.Root.SAME : StartUp.Root.OTHER;
    }

    /** Makes what signs and compares in this epoch. */
    private void prepare(Epoch epoch) {
        LogKeys keys = LogKeys.read(keyDirectory).orElseThrow();
        audit = new Audit(rows, leaves, epoch.number(), new LeafMaker(epoch.origin(), epoch.recovery(), keys));
        publisher = new Publisher(
                rows,
                lock,
                epoch.number(),
                keys.signer(epoch.origin()),
                audit,
                size -> notary == null ? Optional.empty() : notary.root(size),
                () -> verification.end(),
                window,
                clock,
                hook);
    }

    private boolean isOurs(Epoch epoch) {
        try {
            Checkpoint.open(lock.checkpoint().orElseThrow(), VerifierKey.parse(epoch.verifierKey()));
            return true;
        } catch (MalformedNoteException e) {
            return false;
        }
    }

    private static int epochOf(String origin) {
        String number = origin.substring(origin.lastIndexOf('/') + 1);
        return number.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
    }

    private void startNotary(Epoch epoch) {
        if (notary == null) {
            LogKeys keys = LogKeys.read(keyDirectory).orElseThrow();
            notary = new Notary(
                    rows,
                    events,
                    leaves,
                    transactions,
                    epoch.number(),
                    new LeafMaker(epoch.origin(), epoch.recovery(), keys),
                    hook);
            stoppingNotary = work.begin(notary, this::signal, this::report);
        }
    }

    /** Called on the notary's own thread, which cannot stop itself. */
    private void report(LogFaultException found) {
        fault = found;
        signal();
    }

    /** Keys first, then the signed empty tree, then the row: a crash anywhere between is a beginning that goes on. */
    private void begin() {
        LogKeys keys = LogKeys.create(keyDirectory);
        String origin = lock.checkpoint()
                .map(note -> Checkpoint.parse(SignedNote.parse(note).text()).origin())
                .orElseGet(() -> newOrigin() + "/1");
        SignerKey signer = keys.signer(origin);
        if (lock.checkpoint().isEmpty()) {
            lock.replace(null, empty(signer));
        }
        rows.begin(
                new Epoch(1, origin, signer.verifier().toString(), keys.saltId(), keys.pseudonymId(), null),
                clock.instant());
        LOG.info("The transparency log {} begins; its key is {}", origin, signer.verifier());
    }

    private static String empty(SignerKey signer) {
        return signer.sign(new Checkpoint(signer.verifier().name(), 0, Merkle.emptyRoot()).text())
                .note();
    }

    private String newOrigin() {
        if (originBase != null) {
            return originBase;
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return host() + "/minglu-" + HexFormat.of().formatHex(random);
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            return name.matches("[a-z0-9.-]{1,100}") ? name : "localhost";
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /**
     * Begins the next epoch after a loss: all events are notarised again, and the first leaf commits to the checkpoint signed last.
     *
     * @param userId opaque id of the person who decides
     * @param reason why; without line breaks
     * @return origin of the new epoch
     * @throws RefusedException {@code unavailable} unless the log is read-only
     */
    public synchronized String recover(String userId, String reason) {
        requireReadOnly();
        String last = lock.checkpoint()
                .orElseThrow(() -> unavailable("there is no signed checkpoint to commit to; adopt one first"));
        LogKeys keys = LogKeys.read(keyDirectory).orElseThrow(() -> unavailable("the keys of the log are missing"));
        String oldOrigin = Checkpoint.parse(SignedNote.parse(last).text()).origin();
        int epoch = Math.max(epochOf(oldOrigin), rows.epoch().map(Epoch::number).orElse(0)) + 1;
        String origin = oldOrigin.substring(0, oldOrigin.lastIndexOf('/') + 1) + epoch;
        SignerKey signer = keys.signer(origin);
        String digest = HexFormat.of().formatHex(Merkle.sha256().digest(last.getBytes(StandardCharsets.UTF_8)));
        String text = String.join(
                        "\n",
                        RECOVERY,
                        oldOrigin,
                        digest,
                        origin,
                        signer.verifier().toString(),
                        Instants.format(clock.instant()),
                        userId,
                        reason)
                + "\n";
        // The old name signs the new one: who trusts the old key can trust the new.
        lock.keepRecovery(epoch, keys.signer(oldOrigin).sign(text).note(), last);
        lock.replace(last, empty(signer));
        enterRecovery(epoch);
        rows.intervened(clock.instant(), userId, "recovered", reason, last);
        restart();
        return origin;
    }

    /** The new epoch comes with its first checkpoint, so that there is always one to read. */
    private void enterRecovery(int epoch) {
        LogKeys keys = LogKeys.read(keyDirectory).orElseThrow();
        String note = lock.checkpoint().orElseThrow();
        String origin = Checkpoint.parse(SignedNote.parse(note).text()).origin();
        transactions.executeWithoutResult(status -> {
            rows.begin(
                    new Epoch(
                            epoch,
                            origin,
                            keys.signer(origin).verifier().toString(),
                            keys.saltId(),
                            keys.pseudonymId(),
                            lock.recovery(epoch).orElseThrow()),
                    clock.instant());
            rows.publish(new LogRows.Published(epoch, 0, note, clock.instant()));
        });
        LOG.warn("The transparency log goes on as {}", origin);
    }

    /**
     * Takes a checkpoint that was kept elsewhere for the one that is missing or older in the directory of the lock.
     *
     * @param userId opaque id of the person who decides
     * @param note the checkpoint
     * @param reason why
     * @throws RefusedException {@code unavailable} unless the log is read-only; {@code invalid-request} if the checkpoint is not of this
     *     log, not the newest that is known, or contradicts the leaves
     */
    public synchronized void adopt(String userId, String note, String reason) {
        requireReadOnly();
        Epoch epoch = rows.epoch().orElseThrow(() -> unavailable("the log has not begun"));
        Checkpoint given;
        try {
            given = Checkpoint.open(note, VerifierKey.parse(epoch.verifierKey()));
        } catch (MalformedNoteException e) {
            throw invalid("the checkpoint is not one of this log: " + e.getMessage());
        }
        Optional<String> present = lock.checkpoint();
        long known = Math.max(
                rows.published(epoch.number()).map(LogRows.Published::size).orElse(0L),
                present.isPresent() && isOurs(epoch) ? lockedSize() : 0);
        if (given.size() < known) {
            throw invalid("a later checkpoint is known, of size " + known + "; the one given has size " + given.size());
        }
        if (given.size() <= rows.leaves(epoch.number())
                && !Arrays.equals(
                        new Proofs(new TreeHashes(rows, epoch.number(), given.size())).root(given.size()),
                        given.root())) {
            throw invalid("the leaves do not have the root of the checkpoint");
        }
        lock.replace(present.orElse(null), note);
        rows.intervened(clock.instant(), userId, "adopted", reason, note);
        restart();
    }

    private void restart() {
        fault = null;
        stopNotary();
        condition = LogCondition.of(LogState.STARTING);
        signal();
    }

    private void requireReadOnly() {
        if (condition.state() != LogState.READ_ONLY) {
            throw unavailable("the log is " + condition.state().code() + "; only one that is read-only needs this");
        }
    }

    private static RefusedException unavailable(String detail) {
        return new RefusedException(ProblemCode.UNAVAILABLE, detail);
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(ProblemCode.INVALID_REQUEST, detail);
    }
}
