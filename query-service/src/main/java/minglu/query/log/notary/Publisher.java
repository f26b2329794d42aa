package minglu.query.log.notary;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import minglu.query.log.merkle.CompactRange;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.merkle.Proofs;
import minglu.query.log.notary.PersistHook.Step;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.MalformedNoteException;
import minglu.query.log.note.SignerKey;
import minglu.query.log.tiles.Tile;
import minglu.query.log.tiles.TilePath;

/**
 * Signs the tree when it has grown. Before each signature the root is computed from the hashes of the new leaves and from the tiles, it
 * must be the one that the notary computed while it made the leaves, and the new tree is shown to go on from the one signed last. Keeps
 * nothing in memory that the next signature relies on: after any failure the next try reads everything anew.
 */
final class Publisher {

    private static final long CHUNK = 64 * TilePath.FULL;

    private final LogRows rows;
    private final LogLock lock;
    private final int epoch;
    private final SignerKey signer;
    private final Audit audit;
    private final LongFunction<Optional<byte[]>> made;
    private final LongSupplier compared;
    private final long window;
    private final Clock clock;
    private final PersistHook hook;
    private long audited;

    /**
     * @param made the root of the first leaves as the notary computed it when it made them; empty where it did not in this process
     * @param compared how many leaves have been compared with their events since this process started
     * @param window how many leaves are compared with their events again at each signature, in turn
     */
    Publisher(
            LogRows rows,
            LogLock lock,
            int epoch,
            SignerKey signer,
            Audit audit,
            LongFunction<Optional<byte[]>> made,
            LongSupplier compared,
            long window,
            Clock clock,
            PersistHook hook) {
        this.rows = rows;
        this.lock = lock;
        this.epoch = epoch;
        this.signer = signer;
        this.audit = audit;
        this.made = made;
        this.compared = compared;
        this.window = window;
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
        long size = leavesFrom(signed);
        if (size == signed.size()) {
            return finished;
        }
        byte[] root = extend(signed, size);
        verifyFromTiles(signed, size, root);
        verifyMade(signed, size, root);
        auditAgain(size);
        String next =
                signer.sign(new Checkpoint(signed.origin(), size, root).text()).note();
        lock.replace(note, next);
        show(size, next);
        return true;
    }

    /**
     * Looks whether the checkpoint signed last is still the one of this log, shown and not set back, and the kept tree still has its
     * root.
     *
     * @throws LogFaultException if not
     */
    void verifyStanding() {
        String note = locked();
        Checkpoint signed = signed(note);
        finish(signed, note);
        leavesFrom(signed);
        begun(signed);
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

    /** The root of the larger tree, from the kept hashes. */
    private byte[] extend(Checkpoint signed, long size) {
        CompactRange range = begun(signed);
        for (long from = signed.size(); from < size; from += CHUNK) {
            byte[] hashes = rows.hashes(epoch, from, Math.min(from + CHUNK, size));
            for (int i = 0; i < hashes.length / Merkle.HASH_BYTES; i++) {
                range.append(Tile.hash(hashes, i));
            }
        }
        return range.root();
    }

    /**
     * The same as when the leaves were made. Leaves that another process made are made again, but for what has been compared and is in
     * full tiles, of which every change is counted.
     */
    private void verifyMade(Checkpoint signed, long size, byte[] root) {
        Optional<byte[]> then = made.apply(size);
        if (then.isEmpty()) {
            long inTiles = compared.getAsLong() - compared.getAsLong() % TilePath.FULL;
            audit.verify(Math.min(size, Math.max(signed.size(), inTiles)), size);
        } else if (!Arrays.equals(then.get(), root)) {
            throw new LogFaultException("the hashes of the first " + size
                    + " leaves that are kept do not give the root that they had when the leaves were made");
        }
    }

    /** The tree that was signed, as it is kept. */
    private CompactRange begun(Checkpoint signed) {
        CompactRange range = CompactRange.of(signed.size(), new TreeHashes(rows, epoch, signed.size()));
        if (!Arrays.equals(range.root(), signed.root())) {
            throw new LogFaultException(
                    "the tree of the first " + signed.size() + " leaves has not the root that was signed");
        }
        return range;
    }

    /** The same from the roots of tiles. */
    private void verifyFromTiles(Checkpoint signed, long size, byte[] root) {
        Proofs kept = new Proofs(new TreeHashes(rows, epoch, size));
        if (!Arrays.equals(kept.root(size), root)) {
            throw new LogFaultException("the tiles of " + size + " leaves do not give the root of their hashes");
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
     * Compares leaves with their events, and tiles with the leaves, once more and in turn: all of them while the log is not longer than
     * the window.
     */
    void auditAgain(long leaves) {
        if (leaves <= window) {
            audit.verify(0, leaves);
            return;
        }
        if (audited >= leaves) {
            audited = 0;
        }
        // From the beginning of a tile on, so that whole tiles are compared.
        long from = audited - audited % TilePath.FULL;
        long to = Math.min(audited + window, leaves);
        audit.verify(from, to);
        audited = to;
    }

    /** As {@link #auditAgain(long)}, of the leaves that there are. */
    void auditAgain() {
        auditAgain(rows.leaves(epoch));
    }
}
