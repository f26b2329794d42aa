package minglu.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Turns events into leaves, section 1 of the format. */
public final class LogWriter {

    private static final byte[] SALT_KEY = Hashing.sha256("salt key".getBytes(UTF_8));
    private static final byte[] PSEUDONYM_KEY = Hashing.sha256("pseudonym key".getBytes(UTF_8));

    private final String origin;
    private final String previous;
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<byte[]> salted = new ArrayList<>();
    private final List<String> recorded = new ArrayList<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private int next;

    /**
     * An empty log.
     *
     * @param previous the hash of the recovery note; null for a first epoch
     */
    public LogWriter(String origin, String previous) {
        this.origin = origin;
        this.previous = previous;
    }

    /** The leaves of a history whose times of recording are drawn. */
    public static LogWriter of(String origin, List<LoggedEvent> events, Random random) {
        LogWriter log = new LogWriter(origin, null);
        Instant now = Instant.parse("2023-01-03T01:00:00Z");
        for (LoggedEvent event : events) {
            now = now.plusMillis(random.nextInt(3_600_000));
            log.add(event, now);
        }
        return log;
    }

    public void add(LoggedEvent event, Instant at) {
        int index = next++;
        byte[] payload = JsonMapper.shared().writeValueAsBytes(event.payload());
        String id = Hashing.hex(Arrays.copyOf(Hashing.sha256(("event " + origin + index).getBytes(UTF_8)), 16));
        byte[] salt = Hashing.hmac(SALT_KEY, ("minglu-salt-v1\0" + id + "\0" + (index + 1)).getBytes(UTF_8));
        String time = at.toString().replace("Z", "");
        time = (time.contains(".") ? time : time + ".") + "000000";
        time = time.substring(0, 26) + "Z";
        recorded.add(time);
        Map<String, Object> leaf = new TreeMap<>();
        leaf.put("v", 1);
        leaf.put("log", origin);
        leaf.put("i", index);
        leaf.put("id", id);
        leaf.put("type", event.type());
        leaf.put("rev", event.revision());
        leaf.put("aggType", event.streamType());
        leaf.put("agg", pseudonym("minglu-agg-v1", event.stream()));
        leaf.put("seq", sizes.merge(event.stream(), 1, Integer::sum) - 1);
        leaf.put("unit", event.unit() == null ? "" : pseudonym("minglu-unit-v1", event.unit()));
        leaf.put("rec", time);
        leaf.put("occ", event.occurred() == null ? "" : event.occurred());
        leaf.put("actor", pseudonym("minglu-actor-v1", "u" + index % 7));
        leaf.put("cmd", index % 3 == 0 ? "" : "cmd-" + index);
        leaf.put("len", payload.length);
        leaf.put("pay", Hashing.hex(Hashing.sha256(salt, payload)));
        leaf.put("meta", Hashing.hex(Hashing.sha256("{}".getBytes(UTF_8))));
        if (index == 0 && previous != null) {
            leaf.put("prev", previous);
        }
        leaves.add(JsonMapper.shared().writeValueAsBytes(leaf));
        byte[] both = Arrays.copyOf(salt, 32 + payload.length);
        System.arraycopy(payload, 0, both, 32, payload.length);
        salted.add(both);
    }

    /** Drops the leaves and payloads written so far, and goes on with the next index. */
    void forget() {
        leaves.clear();
        salted.clear();
    }

    private static String pseudonym(String label, String text) {
        return Hashing.hex(Arrays.copyOf(Hashing.hmac(PSEUDONYM_KEY, (label + "\0" + text).getBytes(UTF_8)), 16));
    }

    public List<byte[]> leaves() {
        return leaves;
    }

    /** For each leaf its salt and its payload, one after the other. */
    public List<byte[]> salted() {
        return salted;
    }

    /** When the event of the position was recorded; null for 0. */
    public String recordedAt(int position) {
        return position == 0 ? null : recorded.get(position - 1);
    }
}
