package minglu.query.log.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import minglu.api.problem.RefusedException;
import minglu.query.log.merkle.CompactRange;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.merkle.Proofs;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.SignedNote;
import minglu.query.log.note.VerifierKey;
import minglu.query.support.RandomHistory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log over a history in PostgreSQL: what it signs, and what it refuses to sign. */
class TransparencyLogTest {

    private static final int ACTS = 300;

    private final LogFixture fixture = new LogFixture();
    private final List<Object> history = RandomHistory.of(1, 4 * ACTS);

    @BeforeEach
    void begin() {
        fixture.append(history.subList(0, ACTS));
        fixture.start().publish();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Checkpoint published() {
        LogRows.Epoch epoch = fixture.rows.epoch().orElseThrow();
        return Checkpoint.open(
                fixture.rows.published(epoch.number()).orElseThrow().note(), VerifierKey.parse(epoch.verifierKey()));
    }

    /** Makes every leaf anew, apart from the log. */
    private byte[] rootOfStoredEvents(long size) {
        LogRows.Epoch epoch = fixture.rows.epoch().orElseThrow();
        LeafMaker maker = new LeafMaker(
                epoch.origin(),
                epoch.recovery(),
                LogKeys.read(fixture.keyDirectory()).orElseThrow());
        CompactRange range = new CompactRange();
        String[] latest = {""};
        fixture.stored(size).forEach(event -> {
            var leaf = maker.leaf(event, latest[0]);
            latest[0] = leaf.recordedAt();
            range.append(Merkle.leafHash(leaf.bytes()));
        });
        return range.root();
    }

    private void assertReadOnly(String... words) {
        assertThat(fixture.log.condition().state()).isEqualTo(LogState.READ_ONLY);
        assertThat(fixture.log.condition().reason()).contains(words);
        assertThat(fixture.log.condition().wayOut()).isNotBlank();
        assertThat(fixture.work.isRunning()).isFalse();
    }

    @Test
    void every_event_has_one_leaf_at_its_place_and_the_checkpoint_covers_all() {
        assertThat(fixture.log.condition()).isEqualTo(LogCondition.of(LogState.RUNNING));
        assertThat(published().size()).isEqualTo(ACTS);
        assertThat(published().root()).isEqualTo(rootOfStoredEvents(ACTS));
        assertThat(fixture.rows.leaves(1)).isEqualTo(ACTS);
        assertThat(new String(fixture.leafBytes(1, 0, 1).get(0), StandardCharsets.UTF_8))
                .as("leaf 0 is the event of position 1")
                .contains("\"i\":0,\"id\":\"" + fixture.stored(1).get(0).id() + "\"");
        assertThat(fixture.locked())
                .isEqualTo(fixture.rows.published(1).orElseThrow().note());
    }

    @Test
    void the_log_goes_on_from_what_was_signed_also_after_a_restart() {
        Checkpoint first = published();
        fixture.append(history.subList(ACTS, 2 * ACTS));
        fixture.start().publish();

        Checkpoint second = published();

        assertThat(second.size()).isEqualTo(2 * ACTS);
        Proofs proofs = new Proofs(new TreeHashes(fixture.rows, 1, second.size()));
        assertThat(Merkle.isConsistent(
                        first.size(),
                        second.size(),
                        first.root(),
                        second.root(),
                        proofs.consistency(first.size(), second.size())))
                .isTrue();
        assertThat(second.root()).isEqualTo(rootOfStoredEvents(2 * ACTS));
        assertThat(fixture.rows.tiles(1, 0)).isEqualTo(2);
    }

    @Test
    void keys_and_lock_are_readable_by_their_owner_only() throws IOException {
        for (Path directory : List.of(fixture.keyDirectory(), fixture.lockDirectory())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
        for (String key : List.of("log-signing.key", "log-salt.key", "log-pseudonym.key")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(fixture.keyDirectory().resolve(key))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(fixture.lockDirectory().resolve("checkpoint"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE domainevententry SET payload = convert_to(replace(convert_from(payload, 'UTF8'), '2020', '2021'), 'UTF8')"
                        + " || convert_to(' ', 'UTF8') WHERE globalindex = 100",
                "UPDATE domainevententry SET timestamp = '2024-01-01T00:00:00.000000Z' WHERE globalindex = 100",
                "UPDATE domainevententry SET metadata = '{\"actor\":\"somebody\"}' WHERE globalindex = 100",
                "UPDATE domainevententry SET payloadtype = 'x' WHERE globalindex = 100",
                "UPDATE domainevententry SET sequencenumber = 99 WHERE globalindex = 100",
                "UPDATE domainevententry SET aggregateidentifier = 'x' WHERE globalindex = 100",
                "DELETE FROM domainevententry WHERE globalindex = 100",
                "UPDATE log_hash SET hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40)) WHERE first_index = 256",
                "DELETE FROM log_hash",
                "UPDATE log_tile SET hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40)) WHERE level = 0",
                "UPDATE log_tile SET root = set_byte(root, 5, 255 - get_byte(root, 5)) WHERE level = 0",
                "DELETE FROM log_tile WHERE level = 0",
            })
    void a_change_behind_the_back_of_the_application_is_found_before_the_next_signature(String change) {
        String signed = fixture.locked();
        fixture.tamper(change);
        fixture.append(history.subList(ACTS, ACTS + 10));

        fixture.publishOrTell();

        assertReadOnly(change.contains("domainevententry") ? "position 100" : "leaves");
        assertThat(fixture.locked()).as("nothing was signed").isEqualTo(signed);
        assertThat(published().size()).isEqualTo(ACTS);
        fixture.publish();
        assertThat(fixture.log.condition().state()).isEqualTo(LogState.READ_ONLY);

        fixture.start();
        assertThat(fixture.log.condition().state())
                .as("after a restart too, but for hashes that can be made again")
                .isEqualTo(change.equals("DELETE FROM log_hash") ? LogState.CATCHING_UP : LogState.READ_ONLY);
    }

    @Test
    void a_changed_tile_is_found_before_the_next_signature() {
        fixture.append(history.subList(ACTS, ACTS + 10));
        fixture.tamper("UPDATE log_tile SET hashes = set_byte(hashes, 40, (get_byte(hashes, 40) + 1) % 256)");

        fixture.publish();

        assertReadOnly("tile 0 of level 0");
    }

    @Test
    void a_restored_event_makes_the_log_run_again_after_a_restart() {
        byte[] original = fixture.stored(100).get(99).payload();
        fixture.tamper("UPDATE domainevententry SET payload = 'x' WHERE globalindex = 100");
        fixture.append(history.subList(ACTS, ACTS + 10));
        fixture.publish();
        assertThat(fixture.log.condition().state()).isEqualTo(LogState.READ_ONLY);

        fixture.tamper("UPDATE domainevententry SET payload = decode('"
                + HexFormat.of().formatHex(original) + "', 'hex') WHERE globalindex = 100");
        fixture.start().publish();

        assertThat(fixture.log.condition().state()).isEqualTo(LogState.RUNNING);
        assertThat(published().size()).isEqualTo(ACTS + 10);
    }

    @Test
    void a_restored_old_backup_is_noticed_and_nothing_smaller_is_signed() {
        String signed = fixture.locked();
        fixture.stop().restoreTo(200);

        fixture.start();
        assertReadOnly("a tree of 300 events was signed", "only 200");

        fixture.append(history.subList(ACTS, 2 * ACTS));
        fixture.start();
        assertThat(fixture.log.condition().state())
                .as("also when other events have filled the gap")
                .isIn(LogState.READ_ONLY, LogState.CATCHING_UP);
        fixture.publish();
        assertReadOnly("root that was signed");
        assertThat(fixture.locked()).isEqualTo(signed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM log_hash", "TRUNCATE log_hash, log_tile"})
    void hashes_alone_that_were_set_back_are_notarised_again_and_come_out_the_same(String change) {
        String signed = fixture.locked();
        fixture.stop().tamper(change, "DELETE FROM log_checkpoint WHERE size > 256");

        fixture.start();
        assertThat(fixture.log.condition().state()).isEqualTo(LogState.CATCHING_UP);
        assertThat(fixture.work.isRunning()).isTrue();
        fixture.publish();

        assertThat(fixture.log.condition().state()).isEqualTo(LogState.RUNNING);
        assertThat(fixture.locked()).isEqualTo(signed);
        assertThat(fixture.rows.published(1).orElseThrow().note()).isEqualTo(signed);
        assertThat(fixture.rows.tiles(1, 0)).isEqualTo(1);
    }

    @Test
    void a_missing_lock_is_refused_until_a_person_adopts_a_checkpoint_of_this_log() throws IOException {
        String signed = fixture.locked();
        Files.delete(fixture.lockDirectory().resolve("checkpoint"));
        fixture.start();
        assertReadOnly("missing");

        LogFixture stranger = new LogFixture();
        stranger.append(history.subList(0, ACTS));
        stranger.start().publish();
        String foreign = stranger.locked();
        stranger.close();
        assertThatThrownBy(() -> fixture.log.adopt("u-1", foreign, "test")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> fixture.log.adopt("u-1", signed.replace("\n300\n", "\n299\n"), "test"))
                .isInstanceOf(RefusedException.class);

        fixture.log.adopt("u-1", signed, "the disk of the directory failed");
        fixture.log.step();

        assertThat(fixture.log.condition().state()).isEqualTo(LogState.RUNNING);
        assertThat(fixture.jdbc.queryForObject("SELECT action || reason FROM log_intervention", String.class))
                .isEqualTo("adoptedthe disk of the directory failed");
        assertThatThrownBy(() -> fixture.log.adopt("u-1", signed, "again"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("running");
    }

    @Test
    void a_lock_that_was_set_back_is_noticed() throws IOException {
        String older = fixture.locked();
        fixture.append(history.subList(ACTS, ACTS + 10));
        fixture.publish();
        Files.writeString(fixture.lockDirectory().resolve("checkpoint"), older);

        fixture.append(history.subList(ACTS + 10, ACTS + 20));
        fixture.publish();

        assertReadOnly("set back");
        assertThatThrownBy(() -> fixture.log.adopt("u-1", older, "test"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("later checkpoint");
        fixture.log.adopt("u-1", fixture.rows.published(1).orElseThrow().note(), "the newer one is public");
        fixture.log.step();
        fixture.publish();
        assertThat(published().size()).isEqualTo(ACTS + 20);
    }

    @Test
    void keys_of_another_log_are_refused() throws IOException {
        Files.write(fixture.keyDirectory().resolve("log-salt.key"), new byte[32]);

        fixture.start();

        assertReadOnly("keys");
    }

    @Test
    void a_new_database_under_an_old_lock_is_refused() {
        fixture.stop()
                .tamper(
                        "DELETE FROM log_handed_out",
                        "DELETE FROM log_checkpoint",
                        "DELETE FROM log_hash",
                        "DELETE FROM log_tile",
                        "DELETE FROM log_epoch",
                        "DELETE FROM domainevententry");

        fixture.start();

        assertReadOnly("knows no log");
    }

    @Test
    void a_person_recovers_the_log_as_a_new_epoch_that_commits_to_what_was_signed() {
        String lost = fixture.locked();
        VerifierKey old = VerifierKey.parse(fixture.rows.epoch().orElseThrow().verifierKey());
        fixture.stop().restoreTo(200);
        fixture.start();
        assertReadOnly("was set back");

        String origin = fixture.log.recover("u-7", "the newest backup that could be read");
        fixture.log.step();
        fixture.publish();

        assertThat(fixture.log.condition().state()).isEqualTo(LogState.RUNNING);
        assertThat(origin).isEqualTo("log.example/minglu/2");
        assertThat(published().origin()).isEqualTo(origin);
        assertThat(published().size()).isEqualTo(200);
        assertThat(published().root()).isEqualTo(rootOfStoredEvents(200));
        LogRows.Epoch epoch = fixture.rows.epoch().orElseThrow();
        SignedNote recovery = SignedNote.parse(epoch.recovery());
        assertThat(recovery.verifiedBy(List.of(old))).containsExactly("log.example/minglu/1");
        assertThat(recovery.text().split("\n"))
                .containsExactly(
                        "minglu-recovery/1",
                        "log.example/minglu/1",
                        HexFormat.of().formatHex(Merkle.sha256().digest(lost.getBytes(StandardCharsets.UTF_8))),
                        origin,
                        epoch.verifierKey(),
                        "2024-01-02T00:00:00.123000Z",
                        "u-7",
                        "the newest backup that could be read");
        assertThat(new String(fixture.leafBytes(2, 0, 1).get(0), StandardCharsets.UTF_8))
                .contains("\"prev\":\""
                        + HexFormat.of()
                                .formatHex(
                                        Merkle.sha256().digest(epoch.recovery().getBytes(StandardCharsets.UTF_8))));
        fixture.append(history.subList(ACTS, 2 * ACTS));
        fixture.start().publish();
        assertThat(published().size()).isEqualTo(200 + ACTS);
    }

    @Test
    void a_recovery_that_a_crash_interrupts_is_finished_at_the_next_start() {
        fixture.stop().restoreTo(200);
        int[] files = {0};
        fixture.start(new PersistHook() {
            @Override
            public void after(Step step) {
                // The note, the last checkpoint, and the new lock: then the process dies.
                if (step == Step.LOCK_SYNC_DIRECTORY && ++files[0] == 3) {
                    throw new IllegalStateException("planted");
                }
            }
        });
        fixture.log.step();
        assertReadOnly("was set back");
        assertThatThrownBy(() -> fixture.log.recover("u-7", "interrupted")).hasMessage("planted");
        assertThat(fixture.rows.epochs()).hasSize(1);

        fixture.start().publish();

        assertThat(fixture.log.condition().state()).isEqualTo(LogState.RUNNING);
        assertThat(published().origin()).isEqualTo("log.example/minglu/2");
        assertThat(published().size()).isEqualTo(200);
    }

    @Test
    void a_log_that_runs_cannot_be_recovered() {
        assertThatThrownBy(() -> fixture.log.recover("u-1", "no reason"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("running");
        assertThat(fixture.rows.epochs()).hasSize(1);
    }

    @Test
    void a_second_process_on_the_same_lock_waits() {
        LogLock other = new LogLock(fixture.lockDirectory(), PersistHook.NONE);

        assertThat(other.hold()).isFalse();
        fixture.stop();
        assertThat(other.hold()).isTrue();
        fixture.start();
        assertThat(fixture.log.condition().state()).isEqualTo(LogState.WAITING);
        other.close();
        fixture.log.step();
        assertThat(fixture.log.condition().state()).isEqualTo(LogState.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE log_hash SET hashes = ''",
                "DELETE FROM log_hash",
                "TRUNCATE log_hash",
                "UPDATE log_checkpoint SET note = ''",
                "DELETE FROM log_tile",
                "DELETE FROM log_epoch",
                "DELETE FROM log_intervention",
                "DELETE FROM access_log",
            })
    void the_application_may_not_change_the_log(String sql) {
        assertThatThrownBy(() -> fixture.jdbc.execute(sql)).hasStackTraceContaining("permission denied");
    }

    @Test
    void a_tile_above_others_that_was_changed_is_found() {
        fixture.stop();
        fixture.fill(256 * 256 + 10);
        fixture.start().publish();
        goOnComparing();
        assertThat(fixture.log.condition().state()).isEqualTo(LogState.RUNNING);
        assertThat(fixture.rows.tiles(1, 1)).isEqualTo(1);

        fixture.tamper("UPDATE log_tile SET hashes = set_byte(hashes, 77, 255 - get_byte(hashes, 77)) WHERE level = 1");
        goOnComparing();

        assertReadOnly("tile 0 of level 1");
    }

    private void goOnComparing() {
        do {
            fixture.log.step();
        } while (fixture.log.condition().state() == LogState.VERIFYING);
    }

    @Test
    void in_a_long_log_nothing_is_signed_or_given_for_a_report_before_every_leaf_has_been_compared_since_the_start() {
        fixture.stop();
        fixture.fill(10_000);
        fixture.start();
        goOnComparing();
        fixture.publish();
        String signed = fixture.locked();
        assertThat(published().size()).isEqualTo(10_000);
        fixture.append(history.subList(ACTS, ACTS + 10));

        fixture.start();
        assertThat(fixture.log.condition().state()).isEqualTo(LogState.VERIFYING);
        assertThat(fixture.log.condition().reason()).startsWith("4096 of 10000 leaves");
        assertThat(fixture.log.condition().wayOut()).isNull();
        assertThat(fixture.log.verified().state()).isEqualTo(LogState.VERIFYING);
        fixture.publish();
        assertThat(fixture.rows.leaves(1)).as("it is notarised meanwhile").isEqualTo(10_010);
        assertThat(fixture.locked()).isEqualTo(signed);

        goOnComparing();
        assertThat(fixture.log.condition()).isEqualTo(LogCondition.of(LogState.RUNNING));
        assertThat(published().size()).isEqualTo(10_010);
    }

    @Test
    void in_a_long_log_a_change_that_the_database_counts_is_found_before_the_next_signature() {
        fixture.stop();
        fixture.fill(10_000);
        fixture.start();
        goOnComparing();
        fixture.publish();
        String signed = fixture.locked();
        fixture.tamper("UPDATE domainevententry SET payload = 'x' WHERE globalindex = 9000");
        fixture.append(history.subList(ACTS, ACTS + 10));

        fixture.publish();
        assertThat(fixture.log.condition().state()).isEqualTo(LogState.VERIFYING);
        assertThat(fixture.locked()).isEqualTo(signed);
        goOnComparing();

        assertReadOnly("position 9000");
        assertThat(fixture.locked()).isEqualTo(signed);
    }

    @Test
    void in_a_long_log_a_change_while_nothing_ran_is_found_at_the_next_start_before_anything_is_signed() {
        fixture.stop();
        fixture.fill(10_000);
        fixture.start();
        goOnComparing();
        fixture.publish();
        String signed = fixture.locked();
        fixture.stop().tamper("UPDATE domainevententry SET sequencenumber = 7 WHERE globalindex = 9000");
        fixture.append(history.subList(ACTS, ACTS + 10));

        fixture.start().publish();
        goOnComparing();

        assertReadOnly("position 9000");
        assertThat(fixture.locked()).isEqualTo(signed);
    }

    /** What is done below PostgreSQL it does not count. */
    @Test
    void events_that_are_gone_are_missed_by_counting_part_by_part() {
        Conservation conservation = new Conservation(fixture.jdbc, fixture.rows, fixture.events);
        conservation.countOn(1);
        conservation.countOn(1);
        fixture.tamper("DELETE FROM domainevententry WHERE globalindex = 200");
        assertThatThrownBy(() -> conservation.countOn(1))
                .isInstanceOf(LogFaultException.class)
                .hasMessage("of the 256 events after position 0 up to 256 only 255 are there");
        fixture.tamper("UPDATE domainevententry SET globalindex = 200 WHERE globalindex = 280");
        conservation.countOn(1);
        assertThatThrownBy(() -> conservation.countOn(1))
                .isInstanceOf(LogFaultException.class)
                .hasMessage("of the 44 events after position 256 up to 300 only 43 are there");
        fixture.tamper("UPDATE domainevententry SET globalindex = 280 WHERE globalindex = 200", "DELETE FROM log_tile");
        Conservation again = new Conservation(fixture.jdbc, fixture.rows, fixture.events);
        fixture.tamper("UPDATE domainevententry SET globalindex = 200 WHERE globalindex = 280");
        assertThatThrownBy(() -> again.countOn(1))
                .isInstanceOf(LogFaultException.class)
                .hasMessage("of the 1 full tiles of leaves from tile 0 up to 1 only 0 are there");

        fixture.tamper("DELETE FROM domainevententry WHERE globalindex = 300");
        assertThatThrownBy(() -> conservation.verifyHead(1))
                .isInstanceOf(LogFaultException.class)
                .hasMessageContaining("there are 300 leaves, and the last event is that of position 299");
    }

    @Test
    void a_ledger_that_stands_beyond_the_last_event_is_told_and_no_report_gets_a_checkpoint() {
        fixture.jdbc.update("INSERT INTO projection_position (projection, position) VALUES ('ledger', 301)");

        LogCondition condition = fixture.log.verified();

        assertThat(condition.state()).isEqualTo(LogState.RUNNING);
        assertThat(condition.reason()).contains("position 301", "position 300");
        assertThat(condition.wayOut()).contains("Rebuild");
    }

    @Test
    void a_place_is_taken_once() {
        byte[] hash = fixture.rows.hashes(1, 256, 257);

        assertThatThrownBy(() -> fixture.rows.addHashes(1, 256, hash, "")).hasMessageContaining("log_hash_pk");
        assertThatThrownBy(() ->
                        fixture.rows.addTiles(1, List.of(new LogRows.NewTile(0, 0, new byte[8192], new byte[32], ""))))
                .isInstanceOf(LogFaultException.class)
                .hasMessageContaining("tile 0 of level 0");
    }

    @Test
    void what_does_not_give_the_hash_that_was_kept_is_not_handed_out() {
        fixture.tamper(
                "UPDATE domainevententry SET payload = payload || convert_to(' ', 'UTF8') WHERE globalindex = 100");

        assertThat(fixture.leafBytes(1, 0, 99)).hasSize(99);
        assertThat(fixture.leaves.get(1, 100).event().position()).isEqualTo(101);
        assertThatThrownBy(() -> fixture.leaves.get(1, 99))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("position 100 is not the one that was notarised");
    }

    @Test
    void what_stands_between_events_and_leaves_is_shown() {
        LogStatus status = new LogStatus(
                fixture.rows,
                fixture.events,
                fixture::head,
                java.util.Optional.of(fixture.log),
                java.time.Clock.fixed(LogFixture.FIRST.plusSeconds(1_000), java.time.ZoneOffset.UTC));
        fixture.append(history.subList(ACTS, ACTS + 7));
        assertThat(status.figures().lag()).isEqualTo(7);
        assertThat(status.figures().unwitnessed()).isEqualTo(ACTS + 7);
        assertThat(status.figures().unwitnessedSeconds()).isEqualTo(1_000);

        new PublishedLog(fixture.rows, java.time.Clock.systemUTC())
                .handOut(fixture.rows.published(1).orElseThrow());
        assertThat(status.figures().unwitnessed()).isEqualTo(7);
        assertThat(status.figures().unwitnessedSeconds()).isZero();
        fixture.publish();
        assertThat(status.figures().lag()).isZero();
        assertThat(status.figures().signed()).isEqualTo(ACTS + 7);
        assertThat(status.figures().unwitnessedSeconds()).isEqualTo(700);
    }
}
