package minglu.command.sequencer;

/** Which processes may write to a database. */
enum Ownership {
    /** No other process can run on this database, so what a dead one left is taken at once. */
    SOLE,
    /** Others may run on it: an owner that lives is waited for. */
    SHARED,
    /** This process never writes. */
    NONE
}
