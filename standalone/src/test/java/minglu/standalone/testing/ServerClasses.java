package minglu.standalone.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The class path of the tests' servers, with an archive of their loaded classes (class-data sharing): a server starts in two thirds of
 * the time. The archive takes jars alone, so that directories of classes are packed first. It is made once for each state of the
 * class path by the first test process that starts a server; another one goes without meanwhile.
 */
final class ServerClasses {

    private static final Path HOME = Path.of("target", "server-classes").toAbsolutePath();
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static List<String> options;

    private ServerClasses() {}

    /**
     * The options of a JVM that gets a server's classes.
     *
     * @param firstStart starts a server with such options and ends it again
     */
    static synchronized List<String> options(BiConsumer<Path, List<String>> firstStart) {
        if (options == null) {
            options = shared(firstStart);
        }
        return options == null ? List.of("-cp", CLASS_PATH) : options;
    }

    private static List<String> shared(BiConsumer<Path, List<String>> firstStart) {
        try {
            Path home = HOME.resolve(state());
            Path archive = home.resolve("classes.jsa");
            if (!Files.exists(archive)) {
                Files.createDirectories(home);
                try (FileChannel file = FileChannel.open(
                                home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = file.tryLock()) {
                    if (lock == null) {
                        return null;
                    }
                    if (!Files.exists(archive)) {
                        make(home, archive, firstStart);
                    }
                }
            }
            // A Java without an archive of its own makes none.
            return Files.exists(archive)
                    ? List.of("-XX:SharedArchiveFile=" + archive, "-cp", packed(home))
                    : List.of("-cp", CLASS_PATH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path home, Path archive, BiConsumer<Path, List<String>> firstStart) throws IOException {
        try (Stream<Path> earlier = Files.list(HOME)) {
            earlier.filter(path -> !path.equals(home))
                    .forEach(path -> FileSystemUtils.deleteRecursively(path.toFile()));
        }
        for (String entry : CLASS_PATH.split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                pack(Path.of(entry), jar(home, entry));
            }
        }
        Path data = Files.createTempDirectory("minglu-first-start");
        // As the launcher tells it.
        firstStart.accept(
                data.resolve("data"),
                List.of("-XX:+RecordDynamicDumpInfo", "-Dminglu.classes.archive=" + archive, "-cp", packed(home)));
        FileSystemUtils.deleteRecursively(data);
    }

    /** The class path with a jar in the place of each directory. */
    private static String packed(Path home) {
        List<String> entries = new ArrayList<>();
        for (String entry : CLASS_PATH.split(File.pathSeparator)) {
            entries.add(
                    Files.isRegularFile(Path.of(entry))
                            ? entry
                            : jar(home, entry).toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path jar(Path home, String directory) {
        return home.resolve(name(directory) + ".jar");
    }

    private static void pack(Path directory, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(path -> !path.equals(directory)).sorted().toList()) {
                // Directories too: who looks for classes of a package asks for its directory first.
                boolean isDirectory = Files.isDirectory(file);
                packed.putNextEntry(new JarEntry(directory.relativize(file) + (isDirectory ? "/" : "")));
                if (!isDirectory) {
                    Files.copy(file, packed);
                }
                packed.closeEntry();
            }
        }
    }

    /** A name for the class path as it is now: another one after each compilation. */
    private static String state() throws IOException {
        StringBuilder state = new StringBuilder();
        for (String entry : CLASS_PATH.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.walk(path)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        describe(state, file);
                    }
                }
            } else if (Files.exists(path)) {
                describe(state, path);
            }
        }
        return name(state.toString());
    }

    private static void describe(StringBuilder state, Path file) throws IOException {
        state.append(file)
                .append(' ')
                .append(Files.size(file))
                .append(' ')
                .append(Files.getLastModifiedTime(file).toMillis())
                .append('\n');
    }

    private static String name(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
