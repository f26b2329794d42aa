package minglu.query.log.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import minglu.query.log.Vectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Notes, keys, checkpoints, proofs and signatures against public vectors. */
class NoteVectorsTest {

    private static JsonNode notes() {
        return Vectors.json("signed-note/note-vectors.json");
    }

    @Test
    void signing_gives_the_known_answer_byte_for_byte() {
        JsonNode known = notes().get("knownAnswer");
        SignerKey signer = SignerKey.parse(known.get("testSignerKey").stringValue());

        assertThat(signer.verifier().toString())
                .isEqualTo(known.get("verifierKey").stringValue());
        assertThat(signer.sign(known.get("text").stringValue()).note())
                .isEqualTo(known.get("signedNote").stringValue());
    }

    @Test
    void valid_keys_are_read_and_every_part_or_change_of_them_is_refused() {
        JsonNode keys = notes().get("verifierKeys");
        int valid = 0;
        for (JsonNode key : keys.get("valid")) {
            String text = key.stringValue();
            assertThat(VerifierKey.parse(text)).hasToString(text);
            for (int from = 0; from < text.length(); from++) {
                for (int to = from; to <= text.length(); to++) {
                    if (to - from < text.length()) {
                        assertRefusedKey(text.substring(from, to));
                    }
                }
            }
            for (int i = 0; i < text.length(); i++) {
                assertRefusedKey(text.substring(0, i) + (char) (text.charAt(i) + 1) + text.substring(i + 1));
            }
            valid++;
        }
        int invalid = 0;
        for (JsonNode key : keys.get("invalid")) {
            assertRefusedKey(key.get("vkey").stringValue());
            invalid++;
        }
        assertThat(valid + invalid).isEqualTo(5);
    }

    private static void assertRefusedKey(String key) {
        assertThatThrownBy(() -> VerifierKey.parse(key)).as(key).isInstanceOf(MalformedNoteException.class);
    }

    @Test
    void each_note_opens_for_the_listed_names_or_is_refused() {
        int opened = 0;
        for (JsonNode open : notes().get("open")) {
            List<VerifierKey> known = new ArrayList<>();
            open.get("known").forEach(key -> known.add(VerifierKey.parse(key.stringValue())));
            String name = open.get("name").stringValue();
            if (open.has("error")) {
                assertThatThrownBy(() ->
                                SignedNote.parse(open.get("note").stringValue()).verifiedBy(known))
                        .as(name)
                        .isInstanceOf(MalformedNoteException.class);
            } else {
                List<String> names = new ArrayList<>();
                open.get("verified").forEach(verified -> names.add(verified.stringValue()));
                SignedNote note = SignedNote.parse(open.get("note").stringValue());
                assertThat(note.verifiedBy(known)).as(name).containsExactlyElementsOf(names);
            }
            opened++;
        }
        assertThat(opened).isEqualTo(8);
        JsonNode example = notes().get("c2spExample");
        assertThat(SignedNote.parse(example.get("note").stringValue())
                        .verifiedBy(List.of(
                                VerifierKey.parse(example.get("verifierKey").stringValue()))))
                .containsExactly("example.com/foo");
    }

    @Test
    void malformed_notes_are_refused() {
        int refused = 0;
        for (JsonNode malformed : notes().get("malformed")) {
            byte[] note = malformed.stringValue().getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(MalformedNoteException.class);
            refused++;
        }
        for (JsonNode malformed : notes().get("malformedBytesBase64")) {
            byte[] note = Base64.getDecoder().decode(malformed.stringValue());
            assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(MalformedNoteException.class);
            refused++;
        }
        assertThat(refused).isEqualTo(7);
    }

