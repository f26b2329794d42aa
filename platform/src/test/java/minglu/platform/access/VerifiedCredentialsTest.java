package minglu.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerifiedCredentialsTest {

    private static final int CLIENTS = 16;

    private final VerifiedCredentials verified = new VerifiedCredentials();
    private final User user = new User(UUID.randomUUID(), "li", "{argon2id}one", Set.of(Role.INSPECTOR), null);

    @Test
    void onlyTheVeryPasswordIsRemembered() {
        assertThat(verified.verify(user, "right", () -> true)).isTrue();

        assertThat(verified.verify(user, "wrong", () -> false)).isFalse();
        assertThat(verified.knows(user, "right")).isTrue();
        assertThat(verified.knows(user, "wrong")).isFalse();
    }

    @Test
    void aChangedHashAndAnotherUserAreNotRemembered() {
        assertThat(verified.verify(user, "right", () -> true)).isTrue();

        assertThat(verified.knows(new User(user.id(), "li", "{argon2id}two", user.roles(), null), "right"))
                .isFalse();
        assertThat(verified.knows(new User(UUID.randomUUID(), "li", user.passwordHash(), user.roles(), null), "right"))
                .isFalse();
    }

    @Test
    void clientsThatComeAtOnceWaitForOneCheck() throws Exception {
        AtomicInteger checks = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(CLIENTS);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        Callable<Boolean> client = () -> {
            together.await();
            return verified.verify(user, "right", () -> checks.incrementAndGet() == 1);
        };

        List<Future<Boolean>> answers = clients.invokeAll(Collections.nCopies(CLIENTS, client));

        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }
        assertThat(checks).hasValue(1);
        clients.shutdown();
    }
}
