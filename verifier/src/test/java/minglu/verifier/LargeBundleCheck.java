package minglu.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minglu.evidence.BundleWriter;
import minglu.evidence.LargeBundle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The finished jar on a large log. Runs in the phase verify, when the jar is there. The bundle stays in {@code target}, for the
 * benchmark of bundles.
 */
class LargeBundleCheck {

    private static final int ENTRIES = 1_000_000;
    private static final Path BUNDLE = Path.of("target/large-bundle.zip");

    @Test
    @Tag("nightly")
    void a_million_entries_are_verified_with_a_heap_of_256_megabytes() throws IOException, InterruptedException {
        LargeBundle.write(BUNDLE, ENTRIES, FormatFile.bytes());
        Files.writeString(Path.of("target/large-bundle.vkey"), BundleWriter.SIGNER.vkey());

        FinishedJarCheck.Ended ended = FinishedJarCheck.run(BUNDLE, "-Xmx256m");

        assertThat(ended.status()).as(ended.printed()).isZero();
        assertThat(ended.printed()).contains("SOUND (0)");
    }

    @Test
    void a_small_bundle_of_the_same_writer_is_sound_and_seen_when_changed() throws IOException {
        Path small = Files.createTempFile("bundle-", ".zip");
        LargeBundle.write(small, 700, FormatFile.bytes());

        byte[] zip = Files.readAllBytes(small);
        Files.delete(small);

        Verdict verdict = Verdict.ofZip(zip, BundleWriter.SIGNER.vkey());
        assertThat(verdict.status()).as(verdict.said()).isZero();
        zip[zip.length / 2] ^= 1;
        assertThat(Verdict.ofZip(zip, BundleWriter.SIGNER.vkey()).status()).isNotZero();
    }
}
