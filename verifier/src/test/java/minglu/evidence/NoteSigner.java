package minglu.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Signs notes with Ed25519.
 *
 * @param name name of the key
 * @param seed private key, 32 bytes
 * @param publicKey public key, 32 bytes
 */
public record NoteSigner(String name, byte[] seed, byte[] publicKey) {

    /** A key from a seed. */
    public static NoteSigner of(String name, byte[] seed) {
        return new NoteSigner(name, seed, publicKeyOf(seed));
    }

    /** A key from any text. */
    public static NoteSigner ofText(String name, String text) {
        return of(name, Hashing.sha256(text.getBytes(UTF_8)));
    }

    /** The JDK makes key pairs only from a source of randomness, so it is given one that returns the seed. */
    private static byte[] publicKeyOf(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
                @Override
                public void nextBytes(byte[] bytes) {
                    System.arraycopy(seed, 0, bytes, 0, bytes.length);
                }
            });
            byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same key under another name. */
    public NoteSigner named(String other) {
        return new NoteSigner(other, seed, publicKey);
    }

    private byte[] id() {
        return Arrays.copyOf(Hashing.sha256((name + "\n").getBytes(UTF_8), new byte[] {1}, publicKey), 4);
    }

    private byte[] typed() {
        byte[] typed = new byte[33];
        typed[0] = 1;
        System.arraycopy(publicKey, 0, typed, 1, 32);
        return typed;
    }

    /** The verifier key. */
    public String vkey() {
        return name + "+" + Hashing.hex(id()) + "+" + Base64.getEncoder().encodeToString(typed());
    }

    /** The note: text, blank line, signature line. */
    public byte[] sign(String text) {
        return (text + "\n" + line(text)).getBytes(UTF_8);
    }

    /** The signature line. */
    public String line(String text) {
        return line(name, id(), signature(text.getBytes(UTF_8)));
    }

    /** A line that claims to be of this key and holds the signature of another. */
    public String lineForgedBy(NoteSigner other, String text) {
        return line(name, id(), other.signature(text.getBytes(UTF_8)));
    }

    private static String line(String name, byte[] id, byte[] signature) {
        byte[] both = Arrays.copyOf(id, 4 + signature.length);
        System.arraycopy(signature, 0, both, 4, signature.length);
        return "— " + name + " " + Base64.getEncoder().encodeToString(both) + "\n";
    }

    /** The bare signature. */
    public byte[] signature(byte[] message) {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