    @Test
    void checkpoint_texts_are_read_or_refused() {
        int cases = 0;
        for (JsonNode body :
                Vectors.json("tlog-checkpoint/checkpoint-bodies.json").get("cases")) {
            String text = body.get("body").stringValue();
            String name = body.get("name").stringValue();
            if (body.get("valid").booleanValue()) {
                assertThat(Checkpoint.parseAnyRoot(text).text()).as(name).isEqualTo(text);
                // Their roots are placeholders, which a checkpoint of ours may not have.
                assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedNoteException.class);
            } else {
                assertThatThrownBy(() -> Checkpoint.parseAnyRoot(text))
                        .as(name)
                        .isInstanceOf(MalformedNoteException.class);
            }
            cases++;
        }
        assertThat(cases).isEqualTo(10);
    }

    @Test
    void real_checkpoints_of_another_log_are_read_and_damaged_ones_refused() {
        List<String> files = Vectors.below("sigstore/checkpoints");
        for (String file : files) {
            byte[] bytes = Vectors.bytes(file);
            if (file.contains("/valid")) {
                Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(bytes).text());
                assertThat(checkpoint.size()).as(file).isEqualTo(37_795_272);
            } else {
                assertThatThrownBy(
                                () -> Checkpoint.parse(SignedNote.parse(bytes).text()))
                        .as(file)
                        .isInstanceOf(MalformedNoteException.class);
            }
        }
        assertThat(files).hasSize(9);
    }

    @Test
    void proof_texts_are_written_read_or_refused() {
        JsonNode vectors = Vectors.json("tlog-proof/tlog-proof-vectors.json");
        int cases = 0;
        for (JsonNode marshal : vectors.get("marshal")) {
            List<byte[]> hashes = new ArrayList<>();
            marshal.get("hashes").forEach(hash -> hashes.add(Base64.getDecoder().decode(hash.stringValue())));
            byte[] extra = marshal.has("extra")
                    ? Base64.getDecoder().decode(marshal.get("extra").stringValue())
                    : null;
            ProofText proof = new ProofText(
                    extra,
                    marshal.get("index").longValue(),
                    hashes,
                    marshal.get("checkpoint").stringValue());
            String text = marshal.get("text").stringValue();
            assertThat(proof.text()).isEqualTo(text);
            ProofText read = ProofText.parse(text);
            assertThat(read.text()).isEqualTo(text);
            assertThat(read.index()).isEqualTo(proof.index());
            assertThat(read.hashes()).hasSameSizeAs(hashes);
            assertThat(read.extra()).isEqualTo(extra);
            assertThat(read.checkpoint()).isEqualTo(proof.checkpoint());
            cases++;
        }
        for (JsonNode invalid : vectors.get("invalid")) {
            assertThatThrownBy(() -> ProofText.parse(invalid.get("text").stringValue()))
                    .as(invalid.get("why").stringValue())
                    .isInstanceOf(MalformedNoteException.class);
            cases++;
        }
        assertThat(cases).isEqualTo(11);
    }

    @Test
    void all_signatures_of_wycheproof_have_their_verdict() {
        int tests = 0;
        int valid = 0;
        for (JsonNode group :
                Vectors.json("ed25519/wycheproof-ed25519_test.json").get("testGroups")) {
            byte[] key = hex(group.get("publicKey").get("pk"));
            for (JsonNode test : group.get("tests")) {
                boolean wanted = test.get("result").stringValue().equals("valid");
                assertThat(Ed25519.verifies(key, hex(test.get("msg")), hex(test.get("sig"))))
                        .as("tcId %s: %s", test.get("tcId"), test.get("comment"))
                        .isEqualTo(wanted);
                tests++;
                valid += wanted ? 1 : 0;
            }
        }
        assertThat(tests).isEqualTo(151);
        assertThat(valid).isEqualTo(88);
    }

    @Test
    void a_signature_with_a_byte_appended_is_refused_whatever_this_java_thinks() {
        SignerKey signer = SignerKey.of("example.com/test", new byte[32]);
        SignedNote note = signer.sign("text\n");
        byte[] signature = note.signatures().get(0).bytes();
        byte[] longer = java.util.Arrays.copyOf(signature, signature.length + 1);

        assertThat(signer.verifier().verifies("text\n", signature)).isTrue();
        assertThat(signer.verifier().verifies("text\n", longer)).isFalse();
    }

    /** A Java that changes its mind must be noticed. */
    @Test
    void the_edge_cases_of_ed25519_are_accepted_in_the_known_number_and_never_non_canonical() {
        int accepted = 0;
        int all = 0;
        for (JsonNode vector : Vectors.json("ed25519/cctv-ed25519vectors.json")) {
            boolean verifies = Ed25519.verifies(
                    hex(vector.get("key")),
                    vector.get("msg").stringValue().getBytes(StandardCharsets.UTF_8),
                    hex(vector.get("sig")));
            if (verifies && vector.get("flags") != null) {
                vector.get("flags")
                        .forEach(flag -> assertThat(flag.stringValue()).doesNotStartWith("non_canonical"));
            }
            accepted += verifies ? 1 : 0;
            all++;
        }
        assertThat(all).isEqualTo(914);
        assertThat(accepted).isEqualTo(172);
    }

    private static byte[] hex(JsonNode text) {
        return HexFormat.of().parseHex(text.stringValue());
    }
}
