package minglu.api.log;

/**
 * The first signed checkpoint that covers a position, if there is one and the log is in order.
 *
 * @param covered whether there is one; if not, the other members but {@code because} are null or 0
 * @param pending where there is none: whether one may come by itself in a while, so that asking again makes sense
 * @param because why not, a sentence; null where covered
 * @param origin which log
 * @param size number of events that the checkpoint covers: at least the position asked for
 * @param root root of the tree, base64
 * @param note the checkpoint as it was signed (C2SP tlog-checkpoint)
 */
public record CheckpointView(
        boolean covered, boolean pending, String because, String origin, long size, String root, String note) {}
