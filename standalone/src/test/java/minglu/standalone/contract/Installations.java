package minglu.standalone.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.standalone.testing.SharedServer;
import org.flywaydb.core.Flyway;

/** The installations that the contract is tested on: started at the first use, stopped when the tests' JVM ends. */
public final class Installations {

    /** Address of a running Axon Server, host:port of its gRPC interface. */
    public static final String AXON_SERVER = "minglu.axonserver";

    private Installations() {}

    /** Where Axon Server runs, if anybody has said so. */
    public static Optional<String> axonServer() {
        return Optional.ofNullable(System.getProperty(AXON_SERVER)).filter(address -> !address.isBlank());
    }

    /** All that can be tested now. */
    public static Stream<Installation> all() {
        return axonServer().isPresent()
                ? Stream.of(Standalone.RUNNING, Distributed.RUNNING)
                : Stream.of(Standalone.RUNNING).peek(only -> Silence.BROKEN.run());
    }

    /** Says once that half of the contract's runs are missing. */
    private static final class Silence {

        static final Runnable BROKEN = () -> {};

        static {
            System.out.println(
                    "*** THE CONTRACT WAS NOT TESTED ON A DISTRIBUTED DEPLOYMENT: no Axon Server was named; run with"
                            + " -DtestArgLine=-D" + AXON_SERVER + "=HOST:PORT ***");
        }
    }

    private static final class Standalone {

        static final Installation RUNNING = start();

        private static Installation start() {
            String url = SharedServer.get().url();
            return new Installation() {
                @Override
                public String name() {
                    return "one process";
                }

                @Override
                public String url() {
                    return url;
                }

                @Override
                public String toString() {
                    return name();
                }
            };
        }
    }

    private static final class Distributed {

        static final Installation RUNNING = start();

        private static Installation start() {
            Path directory = temporaryDirectory();
            Deployment deployment = new Deployment(directory, axonServer().orElseThrow());
            atEnd(deployment::close, directory);
            return deployment.start();
        }
    }

    private static void atEnd(Runnable stop, Path directory) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.run();
                            delete(directory);
                        },
                        "stop-installation"));
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("minglu-contract-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an empty database one of the one-process installation. */
    static void claimForOneProcess(TestDatabase database) throws SQLException {
        Flyway.configure()
                .dataSource(database.jdbcUrl(Role.OWNER), database.user(Role.OWNER), database.password(Role.OWNER))
                .placeholders(Map.of("appRole", database.user(Role.APP), "appRoleName", database.user(Role.APP)))
                .load()
                .migrate();
        try (Connection connection = database.connect(Role.OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO event_store (kind) VALUES ('postgresql')");
        }
    }

    /** Deletes a directory with everything in it. */
    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
