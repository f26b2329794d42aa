package minglu.command.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import minglu.postgres.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTableRightsTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final TestSequencers sequencers = new TestSequencers();

    @BeforeEach
    void oneEvent() {
        sequencers.active().append(Events.one("a", 0));
    }

    @AfterEach
    void stop() {
        sequencers.close();
        assertThat(sequencers.database.positions()).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update DomainEventEntry set payload = ''",
                "delete from DomainEventEntry",
                "truncate DomainEventEntry",
                "alter table DomainEventEntry disable trigger all",
                "delete from sequencer",
                "insert into sequencer (epoch, position, recorded_at) values (9, 9, now())",
                "update sequencer_epoch set owner = 'somebody else'",
                "delete from sequencer_epoch"
            })
    void theApplicationMayNotChangeTheHistory(String sql) throws SQLException {
        try (Connection connection = sequencers.database.connect(Role.APP);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update DomainEventEntry set payload = ''",
                "delete from DomainEventEntry",
                "truncate DomainEventEntry"
            })
    void evenTheOwnerIsStoppedByATrigger(String sql) throws SQLException {
        try (Connection connection = sequencers.database.connect(Role.OWNER);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
    }
}
