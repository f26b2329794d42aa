package minglu.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import minglu.platform.MigratedDatabase;
import org.junit.jupiter.api.Test;

class FirstUserTest {

    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final UserStore users = new UserStore(database.jdbc(), database.transaction(), Clock.systemUTC());
    private final PasswordHashing hashing = new PasswordHashing();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private void start(String givenPassword) {
        new FirstUser(users, hashing, givenPassword, new PrintStream(console, true, StandardCharsets.UTF_8))
                .createIfNobody();
    }

    private String shown() {
        return console.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aNewInstallationGetsARandomPasswordShownOnce() {
        start(null);
        String password = shown().replaceAll("(?s).*the password (\\S+) .*", "$1");

        User admin = users.find("admin").orElseThrow();
        assertThat(admin.roles()).containsExactly(Role.ADMIN);
        assertThat(password).hasSizeGreaterThanOrEqualTo(20);
        assertThat(hashing.matches(password, admin.passwordHash())).isTrue();

        console.reset();
        start(null);
        assertThat(shown()).isEmpty();
    }

    @Test
    void aGivenPasswordIsTakenAndNotShown() {
        start("given-password");

        assertThat(hashing.matches(
                        "given-password", users.find("admin").orElseThrow().passwordHash()))
                .isTrue();
        assertThat(shown()).isEmpty();
    }

    @Test
    void anExistingInstallationIsLeftAlone() {
        start("given-password");
        start("another-password");

        assertThat(hashing.matches(
                        "another-password", users.find("admin").orElseThrow().passwordHash()))
                .isFalse();
        assertThat(users.list(null, 10)).hasSize(1);
    }
}
