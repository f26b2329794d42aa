package minglu.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import minglu.evidence.BundleWriter;
import minglu.evidence.Evidence;
import minglu.evidence.Hashing;
import minglu.evidence.LoggedEvent;
import minglu.evidence.NoteSigner;
import minglu.evidence.RandomHistory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Logs that were begun anew. */
class EpochsTest {

    private static final NoteSigner FIRST = BundleWriter.SIGNER;
    private static final NoteSigner THIRD = FIRST.named("district.example/minglu/3");

    private static Evidence third() {
        List<LoggedEvent> events = RandomHistory.of(new Random(3), 40);
        return new BundleWriter(FormatFile.bytes())
                .ofEpoch(3, events, new BundleWriter.Asked("district", true, 2021, 40), FIRST);
    }

    private static Verdict verify(Evidence evidence) {
        return Verdict.of(evidence, THIRD.vkey());
    }

    @Test
    void a_log_in_its_third_epoch_is_sound() {
        Verdict verdict = verify(third());

        assertThat(verdict.status()).as(verdict.said()).isZero();
    }

    @Test
    void every_recovery_note_must_be_there() {
        for (String name : List.of("recovery/2", "recovery/3")) {
            Evidence evidence = third();
            evidence.files().remove(name);
            assertThat(verify(evidence).status()).isEqualTo(3);
        }
        Evidence more = third();
        more.files().put("recovery/4", more.files().get("recovery/3"));
        assertThat(verify(more).status()).isEqualTo(1);
    }

    @Test
    void a_changed_recovery_note_is_named() {
        for (String name : List.of("recovery/2", "recovery/3")) {
            String note = new String(third().files().get(name), UTF_8);
            for (String changed : List.of(
                    note.replace("admin", "nobody"),
                    note.replace("minglu/1", "minglu/9"),
                    note.replace("minglu-recovery/1", "minglu-recovery/2"),
                    note.replace("2023-02-01", "2023-02-31"))) {
                Evidence evidence = third();
                evidence.files().put(name, changed.getBytes(UTF_8));
                if (changed.equals(note)) {
                    continue;
                }
                Verdict verdict = verify(evidence);
                assertThat(verdict.status()).isEqualTo(1);
                assertThat(verdict.said()).contains(name);
            }
        }
    }

    @Test
    void leaf_0_must_commit_to_the_recovery() {
        Evidence evidence = third();
        evidence.setLeaf(0, evidence.leaf(0).put("prev", Hashing.hex(new byte[32])));
        evidence.rebuild();
        evidence.sign(THIRD);
        Evidence without = third();
        ObjectNode leaf = without.leaf(0);
        leaf.remove("prev");
        without.setLeaf(0, leaf);
        without.rebuild();
        without.sign(THIRD);
        Evidence elsewhere = third();
        elsewhere.setLeaf(5, elsewhere.leaf(5).put("prev", Hashing.hex(new byte[32])));
        elsewhere.rebuild();
        elsewhere.sign(THIRD);

        assertThat(verify(evidence).said()).contains("TAMPERED", "first: leaf 0 ", "#11");
        assertThat(verify(without).said()).contains("TAMPERED", "first: leaf 0 ", "#11");
        assertThat(verify(elsewhere).said()).contains("TAMPERED", "first: leaf 5 ", "#7");
    }

    @Test
    void the_key_of_an_earlier_epoch_is_that_of_another_log() {
        assertThat(Verdict.of(third(), FIRST.vkey()).status()).isEqualTo(2);
    }
}
