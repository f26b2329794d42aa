package minglu.query.log.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
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
import minglu.query.log.leaf.Leaf;
import minglu.query.log.notary.Leaves;
import minglu.query.log.notary.Leaves.Notarised;
import minglu.query.log.notary.LogRows.Epoch;
import minglu.query.log.notary.LogRows.Published;
import minglu.query.log.notary.PayloadGlance;
import minglu.query.log.notary.PublishedLog;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.SignedNote;
import minglu.query.log.store.StoredEvent;
import minglu.query.log.tiles.EntryBundle;
import minglu.query.log.tiles.TilePath;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes evidence bundles (docs/evidence-format.md, section 5) straight to where they go: of a log of any length only one tile is in
 * memory. The same tables against the same checkpoint give the same bytes.
 */
public final class EvidenceBundle {

    private static final String VERSION = "minglu-evidence/1";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final List<String> README = List.of("README.zh.txt", "README.en.txt");

    private final PublishedLog log;
    private final Leaves leaves;
    private final JsonMapper json;

    /** @param json as the API writes JSON */
    public EvidenceBundle(PublishedLog log, Leaves leaves, JsonMapper json) {
        this.log = log;
        this.leaves = leaves;
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
        leaves.requireKeys(checkpoint.epoch());
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
        Leaf leaf = leaves.get(checkpoint.epoch(), position - 1).leaf();
        return new TablesView(
                tables.format(),
                tables.rules(),
                tables.unit(),
                tables.scope(),
                tables.year(),
                new KnownAt(position, Instants.parse(leaf.recordedAt())),
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
            List<Notarised> entries = new ArrayList<>();
            leaves.read(checkpoint.epoch(), from, from + path.width(), entries::add);
            put(
                    zip,
                    "tile/" + path.path(),
                    EntryBundle.encode(entries.stream().map(Notarised::bytes).toList()));
            byte[] payloads = payloads(entries, checkpoint, position, units);
            if (payloads.length > 0) {
                put(zip, "payload/" + path.path().substring("entries/".length()), payloads);
            }
        }
    }

    /** Salts and payloads of what is disclosed; nothing where nothing is. */
    private byte[] payloads(List<Notarised> entries, Published checkpoint, long position, Set<String> units) {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        boolean any = false;
        for (Notarised entry : entries) {
            StoredEvent event = entry.event();
            boolean disclosed = event.position() <= position && isDisclosed(event, units);
            any |= disclosed;
            items.write(disclosed ? 1 : 0);
            if (disclosed) {
                items.writeBytes(leaves.salt(checkpoint.epoch(), event));
                items.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(event.payload().length)
                        .array());
                items.writeBytes(event.payload());
            }
        }
        return any ? items.toByteArray() : new byte[0];
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
