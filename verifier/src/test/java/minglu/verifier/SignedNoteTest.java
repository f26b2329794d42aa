package minglu.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import minglu.evidence.NoteSigner;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Keys, notes, checkpoints and the traps of Ed25519 on Java. */
class SignedNoteTest {

    private static final NoteSigner SIGNER = NoteSigner.ofText("district.example/minglu/1", "a key");

    @Test
    void a_key_is_read_as_it_is_written() throws FaultException {
        VerifierKey key = VerifierKey.parse(SIGNER.vkey());

        assertThat(key.name()).isEqualTo(SIGNER.name());
        assertThat(key.vkey()).isEqualTo(SIGNER.vkey());
    }

    @Test
    void public_keys_are_taken_and_every_mangled_one_refused() {
        JsonNode keys = Vectors.json("signed-note/note-vectors.json").get("verifierKeys");
        assertThat(keys.get("valid")).hasSize(3).allSatisfy(valid -> {
            String vkey = valid.asString();
            assertThat(VerifierKey.parse(vkey).vkey()).isEqualTo(vkey);
            for (int at = 0; at < vkey.length(); at++) {
                String increased = vkey.substring(0, at) + (char) (vkey.charAt(at) + 1) + vkey.substring(at + 1);
                refuses(increased);
                refuses(vkey.substring(0, at));
                refuses(vkey.substring(at + 1));
            }
        });
        assertThat(keys.get("invalid"))
                .hasSize(2)
                .allSatisfy(invalid -> refuses(invalid.get("vkey").asString()));
    }

    private static void refuses(String vkey) {
        assertThatThrownBy(() -> VerifierKey.parse(vkey)).as(vkey).isInstanceOf(FaultException.class);
    }

    @Test
    void public_notes_stand_to_keys_as_they_should() throws FaultException {
        JsonNode vectors = Vectors.json("signed-note/note-vectors.json");
        assertThat(vectors.get("open")).hasSize(8);
        int checked = 0;
        for (JsonNode open : vectors.get("open")) {
            byte[] bytes = open.get("note").asString().getBytes(StandardCharsets.UTF_8);
            if (open.get("name").asString().startsWith("101")) {
                assertThatThrownBy(() -> SignedNote.parse(bytes)).isInstanceOf(FaultException.class);
                checked++;
                continue;
            }
            SignedNote note = SignedNote.parse(bytes);
            List<String> good = new ArrayList<>();
            boolean bad = false;
            for (JsonNode known : open.get("known")) {
                VerifierKey key = VerifierKey.parse(known.asString());
                SignedNote.Standing standing = note.standing(key);
                bad |= standing == SignedNote.Standing.BAD;
                if (standing == SignedNote.Standing.GOOD && !good.contains(key.name())) {
                    good.add(key.name());
                }
            }
            if (open.has("verified")) {
                List<String> verified = new ArrayList<>();
                open.get("verified").forEach(name -> verified.add(name.asString()));
                assertThat(bad).isFalse();
                assertThat(good).containsExactlyInAnyOrderElementsOf(verified);
            } else if (!open.get("error").asString().contains("ambiguous")) {
                assertThat(bad || good.isEmpty()).as(open.toString()).isTrue();
            }
            checked++;
        }
        assertThat(checked).isEqualTo(8);
    }

    @Test
    void malformed_public_notes_are_refused() {
        JsonNode vectors = Vectors.json("signed-note/note-vectors.json");
        assertThat(vectors.get("malformed"))
                .hasSize(6)
                .allSatisfy(text -> refusesNote(text.asString().getBytes(StandardCharsets.UTF_8)));
        JsonNode bytes = vectors.get("malformedBytesBase64");
        (bytes.isArray() ? bytes : List.of(bytes))
                .forEach(text -> refusesNote(Base64.getDecoder().decode(text.asString())));
    }

