package minglu.query.log.notary;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import minglu.query.log.merkle.CompactRange;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.merkle.Proofs;
import minglu.query.log.notary.PersistHook.Step;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.MalformedNoteException;
import minglu.query.log.note.SignerKey;
import minglu.query.log.tiles.TilePath;

/**
 * Signs the tree when it has grown. Before each signature the new leaves are made again from the stored bytes of their events, the
 * root is computed twice – from those leaves, and from the tiles – and the new tree is shown to go on from the one signed last. Keeps
 * nothing in memory that the next signature relies on: after any failure the next try reads everything anew.
 */
final class Publisher {

    /** Most leaves between two checkpoints while a long log is caught up with. */
    private static final long STRIDE = 50_000;

    private final LogRows rows;
    private final LogLock lock;
    private final int epoch;
    private final SignerKey signer;
    private final Audit audit;
    private final long window;
    private final Clock clock;
    private final PersistHook hook;
    private long audited;
    private long changesSeen;

    /**
     * @param window how many leaves signed before are compared again at each signature, in turn
     * @param changesSeen what {@link LogRows#changesCounted} gave before everything was last compared
     */
    Publisher(
            LogRows rows,
            LogLock lock,
            int epoch,
            SignerKey signer,
            Audit audit,
            long window,
            long changesSeen,
            Clock clock,
            PersistHook hook) {
        this.rows = rows;
        this.lock = lock;
        this.epoch = epoch;
        this.signer = signer;
        this.audit = audit;
        this.window = window;
        this.changesSeen = changesSeen;
        this.clock = clock;
        this.hook = hook;
    }

    /**
     * Signs and publishes what has been notarised since the last time.
     *
     * @return whether a new checkpoint is public
     * @throws LogFaultException if anything contradicts; then nothing is signed
     */
    boolean publish() {
        String note = locked();
        Checkpoint signed = signed(note);
        boolean finished = finish(signed, note);
        long leaves = leavesFrom(signed);
        if (leaves == signed.size()) {
            return finished;
        }
        long size = Math.min(leaves, signed.size() + STRIDE);
        byte[] root = extend(signed, size);
        verifyFromTiles(signed, size, root);
        auditAgain(signed.size());
        String next =
                signer.sign(new Checkpoint(signed.origin(), size, root).text()).note();
        lock.replace(note, next);
        show(size, next);
        return true;
    }

    /**
     * Looks whether the checkpoint signed last is still the one of this log, shown and not set back.
     *
     * @throws LogFaultException if not
     */
    void verifyStanding() {
        String note = locked();
        Checkpoint signed = signed(note);
        finish(signed, note);
        leavesFrom(signed);
    }

    private String locked() {
        return lock.checkpoint()
                .orElseThrow(() -> new LogFaultException("the last signed checkpoint is gone from " + lock));
    }

    private long leavesFrom(Checkpoint signed) {
        long leaves = rows.leaves(epoch);
        if (leaves < signed.size()) {
            throw new LogFaultException("only " + leaves + " leaves are there, and " + signed.size()
                    + " were signed: the database was set back");
        }
        return leaves;
    }

    private Checkpoint signed(String note) {
        try {
            return Checkpoint.open(note, signer.verifier());
        } catch (MalformedNoteException e) {
            throw new LogFaultException("the checkpoint in " + lock + " is not one of this log: " + e.getMessage());
        }
    }

    /** Makes the last signed checkpoint public if a crash has come between; true if it had not been. */
    boolean finish(Checkpoint signed, String note) {
        long shown = rows.published(epoch).map(LogRows.Published::size).orElse(-1L);
        if (shown > signed.size()) {
            throw new LogFaultException("a checkpoint of size " + shown + " is public, and the last one in " + lock
                    + " has size " + signed.size() + ": that directory was set back");
        }
        if (shown == signed.size()) {
            return false;
        }
        show(signed.size(), note);
        return true;
    }

    private void show(long size, String note) {
        hook.around(Step.PUBLISH, () -> rows.publish(new LogRows.Published(epoch, size, note, clock.instant())));
    }

    /** The root of the larger tree, from the stored events. */
    private byte[] extend(Checkpoint signed, long size) {
        CompactRange range = CompactRange.of(signed.size(), new TreeHashes(rows, epoch, signed.size()));
        requireRoot(range.root(), signed);
        Integrator tiles = new Integrator(rows, epoch, signed.size(), hook);
        audit.verify(signed.size(), size, hash -> {
            range.append(hash);
            tiles.add(hash);
        });
        return range.root();
    }

    private static void requireRoot(byte[] root, Checkpoint signed) {
        if (!Arrays.equals(root, signed.root())) {
            throw new LogFaultException(
                    "the tree of the first " + signed.size() + " leaves has not the root that was signed");
        }
    }

    /** The same from what is kept: tiles, and leaves at the right edge. */
    private void verifyFromTiles(Checkpoint signed, long size, byte[] root) {
        Proofs kept = new Proofs(new TreeHashes(rows, epoch, size));
        if (!Arrays.equals(kept.root(size), root)) {
            throw new LogFaultException("the tiles of " + size + " leaves do not give the root of the leaves");
        }
        if (signed.size() > 0) {
            List<byte[]> proof = kept.consistency(signed.size(), size);
            if (!Merkle.isConsistent(signed.size(), size, signed.root(), root, proof)) {
                throw new LogFaultException(
                        "the tree of " + size + " leaves does not go on from the signed one of " + signed.size());
            }
        }
    }

    /**
     * Compares leaves signed before with their events, and tiles with the leaves, once more and in turn: all of them while the log
     * is not longer than the window, or if PostgreSQL has counted a change to a table that nobody may change.
     */
    void auditAgain(long signed) {
        long changes = rows.changesCounted();
        if (changes != changesSeen || signed <= window) {
            audit.verifyWithTiles(0, signed);
            changesSeen = changes;
            return;
        }
        if (audited >= signed) {
            audited = 0;
        }
        // From the beginning of a tile on, so that whole tiles are compared.
        long from = audited - audited % TilePath.FULL;
        long to = Math.min(audited + window, signed);
        audit.verifyWithTiles(from, to);
        audited = to;
    }
}
