package minglu.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import minglu.evidence.BundleWriter;
import minglu.evidence.Evidence;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Untouched bundles are never accused. */
class SoundBundlesTest {

    private static final BundleWriter WRITER = new BundleWriter(FormatFile.bytes());

    @Test
    void sixty_random_bundles_are_sound() {
        IntStream.range(0, 60).parallel().forEach(SoundBundlesTest::isSound);
    }

    @Test
    @Tag("nightly")
    void a_thousand_random_bundles_are_sound() {
        IntStream.range(1000, 2000).parallel().forEach(SoundBundlesTest::isSound);
    }

    private static void isSound(int seed) {
        Evidence evidence = WRITER.random(seed);
        Verdict verdict = seed % 4 == 3
                ? Verdict.ofFolder(evidence.files(), BundleWriter.SIGNER.vkey())
                : Verdict.ofZip(evidence.zip(seed % 2 == 0), BundleWriter.SIGNER.vkey());
        assertThat(verdict.status()).as("seed %d: %s", seed, verdict.said()).isZero();
    }
}
