package minglu.benchmarks;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Role;

/**
 * The row {@code axon-server}: the import of the row {@code import} through one command-service and one query-service on a real Axon
 * Server, whose jar {@code --axon-server} or the variable {@value #VARIABLE} names.
 */
final class OnAxonServer {

    private static final String VARIABLE = "MINGLU_AXON_SERVER_JAR";
    private static final Duration LONGEST_START = Duration.ofMinutes(4);
    private static final int UNITS = 8;

    private final Run run;
    private final Path jar;

    private OnAxonServer(Run run, Path jar) {
        this.run = run;
        this.jar = jar;
    }

    /** Measures the import if there is an Axon Server. */
    static void measure(Run run) throws IOException, SQLException {
        Report report = run.report();
        report.begin("axon-server");
        String named = run.option("axon-server") == null ? System.getenv(VARIABLE) : run.option("axon-server");
        if (named == null || !Files.isRegularFile(Path.of(named))) {
            report.note("axon-server NOT MEASURED: name the jar of an Axon Server with --axon-server or " + VARIABLE);
            return;
        }
        run.say("axon-server");
        report.circumstance("Axon Server", Path.of(named).getFileName().toString());
        new OnAxonServer(run, Path.of(named).toAbsolutePath()).measure();
    }

    private void measure() throws IOException, SQLException {
        int rows = (int) run.size("axon-rows", 100_000, 3_000);
        int files = run.sized(3, 2);
        Report report = run.report();
        try (Installation installation = Installation.of(run, "axon-server", this::start)) {
            installation.start().define(Installation.units(UNITS));
            Path file = installation.resolve("acts.ndjson");
            Rounds shown = new Rounds();
            Cpu before = installation.cpu();
            long rounds = rows / Acts.ACTS_OF_A_ROUND;
            for (int i = 0; i < files; i++) {
                Acts.mixed(file, i * rounds, rounds, UNITS);
                if (i == 1) {
                    before = installation.cpu();
                }
                Installation.Imported imported = installation.bringIn(
                        file, rounds * Acts.ACTS_OF_A_ROUND, "recorded", "district", Acts.MIXED_YEAR);
                if (i == 0) {
                    report.figure(
                            "first file of new processes, until the tables show it", "acts/s", imported.perSecond());
                } else {
                    shown.add(imported.perSecond());
                }
            }
            report.figure("further files, until the tables show them", "acts/s", shown);
            report.table(
                    "processor time of the further files, each act",
                    "µs",
                    installation.cpu().since(before).microsEach(rounds * Acts.ACTS_OF_A_ROUND * (files - 1)));
            if (run.option("axon-before") != null) {
                double rateBefore = Double.parseDouble(run.option("axon-before"));
                report.figure("the same before, on the same machine", "acts/s", rateBefore);
                report.verdict("import ÷ before", "", shown.median() / rateBefore, Report.Kind.AT_LEAST, 5, 10);
            }
        }
    }

    private Installation.Started start(Installation installation) throws IOException {
        Path directory = Files.createDirectories(installation.resolve("axonserver"));
        int grpc = Server.freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Server.java(),
                        "-Xmx512m",
                        "-jar",
                        jar.toString(),
                        "--server.port=" + Server.freePort(),
                        "--axoniq.axonserver.port=" + grpc,
                        "--axoniq.axonserver.hostname=localhost",
                        "--axoniq.axonserver.event.storage=" + directory.resolve("events"),
                        "--axoniq.axonserver.snapshot.storage=" + directory.resolve("events"),
                        "--axoniq.axonserver.controldb-path=" + directory.resolve("control"),
                        "--axoniq.axonserver.pid-file-location=" + directory,
                        "--axoniq.axonserver.devmode.enabled=true")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("axonserver.log").toFile());
        Process axonServer = Server.endingWithThis(builder.start());
        boolean started = false;
        List<Server> services = new ArrayList<>();
        try {
            awaitListening(axonServer, grpc, directory);
            Server command = service(installation, "command-service", grpc);
            services.add(command);
            Server query = service(installation, "query-service", grpc);
            services.add(query);
            // Together: neither need become ready before the other.
            command.awaitReady();
            query.awaitReady();
            started = true;
            return new Installation.Started(
                    command, query, Map.of("Axon Server", axonServer.pid()), () -> stop(services, axonServer));
        } finally {
            if (!started) {
                stop(services, axonServer);
            }
        }
    }

    private static void awaitListening(Process process, int port, Path directory) throws IOException {
        for (long end = System.nanoTime() + LONGEST_START.toNanos(); System.nanoTime() < end; ) {
            if (!process.isAlive()) {
                break;
            }
            try (Socket socket = new Socket("localhost", port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
        throw new IllegalStateException(
                "Axon Server does not run: " + Files.readString(directory.resolve("axonserver.log")));
    }

    private Server service(Installation installation, String name, int grpc) throws IOException {
        EmbeddedPostgres postgres = installation.postgres();
        int port = Server.freePort();
        List<String> command = new ArrayList<>(List.of(Server.java()));
        command.addAll(Installation.javaOptions(run));
        command.addAll(List.of(
                "-jar", run.beside(name, name + "/target/" + name + "-exec.jar").toString()));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.port", String.valueOf(port));
        settings.put("server.address", "127.0.0.1");
        settings.put("axon.axonserver.servers", "localhost:" + grpc);
        settings.put("minglu.keys", installation.resolve("keys").toString());
        settings.put("minglu.database.url", postgres.jdbcUrl(Role.APP));
        settings.put("minglu.database.user", postgres.user(Role.APP));
        settings.put("minglu.database.password", postgres.password(Role.APP));
        settings.put("minglu.database.owner-user", postgres.user(Role.OWNER));
        settings.put("minglu.database.owner-password", postgres.password(Role.OWNER));
        if (name.startsWith("query")) {
            settings.put("minglu.log.notary", "true");
            settings.put("minglu.log.lock", installation.resolve("log-lock").toString());
        }
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        return Server.launch(command, Map.of(), port, installation.resolve(name + ".log"));
    }

    private static void stop(List<Server> services, Process axonServer) {
        services.forEach(Server::close);
        axonServer.destroy();
        try {
            if (!axonServer.waitFor(30, TimeUnit.SECONDS)) {
                axonServer.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