    private static void refusesNote(byte[] note) {
        assertThatThrownBy(() -> SignedNote.parse(note))
                .as(new String(note, StandardCharsets.UTF_8))
                .isInstanceOf(FaultException.class);
    }

    @Test
    void the_published_answer_is_found_and_signed_alike() throws FaultException {
        JsonNode known = Vectors.json("signed-note/note-vectors.json").get("knownAnswer");
        String[] parts = known.get("testSignerKey").asString().split("\\+", 5);
        byte[] seed = Base64.getDecoder().decode(parts[4]);
        NoteSigner signer = NoteSigner.of(parts[2], Arrays.copyOfRange(seed, 1, 33));
        byte[] note = signer.sign(known.get("text").asString());

        assertThat(new String(note, StandardCharsets.UTF_8))
                .isEqualTo(known.get("signedNote").asString());
        assertThat(SignedNote.parse(note)
                        .standing(VerifierKey.parse(known.get("verifierKey").asString())))
                .isEqualTo(SignedNote.Standing.GOOD);
    }

    @Test
    void one_wrong_signature_of_a_key_spoils_the_note() throws FaultException {
        NoteSigner other = NoteSigner.ofText(SIGNER.name(), "another key");
        String text = "some text\n";
        String good = SIGNER.line(text);
        String forged = SIGNER.lineForgedBy(other, text);

        assertThat(standing(text + "\n" + good)).isEqualTo(SignedNote.Standing.GOOD);
        assertThat(standing(text + "\n" + other.line(text) + good)).isEqualTo(SignedNote.Standing.GOOD);
        assertThat(standing(text + "\n" + good + forged)).isEqualTo(SignedNote.Standing.BAD);
        assertThat(standing(text + "\n" + other.line(text))).isEqualTo(SignedNote.Standing.UNSIGNED);
    }

