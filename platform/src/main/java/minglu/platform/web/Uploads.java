package minglu.platform.web;

import java.io.IOException;
import java.io.InputStream;
import minglu.platform.access.Caller;

/**
 * Takes in files of acts that the form of a page sent. Files are too large for messages, so this is there only where pages and recording
 * run in one process; elsewhere pages send files by script, straight to the interface.
 */
public interface Uploads {

    /**
     * Takes a file in and goes through it in the background.
     *
     * @param caller on whose behalf
     * @param name of the file; its ending says the format
     * @param body the file; read to its end before this returns
     * @param length in bytes
     * @param dryRun whether nothing is to be recorded
     * @return identity of the import
     * @throws minglu.api.problem.RefusedException as over HTTP
     * @throws IOException if the body cannot be read or kept
     */
    String accept(Caller caller, String name, InputStream body, long length, boolean dryRun) throws IOException;
}
