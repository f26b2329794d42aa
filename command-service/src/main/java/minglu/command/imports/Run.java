package minglu.command.imports;

import java.io.IOException;

/** One passage through a file. */
interface Run {

    /**
     * Goes through the whole file.
     *
     * @throws minglu.api.problem.RefusedException {@code unavailable} if it had to be left half way; sending the file again
     *     completes it
     */
    void run() throws IOException;

    /** What became of the rows so far; from any thread. */
    Tally tally();
}
