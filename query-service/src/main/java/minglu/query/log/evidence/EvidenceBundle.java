package minglu.query.log.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import minglu.api.format.Formats;
import minglu.api.tables.CheckLine;
import minglu.api.tables.KnownAt;
import minglu.api.tables.TablesView;
import minglu.api.unit.UnitDefined;
import minglu.platform.time.Instants;
import minglu.query.log.leaf.CanonicalJson;
import minglu.query.log.notary.LogRows.Epoch;
import minglu.query.log.notary.LogRows.Published;
import minglu.query.log.notary.PayloadGlance;
import minglu.query.log.notary.PublishedLog;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.SignedNote;
import minglu.query.log.store.StoredEvent;
import minglu.query.log.store.StoredEvents;
import minglu.query.log.tiles.EntryBundle;
import minglu.query.log.tiles.TilePath;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes evidence bundles (docs/evidence-format.md, section 5) straight to where they go: of a log of any length only one tile is in
 * memory. The same tables against the same checkpoint give the same bytes.
 */
public final class EvidenceBundle {

    private static final String VERSION = "minglu-evidence/1";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final List<String> README = List.of("README.zh.txt", "README.en.txt");
    private static final JsonMapper PLAIN = JsonMapper.builder().build();

    private final PublishedLog log;
    private final StoredEvents events;
    private final Disclosure disclosure;
    private final JsonMapper json;

    /** @param json as the API writes JSON */
    public EvidenceBundle(PublishedLog log, StoredEvents events, Disclosure disclosure, JsonMapper json) {
        this.log = log;
        this.events = events;
        this.disclosure = disclosure;
        this.json = json;
    }

    /**
     * Writes a bundle.
     *
     * @param tables the tables that are claimed
     * @param units units whose payloads are disclosed
     * @param checkpoint a checkpoint that covers the position of the tables
     * @param out stays open
     * @throws IOException if whoever reads has gone
     */
    public void write(TablesView tables, Set<String> units, Published checkpoint, OutputStream out) throws IOException {
        long position = tables.knownAt().position();
        // Before the first byte, so that a node without the keys can still say so.
        disclosure.salt(checkpoint.epoch(), "", 0);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        for (String readme : README) {
            put(zip, readme, resource("/minglu/evidence/" + readme));
        }
        put(zip, "bundle.json", head(tables, checkpoint));
        put(zip, "checkpoint", checkpoint.note().getBytes(StandardCharsets.UTF_8));
        for (Published earlier : log.rows().daily(checkpoint.epoch(), checkpoint.size())) {
            put(
                    zip,
                    "checkpoints/%020d".formatted(earlier.size()),
                    earlier.note().getBytes(StandardCharsets.UTF_8));
        }
        for (Epoch epoch : log.rows().epochs()) {
            if (epoch.recovery() != null && epoch.number() <= checkpoint.epoch()) {
                put(zip, "recovery/" + epoch.number(), epoch.recovery().getBytes(StandardCharsets.UTF_8));
            }
        }
        put(zip, "format/" + tables.format() + ".json", resource("/minglu/format/" + tables.format() + ".json"));
        put(zip, "tables.json", json.writeValueAsBytes(timed(tables, checkpoint)));
        hashTiles(zip, checkpoint);
        entries(zip, checkpoint, position, units);
        zip.finish();
    }

    private static byte[] head(TablesView tables, Published checkpoint) {
        Map<String, Object> head = new HashMap<>();
        head.put("bundle", VERSION);
        head.put(
                "log",
                Checkpoint.parse(SignedNote.parse(checkpoint.note()).text()).origin());
        head.put("size", checkpoint.size());
        head.put("unit", tables.unit());
        head.put("scope", tables.scope().code());
        head.put("year", tables.year());
        head.put("knownAt", tables.knownAt().position());
        head.put("format", tables.format());
        head.put("rules", tables.rules());
        return CanonicalJson.write(head);
    }

    /** The time of the position is that of its leaf; a check is claimed as its rule says it, without what explains it to a reader. */
    private TablesView timed(TablesView tables, Published checkpoint) {
        long position = tables.knownAt().position();
        if (position == 0) {
            return tables;
        }
        JsonNode leaf = PLAIN.readTree(
                log.rows().leafBytes(checkpoint.epoch(), position - 1, position).get(0));
        return new TablesView(
                tables.format(),
                tables.rules(),
                tables.unit(),
                tables.scope(),
                tables.year(),
                new KnownAt(position, Instants.parse(leaf.path("rec").stringValue())),
                tables.occurredUntil(),
                tables.cells(),
                tables.checks().stream().map(CheckLine::plain).toList(),
                tables.units(),
                tables.complete(),
                tables.incompleteBecause());
    }

    private void hashTiles(ZipOutputStream zip, Published checkpoint) throws IOException {
        long hashes = checkpoint.size();
        for (int level = 0; hashes > 0; level++) {
            for (long index = 0; index * TilePath.FULL < hashes; index++) {
                // A new look each time: what it has read would pile up.
                byte[] tile = log.tree(checkpoint).tile(level, index);
                put(zip, "tile/" + path(level, index, hashes).path(), tile);
            }
            hashes /= TilePath.FULL;
        }
    }

    private void entries(ZipOutputStream zip, Published checkpoint, long position, Set<String> units)
            throws IOException {
        for (long index = 0; index * TilePath.FULL < checkpoint.size(); index++) {
            TilePath path = path(TilePath.ENTRIES, index, checkpoint.size());
            long from = index * TilePath.FULL;
            List<byte[]> leaves = log.rows().leafBytes(checkpoint.epoch(), from, from + path.width());
            put(zip, "tile/" + path.path(), EntryBundle.encode(leaves));
            payloads(zip, checkpoint, path, position, units);
        }
    }

    private void payloads(ZipOutputStream zip, Published checkpoint, TilePath path, long position, Set<String> units)
            throws IOException {
        long from = path.index() * TilePath.FULL;
        Map<Long, StoredEvent> disclosed = new HashMap<>();
        events.read(from, Math.min(from + path.width(), position), event -> {
            if (isDisclosed(event, units)) {
                disclosed.put(event.position(), event);
            }
        });
        if (disclosed.isEmpty()) {
            return;
        }
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        for (long at = from + 1; at <= from + path.width(); at++) {
            StoredEvent event = disclosed.get(at);
            items.write(event == null ? 0 : 1);
            if (event != null) {
                items.writeBytes(disclosure.salt(checkpoint.epoch(), event.id(), at));
                items.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(event.payload().length)
                        .array());
                items.writeBytes(event.payload());
            }
        }
        put(zip, "payload/" + path.path().substring("entries/".length()), items.toByteArray());
    }

    private static boolean isDisclosed(StoredEvent event, Set<String> units) {
        return event.type().equals(UnitDefined.class.getName())
                || units.contains(PayloadGlance.of(event.payload()).unit());
    }

    private static TilePath path(int level, long index, long hashes) {
        return new TilePath(level, index, (int) Math.min(TilePath.FULL, hashes - index * TilePath.FULL));
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] resource(String name) throws IOException {
        Class<?> near = name.startsWith("/minglu/format/") ? Formats.class : EvidenceBundle.class;
        try (InputStream in = near.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
