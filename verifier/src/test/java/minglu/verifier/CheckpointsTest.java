package minglu.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.evidence.BundleWriter;
import minglu.evidence.Evidence;
import minglu.evidence.Hashing;
import minglu.evidence.NoteSigner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that left the house, in files, in receipts and in a folder. */
class CheckpointsTest {

    private static final Sample SAMPLE = new Sample();

    @TempDir
    private Path folder;

    private Path kept;
    private String bundle;
    private String olderBundle;

    @BeforeEach
    void writeBundles() throws IOException {
        kept = folder.resolve("kept");
        bundle = write("bundle.zip", SAMPLE.bundle(300).zip(true));
        olderBundle = write("older.zip", SAMPLE.bundle(200).zip(true));
    }

    private String write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private String checkpoint(int size) throws IOException {
        return write("checkpoint-" + size, SAMPLE.checkpoint(size));
    }

    private String fork(int size) throws IOException {
        String text = BundleWriter.ORIGIN + "\n" + size + "\n"
                + Base64.getEncoder().encodeToString(Hashing.sha256(new byte[] {(byte) size})) + "\n";
        return write("fork-" + size, BundleWriter.SIGNER.sign(text));
    }

    private static int status(String... args) {
        return run(args).status();
    }

    private static Verdict run(String... args) {
        return Verdict.of(
                Stream.concat(Stream.of(args), Stream.of("--key", Sample.KEY)).toList());
    }

