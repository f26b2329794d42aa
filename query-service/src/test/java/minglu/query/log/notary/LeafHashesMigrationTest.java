package minglu.query.log.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
import minglu.query.log.merkle.CompactRange;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.merkle.Proofs;
import minglu.query.log.tiles.Tile;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A log from the time when the bytes of leaves were kept: its trees stay the same, and can be gone on with. */
class LeafHashesMigrationTest {

    private static final String LAST_BEFORE = "355";

    private final TestDatabase database = TestPostgres.freshDatabase();

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(Role.OWNER), database.user(Role.OWNER), database.password(Role.OWNER))
                .placeholders(Map.of("appRole", Role.APP.user(), "appRoleName", Role.APP.user()));
    }

    private static byte[] leaf(int epoch, int index) {
        return ("{\"i\":" + index + ",\"log\":\"log.example/" + epoch + "\",\"rec\":\"2024-01-01T00:00:00."
                        + (100_000 + index) + "Z\",\"v\":1}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void fill(Connection owner, int epoch, int leaves) throws SQLException {
        try (PreparedStatement insert = owner.prepareStatement(
                "INSERT INTO log_leaf (epoch, leaf_index, event_id, leaf) VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < leaves; i++) {
                insert.setInt(1, epoch);
                insert.setLong(2, i);
                insert.setString(3, "event-" + i);
                insert.setBytes(4, leaf(epoch, i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static byte[] root(int epoch, int leaves) {
        CompactRange range = new CompactRange();
        for (int i = 0; i < leaves; i++) {
            range.append(Merkle.leafHash(leaf(epoch, i)));
        }
        return range.root();
    }

    @Test
    void trees_stay_the_same_and_each_place_knows_the_time_before_it() throws SQLException {
        // More than a tile of tiles, so that there is a second level; and what was not signed had no tile yet.
        int[] leaves = {0, 600, 256 * 257 + 44};
        try (Connection owner = database.connect(Role.OWNER);
                Statement statement = owner.createStatement()) {
            flyway().target(LAST_BEFORE).load().migrate();
            fill(owner, 1, leaves[1]);
            fill(owner, 2, leaves[2]);
            List<byte[]> first = new ArrayList<>();
            for (int i = 0; i < 256; i++) {
                first.add(Merkle.leafHash(leaf(1, i)));
            }
            byte[] hashes = Tile.encode(first);
            try (PreparedStatement insert = owner.prepareStatement(
                    "INSERT INTO log_tile (epoch, level, tile_index, hashes, root) VALUES (1, 0, 0, ?, ?)")) {
                insert.setBytes(1, hashes);
                insert.setBytes(2, Tile.root(hashes, Tile.HEIGHT, 0));
                insert.execute();
            }
            statement.execute(
                    "INSERT INTO TokenEntry (processorName, segment) VALUES ('notary', 0), ('notary-2', 0), ('receipts', 0)");

            flyway().load().migrate();

            LogRows rows = new LogRows(new JdbcTemplate(new DriverManagerDataSource(
                    database.jdbcUrl(Role.APP), database.user(Role.APP), database.password(Role.APP))));
            for (int epoch = 1; epoch <= 2; epoch++) {
                assertThat(rows.leaves(epoch)).isEqualTo(leaves[epoch]);
                assertThat(new Proofs(new TreeHashes(rows, epoch, leaves[epoch])).root(leaves[epoch]))
                        .isEqualTo(root(epoch, leaves[epoch]));
                byte[] kept = rows.hashes(epoch, 200, leaves[epoch]);
                assertThat(Tile.hash(kept, 399)).isEqualTo(Merkle.leafHash(leaf(epoch, 599)));
                assertThat(rows.start(epoch, 255)).isEqualTo(new LogRows.Start(0, ""));
                assertThat(rows.start(epoch, 300)).isEqualTo(new LogRows.Start(256, "2024-01-01T00:00:00.100255Z"));
                assertThat(rows.start(epoch, 599)).isEqualTo(new LogRows.Start(512, "2024-01-01T00:00:00.100511Z"));
            }
            assertThat(rows.tiles(1, 0)).isEqualTo(2);
            assertThat(rows.tiles(2, 0)).isEqualTo(257);
            assertThat(rows.tiles(2, 1)).isEqualTo(1);
            assertThat(rows.fold(1)).isEmpty();
            assertThat(rows.leaves(1)).isEqualTo(leaves[1]);
            try (ResultSet tokens = statement.executeQuery("SELECT string_agg(processorName, ' ') FROM TokenEntry")) {
                tokens.next();
                assertThat(tokens.getString(1)).isEqualTo("receipts");
            }
            assertThatThrownBy(() -> statement.execute("UPDATE log_tile SET recorded_before = NULL"))
                    .hasMessageContaining("append-only");
        } finally {
            database.drop();
        }
    }
}
