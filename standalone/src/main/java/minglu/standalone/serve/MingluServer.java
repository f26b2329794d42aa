package minglu.standalone.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import minglu.platform.node.WriteStanding;
import minglu.platform.time.BusinessDates;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Options;
import minglu.postgres.PostgresException;
import minglu.postgres.Role;
import minglu.standalone.MingluApplication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** A running installation: the database, unless it stands elsewhere, and the application on it. */
public final class MingluServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MingluServer.class);

    private final ServeOptions options;
    private final EmbeddedPostgres postgres;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile ConfigurableApplicationContext application;

    private MingluServer(ServeOptions options, EmbeddedPostgres postgres) {
        this.options = options;
        this.postgres = postgres;
    }

    /**
     * Starts everything and returns when requests are answered.
     *
     * @throws StartRefusedException if the port is taken, the data directory is in use or cannot be written, or the database or the
     *     application does not start
     */
    public static MingluServer start(ServeOptions options) {
        // Until the application has set up its log, nothing is logged: what goes wrong here is told by the exception.
        LoggingSystem.get(MingluServer.class.getClassLoader()).beforeInitialize();
        prepareDirectories(options);
        requireFreePort(options);
        long began = System.nanoTime();
        MingluServer server = new MingluServer(options, options.database() == null ? openPostgres(options) : null);
        long opened = System.nanoTime();
        // One hook for everything, because the database must outlive the application.
        Runtime.getRuntime().addShutdownHook(new Thread(server::stopWithProcess, "minglu-stop"));
        try {
            server.startApplication();
            LOG.info(
                    "Started: the database in {} ms, the application in {} ms.",
                    TimeUnit.NANOSECONDS.toMillis(opened - began),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - opened));
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw new StartRefusedException(
                    "Minglu did not start: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage() + " (details in "
                            + options.logFile() + ")",
                    e);
        }
    }

    private static void prepareDirectories(ServeOptions options) {
        try {
            Files.createDirectories(options.data());
            Files.createDirectories(options.logFile().getParent());
        } catch (IOException e) {
            throw new StartRefusedException("The data directory " + options.data() + " cannot be written: " + e, e);
        }
    }

    /** Before anything else is started, because the application would find out last. */
    private static void requireFreePort(ServeOptions options) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(options.address()), options.port()));
        } catch (IOException e) {
            throw new StartRefusedException(
                    "Port " + options.port() + " of " + options.address() + " cannot be used (" + e.getMessage()
                            + "): choose another one with --port.",
                    e);
        }
    }

    private static EmbeddedPostgres openPostgres(ServeOptions options) {
        try {
            return EmbeddedPostgres.open(options.postgres(), Options.of(System.getenv()));
        } catch (PostgresException e) {
            throw new StartRefusedException(e.getMessage(), e);
        }
    }

    private void startApplication() {
        SpringApplication spring = new SpringApplication(MingluApplication.class);
        spring.setRegisterShutdownHook(false);
        if (postgres != null) {
            DatabaseServerHealthIndicator health = new DatabaseServerHealthIndicator(postgres.supervise());
            spring.addInitializers(
                    context -> context.getBeanFactory().registerSingleton("databaseServerHealthIndicator", health));
        }
        application = spring.run(properties().entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("server.port", String.valueOf(options.port()));
        properties.put("server.address", options.address());
        properties.put("minglu.data", path(options.data()));
        properties.put("minglu.keys", path(options.keys()));
        properties.put("logging.file.name", path(options.logFile()));
        if (postgres == null) {
            properties.put("minglu.database.url", options.database());
            properties.put("minglu.read-only", String.valueOf(options.readOnly()));
        } else {
            // The data directory is held by this process, so nobody else can write.
            properties.put("minglu.sequencer.sole", "true");
            properties.put("minglu.database.url", postgres.jdbcUrl(Role.APP));
            properties.put("minglu.database.user", postgres.user(Role.APP));
            properties.put("minglu.database.password", postgres.password(Role.APP));
            properties.put("minglu.database.owner-user", postgres.user(Role.OWNER));
            properties.put("minglu.database.owner-password", postgres.password(Role.OWNER));
        }
        properties.putAll(options.settings());
        return properties;
    }

    private static String path(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /** Where clients on this machine find it. */
    public String url() {
        return options.url();
    }

    /** Why this node can record nothing now, in one sentence; empty if it can. */
    public Optional<String> writeObstacle() {
        return application.getBean(WriteStanding.class).obstacle();
    }

    /** Today's business date, by the clock the application goes by. */
    public LocalDate today() {
        return new BusinessDates(application.getBean(Clock.class)).today();
    }

    /** Returns when the server has been stopped from elsewhere, by {@link #close} or by a signal to the process. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Told to end while it serves: nobody waits for what is done after the stop. */
    private void stopWithProcess() {
        boolean served = application != null && application.isActive();
        close();
        if (served) {
            ClassArchive.make();
        }
    }

    /** Stops the web server, the processors and the store, then the database. Idempotent. */
    @Override
    public synchronized void close() {
        try {
            if (application != null) {
                application.close();
            }
        } finally {
            if (postgres != null) {
                postgres.close();
            }
            stopped.countDown();
        }
    }
}