    private List<String> keptFiles() throws IOException {
        try (Stream<Path> files = Files.list(kept)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    @Test
    void a_bundle_is_held_against_checkpoints_from_outside() throws IOException {
        assertThat(status("verify", bundle, "--checkpoint", checkpoint(0))).isZero();
        assertThat(status("verify", bundle, "--checkpoint", checkpoint(123), "--checkpoint", checkpoint(300)))
                .isZero();
        assertThat(status("verify", bundle, "--checkpoint", checkpoint(123), "--checkpoint", fork(257)))
                .isEqualTo(1);
        assertThat(status("verify", olderBundle, "--checkpoint", checkpoint(300)))
                .isEqualTo(3);
        assertThat(run("verify", bundle, "--checkpoint", fork(123)).said())
                .contains("#19", "the first 123 leaves have not the root of this checkpoint");
    }

    @Test
    void a_receipt_serves_as_a_checkpoint() throws IOException {
        int act = SAMPLE.act();
        String receipt = write("receipt", SAMPLE.receipt(act, 200).getBytes(UTF_8));
        Evidence other = SAMPLE.bundle(300);
        other.setLeaf(act, other.leaf(act).put("cmd", "another"));
        other.rebuild();
        other.sign(BundleWriter.SIGNER);

        assertThat(status("verify", bundle, "--checkpoint", receipt)).isZero();
        assertThat(run("verify", write("other.zip", other.zip(true)), "--checkpoint", receipt)
                        .said())
                .contains("TAMPERED", "first: leaf " + act + " ", "not the leaf that the receipt shows");
        String withoutProof = SAMPLE.receipt(act, 200).replaceFirst("\n[A-Za-z0-9+/=]{44}\n", "\n");
        assertThat(status("verify", bundle, "--checkpoint", write("bad", withoutProof.getBytes(UTF_8))))
                .isEqualTo(1);
    }

    @Test
    void what_is_no_checkpoint_of_the_key_is_no_evidence_against_the_bundle() throws IOException {
        NoteSigner other = NoteSigner.ofText("elsewhere.example/minglu/1", "k");
        NoteSigner forger = NoteSigner.ofText(BundleWriter.ORIGIN, "k");
        String text = SAMPLE.text(123);

        assertThat(status("verify", bundle, "--checkpoint", write("noise", new byte[] {1, 2, 3})))
                .isEqualTo(2);
        assertThat(status("verify", bundle, "--checkpoint", write("unsigned", forger.sign(text))))
                .isEqualTo(2);
        assertThat(status(
                        "verify",
                        bundle,
                        "--checkpoint",
                        write("other", other.sign(text.replace(BundleWriter.ORIGIN, other.name())))))
                .isEqualTo(2);
        assertThat(status(
                        "verify",
                        bundle,
                        "--checkpoint",
                        folder.resolve("nothing").toString()))
                .isEqualTo(2);
        assertThat(status(
                        "verify",
                        bundle,
                        "--checkpoint",
                        write("forged", (text + "\n" + BundleWriter.SIGNER.lineForgedBy(other, text)).getBytes(UTF_8))))
                .isEqualTo(1);
    }

    @Test
    void checkpoints_are_kept_and_each_new_one_is_held_against_them() throws IOException {
        assertThat(status("watch", kept.toString(), olderBundle)).isZero();
        assertThat(status("watch", kept.toString(), olderBundle)).isZero();
        assertThat(keptFiles()).hasSize(1).first().asString().startsWith("00000000000000000200-");
        assertThat(status("verify", bundle, "--keep", kept.toString())).isZero();
        assertThat(keptFiles()).hasSize(2);
        // The older one is older than what is kept: the log may have been cut.
        assertThat(status("watch", kept.toString(), olderBundle)).isEqualTo(3);
        assertThat(status("watch", kept.toString(), fork(300))).isEqualTo(1);
        // The fork stays in the folder, and with it the alarm.
        assertThat(keptFiles()).hasSize(3);
        assertThat(status("verify", bundle, "--keep", kept.toString())).isEqualTo(1);
    }

    @Test
    void a_bare_checkpoint_is_kept_until_a_bundle_proves_it() throws IOException {
        assertThat(status("watch", kept.toString(), checkpoint(100))).isZero();
        assertThat(status("watch", kept.toString(), checkpoint(150))).isEqualTo(3);
        assertThat(status("verify", bundle, "--keep", kept.toString())).isZero();
        assertThat(keptFiles()).hasSize(3);
        assertThat(status("watch", kept.toString(), fork(250))).isEqualTo(3);
        assertThat(run("verify", bundle, "--keep", kept.toString()).said())
                .contains("TAMPERED", "the first 250 leaves have not the root of this checkpoint");
    }

    @Test
    void a_consistency_proof_proves_a_bare_checkpoint() throws IOException {
        String proof = Hashing.consistency(100, SAMPLE.hashes(150)).stream()
                        .map(Sample::base64)
                        .collect(Collectors.joining("\n"))
                + "\n";
        String good = write("proof", proof.getBytes(UTF_8));
        String bad = write("bad", proof.replaceFirst("[0-9]", "x").getBytes(UTF_8));

        assertThat(status("consistency", checkpoint(100), checkpoint(150), "--proof", good))
                .isZero();
        assertThat(status("consistency", checkpoint(100), checkpoint(150), "--proof", bad))
                .isIn(1, 2);
        assertThat(status("consistency", checkpoint(101), checkpoint(150), "--proof", good))
                .isEqualTo(1);
        assertThat(status("consistency", checkpoint(150), checkpoint(100), "--proof", good))
                .isEqualTo(2);
        assertThat(status("watch", kept.toString(), checkpoint(100))).isZero();
        assertThat(status("watch", kept.toString(), checkpoint(150), "--proof", good))
                .isZero();
    }

    @Test
    void two_things_shown_are_compared() throws IOException {
        assertThat(status("compare", bundle, olderBundle)).isZero();
        assertThat(status("compare", olderBundle, bundle)).isZero();
        assertThat(status("compare", bundle, checkpoint(123))).isZero();
        assertThat(status("compare", checkpoint(123), checkpoint(123))).isZero();
        assertThat(status("compare", checkpoint(123), fork(123))).isEqualTo(1);
        assertThat(status("compare", bundle, fork(123))).isEqualTo(1);
        assertThat(status("compare", fork(300), bundle)).isEqualTo(1);
        assertThat(status("compare", checkpoint(123), checkpoint(124))).isEqualTo(3);
        assertThat(status("compare", checkpoint(300), olderBundle)).isEqualTo(3);
        assertThat(status("consistency", olderBundle, bundle)).isZero();
        assertThat(status("consistency", bundle, olderBundle)).isEqualTo(2);
    }

    @Test
    void a_folder_with_anything_else_in_it_is_refused() throws IOException {
        Files.createDirectories(kept);
        Files.writeString(kept.resolve("notes.txt"), "hello");

        assertThat(status("verify", bundle, "--keep", kept.toString())).isEqualTo(2);
        assertThat(status("verify", bundle, "--keep", bundle)).isEqualTo(2);
    }
}
