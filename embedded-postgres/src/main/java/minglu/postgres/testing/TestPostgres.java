package minglu.postgres.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Options;
import minglu.postgres.PostgresException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL server for all tests of a JVM, started at the first use and deleted when the JVM ends. It is fast
 * and <b>not durable</b>; tests of durability open an {@link EmbeddedPostgres} of their own.
 */
public final class TestPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(TestPostgres.class);
    private static final String PREFIX = "minglu-test-postgres-";
    private static final int CONNECTIONS = 200;
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Map<String, TestDatabase> TEMPLATES = new ConcurrentHashMap<>();

    private TestPostgres() {}

    /**
     * Creates an empty database with a name of its own.
     *
     * @throws PostgresException if the server cannot be started
     */
    public static TestDatabase freshDatabase() {
        String name = nextName();
        server().createDatabase(name);
        return new TestDatabase(server(), name);
    }

    /**
     * Creates a database like one that is made ready once for all tests of the JVM: copying takes a small part of the time of many
     * migrations.
     *
     * @param what names what it is made ready for
     * @param prepare makes an empty database ready at the first call, and closes all connections to it
     * @throws PostgresException if the server cannot be started, or a connection is left
     */
    public static TestDatabase databaseLike(String what, Consumer<TestDatabase> prepare) {
        TestDatabase template = TEMPLATES.computeIfAbsent(what, unknown -> {
            TestDatabase made = freshDatabase();
            prepare.accept(made);
            return made;
        });
        String name = nextName();
        server().copyDatabase(template.name(), name);
        return new TestDatabase(server(), name);
    }

    private static String nextName() {
        return "test_" + DATABASES.incrementAndGet();
    }

    /**
     * The shared server, started if need be. Do not close it.
     *
     * @throws PostgresException if it cannot be started
     */
    public static EmbeddedPostgres server() {
        return Holder.SERVER.get();
    }

    /** Where unpacked binaries are kept from one build to the next: {@code ~/.cache/minglu/postgres-<version>}. */
    public static Path sharedBinaries() {
        return Path.of(System.getProperty("user.home"), ".cache", "minglu", "postgres-" + EmbeddedPostgres.version());
    }

    private static EmbeddedPostgres start() {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            discardAbandoned(temporary);
            // Created with mode 0700.
            Path directory = Files.createTempDirectory(temporary, PREFIX);
            EmbeddedPostgres server = EmbeddedPostgres.open(
                    directory,
                    Options.defaults()
                            .withBinariesDirectory(sharedBinaries())
                            .withMaxConnections(CONNECTIONS)
                            .unsafeButFast());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory), "delete-test-postgres"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The test server could not be started: check that java.io.tmpdir is writable.", e);
        }
    }

    private static void stop(EmbeddedPostgres server, Path directory) {
        // The data are worthless, so the server need not write them out first.
        server.killHard();
        server.close();
        EmbeddedPostgres.discard(directory);
    }

    /** Deletes what killed test runs of this user left; the minute protects those just starting. */
    private static void discardAbandoned(Path temporary) throws IOException {
        Instant limit = Instant.now().minus(Duration.ofMinutes(1));
        UserPrincipal self = Files.getOwner(Path.of("/proc/self"));
        List<Path> found;
        try (Stream<Path> children = Files.list(temporary)) {
            found = children.filter(child -> child.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path child : found) {
            try {
                // Everybody may put names into a temporary directory, links among them.
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(child, LinkOption.NOFOLLOW_LINKS).equals(self)
                        && Files.getLastModifiedTime(child).toInstant().isBefore(limit)) {
                    EmbeddedPostgres.discard(child);
                }
            } catch (IOException | PostgresException e) {
                LOG.debug("{} stays: it is in use, or another run deletes it.", child, e);
            }
        }
    }

    /** The server, or why it did not start; a failed start is not tried again by each test. */
    private record Holder(EmbeddedPostgres server, RuntimeException failure) {

        static final Holder SERVER = create();

        private static Holder create() {
            try {
                return new Holder(start(), null);
            } catch (RuntimeException e) {
                return new Holder(null, e);
            }
        }

        EmbeddedPostgres get() {
            if (failure != null) {
                throw new PostgresException(failure.getMessage(), failure);
            }
            return server;
        }
    }
}
