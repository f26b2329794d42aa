package minglu.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import minglu.evidence.BundleWriter;
import minglu.evidence.Hashing;
import minglu.evidence.NoteSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Receipts of single acts. */
class ReceiptTest {

    private static final Sample SAMPLE = new Sample();

    @TempDir
    private Path folder;

    private Verdict verify(String receipt, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("receipt"), receipt);
        List<String> args = new ArrayList<>(List.of("receipt", file.toString(), "--key", Sample.KEY));
        args.addAll(List.of(more));
        return Verdict.of(args);
    }

    @Test
    void a_receipt_is_sound_and_says_what_it_proves() throws IOException {
        int act = SAMPLE.act();
        Verdict verdict = verify(SAMPLE.receipt(act, 300));

        assertThat(verdict.status()).as(verdict.said()).isZero();
        assertThat(verdict.said()).contains("position " + (act + 1) + " of the log", "request-received");
    }

    @Test
    void a_receipt_without_payload_is_incomplete() throws IOException {
        int act = SAMPLE.act();

        assertThat(verify(SAMPLE.receipt(act, 300, SAMPLE.extra(act, false))).status())
                .isEqualTo(3);
        assertThat(verify(SAMPLE.receipt(act, 300).replaceFirst("extra .*\n", ""))
                        .status())
                .isEqualTo(3);
    }

    @Test
    void any_changed_byte_is_detected() throws IOException {
        String receipt = SAMPLE.receipt(SAMPLE.act(), 300);
        Random random = new Random(5);
        for (int round = 0; round < 400; round++) {
            byte[] bytes = receipt.getBytes(UTF_8);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("changed"), bytes);
            Verdict verdict = Verdict.of(List.of("receipt", file.toString(), "--key", Sample.KEY));
            // Without its first line it is no receipt; with another origin it is one of another log.
            assertThat(verdict.status()).as(verdict.said()).isIn(1, 2);
        }
    }

    @Test
    void another_index_leaf_payload_or_salt_is_named() throws IOException {
        int act = SAMPLE.act();
        String receipt = SAMPLE.receipt(act, 300);
        String extra = SAMPLE.extra(act, true);
        String other = SAMPLE.extra(act + 1, true);
        String otherPayload = extra.replace(Sample.base64(SAMPLE.payload(act)), Sample.base64(SAMPLE.payload(act + 1)));
        String otherSalt = extra.replace(Hashing.hex(SAMPLE.salt(act)), Hashing.hex(SAMPLE.salt(act + 1)));

        assertThat(verify(receipt.replace("index " + act + "\n", "index " + (act + 1) + "\n"))
                        .said())
                .contains("TAMPERED", "first: leaf " + (act + 1));
        assertThat(verify(SAMPLE.receipt(act, 300, other)).said()).contains("TAMPERED", "first: leaf " + act);
        assertThat(verify(SAMPLE.receipt(act, 300, otherPayload)).said()).contains("TAMPERED", "#12");
        assertThat(verify(SAMPLE.receipt(act, 300, otherSalt)).said()).contains("TAMPERED", "#12");
        assertThat(verify(SAMPLE.receipt(act, 300, extra.replace(",\"salt\"", ", \"salt\"")))
                        .status())
                .isEqualTo(1);
    }

    @Test
    void a_checkpoint_of_the_same_size_with_another_root_proves_a_fork() throws IOException {
        String receipt = SAMPLE.receipt(SAMPLE.act(), 300);
        String forkText = BundleWriter.ORIGIN + "\n300\n" + Sample.base64(new byte[32]) + "\n";
        Path same = Files.write(folder.resolve("same"), SAMPLE.checkpoint(300));
        Path fork = Files.write(folder.resolve("fork"), BundleWriter.SIGNER.sign(forkText));
        Path older = Files.write(folder.resolve("older"), SAMPLE.checkpoint(200));

        assertThat(verify(receipt, "--checkpoint", same.toString()).status()).isZero();
        assertThat(verify(receipt, "--checkpoint", fork.toString()).status()).isEqualTo(1);
        assertThat(verify(receipt, "--checkpoint", older.toString()).status()).isEqualTo(3);
    }

    @Test
    void the_key_of_another_log_can_judge_nothing() throws IOException {
        Path file = Files.writeString(folder.resolve("receipt"), SAMPLE.receipt(SAMPLE.act(), 300));
        String other = NoteSigner.ofText("elsewhere.example/minglu/1", "k").vkey();

        assertThat(Verdict.of(List.of("receipt", file.toString(), "--key", other))
                        .status())
                .isEqualTo(2);
    }

    @Test
    void public_receipts_are_read_and_bad_ones_refused() throws FaultException {
        JsonNode vectors = Vectors.json("tlog-proof/tlog-proof-vectors.json");
        assertThat(vectors.get("marshal")).hasSize(3);
        for (JsonNode good : vectors.get("marshal")) {
            Receipt receipt = Receipt.parse(good.get("text").asString().getBytes(UTF_8));
            assertThat(receipt.index()).isEqualTo(good.get("index").asLong());
            assertThat(receipt.path().stream().map(Bytes::base64).toList())
                    .isEqualTo(good.get("hashes")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
            assertThat(receipt.extra() == null ? null : Bytes.base64(receipt.extra()))
                    .isEqualTo(good.has("extra") ? good.get("extra").asString() : null);
            assertThat(new String(receipt.checkpoint(), UTF_8))
                    .isEqualTo(good.get("checkpoint").asString());
        }
        assertThat(vectors.get("invalid")).hasSize(8).allSatisfy(bad -> assertThatThrownBy(
                        () -> Receipt.parse(bad.get("text").asString().getBytes(UTF_8)))
                .as(bad.get("why").asString())
                .isInstanceOf(FaultException.class));
    }
}
