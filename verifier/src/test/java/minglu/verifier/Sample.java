package minglu.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minglu.evidence.BundleWriter;
import minglu.evidence.Evidence;
import minglu.evidence.Hashing;
import minglu.evidence.LogWriter;
import minglu.evidence.LoggedEvent;
import minglu.evidence.RandomHistory;
import tools.jackson.databind.json.JsonMapper;

/** One random log of 300 events and what is handed out of it. */
final class Sample {

    static final String KEY = BundleWriter.SIGNER.vkey();

    private static final int SIZE = 300;

    private final BundleWriter writer = new BundleWriter(FormatFile.bytes());
    final List<LoggedEvent> events = RandomHistory.of(new Random(11), SIZE);
    final LogWriter log = LogWriter.of(BundleWriter.ORIGIN, events, new Random(12));

    /** The district's bundle of 2021 when the log had so many leaves. */
    Evidence bundle(int size) {
        List<LoggedEvent> first = events.subList(0, size);
        LogWriter beginning = LogWriter.of(BundleWriter.ORIGIN, first, new Random(12));
        return writer.write(
                first,
                beginning,
                new BundleWriter.Asked("district", true, 2021, size),
                BundleWriter.SIGNER,
                new Random(1));
    }

    /** The checkpoint when the log had so many leaves. */
    byte[] checkpoint(int size) {
        return BundleWriter.SIGNER.sign(text(size));
    }

    String text(int size) {
        return BundleWriter.ORIGIN + "\n" + size + "\n" + Base64.getEncoder().encodeToString(Hashing.root(hashes(size)))
                + "\n";
    }

    List<byte[]> hashes(int size) {
        return log.leaves().subList(0, size).stream().map(Hashing::leafHash).toList();
    }

    /** The index of some act with a payload to show. */
    int act() {
        for (int at = 20; at < SIZE; at++) {
            if (events.get(at).type().endsWith("RequestReceived")) {
                return at;
            }
        }
        throw new IllegalStateException("no act");
    }

    byte[] payload(int index) {
        byte[] salted = log.salted().get(index);
        return Arrays.copyOfRange(salted, 32, salted.length);
    }

    byte[] salt(int index) {
        return Arrays.copyOf(log.salted().get(index), 32);
    }

    /** What stands in the line {@code extra} of a receipt. */
    String extra(int index, boolean disclosed) {
        String extra = "{\"leaf\":\"" + base64(log.leaves().get(index)) + "\"";
        if (disclosed) {
            extra += ",\"payload\":\"" + base64(payload(index)) + "\",\"salt\":\"" + Hashing.hex(salt(index)) + "\"";
        }
        return extra + "}";
    }

    /** The receipt of an act under the checkpoint of a size. */
    String receipt(int index, int size, String extra) {
        StringBuilder receipt = new StringBuilder("c2sp.org/tlog-proof@v1\nextra ");
        receipt.append(base64(extra.getBytes(UTF_8)))
                .append("\nindex ")
                .append(index)
                .append('\n');
        Hashing.path(index, hashes(size))
                .forEach(hash -> receipt.append(base64(hash)).append('\n'));
        return receipt.append('\n').append(new String(checkpoint(size), UTF_8)).toString();
    }

    String receipt(int index, int size) {
        return receipt(index, size, extra(index, true));
    }

    /** A line of a statement. */
    Map<String, Object> entry(int index) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("i", index);
        entry.put("leaf", base64(log.leaves().get(index)));
        entry.put("salt", Hashing.hex(salt(index)));
        entry.put("payload", base64(payload(index)));
        entry.put(
                "proof",
                Hashing.path(index, hashes(SIZE)).stream().map(Sample::base64).toList());
        return entry;
    }

    static String line(Map<String, Object> object) {
        return JsonMapper.shared().writeValueAsString(object) + "\n";
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
