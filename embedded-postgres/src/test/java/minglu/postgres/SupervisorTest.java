package minglu.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a server is started again, and when no longer; the server itself is played. */
class SupervisorTest {

    private final Played server = new Played();

    private static final class Played implements Supervisor.Watched {

        private final Semaphore deaths = new Semaphore(0);
        private final AtomicInteger starts = new AtomicInteger();
        private volatile int failures;

        @Override
        public int awaitEnd() throws InterruptedException {
            deaths.acquire();
            return 137;
        }

        @Override
        public void restart() {
            if (starts.incrementAndGet() <= failures) {
                throw new PostgresException("the disk is full: free some space.");
            }
        }
    }

    private Supervisor supervise() {
        return Supervisor.start(server, Duration.ofMillis(1));
    }

    @Test
    void eachDeathIsFollowedByAStart() {
        Supervisor supervisor = supervise();
        for (int death = 1; death <= 3; death++) {
            server.deaths.release();
            int expected = death;
            await().until(() ->
                    server.starts.get() == expected && supervisor.obstacle().isEmpty());
        }
        supervisor.stop();
        assertThat(server.starts).hasValue(3);
    }

    @Test
    void aStartThatFailsIsTriedAgain() {
        server.failures = 2;
        Supervisor supervisor = supervise();
        server.deaths.release();
        await().until(() -> server.starts.get() == 3 && supervisor.obstacle().isEmpty());
        supervisor.stop();
    }

    @Test
    void oneThatNeverStartsIsLeftAloneAndTheReasonStays() {
        server.failures = Integer.MAX_VALUE;
        Supervisor supervisor = supervise();
        server.deaths.release();
        await().untilAsserted(() -> assertThat(supervisor.obstacle().orElse(""))
                .contains("status 137", "8 attempts", "start Minglu anew", "the disk is full"));
        server.deaths.release();
        supervisor.stop();
        assertThat(server.starts).hasValue(Supervisor.ATTEMPTS);
    }

    @Test
    void anEndThatIsWantedIsNone() {
        Supervisor supervisor = supervise();
        supervisor.stop();
        server.deaths.release();
        assertThat(server.starts).hasValue(0);
        assertThat(supervisor.obstacle()).isEmpty();
    }

    @Test
    void theReasonIsTheFirstFailureTheServerReports() {
        assertThat(
                        EmbeddedPostgres.reason(
                                """
                        2026-11-24 08:00:00.000 UTC [7] LOG:  starting PostgreSQL 18
                        2026-11-24 08:00:00.001 UTC [9] FATAL:  the database system is starting up
                        2026-11-24 08:00:00.002 UTC [8] PANIC:  could not write to file: No space left on device
                        2026-11-24 08:00:00.003 UTC [7] LOG:  database system is shut down
                        """))
                .contains("No space left on device");
        assertThat(EmbeddedPostgres.reason("unshare: not permitted\n")).isEqualTo("unshare: not permitted");
        assertThat(EmbeddedPostgres.reason(" \n")).isEqualTo("it wrote nothing into its log");
    }
}
