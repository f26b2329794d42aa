package minglu.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Writes bundles, section 5 of the format. */
public final class BundleWriter {

    /** Origin of the logs written here. */
    public static final String ORIGIN = "district.example/minglu/1";

    /** The key of those logs. */
    public static final NoteSigner SIGNER = NoteSigner.ofText(ORIGIN, "the key of the log");

    private final byte[] formatFile;

    public BundleWriter(byte[] formatFile) {
        this.formatFile = formatFile;
    }

    /**
     * What a bundle is asked for.
     *
     * @param position the position up to which events are known
     */
    public record Asked(String unit, boolean consolidated, int year, int position) {}

    /** A bundle of a random history. */
    public Evidence random(long seed) {
        Random random = new Random(seed);
        int size = 10 + random.nextInt(random.nextInt(4) == 0 ? 700 : 300);
        List<LoggedEvent> events = RandomHistory.of(random, size);
        LogWriter log = LogWriter.of(ORIGIN, events, random);
        return write(events, log, asked(random, events.size()), SIGNER, random);
    }

    private static Asked asked(Random random, int size) {
        List<String> units = List.of("district", "district", "town", "jyj", "rsj", "swj", "cun", "nowhere");
        String unit = units.get(random.nextInt(units.size()));
        boolean node = unit.equals("district") || unit.equals("town");
        int position = random.nextInt(3) == 0 ? random.nextInt(size + 1) : size;
        return new Asked(unit, node && random.nextInt(4) != 0, 2019 + random.nextInt(4), position);
    }

    public Evidence write(List<LoggedEvent> events, LogWriter log, Asked asked, NoteSigner signer, Random random) {
        Tables tables = new Tables(
                formatFile, events.subList(0, asked.position()), asked.unit(), asked.consolidated(), asked.year());
        Set<String> read = new HashSet<>(tables.read());
        read.add(asked.unit());
        Set<Integer> disclosed = new HashSet<>();
        for (int at = 0; at < asked.position(); at++) {
            LoggedEvent event = events.get(at);
            if (event.defines() != null || event.unit() != null && read.contains(event.unit())) {
                disclosed.add(at);
            }
        }
        Evidence evidence = Evidence.of(log, disclosed);
        evidence.rebuild();
        int size = events.size();
        evidence.sign(signer);
        for (int count = random.nextInt(4); count > 0; count--) {
            int earlier = random.nextInt(size + 1);
            evidence.files()
                    .put(
                            "checkpoints/" + String.format("%020d", earlier),
                            signer.sign(evidence.checkpointText(signer.name(), earlier)));
        }
        Map<String, Object> claim = tables.claim(asked.position(), log.recordedAt(asked.position()));
        evidence.files().put("tables.json", JsonMapper.shared().writeValueAsBytes(claim));
        evidence.files().put("format/" + claim.get("format") + ".json", formatFile);
        evidence.files().put("README.zh.txt", "证据包\n".getBytes(StandardCharsets.UTF_8));
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("bundle", "minglu-evidence/1");
        bundle.put("log", signer.name());
        bundle.put("size", size);
        bundle.put("knownAt", asked.position());
        for (String member : List.of("unit", "scope", "year", "format", "rules")) {
            bundle.put(member, claim.get(member));
        }
        evidence.files().put("bundle.json", JsonMapper.shared().writeValueAsBytes(bundle));
        return evidence;
    }

    /** A bundle of a log that has come to a later epoch. */
    public Evidence ofEpoch(int epoch, List<LoggedEvent> events, Asked asked, NoteSigner firstKey) {
        String base = firstKey.name().substring(0, firstKey.name().lastIndexOf('/') + 1);
        Map<String, byte[]> notes = new LinkedHashMap<>();
        byte[] last = null;
        for (int one = 2; one <= epoch; one++) {
            NoteSigner old = firstKey.named(base + (one - 1));
            NoteSigner fresh = firstKey.named(base + one);
            last = old.sign(String.join(
                            "\n",
                            List.of(
                                    "minglu-recovery/1",
                                    old.name(),
                                    Hashing.hex(Hashing.sha256(new byte[] {(byte) one})),
                                    fresh.name(),
                                    fresh.vkey(),
                                    "2023-02-01T08:00:00.000000Z",
                                    "admin",
                                    "数据库被恢复到较早的备份"))
                    + "\n");
            notes.put("recovery/" + one, last);
        }
        LogWriter log = new LogWriter(base + epoch, Hashing.hex(Hashing.sha256(last)));
        Instant now = Instant.parse("2023-03-01T00:00:00Z");
        List<LoggedEvent> copies = new ArrayList<>(events);
        for (LoggedEvent event : copies) {
            now = now.plusSeconds(1);
            log.add(event, now);
        }
        Evidence evidence = write(events, log, asked, firstKey.named(base + epoch), new Random(0));
        evidence.files().putAll(notes);
        return evidence;
    }
}
