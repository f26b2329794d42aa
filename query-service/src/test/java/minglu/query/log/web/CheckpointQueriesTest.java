package minglu.query.log.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
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
                        new LogStatus(fixture.rows, fixture::head, Optional.of(fixture.log), Clock.systemUTC()))
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
                .isEqualTo(new CheckpointView(false, "no checkpoint covers position 21 yet", null, 0, null, null));

        fixture.tamper("UPDATE domainevententry SET payload = 'x' WHERE globalindex = 3");
        fixture.append(RandomHistory.of(2, 40).subList(10, 12));
        fixture.publish();

        assertThat(find(15).covered()).isFalse();
        assertThat(find(15).because()).contains("position 3");
    }
}