    private static SignedNote.Standing standing(String note) throws FaultException {
        return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).standing(VerifierKey.parse(SIGNER.vkey()));
    }

    @Test
    void a_signature_with_a_byte_appended_is_none() throws FaultException {
        byte[] message = "message".getBytes(StandardCharsets.UTF_8);
        byte[] signature = SIGNER.signature(message);
        VerifierKey key = VerifierKey.parse(SIGNER.vkey());

        assertThat(key.signed(message, signature)).isTrue();
        assertThat(key.signed(message, Arrays.copyOf(signature, 65))).isFalse();
        assertThat(key.signed(message, Arrays.copyOf(signature, 63))).isFalse();
    }

    @Test
    void signatures_of_wycheproof_are_judged_alike() {
        JsonNode groups = Vectors.json("ed25519/wycheproof-ed25519_test.json").get("testGroups");
        int valid = 0;
        int cases = 0;
        for (JsonNode group : groups) {
            byte[] publicKey =
                    HexFormat.of().parseHex(group.get("publicKey").get("pk").asString());
            VerifierKey key = VerifierKey.of("k/1", publicKey);
            for (JsonNode test : group.get("tests")) {
                boolean signed = key.signed(
                        HexFormat.of().parseHex(test.get("msg").asString()),
                        HexFormat.of().parseHex(test.get("sig").asString()));
                assertThat(signed)
                        .as("tcId %s", test.get("tcId"))
                        .isEqualTo(test.get("result").asString().equals("valid"));
                cases++;
                valid += signed ? 1 : 0;
            }
        }
        assertThat(cases).isEqualTo(151);
        assertThat(valid).isEqualTo(88);
    }

    @Test
    void no_encoding_of_cctv_passes_that_is_not_canonical() {
        JsonNode vectors = Vectors.json("ed25519/cctv-ed25519vectors.json");
        int accepted = 0;
        for (JsonNode vector : vectors) {
            VerifierKey key = VerifierKey.of(
                    "k/1", HexFormat.of().parseHex(vector.get("key").asString()));
            boolean signed = key.signed(
                    vector.get("msg").asString().getBytes(StandardCharsets.UTF_8),
                    HexFormat.of().parseHex(vector.get("sig").asString()));
            accepted += signed ? 1 : 0;
            boolean canonical = !String.valueOf(vector.get("flags")).contains("non_canonical");
            assertThat(signed && !canonical).as(vector.toString()).isFalse();
        }
        assertThat(vectors).hasSize(914);
        assertThat(accepted).isEqualTo(172);
    }

    @Test
    void checkpoints_are_read_strictly() throws FaultException {
        String root = Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(checkpoint("a.example/log/1\n17\n" + root + "\n").size()).isEqualTo(17);
        List.of(
                        "a.example/log\n17\n" + root + "\n",
                        "a.example/log/0\n17\n" + root + "\n",
                        "a.example/log/01\n17\n" + root + "\n",
                        "a example/1\n17\n" + root + "\n",
                        "/1\n17\n" + root + "\n",
                        "a.example/log/1\n017\n" + root + "\n",
                        "a.example/log/1\n-1\n" + root + "\n",
                        "a.example/log/1\n9007199254740992\n" + root + "\n",
                        "a.example/log/1\n17\n" + root + "\nextension\n",
                        "a.example/log/1\n17\n" + root.substring(0, 42) + "\n",
                        "a.example/log/1\n17\n" + root.replace("A=", "B=") + "\n",
                        "a.example/log/1\n17\n")
                .forEach(text ->
                        assertThatThrownBy(() -> checkpoint(text)).as(text).isInstanceOf(FaultException.class));
    }

    private static Checkpoint checkpoint(String text) throws FaultException {
        return Checkpoint.parse(NoteSigner.ofText(
                        text.substring(0, Math.max(1, text.indexOf('\n'))).replace(' ', '_'), "k")
                .sign(text));
    }

    @Test
    void bad_public_checkpoints_are_refused() {
        JsonNode cases = Vectors.json("tlog-checkpoint/checkpoint-bodies.json").get("cases");
        assertThat(cases).hasSize(10);
        // The good ones have short roots and no epoch, which this format does not allow either.
        assertThat(cases).allSatisfy(one -> assertThatThrownBy(
                        () -> Checkpoint.parse(SIGNER.sign(one.get("body").asString())))
                .isInstanceOf(FaultException.class));
    }

    @Test
    void a_public_log_is_read_to_its_root() throws FaultException {
        VerifierKey key = VerifierKey.parse(
                new String(Vectors.bytes("tlog-tiles-sample/vkey.txt"), StandardCharsets.UTF_8).strip());
        byte[] entries = Vectors.bytes("tlog-tiles-sample/log/tile/entries/000.p/15");
        byte[] tile = Vectors.bytes("tlog-tiles-sample/log/tile/0/000.p/15");
        Merkle merkle = new Merkle();
        TreeBuilder tree = new TreeBuilder(merkle);
        int at = 0;
        int signed = 0;
        for (int size = 0; size <= 15; size++) {
            SignedNote note = SignedNote.parse(Vectors.bytes("tlog-tiles-sample/log/checkpoint." + size));
            String[] lines = note.text().split("\n");
            assertThat(note.standing(key)).isEqualTo(SignedNote.Standing.GOOD);
            assertThat(lines[1]).isEqualTo(String.valueOf(size));
            assertThat(lines[2]).isEqualTo(Bytes.base64(tree.root()));
            signed++;
            if (size < 15) {
                int length = (entries[at] & 0xff) << 8 | entries[at + 1] & 0xff;
                byte[] hash = merkle.leaf(entries, at + 2, length);
                assertThat(hash).isEqualTo(Arrays.copyOfRange(tile, size * 32, size * 32 + 32));
                tree.append(hash, (level, higher) -> {});
                at += 2 + length;
            }
        }
        assertThat(at).isEqualTo(entries.length);
        assertThat(signed).isEqualTo(16);
    }
}
