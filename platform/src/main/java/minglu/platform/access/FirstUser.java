package minglu.platform.access;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the user {@code admin} of a new installation. There is no default password: it is given from outside, or random and
 * shown once.
 */
final class FirstUser {

    private static final Logger LOG = LoggerFactory.getLogger(FirstUser.class);
    private static final String NAME = "admin";
    private static final int RANDOM_BYTES = 15;

    private final UserStore users;
    private final PasswordHashing hashing;
    private final String givenPassword;
    private final PrintStream console;

    /**
     * @param givenPassword null or empty: make one up
     * @param console where a made-up password is shown; not the log, which is kept
     */
    FirstUser(UserStore users, PasswordHashing hashing, String givenPassword, PrintStream console) {
        this.users = users;
        this.hashing = hashing;
        this.givenPassword = givenPassword;
        this.console = console;
    }

    /** Does nothing once there is a user, or if another node was first. */
    void createIfNobody() {
        if (!users.isEmpty()) {
            return;
        }
        boolean given = givenPassword != null && !givenPassword.isEmpty();
        String password = given ? givenPassword : random();
        if (users.create(NAME, hashing.hash(password), EnumSet.of(Role.ADMIN), null, null)) {
            if (!given) {
                console.println("The first user is " + NAME + ", the password " + password + " (shown only now).");
                console.flush();
            } else if (password.length() < UserController.MIN_PASSWORD_CHARS) {
                LOG.warn("MINGLU_ADMIN_PASSWORD has only {} characters; change it", password.length());
            }
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
