package minglu.standalone.cli;

/** Tells from time to time how far a history was carried. */
final class EventProgress {

    private static final long EVERY = 50_000;

    private final Terminal terminal;

    EventProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    void at(long position) {
        if (position % EVERY == 0) {
            terminal.err().println("… " + position);
            terminal.err().flush();
        }
    }
}
