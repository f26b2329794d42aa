package minglu.standalone.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the classes that this process has loaded in a file, from which a later start maps them instead of reading, checking and
 * linking each of them (class-data sharing of the JVM). Who starts Minglu names the file when there is none yet, together with {@code
 * -XX:+RecordDynamicDumpInfo}; later starts get it by {@code -XX:SharedArchiveFile}. Making it takes some seconds, in which the JVM
 * does nothing else, so that it is made when the server has stopped.
 */
final class ClassArchive {

    /** The file to make; nothing is made where it is missing. */
    static final String PROPERTY = "minglu.classes.archive";

    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

    private ClassArchive() {}

    /** Makes the file unless it is there. It appears whole or not at all, and a failure costs the speed of the next start alone. */
    static void make() {
        String name = System.getProperty(PROPERTY);
        if (name == null || Files.exists(Path.of(name))) {
            return;
        }
        Path archive = Path.of(name).toAbsolutePath();
        String unfinished = archive.getFileName() + ".";
        Path mine = archive.resolveSibling(unfinished + ProcessHandle.current().pid());
        try {
            LOG.info("The loaded classes are kept for faster starts: {}", archive);
            deleteAbandoned(archive.getParent(), unfinished);
            // The JVM would say the same once more, to whoever reads what the command prints.
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmCds",
                            new Object[] {new String[] {"dynamic_dump", mine.toString()}},
                            new String[] {String[].class.getName()});
            // A file that a power cut left half would end the JVM that maps it.
            try (FileChannel written = FileChannel.open(mine, StandardOpenOption.READ)) {
                written.force(true);
            }
            Files.move(mine, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (JMException | IOException | RuntimeException e) {
            LOG.info(
                    "The loaded classes could not be kept ({}); the next start takes as long as this one.",
                    e.toString());
        }
    }

    /** What processes left that were killed at it. */
    private static void deleteAbandoned(Path directory, String prefix) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.list(directory)) {
            found = files.filter(file -> file.getFileName().toString().matches("\\Q" + prefix + "\\E[0-9]{1,10}"))
                    .toList();
        }
        for (Path file : found) {
            long pid = Long.parseLong(file.getFileName().toString().substring(prefix.length()));
            if (ProcessHandle.of(pid).isEmpty()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
