package minglu.platform.node;

/**
 * This process as one of the nodes of an installation.
 *
 * @param name by which logs and the list of take-overs tell the nodes apart; differs from that of any other living process
 * @param readOnly whether it was started to answer readers only: it then changes nothing in the database but the access log
 */
public record Node(String name, boolean readOnly) {}
