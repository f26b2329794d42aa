package minglu.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, unpacked once into {@code bin-<version>} of some directory. */
final class PostgresBinaries {

    private static final String TEMPORARY = ".unpacking-";
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PLAIN = PosixFilePermissions.fromString("rw-r--r--");

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** The full version of the binaries in the jar, for example {@code 18.6.0}. */
    static String version() {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("binaries.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new PostgresException("The jar of embedded-postgres is damaged: install Minglu again.", e);
        }
    }

    /** The major version, which decides whether a data directory can be read; for example {@code 18}. */
    static String majorVersion() {
        return version().replaceFirst("\\..*", "");
    }

    /**
     * Finds the binaries below the directory, or unpacks them there. Safe against other processes that do the same
     * at the same time and against being killed midway: the final name appears only when all is written.
     */
    static PostgresBinaries in(Path directory) throws IOException {
        String name = "bin-" + version();
        Path home = directory.resolve(name);
        if (!Files.isDirectory(home)) {
            deleteAbandoned(directory, name + TEMPORARY);
            Path temporary = Files.createTempDirectory(directory, name + TEMPORARY);
            try {
                unpack(resource(), temporary);
                Files.setPosixFilePermissions(temporary, PROGRAM);
                force(temporary);
                rename(temporary, home);
                OwnerOnly.force(directory);
            } finally {
                OwnerOnly.deleteTree(temporary);
            }
        }
        return new PostgresBinaries(home);
    }

    /** The path of a program: initdb, pg_ctl or postgres; there are no others. */
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    Path home() {
        return home;
    }

    private static void rename(Path temporary, Path home) throws IOException {
        try {
            Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            // Another process was quicker and its copy is as good as this one.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    /** Deletes what processes killed while unpacking left; the hour protects those still at work. */
    private static void deleteAbandoned(Path directory, String prefix) throws IOException {
        Instant limit = Instant.now().minus(Duration.ofHours(1));
        List<Path> found;
        try (Stream<Path> children = Files.list(directory)) {
            found = children.filter(child -> child.getFileName().toString().startsWith(prefix))
                    .toList();
        }
        for (Path child : found) {
            if (Files.getLastModifiedTime(child).toInstant().isBefore(limit)) {
                OwnerOnly.deleteTree(child);
            }
        }
    }

    private static String resource() {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        if (system.equals("Linux")) {
            if (processor.equals("amd64") || processor.equals("x86_64")) {
                return "/postgres-linux-x86_64.txz";
            }
            if (processor.equals("aarch64")) {
                return "/postgres-linux-arm_64.txz";
            }
        }
        throw new PostgresException("Minglu carries PostgreSQL only for Linux on x86_64 and aarch64, and this is "
                + system + " on " + processor
                + ": run a PostgreSQL of your own and give its address with --database.");
    }

    private static void unpack(String resource, Path target) throws IOException {
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new PostgresException("The archive " + resource
                        + " of the PostgreSQL binaries is not on the class path: install Minglu again.");
            }
            TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!neededToRun(entry.getName())) {
                    continue;
                }
                Path path = inside(target, target.resolve(entry.getName()));
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Path link = Path.of(entry.getLinkName());
                    inside(target, path.resolveSibling(link));
                    Files.createSymbolicLink(path, link);
                } else {
                    Files.createDirectories(path.getParent());
                    write(tar, path);
                    Files.setPosixFilePermissions(path, (entry.getMode() & 0100) != 0 ? PROGRAM : PLAIN);
                }
            }
        }
        try (Stream<Path> all = Files.walk(target)) {
            for (Path directory : all.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(directory, PROGRAM);
            }
        }
    }

    /** Static libraries and the files of pkg-config serve compilers only. */
    private static boolean neededToRun(String name) {
        return !name.endsWith(".a") && !name.contains("lib/pkgconfig");
    }

    private static Path inside(Path target, Path path) throws IOException {
        if (!path.normalize().startsWith(target)) {
            throw new IOException("The archive of the PostgreSQL binaries names " + path + ", outside of " + target);
        }
        return path;
    }

    private static void write(InputStream in, Path path) throws IOException {
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
            in.transferTo(out);
        }
    }

    /**
     * Forces all files, so that after a power cut the final name never stands for half a copy. Once for the whole file system where
     * the system can: a thousand files one by one take seconds.
     */
    private static void force(Path directory) throws IOException {
        if (Commands.run(List.of("sync", "-f", directory.toString()), directory).succeeded()) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }
}
