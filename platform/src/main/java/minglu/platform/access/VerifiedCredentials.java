package minglu.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a short time that a password was right, so that a machine client does not pay the slow hash with each request.
 * Neither passwords nor plain digests of them are kept: the key is an HMAC, under a secret of this process, of user, password and
 * stored hash. A changed password has another stored hash and is therefore not found.
 */
final class VerifiedCredentials {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MAX_REMEMBERED = 10_000;
    private static final String HMAC = "HmacSHA256";
    private static final int SECRET_BYTES = 32;

    private final SecretKeySpec secret;
    private final Cache<ByteBuffer, Boolean> verified = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_REMEMBERED)
            .build();

    VerifiedCredentials() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        secret = new SecretKeySpec(random, HMAC);
    }

    boolean knows(User user, String password) {
        return verified.getIfPresent(key(user, password)) != null;
    }

    /**
     * Whether a password is right; remembers it if it is. Clients that come at once with the same one, as all do after a restart, wait
     * for one check.
     *
     * @param check the slow comparison with the stored hash
     */
    boolean verify(User user, String password, BooleanSupplier check) {
        return verified.get(key(user, password), unknown -> check.getAsBoolean() ? Boolean.TRUE : null) != null;
    }

    private ByteBuffer key(User user, String password) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            // Id and hash hold no NUL, so that the three parts cannot run into each other.
            mac.update(user.id().toString().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(user.passwordHash().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return ByteBuffer.wrap(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not usable on this Java", e);
        }
    }
}
