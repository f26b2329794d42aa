package minglu.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that runs as a child process and keeps its data in one directory. It is durable (fsync,
 * synchronous_commit and full_page_writes are verified) and closed (only passwords, only over 127.0.0.1).
 *
 * <p>The directory holds:
 *
 * <ul>
 *   <li>{@code data/}: the data directory of the server
 *   <li>{@code bin-<version>/}: the unpacked programs, unless the options name another place
 *   <li>{@code passwords.properties}: the passwords of the roles, readable by its owner only
 *   <li>{@code postgres.log}: the log of the server, and {@code postgres.log.1} the one before
 *   <li>{@code minglu.lock}: the pid of the process that holds the directory. Never open this file in that process:
 *       closing it again would free the lock
 * </ul>
 *
 * <p>One directory serves one living process. When that process dies the hard way its server lives on; the next
 * {@link #open} stops it and starts a new one. All methods may be called from several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The database every server has; owned by {@link Role#OWNER}. */
    public static final String DATABASE = "minglu";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final String EMPTY_DATABASE = "template0";
    private static final String INITIALISING = "data.initialising-";
    private static final int PORT_ATTEMPTS = 10;
    private static final long LOG_ROTATION_BYTES = 16L << 20;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration FAST_STOP = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(20);

    private final Path directory;
    private final Path data;
    private final Options options;
    private final DirectoryLock lock;
    private final PostgresBinaries binaries;
    private final ServerAccount account;
    private final Passwords passwords;
    // Written by open and by the supervisor; volatile, so that a health check need not wait for a stop at work.
    private volatile int port;
    private volatile Process process;
    private Thread shutdownHook;
    private Supervisor supervisor;
    private boolean closed;

    /**
     * Starts the server, after creating the data directory if there is none and stopping a server that a dead run
     * left behind. Crash recovery, when needed, happens on the way.
     *
     * @param directory where everything is kept; created with mode 0700 if missing
     * @param options how to start
     * @return the running server, with the database {@link #DATABASE} and both roles
     * @throws AlreadyRunningException if a living process, this one included, uses the directory
     * @throws PostgresException if the data belong to another major version of PostgreSQL, the machine cannot run
     *     the server, it does not start in time, or it is not as durable as it was told to be
     */
    public static EmbeddedPostgres open(Path directory, Options options) {
        try {
            Path real = OwnerOnly.directory(directory);
            DirectoryLock lock = DirectoryLock.acquire(real);
            EmbeddedPostgres server = null;
            boolean opened = false;
            try {
                server = new EmbeddedPostgres(real, options, lock);
                server.start();
                server.stopWithJvm();
                opened = true;
                return server;
            } finally {
                if (!opened) {
                    if (server == null) {
                        lock.close();
                    } else {
                        server.close();
                    }
                }
            }
        } catch (IOException e) {
            throw new PostgresException(
                    "PostgreSQL could not be started on " + directory + " (" + e
                            + "): check that the directory is writable and the disk not full.",
                    e);
        }
    }

    /**
     * Stops at once whatever server a dead process left on the directory, and deletes the directory with all data.
     *
     * @param directory a directory once given to {@link #open}; nothing happens when it does not exist
     * @throws AlreadyRunningException if a living process, this one included, uses the directory
     * @throws PostgresException if it was never given to {@link #open}, or something in it cannot be deleted
     */
    public static void discard(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try {
            Path real = directory.toRealPath();
            if (!Files.exists(real.resolve(DirectoryLock.FILE))) {
                throw new PostgresException("The directory " + real + " is not deleted, for it has no file "
                        + DirectoryLock.FILE + " and so is none of ours: name a directory given to open.");
            }
            try (DirectoryLock held = DirectoryLock.acquire(real)) {
                LOG.debug("Discarding {} under {}.", real, held);
                Leftovers.kill(real.resolve("data"));
                OwnerOnly.deleteTree(real);
            }
        } catch (IOException e) {
            throw new PostgresException("The directory " + directory + " could not be deleted: delete it by hand.", e);
        }
    }

    /** The full version of PostgreSQL that is carried along, for example {@code 18.6.0}. */
    public static String version() {
        return PostgresBinaries.version();
    }

    private EmbeddedPostgres(Path directory, Options options, DirectoryLock lock) throws IOException {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.options = options;
        this.lock = lock;
        refuseOtherMajorVersion();
        this.account = ServerAccount.choose(directory);
        account.handOverOnly(directory);
        this.binaries = binaries();
        this.passwords = Passwords.in(directory, Files.exists(data));
    }

    private void refuseOtherMajorVersion() throws IOException {
        Path file = data.resolve("PG_VERSION");
        if (!Files.exists(data)) {
            return;
        }
        if (!Files.exists(file)) {
            throw new PostgresException("The directory " + data
                    + " is not a PostgreSQL data directory, for it has no file PG_VERSION:"
                    + " restore it from a backup, or move it away to begin with an empty database.");
        }
        String found = Files.readString(file).strip();
        String ours = PostgresBinaries.majorVersion();
        if (!found.equals(ours)) {
            throw new PostgresException("The data in " + data + " were written by PostgreSQL " + found
                    + ", and this Minglu carries PostgreSQL " + ours
                    + ": carry the history over with `minglu export-events` of the Minglu that wrote them and"
                    + " `minglu import-events` of this one, or run a PostgreSQL " + found
                    + " on them yourself and give its address with --database.");
        }
    }

    private PostgresBinaries binaries() throws IOException {
        if (options.binariesDirectory() != null) {
            PostgresBinaries shared = PostgresBinaries.in(OwnerOnly.directory(options.binariesDirectory()));
            if (account.reaches(Path.of(shared.program("postgres")))) {
                return shared;
            }
            LOG.info("The account of the server cannot read {}; unpacking into {}.", shared.home(), directory);
        }
        PostgresBinaries own = PostgresBinaries.in(directory);
        if (!account.reaches(Path.of(own.program("postgres")))) {
            throw new PostgresException("The program " + own.program("postgres")
                    + " cannot be run: put the directory on a disk that is not mounted noexec, below folders the"
                    + " account of the server may enter, on a Linux with glibc.");
        }
        return own;
    }

    private void start() throws IOException {
        if (Files.exists(data)) {
            Leftovers.stop(data, account, binaries);
        } else {
            initialise();
        }
        account.handOver(data);
        // In place: the file keeps the owner it has, which is the account of the server.
        Files.writeString(data.resolve("pg_hba.conf"), ServerSettings.HOST_BASED_AUTHENTICATION);
        rotateLog();
        launch();
        try (Connection connection = connectAsSuperuser(MAINTENANCE_DATABASE)) {
            verify(connection, ServerSettings.durability(options));
            verify(connection, ServerSettings.reach());
            prepareRoles(connection);
            if (!holds(connection, "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                create(connection, DATABASE, EMPTY_DATABASE);
            }
            allowOnlyOurRoles(connection, DATABASE);
            // Settings of a role or a database win over those of the command line, so each way in is verified.
            for (Role role : Role.values()) {
                try (Connection own = DriverManager.getConnection(jdbcUrl(role), user(role), password(role))) {
                    verify(own, ServerSettings.durability(options));
                }
            }
        } catch (SQLException e) {
            throw new PostgresException(
                    "The PostgreSQL server on " + directory + " started but could not be prepared (" + e.getMessage()
                            + "): check that " + Passwords.FILE + " belongs to these data.",
                    e);
        }
        LOG.info("PostgreSQL {} runs on {}, port {}, pid {}.", version(), directory, port, process.pid());
    }

    private void stopWithJvm() {
        if (options.stopWithJvm()) {
            shutdownHook = new Thread(this::stopAndUnlock, "stop-postgres");
            Runtime.getRuntime().addShutdownHook(shutdownHook);
        }
    }

    /**
     * Lets the server be started again, at the same port, whenever it ends by itself before {@link #close}.
     *
     * @return the one that watches; the same at each call
     */
    public Supervisor supervise() {
        return supervise(Supervisor.FIRST_PAUSE);
    }

    synchronized Supervisor supervise(Duration firstPause) {
        if (supervisor == null) {
            Supervisor.Watched itself = new Supervisor.Watched() {
                @Override
                public int awaitEnd() throws InterruptedException {
                    return process.waitFor();
                }

                @Override
                public void restart() {
                    EmbeddedPostgres.this.restart();
                }
            };
            supervisor = Supervisor.start(itself, firstPause);
        }
        return supervisor;
    }

    private void restart() {
        if (!Files.exists(data)) {
            // A start would begin with an empty database in its place, as if nothing had been there.
            throw new PostgresException("The data directory " + data
                    + " is gone: end Minglu, bring the directory back or restore a backup, then start again.");
        }
        try {
            start();
        } catch (IOException e) {
            throw new PostgresException(
                    "The PostgreSQL server on " + directory + " could not be started (" + e + ").", e);
        }
    }

    /** Creates the data directory under another name first, so that a start killed midway leaves nothing half. */
    private void initialise() throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child : children.filter(
                            path -> path.getFileName().toString().startsWith(INITIALISING))
                    .toList()) {
                OwnerOnly.deleteTree(child);
            }
        }
        Path fresh = Files.createTempDirectory(directory, INITIALISING, OwnerOnly.DIRECTORY_ATTRIBUTE);
        Path password = directory.resolve(fresh.getFileName() + ".password");
        try {
            Passwords.write(password, passwords.of(Passwords.SUPERUSER) + "\n");
            account.handOver(fresh);
            account.handOver(password);
            List<String> command = new ArrayList<>(List.of(
                    binaries.program("initdb"),
                    "-D",
                    fresh.toString(),
                    "--username=" + Passwords.SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    // Order and letter case that no update of the operating system changes under an index.
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--data-checksums"));
            // Durable by one call for the file system: a thousand files one by one take seconds.
            command.add(options.unsafe() ? "--no-sync" : "--sync-method=syncfs");
            Commands.Result result = Commands.run(account.command(command), directory);
            if (!result.succeeded()) {
                throw new PostgresException("A PostgreSQL data directory could not be created in " + directory
                        + " (initdb said: " + result.oneLine()
                        + "): check that the disk is not full and the account of the server may write there.");
            }
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
            OwnerOnly.force(directory);
        } finally {
            Files.deleteIfExists(password);
            OwnerOnly.deleteTree(fresh);
        }
    }

    private Path logFile() {
        return directory.resolve("postgres.log");
    }

    private void rotateLog() throws IOException {
        Path log = logFile();
        if (Files.exists(log) && Files.size(log) > LOG_ROTATION_BYTES) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            Files.createFile(log, OwnerOnly.FILE_ATTRIBUTE);
        }
    }

    private void launch() throws IOException {
        // Who knows the address of a server that ran before must find it again.
        boolean known = port != 0;
        for (int attempt = 1; ; attempt++) {
            long logged = Files.size(logFile());
            port = known ? port : freePort();
            process = Commands.builder(serverCommand())
                    .directory(data.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                    .start();
            if (awaitReady()) {
                return;
            }
            String said = logSince(logged);
            // Somebody else took the port between the choice and the start.
            if (known || !said.contains("could not bind") || attempt == PORT_ATTEMPTS) {
                throw new PostgresException("The PostgreSQL server on " + directory + " ended while starting ("
                        + reason(said) + "): see " + logFile() + ".");
            }
        }
    }

    private List<String> serverCommand() {
        List<String> command = new ArrayList<>();
        // A session of its own: Ctrl-C in the terminal then reaches Minglu alone, which stops the server in order.
        Commands.find("setsid").ifPresent(command::add);
        List<String> server = new ArrayList<>(List.of(binaries.program("postgres"), "-D", data.toString()));
        server.addAll(ServerSettings.arguments(options, port));
        command.addAll(account.command(server));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** True once the server accepts connections; false when it ended before. */
    private boolean awaitReady() throws IOException {
        long end = System.nanoTime() + options.startupTimeout().toNanos();
        while (!Commands.await(process, POLL)) {
            if (ready()) {
                return true;
            }
            if (System.nanoTime() > end) {
                throw new PostgresException("The PostgreSQL server on " + directory + " was not ready after "
                        + options.startupTimeout().toSeconds()
                        + " s: allow more time if its log " + logFile() + " shows crash recovery at work.");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new PostgresException(
                        "The start of PostgreSQL on " + directory + " was interrupted: start again.");
            }
        }
        return false;
    }

    /** The server writes its state into the eighth line of postmaster.pid, its pid into the first. */
    private boolean ready() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        List<String> lines = Files.readAllLines(file);
        return lines.size() >= 8
                && lines.get(0).strip().equals(Long.toString(process.pid()))
                && lines.get(7).strip().equals("ready");
    }

    private String logSince(long position) throws IOException {
        try (FileChannel channel = FileChannel.open(logFile(), StandardOpenOption.READ)) {
            channel.position(position);
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The line that says why a server ended: the first that reports a failure, for what follows only says that it ends. */
    static String reason(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                // Clients are told that it starts or stops by lines of the same kind.
                .filter(line -> line.matches(".*\\b(FATAL|PANIC): (?! *the database system is ).*"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it wrote nothing into its log" : lines.get(lines.size() - 1));
    }

    private void verify(Connection connection, Map<String, String> settings) throws SQLException {
        for (Map.Entry<String, String> expected : settings.entrySet()) {
            String found = show(connection, expected.getKey());
            if (!found.equals(expected.getValue())) {
                throw new PostgresException("The PostgreSQL server on " + directory + " has "
                        + expected.getKey() + "=" + found + " where Minglu needs " + expected.getValue()
                        + ": take back the ALTER ROLE or ALTER DATABASE that set it.");
            }
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Brings the roles to what they must be, at each start: also after rights were added by hand. */
    private void prepareRoles(Connection connection) throws SQLException {
        for (Role role : Role.values()) {
            if (!holds(connection, "SELECT FROM pg_roles WHERE rolname = '" + role.user() + "'")) {
                execute(connection, "CREATE ROLE " + role.user());
            }
            execute(
                    connection,
                    "ALTER ROLE " + role.user()
                            + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '"
                            + password(role) + "'");
            execute(connection, "ALTER ROLE " + role.user() + " RESET ALL");
        }
        for (String database : List.of(MAINTENANCE_DATABASE, "template1")) {
            execute(connection, "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        }
    }

    private void create(Connection connection, String database, String template) throws SQLException {
        // By way of the log a copy takes four times as long; without it every file is forced, unless nothing is.
        String strategy = options.unsafe() ? "file_copy" : "wal_log";
        execute(
                connection,
                "CREATE DATABASE " + database + " OWNER " + Role.OWNER.user() + " TEMPLATE " + template + " STRATEGY "
                        + strategy);
    }

    /** Takes the rights everybody has by default, among them the one to create temporary tables. */
    private static void allowOnlyOurRoles(Connection connection, String database) throws SQLException {
        execute(connection, "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        execute(connection, "GRANT CONNECT ON DATABASE " + database + " TO " + Role.APP.user());
    }

    private static boolean holds(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connectAsSuperuser(String database) throws SQLException {
        return DriverManager.getConnection(
                url(database, "minglu-maintenance"), Passwords.SUPERUSER, passwords.of(Passwords.SUPERUSER));
    }

    private String url(String database, String application) {
        // requireAuth: the driver never sends a password in the clear to whatever listens on the port.
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?ApplicationName=" + application
                + "&reWriteBatchedInserts=true&logServerErrorDetail=false&requireAuth=scram-sha-256";
    }

    /** The JDBC address of {@link #DATABASE} for a role; it holds neither user nor password. */
    public String jdbcUrl(Role role) {
        return jdbcUrl(role, DATABASE);
    }

    /**
     * The JDBC address of a database for a role; it holds neither user nor password.
     *
     * @param role sets the application name that the server shows for the connection
     * @param database a database made with {@link #createDatabase}, or {@link #DATABASE}
     */
    public String jdbcUrl(Role role, String database) {
        return url(database, role.user().replace('_', '-'));
    }

    /** The user name of a role. */
    public String user(Role role) {
        return role.user();
    }

    /** The password of a role: random, the same at each start on this directory. */
    public String password(Role role) {
        return passwords.of(role.user());
    }

    /** The TCP port on 127.0.0.1; another one at each {@link #open}. */
    public int port() {
        return port;
    }

    /** Whether the server process lives; it does not after {@link #close}, nor after it died by itself. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The main process of the server. */
    public Process process() {
        return process;
    }

    /** Kills the server like a power cut would, for tests of recovery; {@link #close} is still needed. */
    public void killHard() {
        Commands.await(process().destroyForcibly(), IMMEDIATE_STOP);
    }

    /**
     * Creates an empty database, owned by {@link Role#OWNER}; {@link Role#APP} may connect to it.
     *
     * @param name small letters, digits and underscores, beginning with a letter, at most 63 characters
     * @throws PostgresException if the name is not such a one or taken
     */
    public void createDatabase(String name) {
        copyDatabase(EMPTY_DATABASE, name);
    }

    /**
     * Creates a database with the tables and rows of another one, owned by {@link Role#OWNER}; {@link Role#APP} may connect to it.
     *
     * @param template a database made with {@link #createDatabase} that nobody is connected to
     * @param name as for {@link #createDatabase}
     * @throws PostgresException if a name is not such a one, there is no such template, somebody is connected to it, or the name is
     *     taken
     */
    public void copyDatabase(String template, String name) {
        checkName(template);
        checkName(name);
        try (Connection connection = connectAsSuperuser(MAINTENANCE_DATABASE)) {
            create(connection, name, template);
            allowOnlyOurRoles(connection, name);
        } catch (SQLException e) {
            throw new PostgresException(
                    "The database " + name + " could not be created (" + e.getMessage()
                            + "): choose a name that is not taken.",
                    e);
        }
    }

    /**
     * Deletes a database with all its data and ends the connections to it.
     *
     * @param name a database made with {@link #createDatabase}
     * @throws PostgresException if there is none of that name, or it is one the server needs
     */
    public void dropDatabase(String name) {
        checkName(name);
        if (Set.of(DATABASE, MAINTENANCE_DATABASE, EMPTY_DATABASE, "template1").contains(name)) {
            throw new PostgresException(
                    "The database " + name + " is never deleted: name one made with createDatabase.");
        }
        try (Connection connection = connectAsSuperuser(MAINTENANCE_DATABASE)) {
            execute(connection, "DROP DATABASE " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new PostgresException(
                    "The database " + name + " could not be deleted (" + e.getMessage() + "): check its name.", e);
        }
    }

    private static void checkName(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new PostgresException("The database name '" + name
                    + "' is not allowed: use small letters, digits and underscores, a letter first, at most 63.");
        }
    }

    /** Stops the server (connections are ended, committed data are kept) and frees the directory. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            if (shutdownHook != null) {
                try {
                    Runtime.getRuntime().removeShutdownHook(shutdownHook);
                } catch (IllegalStateException e) {
                    LOG.debug("The JVM is already shutting down; the hook finds the server closed.");
                }
                shutdownHook = null;
            }
        }
        stopAndUnlock();
    }

    private synchronized void stopAndUnlock() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (supervisor != null) {
                supervisor.stop();
            }
            stopServer();
        } finally {
            lock.close();
        }
    }

    private void stopServer() {
        if (!isAlive()) {
            return;
        }
        boolean stopped = Leftovers.stop(data, account, binaries, "fast", FAST_STOP)
                || Leftovers.stop(data, account, binaries, "immediate", IMMEDIATE_STOP);
        if (!stopped) {
            // The children of the server notice its death and end by themselves; the next start recovers.
            process.destroyForcibly();
        }
        Commands.await(process, IMMEDIATE_STOP);
        LOG.info("PostgreSQL on {} {}.", directory, process.isAlive() ? "does not stop" : "has stopped");
    }
}
