package minglu.platform.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import minglu.api.text.TextSeal;

/**
 * The data keys that seal the free texts of subjects (architecture, section 5.5). Each is random, and stored wrapped by the
 * installation's wrapping key; to erase the key is to erase every text sealed with it, while counts and proofs stay valid.
 */
public final class TextKeys {

    /** What stands in place of a text whose key was erased. */
    public static final String ERASED = "〔已删除〕";

    /** So long a key that was erased on another node may still be used on this one. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MAX_REMEMBERED = 100_000;

    private final TextKeyRows rows;
    private final byte[] wrappingKey;
    private final Cache<TextOwner, byte[]> cache = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_REMEMBERED)
            .build();

    TextKeys(TextKeyRows rows, byte[] wrappingKey) {
        this.rows = rows;
        this.wrappingKey = wrappingKey.clone();
    }

    /** The key of a subject, 32 bytes; created if there is none. Kept even if the caller's transaction fails. */
    public byte[] keyFor(String unit, String subject) {
        TextOwner owner = new TextOwner(unit, subject);
        byte[] known = cache.getIfPresent(owner);
        return known != null ? known.clone() : keysFor(List.of(owner)).get(owner);
    }

    /** The keys of many subjects with few statements; those missing are created. */
    public Map<TextOwner, byte[]> keysFor(Collection<TextOwner> owners) {
        Map<TextOwner, byte[]> keys = new HashMap<>();
        Set<TextOwner> unknown = new TreeSet<>();
        for (TextOwner owner : owners) {
            byte[] known = cache.getIfPresent(owner);
            if (known == null) {
                unknown.add(owner);
            } else {
                keys.put(owner, known.clone());
            }
        }
        load(unknown, keys);
        create(unknown, keys);
        // What another process was first to create.
        load(unknown, keys);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("The keys of " + unknown + " were erased while they were asked for");
        }
        return keys;
    }

    /** The key of a subject; empty if it never had one, or it was erased. */
    public Optional<byte[]> existing(String unit, String subject) {
        TextOwner owner = new TextOwner(unit, subject);
        byte[] known = cache.getIfPresent(owner);
        if (known != null) {
            return Optional.of(known.clone());
        }
        Map<TextOwner, byte[]> found = new HashMap<>();
        load(new TreeSet<>(List.of(owner)), found);
        return Optional.ofNullable(found.get(owner));
    }

    /** Seals a text under the key of its subject; null stays null. */
    public String seal(String unit, String subject, String text) {
        return text == null ? null : TextSeal.seal(keyFor(unit, subject), new TextOwner(unit, subject).context(), text);
    }

    /**
     * Opens a text.
     *
     * @param sealed null stays null
     * @return the text, or {@link #ERASED}
     * @throws IllegalStateException if it was sealed for another subject, or altered
     */
    public String open(String unit, String subject, String sealed) {
        if (sealed == null) {
            return null;
        }
        TextOwner owner = new TextOwner(unit, subject);
        Optional<byte[]> key = existing(unit, subject);
        if (key.isEmpty()) {
            return ERASED;
        }
        try {
            return TextSeal.open(key.get(), owner.context(), sealed);
        } catch (IllegalStateException e) {
            // After an erasure the subject may have got a new key; then this text belongs to the old one.
            if (TextSeal.isSealed(sealed) && rows.wasErased(owner)) {
                return ERASED;
            }
            throw e;
        }
    }

    /**
     * Erases the key of a subject for good, and with it every text sealed so far.
     *
     * @return false if there was none
     */
    public boolean erase(String unit, String subject) {
        TextOwner owner = new TextOwner(unit, subject);
        boolean erased = rows.erase(owner);
        cache.invalidate(owner);
        return erased;
    }

    /** Makes keys for {@code wanted} and moves those that are kept to {@code keys}. */
    private void create(Set<TextOwner> wanted, Map<TextOwner, byte[]> keys) {
        if (wanted.isEmpty()) {
            return;
        }
        Map<TextOwner, byte[]> made = new TreeMap<>();
        wanted.forEach(owner -> made.put(owner, TextSeal.newKey()));
        rows.add(made.entrySet().stream()
                        .map(key -> new TextKeyRows.Row(
                                key.getKey(),
                                TextSeal.encrypt(wrappingKey, key.getKey().context(), key.getValue())))
                        .toList())
                .forEach(owner -> {
                    byte[] key = made.get(owner);
                    cache.put(owner, key);
                    keys.put(owner, key.clone());
                    wanted.remove(owner);
                });
    }

    /** Moves what is in the database from {@code wanted} to {@code keys}. */
    private void load(Set<TextOwner> wanted, Map<TextOwner, byte[]> keys) {
        if (wanted.isEmpty()) {
            return;
        }
        rows.find(wanted).forEach((owner, wrapped) -> {
            byte[] key = TextSeal.decrypt(wrappingKey, owner.context(), wrapped);
            cache.put(owner, key);
            keys.put(owner, key.clone());
            wanted.remove(owner);
        });
    }
}
