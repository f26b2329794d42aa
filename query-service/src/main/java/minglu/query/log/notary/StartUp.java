package minglu.query.log.notary;

/**
 * What a log may do when it starts, by what is found: the last signed checkpoint outside the database against what the database
 * holds. A pure function, so that it can be read, and tested, as a table.
 */
final class StartUp {

    private StartUp() {}

    /** What is done. */
    enum Action {
        /** The log begins: keys, a signed empty tree, the first epoch. */
        BEGIN,
        /** Notarise, compare every leaf with its event, and only then sign and publish. */
        RUN,
        /** A recovery was signed and not entered into the database: enter it, then look again. */
        FINISH_RECOVERY,
        /** Notarise up to what was signed, then look again. */
        CATCH_UP,
        /** Neither notarise nor sign, until a person has decided. */
        READ_ONLY
    }

    /**
     * What is done, and why.
     *
     * @param action what is done
     * @param reason a sentence; null for {@code RUN} and {@code BEGIN}
     * @param wayOut what a person can do; null where nothing is needed
     */
    record Decision(Action action, String reason, String wayOut) {}

    /** How the tree of the database compares with the signed root. */
    enum Root {
        /** The first leaves have the signed root. */
        SAME,
        /** They have another one. */
        OTHER,
        /** There are fewer leaves than were signed. */
        UNKNOWN
    }

    /**
     * What is found.
     *
     * @param databaseEpoch epoch of the database; 0: it knows no log
     * @param keys whether the keys are there and those of the database's epoch
     * @param lockEpoch epoch of the last signed checkpoint; 0: there is none
     * @param lockSize its size
     * @param root how the leaves compare with its root
     * @param recoveryNoted whether the note that begins {@code lockEpoch} lies beside it
     * @param publishedSize size of the last public checkpoint; −1: none
     * @param leaves leaves of the epoch
     * @param events position of the last event
     * @param fault what contradicts in what is kept; null: nothing
     */
    record Found(
            int databaseEpoch,
            boolean keys,
            int lockEpoch,
            long lockSize,
            Root root,
            boolean recoveryNoted,
            long publishedSize,
            long leaves,
            long events,
            String fault) {}

    static final String KEYS_MISSING = "the keys of the log are missing or those of another log";

    /** What a person can do about a database that was set back. */
    static final String RESTORE =
            "Restore the newer state; or, if it is lost for good, let an administrator recover the log"
                    + " (POST /api/v1/log/recoveries with a reason): that begins a new epoch, which commits to the last signed checkpoint.";

    private static final String ADOPT =
            "Restore the directory log-lock from where it was; or let an administrator adopt a checkpoint"
                    + " that a witness or an inspector holds (POST /api/v1/log/adoptions).";

    /** What to do. The order of the questions is part of the answer. */
    static Decision decide(Found found) {
        if (found.databaseEpoch() == 0) {
            boolean fresh = found.lockEpoch() == 0 || found.lockEpoch() == 1 && found.lockSize() == 0;
            return fresh
                    ? new Decision(Action.BEGIN, null, null)
                    : readOnly(
                            "a checkpoint of size " + found.lockSize() + " was signed, and the database knows no log",
                            RESTORE);
        }
        if (found.lockEpoch() == 0) {
            return readOnly("the last signed checkpoint is missing, and the log had begun", ADOPT);
        }
        if (!found.keys()) {
            return readOnly(KEYS_MISSING, "Restore the directory of keys of this installation.");
        }
        if (found.lockEpoch() > found.databaseEpoch()) {
            return found.recoveryNoted() && found.lockSize() == 0
                    ? new Decision(Action.FINISH_RECOVERY, "a recovery was interrupted", null)
                    : readOnly(
                            "the last signed checkpoint is of epoch " + found.lockEpoch()
                                    + ", and the database knows only " + found.databaseEpoch(),
                            RESTORE);
        }
        if (found.lockEpoch() < found.databaseEpoch() || found.publishedSize() > found.lockSize()) {
            return readOnly(
                    "the last signed checkpoint is older than what was published: the directory log-lock was set back",
                    ADOPT);
        }
        if (found.leaves() > found.events()) {
            return readOnly(
                    "there are " + found.leaves() + " leaves and only " + found.events()
                            + " events: events are missing",
                    RESTORE);
        }
        if (found.events() < found.lockSize()) {
            return readOnly(
                    "a tree of " + found.lockSize() + " events was signed, and the store has only " + found.events()
                            + ": the database was set back",
                    RESTORE);
        }
        if (found.fault() != null) {
            return readOnly(found.fault(), RESTORE);
        }
        return switch (found.root()) {
            case UNKNOWN ->
                new Decision(
                        Action.CATCH_UP,
                        "a tree of " + found.lockSize() + " leaves was signed, and " + found.leaves() + " are there",
                        null);
            case OTHER ->
                readOnly("the first " + found.lockSize() + " leaves have not the root that was signed", RESTORE);
            case SAME -> new Decision(Action.RUN, null, null);
        };
    }

    private static Decision readOnly(String reason, String wayOut) {
        return new Decision(Action.READ_ONLY, reason, wayOut);
    }
}
