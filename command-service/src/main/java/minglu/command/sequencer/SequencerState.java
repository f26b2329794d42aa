package minglu.command.sequencer;

/** Whether this process may and can append events. */
public enum SequencerState {
    /** Not yet the owner, or the owner as far as it knows, but at present without a connection that confirms it. */
    STARTING,
    /** The owner: appends are written. */
    ACTIVE,
    /** Another process took over, or an assumption broke; nothing is written until ownership is acquired anew. */
    LOST,
    /** Stopped by its own process. */
    STOPPED
}
