package minglu.standalone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import minglu.platform.database.DatabaseAccess;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresEventStoreTest {

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final EventStore store =
            new PostgresEventStore("the test database", access(Role.OWNER), access(Role.APP), () -> {});

    @Test
    void aHistoryComesBackAsItWas() {
        store.requireEmpty();
        List<StoredEvent> history = Histories.of(2_500);
        store.write(each -> history.forEach(each));

        List<StoredEvent> read = new ArrayList<>();
        assertThat(store.read(read::add)).isEqualTo(2_500);

        assertThat(read).isEqualTo(history);
        assertThat(jdbc().sql("select position || ' ' || coalesce(owner, '-') from sequencer")
                        .query(String.class)
                        .single())
                .isEqualTo("2500 -");
        assertThat(jdbc().sql("select owner || ' ' || after_position from sequencer_epoch")
                        .query(String.class)
                        .list())
                .containsExactly("import-events 0");
        assertThatThrownBy(store::requireEmpty)
                .isInstanceOf(HistoryRefusedException.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void aDatabaseThatMingluNeverUsedHoldsNoHistory() {
        assertThatThrownBy(() -> store.read(event -> {}))
                .isInstanceOf(HistoryRefusedException.class)
                .hasMessageContaining("holds no history");
    }

    @Test
    void aHistoryWithAGapIsNotExported() {
        store.requireEmpty();
        store.write(each -> Histories.of(3).forEach(each));
        JdbcClient owner = JdbcClient.create(new DriverManagerDataSource(
                database.jdbcUrl(Role.OWNER), database.user(Role.OWNER), database.password(Role.OWNER)));
        owner.sql("alter table DomainEventEntry disable trigger user").update();
        owner.sql("delete from DomainEventEntry where globalIndex = 2").update();

        assertThatThrownBy(() -> store.read(event -> {}))
                .isInstanceOf(HistoryRefusedException.class)
                .hasMessageContaining("no event at position 2");
    }

    @Test
    void aFileWhoseSecondReadingFailsLeavesNothingBehind() {
        store.requireEmpty();

        assertThatThrownBy(() -> store.write(each -> {
                    Histories.of(1_500).forEach(each);
                    throw new HistoryRefusedException("damaged meanwhile");
                }))
                .hasMessage("damaged meanwhile");

        store.requireEmpty();
    }

    @Test
    void aStreamWithAGapIsRefused() {
        store.requireEmpty();

        assertThatThrownBy(() -> store.write(each -> {
                    each.accept(Histories.event(1, "a", 0));
                    each.accept(Histories.event(2, "a", 2));
                }))
                .isInstanceOf(HistoryRefusedException.class)
                .hasMessageContaining("stream a");
        store.requireEmpty();
    }

    @Test
    void twoEventsInOnePlaceAreRefused() {
        store.requireEmpty();

        assertThatThrownBy(() -> store.write(each -> {
                    each.accept(Histories.event(1, "a", 0));
                    each.accept(Histories.event(2, "a", 0));
                }))
                .isInstanceOf(HistoryRefusedException.class)
                .hasMessageContaining("23505");
        store.requireEmpty();
    }

    @Test
    void aDatabaseOnWhichAServerRunsIsRefused() throws InterruptedException {
        store.requireEmpty();
        jdbc().sql("update sequencer set owner = '1@host', epoch = 1").update();
        ScheduledExecutorService server = Executors.newSingleThreadScheduledExecutor();
        try {
            server.scheduleWithFixedDelay(
                    () -> jdbc().sql("update sequencer set beat = beat + 1").update(), 0, 500, TimeUnit.MILLISECONDS);

            assertThatThrownBy(store::requireEmpty)
                    .isInstanceOf(HistoryRefusedException.class)
                    .hasMessageContaining("1@host")
                    .hasMessageContaining("stop it");
        } finally {
            server.shutdown();
            assertThat(server.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        // Dead now, it is in nobody's way.
        store.requireEmpty();
    }

    @Test
    void aDatabaseOfAnInstallationOnAxonServerIsRefused() {
        store.requireEmpty();
        jdbc().sql("insert into event_store (kind) values ('axon-server')").update();

        assertThatThrownBy(store::requireEmpty)
                .isInstanceOf(HistoryRefusedException.class)
                .hasMessageContaining("--axonserver");
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(
                database.jdbcUrl(Role.APP), database.user(Role.APP), database.password(Role.APP)));
    }

    private DatabaseAccess access(Role role) {
        return new DatabaseAccess(database.jdbcUrl(role), database.user(role), database.password(role));
    }
}
