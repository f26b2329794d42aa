package minglu.query.log.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A private key under a name. */
public final class SignerKey {

    private static final String PREFIX = "PRIVATE+KEY+";

    private final VerifierKey verifier;
    private final byte[] seed;

    private SignerKey(VerifierKey verifier, byte[] seed) {
        this.verifier = verifier;
        this.seed = seed;
    }

    /**
     * The key of a seed.
     *
     * @param name who signs
     * @param seed 32 secret bytes
     */
    public static SignerKey of(String name, byte[] seed) {
        if (!VerifierKey.isName(name)) {
            throw new MalformedNoteException("the name of a key has neither spaces nor plus signs: " + name);
        }
        return new SignerKey(VerifierKey.of(name, Ed25519.publicKeyOf(seed)), seed.clone());
    }

    /**
     * Reads a key as {@code PRIVATE+KEY+<name>+<key id>+<base64 of type and seed>}.
     *
     * @throws MalformedNoteException if it is not of this form
     */
    static SignerKey parse(String text) {
        String[] parts =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        byte[] key = parts.length == 3 ? StrictBase64.decode(parts[2]).orElse(new byte[0]) : new byte[0];
        if (key.length != 1 + Ed25519.KEY_BYTES || key[0] != VerifierKey.ED25519) {
            throw new MalformedNoteException("this is not a private Ed25519 key");
        }
        SignerKey parsed = of(parts[0], Arrays.copyOfRange(key, 1, key.length));
        if (!parsed.verifier.toString().startsWith(parts[0] + "+" + parts[1] + "+")) {
            throw new MalformedNoteException("the key id of the private key of " + parts[0] + " is wrong");
        }
        return parsed;
    }

    /** The public part. */
    public VerifierKey verifier() {
        return verifier;
    }

    /** Signs a text. */
    public SignedNote sign(String text) {
        byte[] signature = Ed25519.sign(seed, text.getBytes(StandardCharsets.UTF_8));
        byte[] identified = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(verifier.id())
                .put(signature)
                .array();
        return SignedNote.parse(
                text + "\n" + SignedNote.MARK + verifier.name() + " " + StrictBase64.encode(identified) + "\n");
    }

    @Override
    public String toString() {
        return "SignerKey[" + verifier.name() + "]";
    }
}
