package minglu.verifier;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A set of 128-bit keys in the order in which they came, each with its number from 0 on. It holds a million keys in 40 MB,
 * which a map of objects would not.
 */
final class KeyTable {

    private static final int SMALLEST = 1 << 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    // Drawn for each run, so that nobody can prepare keys that all fall on one slot.
    private final long factorHigh = RANDOM.nextLong() | 1;
    private final long factorLow = RANDOM.nextLong() | 1;

    private long[] high = new long[SMALLEST / 2];
    private long[] low = new long[SMALLEST / 2];
    /** Number of a key plus one, at the place of the key or behind it; 0 where there is none. */
    private int[] slots = new int[SMALLEST];

    private int size;

    /** Number of keys. */
    int size() {
        return size;
    }

    /** The number of the key, which is {@link #size()} − 1 if it is new. */
    int add(long keyHigh, long keyLow) {
        if (size * 2 == slots.length) {
            grow();
        }
        int slot = slot(keyHigh, keyLow);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (high[number] == keyHigh && low[number] == keyLow) {
                return number;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = size + 1;
        high[size] = keyHigh;
        low[size] = keyLow;
        return size++;
    }

    private void grow() {
        high = Arrays.copyOf(high, slots.length);
        low = Arrays.copyOf(low, slots.length);
        slots = new int[slots.length * 2];
        for (int number = 0; number < size; number++) {
            int slot = slot(high[number], low[number]);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = number + 1;
        }
    }

    private int slot(long keyHigh, long keyLow) {
        return (int) (keyHigh * factorHigh + keyLow * factorLow >>> 32) & slots.length - 1;
    }

    /** The number of a pseudonym of 32 hex digits. */
    int add(String pseudonym) {
        return add(HexFormat.fromHexDigitsToLong(pseudonym, 0, 16), HexFormat.fromHexDigitsToLong(pseudonym, 16, 32));
    }

    /** The number of a text, known by the first half of its SHA-256. */
    int addHashed(byte[] sha256) {
        return add(word(sha256, 0), word(sha256, 8));
    }

    private static long word(byte[] bytes, int from) {
        long word = 0;
        for (int at = from; at < from + 8; at++) {
            word = word << 8 | bytes[at] & 0xff;
        }
        return word;
    }
}
