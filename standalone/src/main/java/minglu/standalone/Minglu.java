package minglu.standalone;

import minglu.standalone.cli.MingluCommandLine;
import minglu.standalone.cli.Terminal;

/** The command line {@code minglu}: contract section 1. */
public final class Minglu {

    private Minglu() {}

    /**
     * Runs one command and ends the process with its exit status: 0 done, 1 rows rejected or check failed, 2 usage, 3 server
     * unreachable.
     */
    public static void main(String[] args) {
        System.exit(MingluCommandLine.run(Terminal.ofProcess(), args));
    }
}
