package minglu.platform.access;

import java.time.Duration;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.TransactionException;

/** Checks name and password. An unknown name gets the same answer after the same time as a wrong password. */
final class PasswordAuthentication implements AuthenticationProvider {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordAuthentication.class);

    private final UserStore users;
    private final PasswordHashing hashing;
    private final VerifiedCredentials verified;
    private final FailureDelay delay;

    PasswordAuthentication(UserStore users, PasswordHashing hashing, VerifiedCredentials verified, FailureDelay delay) {
        this.users = users;
        this.hashing = hashing;
        this.verified = verified;
        this.delay = delay;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String name = attempt.getName();
        String password =
                attempt.getCredentials() == null ? "" : attempt.getCredentials().toString();
        try {
            return new CallerAuthentication(verify(name, password));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("A user could not be looked up", e);
            throw new RefusedSignIn(
                    Refusal.of(ProblemCode.UNAVAILABLE, "users cannot be looked up now"), Duration.ZERO);
        } catch (RefusedException e) {
            throw new RefusedSignIn(e.refusal(), Duration.ZERO);
        }
    }

    private User verify(String name, String password) {
        User user = UserName.isValid(name) ? users.find(name).orElse(null) : null;
        if (user != null && verified.knows(user, password)) {
            return user;
        }
        Duration wait = delay.remaining(name);
        if (!wait.isZero()) {
            throw new RefusedSignIn(
                    Refusal.of(
                            ProblemCode.TOO_MANY_REQUESTS,
                            "too many wrong passwords for " + name + "; wait before the next try"),
                    wait);
        }
        boolean right = user == null
                ? hashing.matches(password, null)
                : verified.verify(user, password, () -> hashing.matches(password, user.passwordHash()));
        if (!right) {
            delay.failed(name);
            throw new BadCredentialsException("wrong name or password");
        }
        delay.succeeded(name);
        return user;
    }
}
