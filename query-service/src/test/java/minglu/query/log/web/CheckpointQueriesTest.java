package minglu.query.log.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import minglu.api.log.CheckpointView;
import minglu.api.log.FindCheckpoint;
import minglu.query.log.notary.LogFixture;
import minglu.query.log.notary.LogStatus;
import minglu.query.log.notary.PublishedLog;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.StrictBase64;
import minglu.query.log.note.VerifierKey;
import minglu.query.support.RandomHistory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a report asks the log for. */
class CheckpointQueriesTest {

    private final LogFixture fixture = new LogFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private CheckpointView find(long position) {
        return new CheckpointQueries(
                        new PublishedLog(fixture.rows, Clock.systemUTC()),
                        new LogStatus(
                                fixture.rows,
                                fixture.events,
                                fixture::head,
                                Optional.of(fixture.log),
                                Clock.systemUTC()))
                .find(new FindCheckpoint(position));
    }

    @Test
    void the_first_checkpoint_that_covers_the_position_is_given() {
        fixture.append(RandomHistory.of(1, 40).subList(0, 20));
        fixture.start().publish();
        fixture.append(RandomHistory.of(2, 40).subList(10, 30));
        fixture.publish();

        CheckpointView view = find(15);

        assertThat(view.covered()).isTrue();
        assertThat(view.size()).isEqualTo(20);
        Checkpoint checkpoint = Checkpoint.open(
                view.note(),
                VerifierKey.parse(fixture.rows.epoch().orElseThrow().verifierKey()));
        assertThat(view.root()).isEqualTo(StrictBase64.encode(checkpoint.root()));
        assertThat(view.origin()).isEqualTo("log.example/minglu/1");
        assertThat(find(21).size()).isEqualTo(40);
    }

    @Test
    void none_is_given_before_the_position_is_covered_or_while_the_log_is_not_in_order() {
        fixture.append(RandomHistory.of(1, 40).subList(0, 20));
        fixture.start().publish();
        assertThat(find(21))
                .isEqualTo(
                        new CheckpointView(false, true, "no checkpoint covers position 21 yet", null, 0, null, null));

        fixture.tamper("UPDATE domainevententry SET payload = 'x' WHERE globalindex = 3");
        fixture.append(RandomHistory.of(2, 40).subList(10, 12));
        fixture.publish();

        assertThat(find(15).covered()).isFalse();
        assertThat(find(15).because()).contains("position 3");
    }

    private CheckpointView findElsewhere(long position) {
        return new CheckpointQueries(
                        new PublishedLog(fixture.rows, Clock.systemUTC()),
                        new LogStatus(fixture.rows, fixture.events, fixture::head, Optional.empty(), Clock.systemUTC()))
                .find(new FindCheckpoint(position));
    }

    private void covered() {
        fixture.append(RandomHistory.of(1, 40).subList(0, 20));
        fixture.start().publish();
        assertThat(find(20).covered()).isTrue();
        assertThat(findElsewhere(20).covered()).isTrue();
    }

    @Test
    void a_checkpoint_signed_before_is_not_given_when_an_event_was_altered_since() {
        covered();

        fixture.tamper("UPDATE domainevententry SET payload = 'x' WHERE globalindex = 3");

        assertThat(find(20).covered()).isFalse();
        assertThat(find(20).because()).contains("position 3");
        assertThat(findElsewhere(20).because()).contains("position 3");
    }

    @Test
    void a_checkpoint_signed_before_is_not_given_while_the_keys_are_missing() throws IOException {
        covered();
        Path key = fixture.keyDirectory().resolve("log-signing.key");
        Path away = Files.move(key, key.resolveSibling("elsewhere"));

        assertThat(find(20).covered()).isFalse();
        assertThat(find(20).pending()).isFalse();
        assertThat(find(20).because()).contains("keys of the log are missing");
        assertThat(findElsewhere(20).because()).contains("keys of the log are missing");

        Files.move(away, key);
        assertThat(find(20).covered()).isTrue();
        assertThat(findElsewhere(20).covered()).isTrue();
    }

    @Test
    void a_checkpoint_signed_before_is_not_given_when_the_last_one_is_gone_from_its_directory() throws IOException {
        covered();
        try (Stream<Path> files = Files.walk(fixture.keyDirectory().resolveSibling("log-lock"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }

        assertThat(find(20).covered()).isFalse();
        assertThat(find(20).because()).contains("last signed checkpoint");
    }

    @Test
    void a_node_without_the_notary_believes_it_only_while_it_is_heard() {
        covered();
        fixture.tamper("UPDATE log_condition SET seen_at = seen_at - INTERVAL '31 seconds'");
        assertThat(findElsewhere(20).covered()).isFalse();
        assertThat(findElsewhere(20).because()).contains("away").containsPattern("last seen 3\\d s ago");

        fixture.log.start();
        fixture.log.stop();
        assertThat(findElsewhere(20).because()).contains("away");
        assertThat(find(20).because()).contains("away");

        fixture.tamper("DELETE FROM log_condition");
        assertThat(findElsewhere(20).because()).contains("never seen");
    }
}
