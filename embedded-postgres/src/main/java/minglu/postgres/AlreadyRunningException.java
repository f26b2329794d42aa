package minglu.postgres;

import java.nio.file.Path;

/** A living Minglu holds the directory; one directory serves one process at a time. */
public class AlreadyRunningException extends PostgresException {

    /**
     * @param directory the directory that is taken
     * @param pid the process that holds it, as written in its lock file; empty when it has not yet written it
     */
    public AlreadyRunningException(Path directory, String pid) {
        super("Minglu already runs on " + directory + (pid.isEmpty() ? "" : " as process " + pid)
                + ": stop that process first, or choose another directory with --data.");
    }
}
