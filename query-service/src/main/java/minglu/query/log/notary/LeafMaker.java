package minglu.query.log.notary;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import minglu.platform.time.Instants;
import minglu.query.log.leaf.CanonicalJson;
import minglu.query.log.leaf.Leaf;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.store.StoredEvent;

/**
 * Makes the leaf of an event: a pure function of the stored event, the keys, and the time of the leaf before. So a second run of the
 * notary gives the same leaves, and an honest restore does not look like a fork. Thread-safe.
 */
public final class LeafMaker {

    private static final HexFormat HEX = HexFormat.of();
    private static final String HMAC = "HmacSHA256";
    private static final int PSEUDONYM_BYTES = 16;
    private static final int MOST_REMEMBERED = 10_000;
    private static final String ACTOR = "actor";
    private static final String COMMAND = "correlationId";

    private final String origin;
    private final String previous;
    private final Mac salts;
    private final Mac pseudonyms;
    private final Map<String, String> units = new ConcurrentHashMap<>();
    private final Map<String, String> actors = new ConcurrentHashMap<>();

    /**
     * Makes the leaves of one epoch.
     *
     * @param origin origin of the log
     * @param recovery the note that began the epoch; null for the first one
     * @param keys secrets of the log
     */
    public LeafMaker(String origin, String recovery, LogKeys keys) {
        this.origin = origin;
        this.previous = recovery == null
                ? null
                : HEX.formatHex(Merkle.sha256().digest(recovery.getBytes(StandardCharsets.UTF_8)));
        this.salts = mac(keys.salt());
        this.pseudonyms = mac(keys.pseudonym());
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    /**
     * The leaf of an event.
     *
     * @param event the stored event
     * @param earliest {@code rec} of the leaf before, which the time never falls behind; empty before the first leaf
     */
    public Leaf leaf(StoredEvent event, String earliest) {
        PayloadGlance glance = PayloadGlance.of(event.payload());
        String actor = event.metadata().getOrDefault(ACTOR, "");
        MessageDigest committed = Merkle.sha256();
        committed.update(salt(event.id(), event.position()));
        committed.update(event.payload());
        return new Leaf(
                origin,
                event.position() - 1,
                event.id(),
                event.type(),
                orEmpty(event.revision()),
                orEmpty(event.streamType()),
                pseudonym("minglu-agg-v1", event.stream()),
                event.sequence(),
                glance.unit().isEmpty() ? "" : known(units, "minglu-unit-v1", glance.unit()),
                later(event.recordedAt(), earliest),
                glance.occurredOn(),
                actor.isEmpty() ? "" : known(actors, "minglu-actor-v1", actor),
                event.metadata().getOrDefault(COMMAND, ""),
                event.payload().length,
                HEX.formatHex(committed.digest()),
                HEX.formatHex(Merkle.sha256().digest(CanonicalJson.write(event.metadata()))),
                event.position() == 1 ? previous : null);
    }

    /** The time of recording as a leaf shows it, {@code rec}, which never falls behind that of the leaf before. */
    static String later(Instant recordedAt, String earliest) {
        String written = Instants.format(recordedAt);
        return written.compareTo(earliest) < 0 ? earliest : written;
    }

    /** The salt of an event's payload; to disclose one discloses no other. */
    public byte[] salt(String eventId, long position) {
        return hmac(salts, "minglu-salt-v1\0" + eventId + '\0' + position);
    }

    /** Units and users are few. */
    private String known(Map<String, String> remembered, String label, String text) {
        String known = remembered.get(text);
        if (known == null) {
            if (remembered.size() > MOST_REMEMBERED) {
                remembered.clear();
            }
            known = pseudonym(label, text);
            remembered.put(text, known);
        }
        return known;
    }

    private String pseudonym(String label, String text) {
        return HEX.formatHex(hmac(pseudonyms, label + '\0' + text), 0, PSEUDONYM_BYTES);
    }

    private static byte[] hmac(Mac keyed, String text) {
        try {
            Mac mac = (Mac) keyed.clone();
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the " + HMAC + " of this Java cannot be copied", e);
        }
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
