package minglu.platform.access;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Argon2id with the parameters that OWASP names as its minimum: 19 MiB, two rounds, one lane. Spring's own default has less
 * memory. Few hashes are computed at a time, since each takes that memory and a core for some 50 ms.
 */
final class PasswordHashing {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int ROUNDS = 2;
    private static final int MAX_CONCURRENT = 4;
    private static final int MAX_WAIT_SECONDS = 10;
    private static final String ALGORITHM = "argon2id";

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            ALGORITHM, Map.of(ALGORITHM, new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, ROUNDS)));
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT, true);
    private final String nobody = encoder.encode("nobody has this hash");

    /** The hash of a new password. */
    String hash(String password) {
        return limited(() -> encoder.encode(password));
    }

    /** Whether a password belongs to a hash; a null hash takes as long and gives false. */
    boolean matches(String password, String hash) {
        return limited(() -> encoder.matches(password, hash == null ? nobody : hash)) && hash != null;
    }

    private <T> T limited(Supplier<T> work) {
        try {
            if (!permits.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new RefusedException(
                        ProblemCode.UNAVAILABLE, "too many passwords wait to be checked; try again shortly");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(ProblemCode.UNAVAILABLE, "the server is stopping");
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}
