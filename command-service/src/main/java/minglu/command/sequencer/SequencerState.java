package minglu.command.sequencer;

/** Whether this process may and can append events. */
public enum SequencerState {
    /** The owner as far as it knows, but at present without a connection that confirms it; or not yet begun. */
    STARTING,
    /** The owner: appends are written. */
    ACTIVE,
    /** Another process is the owner; this one takes over when that one stops or dies. */
    WAITING,
    /** Another process took over, or an assumption broke; nothing is written until ownership is acquired anew. */
    LOST,
    /** This process never writes: it was started to answer readers only. */
    READ_ONLY,
    /** Stopped by its own process. */
    STOPPED
}
