package minglu.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A copy of a server's data, taken while it runs and records (PostgreSQL manual, "Making a Base Backup Using the Low Level API"). The
 * copy holds everything committed before {@link #take} ended that was committed before it began, and a start on it recovers as after
 * a power cut.
 */
public final class Backup {

    private static final String DATA = "data";
    private static final String LOG = "pg_wal";
    private static final String LOG_FILE = "[0-9A-F]{24}";

    /** Made anew by a start, or of this run alone. */
    private static final Set<String> LEFT_OUT = Set.of(
            LOG,
            "postmaster.pid",
            "postmaster.opts",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private Backup() {}

    /**
     * Copies the data of the directory.
     *
     * @param directory one given to {@link EmbeddedPostgres#open}; its server must run, in this or another process
     * @param target where {@code data/} and the file of the passwords are put; must not exist yet or be empty
     * @throws PostgresException if no server runs on the directory, the target is not empty, the server has thrown away a part of its
     *     log meanwhile, or something cannot be read or written; what was written then is not a backup
     */
    public static void take(Path directory, Path target) {
        try {
            Path real = directory.toRealPath();
            Path to = OwnerOnly.directory(target);
            requireEmpty(to);
            Passwords passwords = Passwords.in(real, true);
            try (Connection server = connect(real, passwords)) {
                copy(server, real.resolve(DATA), to.resolve(DATA));
            }
            copyFile(real.resolve(Passwords.FILE), to.resolve(Passwords.FILE));
            Files.setPosixFilePermissions(to.resolve(Passwords.FILE), OwnerOnly.FILE);
            OwnerOnly.force(to);
        } catch (IOException | SQLException e) {
            throw new PostgresException(
                    "The data of " + directory + " could not be copied to " + target + " (" + e.getMessage()
                            + "): check that the server runs, that you are its user, and that the disk is not full.",
                    e);
        }
    }

    /**
     * Puts a copy in place, for the next {@link EmbeddedPostgres#open} of the directory.
     *
     * @param backup what {@link #take} wrote
     * @param directory must not exist yet or be empty
     * @throws PostgresException if the backup is not one, or the directory is not empty
     */
    public static void restore(Path backup, Path directory) {
        try {
            Path from = backup.resolve(DATA);
            if (!Files.exists(from.resolve("backup_label")) || !Files.exists(backup.resolve(Passwords.FILE))) {
                throw new PostgresException("The directory " + backup + " holds no whole copy of a database:"
                        + " name one that a backup has ended on.");
            }
            Path to = OwnerOnly.directory(directory);
            requireEmpty(to);
            copyTree(from, to.resolve(DATA), Set.of());
            copyFile(backup.resolve(Passwords.FILE), to.resolve(Passwords.FILE));
            OwnerOnly.force(to);
        } catch (IOException e) {
            throw new PostgresException(
                    "The copy in " + backup + " could not be put into " + directory + " (" + e.getMessage()
                            + "): check that the directory is writable and the disk not full.",
                    e);
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            children.findAny().ifPresent(child -> {
                throw new PostgresException("The directory " + directory + " is not empty, it holds "
                        + child.getFileName() + ": nothing is overwritten, name another one.");
            });
        }
    }

    private static Connection connect(Path directory, Passwords passwords) throws IOException, SQLException {
        Path data = directory.resolve(DATA);
        boolean runs = Leftovers.recordedPid(data)
                .filter(pid -> Leftovers.worksOn(pid, data))
                .isPresent();
        if (!runs) {
            throw new PostgresException("No PostgreSQL server runs on " + directory + ": start it first.");
        }
        // The fourth line is the port.
        String port = Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port
                        + "/postgres?ApplicationName=minglu-backup&requireAuth=scram-sha-256",
                Passwords.SUPERUSER,
                passwords.of(Passwords.SUPERUSER));
    }

    private static void copy(Connection server, Path from, Path to) throws SQLException, IOException {
        try (Statement statement = server.createStatement()) {
            // A slot of this session alone keeps the server from throwing away its log while the files are copied.
            statement.execute("SELECT pg_create_physical_replication_slot('minglu_backup', true, true)");
            statement.execute("SELECT pg_backup_start('minglu', true)");
            copyTree(from, to, LEFT_OUT);
            String label;
            String last;
            try (ResultSet stopped = statement.executeQuery(
                    "SELECT labelfile, pg_walfile_name(lsn) FROM pg_backup_stop(wait_for_archive => false)")) {
                stopped.next();
                label = stopped.getString(1);
                last = stopped.getString(2);
            }
            for (String directory : LEFT_OUT) {
                if (Files.isDirectory(from.resolve(directory))) {
                    Files.createDirectories(to.resolve(directory), OwnerOnly.DIRECTORY_ATTRIBUTE);
                }
            }
            copyLog(from.resolve(LOG), to.resolve(LOG), label, last);
            Passwords.write(to.resolve("backup_label"), label);
            OwnerOnly.force(to);
        }
    }

    /** The part of the write-ahead log that makes the files, copied at different moments, one state. */
    private static void copyLog(Path from, Path to, String label, String last) throws IOException {
        String first = label.replaceAll("(?s)^.*\\(file (" + LOG_FILE + ")\\).*$", "$1");
        List<Path> needed;
        try (Stream<Path> files = Files.list(from)) {
            needed = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.matches(LOG_FILE) && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
                    })
                    .sorted()
                    .toList();
        }
        if (needed.isEmpty()
                || !needed.get(0).getFileName().toString().equals(first)
                || !needed.get(needed.size() - 1).getFileName().toString().equals(last)) {
            throw new PostgresException("The server has thrown away a part of its log between " + first + " and " + last
                    + " while it was copied: take the backup again at a quieter time.");
        }
        for (Path file : needed) {
            copyFile(file, to.resolve(file.getFileName().toString()));
        }
    }

    private static void copyTree(Path from, Path to, Set<String> leftOut) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (directory.getParent().equals(from)
                        && leftOut.contains(directory.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(
                        to.resolve(from.relativize(directory).toString()), OwnerOnly.DIRECTORY_ATTRIBUTE);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean left = file.getParent().equals(from)
                        && leftOut.contains(file.getFileName().toString());
                if (!left) {
                    copyIfThere(file, to.resolve(from.relativize(file).toString()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // A running server deletes files of its own meanwhile; its log says so too.
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private static void copyIfThere(Path from, Path to) throws IOException {
        try {
            copyFile(from, to);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(to);
        }
    }

    /** Copies what the file holds, readable by its owner only, and forces it to disk. */
    private static void copyFile(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        to,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OwnerOnly.FILE_ATTRIBUTE)) {
            long size = in.size();
            for (long done = 0; done < size; ) {
                long copied = in.transferTo(done, size - done, out);
                if (copied == 0) {
                    // It became shorter: the server's log holds what is missing.
                    break;
                }
                done += copied;
            }
            out.force(true);
        }
    }
}
