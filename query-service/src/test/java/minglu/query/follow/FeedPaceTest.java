package minglu.query.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FeedPaceTest {

    private final FeedPace pace = new FeedPace();

    private void awaitCommitted(long position) {
        while (pace.committed() < position) {
            pace.await(position);
        }
    }

    @Test
    void a_reader_is_woken_by_the_commit_it_waits_for_and_by_no_earlier_one() {
        pace.looking();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> awaitCommitted(7));
        pace.committed(6, 1);
        assertThat(reader).isNotDone();
        pace.committed(7, 1);

        assertThat(reader).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_reader_hurries_the_feed() {
        pace.gather();
        pace.committed(1, FeedPace.BATCH - 1);
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> awaitCommitted(2));
        await().until(pace::isHurried);

        pace.gather();
        pace.committed(2, 1);

        assertThat(reader).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_reader_beside_no_feed_asks_the_database_again_soon() {
        assertThat(CompletableFuture.runAsync(() -> pace.await(1))).succeedsWithin(Duration.ofSeconds(10));
        assertThat(pace.isHurried()).isFalse();
    }
}
