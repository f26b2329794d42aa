package minglu.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import minglu.evidence.Evidence;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

/**
 * Whatever is damaged, the verifier ends in 1, 2 or 3: never in an exception, never in a hang, and never in 0, unless the
 * damage lies where the container says things that are no evidence (dates, attributes, extra fields). {@link Verdict} turns a
 * defect of the verifier into a failure of the test.
 */
class DamageTest {

    private static final Evidence SOUND = new Sample().bundle(40);
    private static final byte[] ZIP = SOUND.zip(true);
    private static final byte[] STORED = SOUND.zip(false);

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void changed_bytes_of_a_zip_file(@ForAll long seed) {
        changedBytes(seed);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void pieces_of_a_zip_file_moved_repeated_or_left_out(@ForAll long seed) {
        movedPieces(seed);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void changed_bytes_of_a_file_in_the_bundle(@ForAll long seed) {
        changedFile(seed);
    }

    @Property(tries = 1000)
    void any_bytes_as_a_zip_file(@ForAll @Size(max = 200) byte[] bytes) {
        assertThat(Verdict.ofZip(bytes, Sample.KEY).status()).isEqualTo(2);
    }

    @Property(tries = 150_000, shrinking = ShrinkingMode.OFF)
    @Tag("nightly")
    void changed_bytes_of_a_zip_file_all_night(@ForAll long seed) {
        changedBytes(seed);
    }

    @Property(tries = 50_000, shrinking = ShrinkingMode.OFF)
    @Tag("nightly")
    void pieces_of_a_zip_file_moved_repeated_or_left_out_all_night(@ForAll long seed) {
        movedPieces(seed);
    }

    @Property(tries = 150_000, shrinking = ShrinkingMode.OFF)
    @Tag("nightly")
    void changed_bytes_of_a_file_in_the_bundle_all_night(@ForAll long seed) {
        changedFile(seed);
    }

    private static void changedBytes(long seed) {
        Random random = new Random(seed);
        byte[] zip = (random.nextBoolean() ? ZIP : STORED).clone();
        for (int blows = 1 + random.nextInt(3); blows > 0; blows--) {
            // The directory at the end is small and worth more than its share.
            int place = random.nextInt(3) == 0 ? zip.length - 1 - random.nextInt(2000) : random.nextInt(zip.length);
            zip[place] ^= (byte) (1 + random.nextInt(255));
        }
        holds(zip);
    }

    private static void movedPieces(long seed) {
        Random random = new Random(seed);
        byte[] zip = random.nextBoolean() ? ZIP : STORED;
        int from = random.nextInt(zip.length);
        int to = from + random.nextInt(Math.min(5000, zip.length - from) + 1);
        int into = random.nextInt(zip.length);
        byte[] before = Arrays.copyOfRange(zip, 0, from);
        byte[] piece = Arrays.copyOfRange(zip, from, to);
        byte[] after = Arrays.copyOfRange(zip, to, zip.length);
        byte[] changed =
                switch (random.nextInt(3)) {
                    case 0 -> joined(before, after);
                    case 1 -> joined(before, piece, piece, after);
                    default ->
                        joined(Arrays.copyOfRange(zip, 0, into), piece, Arrays.copyOfRange(zip, into, zip.length));
                };
        holds(changed);
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            joined.writeBytes(piece);
        }
        return joined.toByteArray();
    }

    /** A sound verdict on changed bytes is only allowed if they hold the very same files. */
    private static void holds(byte[] zip) {
        Verdict verdict = Verdict.ofZip(zip, Sample.KEY);
        if (verdict.status() == 0) {
            assertThat(contents(Evidence.ofZip(zip).files())).isEqualTo(contents(SOUND.files()));
        }
        assertThat(verdict.status()).isBetween(0, 3);
    }

    private static Map<String, String> contents(Map<String, byte[]> files) {
        Map<String, String> contents = new TreeMap<>();
        files.forEach((name, bytes) -> contents.put(name, Bytes.hex(bytes)));
        return contents;
    }

    private static void changedFile(long seed) {
        Random random = new Random(seed);
        Evidence damaged = SOUND.copy();
        List<String> names = new ArrayList<>(damaged.files().keySet());
        names.remove("README.zh.txt");
        String name = names.get(random.nextInt(names.size()));
        byte[] file = damaged.files().get(name);
        byte[] changed =
                switch (random.nextInt(4)) {
                    case 0 -> Arrays.copyOf(file, random.nextInt(file.length));
                    case 1 -> Arrays.copyOf(file, file.length + 1 + random.nextInt(300));
                    case 2 -> noise(random);
                    default -> {
                        byte[] flipped = file.clone();
                        flipped[random.nextInt(file.length)] ^= (byte) (1 + random.nextInt(255));
                        yield flipped;
                    }
                };
        damaged.files().put(name, changed);
        Verdict verdict = Verdict.of(damaged, Sample.KEY);
        boolean same = !name.startsWith("format/") && name.endsWith(".json") && isSameJson(file, changed);
        assertThat(verdict.status() == 0).as("%s: %s", name, verdict.said()).isEqualTo(same);
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(3000)];
        random.nextBytes(noise);
        return noise;
    }

    /** White space and the spelling of a text may change without changing what is said. */
    private static boolean isSameJson(byte[] one, byte[] other) {
        try {
            Json first = Json.parse(one);
            return first.equals(Json.parse(other));
        } catch (FaultException refused) {
            return false;
        }
    }
}
