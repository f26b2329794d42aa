package minglu.query.log.evidence;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.query.log.notary.LeafMaker;
import minglu.query.log.notary.LogKeys;
import minglu.query.log.notary.LogRows;
import minglu.query.log.notary.LogRows.Epoch;

/** What must be given out with a payload so that others can compare it with its leaf: its salt. Needs the keys of the log. */
public final class Disclosure {

    private final Path keys;
    private final LogRows rows;
    private final Map<Integer, LeafMaker> makers = new ConcurrentHashMap<>();

    /** With the keys in this directory. */
    public Disclosure(Path keys, LogRows rows) {
        this.keys = keys;
        this.rows = rows;
    }

    /**
     * The salt of an event's payload.
     *
     * @throws RefusedException {@code unavailable} on a node without the keys of the log
     */
    public byte[] salt(int epoch, String eventId, long position) {
        return maker(epoch).salt(eventId, position);
    }

    private LeafMaker maker(int number) {
        return makers.computeIfAbsent(number, key -> {
            Epoch epoch = rows.epochs().stream()
                    .filter(known -> known.number() == number)
                    .findFirst()
                    .orElseThrow();
            Optional<LogKeys> read = LogKeys.read(keys);
            return read.filter(found -> found.isOf(epoch))
                    .map(found -> new LeafMaker(epoch.origin(), epoch.recovery(), found))
                    .orElseThrow(() -> new RefusedException(
                            ProblemCode.UNAVAILABLE,
                            "this node does not have the keys of the log; ask the node of the notary"));
        });
    }
}
