package minglu.evidence;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the bundle of a log of any length straight to a file: a district with two departments that received and decided
 * requests and granted licences all year, two streams for every three events, every payload disclosed.
 */
public final class LargeBundle {

    private static final int TILE = 256;
    private static final int YEAR = 2021;
    private static final Instant BEGIN = Instant.parse("2022-01-05T00:00:00Z");
    private static final String TITLE = "sealed:" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo".repeat(4);
    private static final List<String> APPLICANTS = List.of("natural-person", "enterprise", "legal-service");
    private static final List<String> OUTCOMES = List.of("granted", "granted-in-part", "unavailable-not-held");
    private static final List<Unit> UNITS = List.of(
            new Unit("district", null, "government", null, null, null, null),
            new Unit("fb", null, "office", "district", 2019, null, null),
            new Unit("jyj", null, "department", "district", 2019, null, null));

    private final int size;
    private final byte[] formatFile;

    private LargeBundle(int size, byte[] formatFile) {
        this.size = size;
        this.formatFile = formatFile;
    }

    /** Writes the bundle of a log of so many events, at least 3, signed by {@link BundleWriter#SIGNER}. */
    public static void write(Path file, int size, byte[] formatFile) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setLevel(Deflater.BEST_SPEED);
            new LargeBundle(size, formatFile).write(zip);
        }
    }

    private void write(ZipOutputStream zip) throws IOException {
        LogWriter log = new LogWriter(BundleWriter.ORIGIN, null);
        List<byte[]> hashes = new ArrayList<>(size);
        for (int from = 0; from < size; from += TILE) {
            int to = Math.min(from + TILE, size);
            for (int index = from; index < to; index++) {
                log.add(event(index), BEGIN.plusMillis(20L * index));
            }
            log.leaves().forEach(leaf -> hashes.add(Hashing.leafHash(leaf)));
            String path = Evidence.path(from / TILE, to - from);
            put(zip, "tile/entries/" + path, entries(log.leaves()));
            put(zip, "payload/" + path, payloads(log.salted()));
            log.forget();
        }
        tiles(zip, hashes);
        String root = Base64.getEncoder().encodeToString(Hashing.root(hashes));
        put(zip, "checkpoint", BundleWriter.SIGNER.sign(BundleWriter.ORIGIN + "\n" + size + "\n" + root + "\n"));
        claim(zip, log);
    }

    private static void tiles(ZipOutputStream zip, List<byte[]> leafHashes) throws IOException {
        List<byte[]> hashes = leafHashes;
        for (int level = 0; !hashes.isEmpty(); level++) {
            List<byte[]> above = new ArrayList<>();
            for (int from = 0; from < hashes.size(); from += TILE) {
                List<byte[]> tile = hashes.subList(from, Math.min(from + TILE, hashes.size()));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                tile.forEach(bytes::writeBytes);
                put(zip, "tile/" + level + "/" + Evidence.path(from / TILE, tile.size()), bytes.toByteArray());
                if (tile.size() == TILE) {
                    above.add(Hashing.root(tile));
                }
            }
            hashes = above;
        }
    }

    private void claim(ZipOutputStream zip, LogWriter log) throws IOException {
        List<LoggedEvent> events = new AbstractList<>() {
            @Override
            public LoggedEvent get(int index) {
                return event(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
        Tables tables = new Tables(formatFile, events, "district", true, YEAR);
        Map<String, Object> claim = tables.claim(size, log.recordedAt(size));
        put(zip, "tables.json", JsonMapper.shared().writeValueAsBytes(claim));
        put(zip, "format/" + claim.get("format") + ".json", formatFile);
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("bundle", "minglu-evidence/1");
        bundle.put("log", BundleWriter.ORIGIN);
        bundle.put("size", size);
        bundle.put("knownAt", size);
        for (String member : List.of("unit", "scope", "year", "format", "rules")) {
            bundle.put(member, claim.get(member));
        }
        put(zip, "bundle.json", JsonMapper.shared().writeValueAsBytes(bundle));
    }

    private static LoggedEvent event(int index) {
        if (index < UNITS.size()) {
            return RandomHistory.defined(UNITS.get(index));
        }
        int number = (index - UNITS.size()) / 3;
        String unit = number % 2 == 0 ? "fb" : "jyj";
        String applicant = APPLICANTS.get(number % APPLICANTS.size());
        LocalDate day = LocalDate.of(YEAR, 1, 4).plusDays(number % 300);
        return switch ((index - UNITS.size()) % 3) {
            case 0 ->
                act(
                        unit,
                        "SQ-" + number,
                        new CountedAct("1", "request-received", day.toString(), Map.of("applicant", applicant)));
            case 1 ->
                act(
                        unit,
                        "SQ-" + number,
                        new CountedAct(
                                "2",
                                "request-decided",
                                day.plusDays(12).toString(),
                                Map.of("applicant", applicant, "outcome", OUTCOMES.get(number % OUTCOMES.size()))));
            default ->
                act(
                        unit,
                        "XK-" + number,
                        new CountedAct("1", "decision-made", day.toString(), Map.of("kind", "licence")));
        };
    }

    private static LoggedEvent act(String unit, String subject, CountedAct counted) {
        Map<String, Object> stamp = new LinkedHashMap<>();
        stamp.put("unit", unit);
        stamp.put("subject", subject);
        stamp.put("id", counted.act());
        stamp.put("occurredOn", counted.occurredOn());
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("act", stamp);
        payload.put("data", Map.of("title", TITLE));
        payload.put("facts", counted.facts());
        return new LoggedEvent(
                "minglu.api." + RandomHistory.types().get(counted.type()),
                "1",
                "Subject",
                unit + "/" + subject,
                unit,
                counted.occurredOn(),
                payload,
                null,
                List.of(),
                List.of(counted));
    }

    private static byte[] entries(List<byte[]> leaves) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] leaf : leaves) {
            bytes.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) leaf.length).array());
            bytes.writeBytes(leaf);
        }
        return bytes.toByteArray();
    }

    private static byte[] payloads(List<byte[]> salted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] both : salted) {
            bytes.write(1);
            bytes.write(both, 0, 32);
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(both.length - 32).array());
            bytes.write(both, 32, both.length - 32);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
