package minglu.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import minglu.postgres.testing.TestPostgres;
import minglu.standalone.testing.Api;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: whatever part of a distributed deployment dies or goes away, no acknowledged act is lost, none counts twice, clients are told
 * when to come again, and all goes on by itself.
 *
 * <p>Method: eight clients record acts of eight units through the common address while a process is killed with SIGKILL, or a way is
 * cut. Afterwards every act ever sent is sent again: an acknowledged one must answer its first receipt; positions must be unlike
 * each other; and the tables must count each act once.
 *
 * <p>Runs only where an Axon Server is named; see docs/operations.md.
 */
@Tag("axonserver")
@EnabledIfSystemProperty(named = Installations.AXON_SERVER, matches = ".+")
class DistributedFaultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private static void awaitReceipts(Load load, int more) {
        int before = load.acknowledged.size();
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> load.acknowledged.size() >= before + more);
    }

    /** The query-service that holds the token of a projection. */
    private static ServiceProcess holder(Deployment deployment, String processor) {
        AtomicReference<ServiceProcess> found = new AtomicReference<>();
        await().atMost(PATIENCE).until(() -> {
            String owner = deployment.scalar(
                    "SELECT coalesce(max(owner), '') FROM TokenEntry WHERE processorName = '" + processor + "'");
            deployment.readSide().stream()
                    .filter(node -> owner.startsWith(node.pid() + "@"))
                    .findFirst()
                    .ifPresent(found::set);
            return found.get() != null;
        });
        return found.get();
    }

    @Test
    void a_query_service_dies_and_another_one_follows_on_without_losing_or_doubling_a_posting() throws Exception {
        try (Deployment deployment = new Deployment(directory, axonServer()).start();
                Load load = new Load(deployment).start()) {
            awaitReceipts(load, 200);
            ServiceProcess dying = holder(deployment, "read-side");
            Api.Answer elsewhere = deployment
                    .readSide()
                    .get(1)
                    .api("admin", Installation.ADMIN_PASSWORD)
                    .post("/api/v1/log/recoveries", "{\"reason\":\"x\"}");
            assertThat(elsewhere.status()).as(elsewhere.text()).isEqualTo(503);
            assertThat(elsewhere.text()).contains("started with minglu.log.notary=true");

            dying.killHard();

            // What the other node knows can be read at once, and up to date when it has taken the tokens over.
            assertThat(load.read().status()).isEqualTo(200);
            long killed = System.nanoTime();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> load.readUpToDate().status() == 200);
            Duration takeOver = Duration.ofNanos(System.nanoTime() - killed);
            System.out.println("take-over of a dead query-service: " + takeOver.toMillis() + " ms");
            assertThat(takeOver).isLessThan(Duration.ofSeconds(30));
            awaitReceipts(load, 200);
            load.stop();

            load.everyActIsThereOnce();
            assertThat(holder(deployment, "read-side")).isNotSameAs(dying);
            assertThat(deployment.scalar("SELECT count(*) - count(DISTINCT position) FROM recorded_act"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_command_service_dies_and_every_acknowledged_act_is_there_once() throws Exception {
        try (Deployment deployment = new Deployment(directory, axonServer()).start();
                Load load = new Load(deployment).start()) {
            awaitReceipts(load, 200);

            deployment.writeSide().get(0).killHard();
            awaitReceipts(load, 200);
            ServiceProcess returning = deployment.writeSide().get(0).launch().awaitReady();
            awaitReceipts(load, 200);
            deployment.writeSide().get(1).killHard();
            awaitReceipts(load, 200);
            load.stop();

            assertThat(returning.isAlive()).isTrue();
            assertThat(load.refusals).isSubsetOf("no answer", "503 unavailable", "202 stored");
            load.everyActIsThereOnce();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = AxonServerProcess.PROGRAM, matches = ".+")
    void axon_server_is_killed_and_comes_back_and_all_goes_on_by_itself() throws Exception {
        try (AxonServerProcess axonServer = new AxonServerProcess(directory.resolve("axonserver")).start();
                Deployment deployment = new Deployment(directory, axonServer.address()).start();
                Load load = new Load(deployment).start()) {
            awaitReceipts(load, 200);

            axonServer.killHard();
            await().atMost(PATIENCE).until(() -> load.refusals.contains("503 unavailable"));
            assertThat(load.read().status()).as("what was followed can be read").isEqualTo(200);
            ServiceProcess late =
                    deployment.node(ServiceProcess.Kind.COMMAND, 3).launch();
            await().atMost(PATIENCE.multipliedBy(2)).until(() -> late.readiness()
                    .filter(answer -> answer.status() == 503 && answer.text().contains("not connected to Axon Server"))
                    .isPresent());
            assertThat(deployment.writeSide().get(0).readiness().orElseThrow().text())
                    .contains("not connected to Axon Server");

            axonServer.start();
            long back = System.nanoTime();
            awaitReceipts(load, 1);
            System.out.println("first receipt after the return of Axon Server: "
                    + Duration.ofNanos(System.nanoTime() - back).toMillis() + " ms");
            awaitReceipts(load, 200);
            late.awaitReady();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> load.readUpToDate().status() == 200);
            load.stop();
            late.close();

            assertThat(load.refusals)
                    .as("what clients were told meanwhile, each time with Retry-After")
                    .isSubsetOf("503 unavailable", "202 stored");
            load.everyActIsThereOnce();
        }
    }

    @Test
    void postgresql_is_away_at_the_start_and_later_and_all_goes_on_by_itself() throws Exception {
        try (TcpGate way = new TcpGate(TestPostgres.server().port());
                Deployment deployment = new Deployment(directory, axonServer())) {
            deployment
                    .settings()
                    .compute(
                            "minglu.database.url",
                            (name, url) -> url.replaceFirst("//[^:/]+:\\d+/", "//127.0.0.1:" + way.port() + "/"));
            for (ServiceProcess.Kind kind : Set.of(ServiceProcess.Kind.COMMAND, ServiceProcess.Kind.QUERY)) {
                try (ServiceProcess waiting = deployment.node(kind, 9).launch()) {
                    await().atMost(PATIENCE).until(() -> waiting.readiness()
                            .filter(answer ->
                                    answer.status() == 503 && answer.text().contains("cannot be reached"))
                            .isPresent());
                    Api.Answer other =
                            waiting.api("admin", Installation.ADMIN_PASSWORD).get("/api/v1/units");
                    assertThat(other.status()).isEqualTo(503);
                    assertThat(other.code()).isEqualTo("unavailable");
                    assertThat(other.headers().firstValue("Retry-After")).isPresent();
                    way.open();
                    waiting.awaitReady();
                    way.shut();
                }
            }
            way.open();
            deployment.start();
            try (Load load = new Load(deployment).start()) {
                awaitReceipts(load, 100);

                way.shut();
                await().atMost(PATIENCE.multipliedBy(2))
                        .until(() -> load.refusals.stream().anyMatch(refusal -> refusal.startsWith("503")));
                way.open();

                awaitReceipts(load, 100);
                await().atMost(PATIENCE.multipliedBy(2))
                        .ignoreExceptions()
                        .until(() -> load.readUpToDate().status() == 200);
                load.stop();
                assertThat(load.refusals).isSubsetOf("503 unavailable", "202 stored", "no answer");
                load.everyActIsThereOnce();
            }
        }
    }

    @Test
    void a_database_of_the_one_process_is_refused_and_the_reason_told() throws Exception {
        try (Deployment deployment = new Deployment(directory, axonServer())) {
            Installations.claimForOneProcess(deployment.database());

            try (ServiceProcess refused =
                    deployment.node(ServiceProcess.Kind.QUERY, 7).launch()) {
                assertThat(refused.awaitEnd()).isEqualTo(1);
                assertThat(refused.log())
                        .contains("This database belongs to an installation whose event store is PostgreSQL itself");
            }
        }
    }

    private static String axonServer() {
        return Installations.axonServer().orElseThrow();
    }
}
