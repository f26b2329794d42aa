package minglu.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerifiedCredentialsTest {

    private final VerifiedCredentials verified = new VerifiedCredentials();
    private final User user = new User(UUID.randomUUID(), "li", "{argon2id}one", Set.of(Role.INSPECTOR), null);

    @Test
    void onlyTheVeryPasswordIsRemembered() {
        verified.remember(user, "right");

        assertThat(verified.knows(user, "right")).isTrue();
        assertThat(verified.knows(user, "wrong")).isFalse();
    }

    @Test
    void aChangedHashAndAnotherUserAreNotRemembered() {
        verified.remember(user, "right");

        assertThat(verified.knows(new User(user.id(), "li", "{argon2id}two", user.roles(), null), "right"))
                .isFalse();
        assertThat(verified.knows(new User(UUID.randomUUID(), "li", user.passwordHash(), user.roles(), null), "right"))
                .isFalse();
    }
}
