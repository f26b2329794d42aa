package minglu.verifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import minglu.evidence.Evidence;
import minglu.evidence.Hashing;
import minglu.evidence.NoteSigner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ways to tamper with evidence. Each operator takes a sound bundle, changes it at a random place, and says how the verifier
 * must end and what it must name. It knows nothing about where the bundle comes from.
 *
 * <p>A bundle must disclose acts and definitions, have at least 300 leaves, and be known at a position before its end.
 */
public final class TamperSuite {

    private static final int TAMPERED = 1;
    private static final int UNUSABLE = 2;
    private static final int INCOMPLETE = 3;

    /**
     * What an operator did.
     *
     * @param zip the forged bundle
     * @param status how the verifier must end
     * @param first how the first thing named must begin; null where only the status is certain
     * @param outside checkpoints that left the house before
     */
    public record Blow(byte[] zip, int status, String first, List<byte[]> outside) {

        private Blow given(byte[]... checkpoints) {
            return new Blow(zip, status, first, List.of(checkpoints));
        }
    }

    /** An operator. */
    public enum Operator {
        LEAF_BIT {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.anyLeaf();
                scene.forged
                        .leaves()
                        .set(leaf, scene.bitFlipped(scene.forged.leaves().get(leaf)));
                scene.forged.writeEntries(leaf / 256);
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        LEAF_LENGTH {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.anyLeaf();
                String name = scene.entriesOf(leaf);
                ByteBuffer file = ByteBuffer.wrap(scene.forged.files().get(name).clone());
                for (int at = leaf / 256 * 256; at < leaf; at++) {
                    file.position(file.position() + 2 + scene.forged.leaves().get(at).length);
                }
                int bit = 1 << scene.random.nextInt(16);
                file.putShort(file.position(), (short) (file.getShort(file.position()) ^ bit));
                scene.forged.files().put(name, file.array());
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        PAYLOAD_BIT {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.disclosed(any -> true);
                byte[] both = scene.forged.salted().get(leaf).clone();
                both[32 + scene.random.nextInt(both.length - 32)] ^= (byte) (1 << scene.random.nextInt(8));
                scene.forged.salted().set(leaf, both);
                scene.forged.writePayloads(leaf / 256);
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        SALT_BIT {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.disclosed(any -> true);
                byte[] both = scene.forged.salted().get(leaf).clone();
                both[scene.random.nextInt(32)] ^= (byte) (1 << scene.random.nextInt(8));
                scene.forged.salted().set(leaf, both);
                scene.forged.writePayloads(leaf / 256);
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        PAYLOAD_OF_ANOTHER_LEAF {
            @Override
            Blow strike(Scene scene) {
                int one = scene.disclosed(any -> true);
                int other = scene.disclosed(any -> any != one);
                byte[] both = scene.forged.salted().get(one);
                scene.forged.salted().set(one, scene.forged.salted().get(other));
                scene.forged.salted().set(other, both);
                scene.forged.writePayloads(one / 256);
                scene.forged.writePayloads(other / 256);
                return scene.blow(TAMPERED, leaf(Math.min(one, other)));
            }
        },
        PAYLOAD_FILE_CUT {
            @Override
            Blow strike(Scene scene) {
                String name = scene.payloadsOf(scene.disclosed(any -> true));
                byte[] file = scene.forged.files().get(name);
                scene.forged.files().put(name, Arrays.copyOf(file, scene.random.nextInt(file.length)));
                return scene.blow(TAMPERED, null);
            }
        },
        PAYLOAD_FILE_GROWN {
            @Override
            Blow strike(Scene scene) {
                String name = scene.payloadsOf(scene.disclosed(any -> true));
                byte[] file = scene.forged.files().get(name);
                scene.forged.files().put(name, Arrays.copyOf(file, file.length + 1 + scene.random.nextInt(40)));
                return scene.blow(TAMPERED, "file " + name);
            }
        },
        HASH_TILE_BIT {
            @Override
            Blow strike(Scene scene) {
                String name = scene.anyFile("tile/0/");
                scene.forged
                        .files()
                        .put(name, scene.bitFlipped(scene.forged.files().get(name)));
                return scene.blow(TAMPERED, "file " + name);
            }
        },
        HIGHER_TILE_BIT {
            @Override
            Blow strike(Scene scene) {
                String name = scene.anyFile("tile/1/");
                scene.forged
                        .files()
                        .put(name, scene.bitFlipped(scene.forged.files().get(name)));
                return scene.blow(TAMPERED, "file " + name);
            }
        },
        LEAF_AND_ITS_HASH {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.anyLeaf();
                ObjectNode members = scene.forged.leaf(leaf);
                members.put("meta", Hashing.hex(scene.noise(32)));
                scene.forged.setLeaf(leaf, members);
                scene.forged.rebuild();
                return scene.blow(TAMPERED, "file checkpoint");
            }
        },
        CHECKPOINT_BIT {
            @Override
            Blow strike(Scene scene) {
                byte[] note = scene.bitFlipped(scene.forged.files().get("checkpoint"));
                scene.forged.files().put("checkpoint", note);
                // A changed origin is that of another log, for which another key would be needed; a changed
                // size
                // misplaces files.
                return scene.blow(-1, null);
            }
        },
        CHECKPOINT_ROOT {
            @Override
            Blow strike(Scene scene) {
                String[] lines = scene.text("checkpoint").split("\n", -1);
                lines[2] = base64(scene.noise(32));
                scene.forged.files().put("checkpoint", String.join("\n", lines).getBytes(UTF_8));
                return scene.blow(TAMPERED, "file checkpoint");
            }
        },
        CHECKPOINT_SIZE {
            @Override
            Blow strike(Scene scene) {
                String[] lines = scene.text("checkpoint").split("\n", -1);
                long size = scene.random.nextInt(4) == 0 ? scene.random.nextLong() >>> 12 : scene.random.nextInt(2000);
                lines[1] = String.valueOf(size == scene.size() ? size + 1 : size);
                scene.forged.files().put("checkpoint", String.join("\n", lines).getBytes(UTF_8));
                return scene.blow(TAMPERED, null);
            }
        },
        CHECKPOINT_OF_AN_EARLIER_DAY {
            @Override
            Blow strike(Scene scene) {
                int size = scene.random.nextInt(scene.size());
                scene.forged
                        .files()
                        .put("checkpoint", scene.signer.sign(scene.forged.checkpointText(scene.signer.name(), size)));
                return scene.blow(TAMPERED, null);
            }
        },
        EARLIER_CHECKPOINT_BIT {
            @Override
            Blow strike(Scene scene) {
                String name = scene.earlierCheckpoint(scene.random.nextInt(scene.size() + 1));
                scene.forged
                        .files()
                        .put(name, scene.bitFlipped(scene.forged.files().get(name)));
                return scene.blow(TAMPERED, "file " + name);
            }
        },
        EARLIER_CHECKPOINT_OF_ANOTHER_TREE {
            @Override
            Blow strike(Scene scene) {
                int size = scene.random.nextInt(scene.size() + 1);
                String name = scene.earlierCheckpoint(size);
                String text = scene.signer.name() + "\n" + size + "\n" + base64(scene.noise(32)) + "\n";
                scene.forged.files().put(name, scene.signer.sign(text));
                return scene.blow(TAMPERED, "file " + name);
            }
        },
        SWAPPED {
            @Override
            Blow strike(Scene scene) {
                int one = scene.anyLeaf();
                int other = scene.otherThan(one);
                scene.swap(one, other);
                scene.forged.rebuild();
                return scene.blow(TAMPERED, leaf(Math.min(one, other)));
            }
        },
        SWAPPED_AND_RENUMBERED {
            @Override
            Blow strike(Scene scene) {
                int one = scene.anyLeaf();
                scene.swap(one, scene.otherThan(one));
                scene.forged.renumber();
                scene.forged.resequence();
                scene.forged.rebuild();
                return scene.blow(TAMPERED, null);
            }
        },
        FIRST_DELETED {
            @Override
            Blow strike(Scene scene) {
                return scene.deleted(0);
            }
        },
        MIDDLE_DELETED {
            @Override
            Blow strike(Scene scene) {
                return scene.deleted(1 + scene.random.nextInt(scene.size() - 2));
            }
        },
        LAST_DELETED {
            @Override
            Blow strike(Scene scene) {
                return scene.deleted(scene.size() - 1);
            }
        },
        DELETED_AND_FILLED_UP {
            @Override
            Blow strike(Scene scene) {
                scene.forged.removeLeaf(scene.anyLeaf());
                int last = scene.forged.leaves().size() - 1;
                scene.forged.insertLeaf(last + 1, scene.invented(last), null);
                scene.forged.renumber();
                scene.forged.resequence();
                scene.forged.rebuild();
                return scene.blow(TAMPERED, null);
            }
        },
        INSERTED {
            @Override
            Blow strike(Scene scene) {
                int place = scene.anyLeaf();
                scene.forged.insertLeaf(place, scene.invented(place), null);
                scene.forged.removeLeaf(scene.forged.leaves().size() - 1);
                scene.forged.renumber();
                scene.forged.resequence();
                scene.forged.rebuild();
                return scene.blow(TAMPERED, null);
            }
        },
        APPENDED {
            @Override
            Blow strike(Scene scene) {
                int last = scene.size();
                scene.forged.insertLeaf(last, scene.invented(last - 1), null);
                scene.forged.renumber();
                scene.forged.resequence();
                scene.forged.rebuild();
                return scene.blow(TAMPERED, leaf(last));
            }
        },
        RENUMBERED {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.anyLeaf();
                ObjectNode members = scene.forged.leaf(leaf);
                members.put("i", scene.otherThan(leaf));
                scene.forged.setLeaf(leaf, members);
                scene.forged.rebuild();
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        BACK_DATED {
            @Override
            Blow strike(Scene scene) {
                int leaf = 1 + scene.random.nextInt(scene.size() - 1);
                ObjectNode members = scene.forged.leaf(leaf);
                members.put("rec", "2001" + members.get("rec").asString().substring(4));
                scene.forged.setLeaf(leaf, members);
                scene.resign();
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        PAYLOAD_REWRITTEN {
            @Override
            Blow strike(Scene scene) {
                scene.rewriteUncountedPart();
                return scene.blow(TAMPERED, "file checkpoint");
            }
        },
        RESIGNED_WITH_ANOTHER_KEY {
            @Override
            Blow strike(Scene scene) {
                scene.rewriteUncountedPart();
                scene.forged.sign(NoteSigner.ofText(scene.signer.name(), "key " + scene.random.nextLong()));
                return scene.blow(TAMPERED, "file checkpoint");
            }
        },
        RESIGNED_WITH_ANOTHER_KEY_AS_THE_TRUE_ONE {
            @Override
            Blow strike(Scene scene) {
                scene.rewriteUncountedPart();
                NoteSigner other = NoteSigner.ofText(scene.signer.name(), "key " + scene.random.nextLong());
                String text = scene.forged.checkpointText(scene.signer.name(), scene.size());
                String note = text + "\n" + scene.signer.lineForgedBy(other, text);
                scene.forged.files().keySet().removeIf(name -> name.startsWith("checkpoints/"));
                scene.forged.files().put("checkpoint", note.getBytes(UTF_8));
                return scene.blow(TAMPERED, "file checkpoint");
            }
        },
        RESIGNED_WITH_THE_TRUE_KEY {
            @Override
            Blow strike(Scene scene) {
                scene.rewriteUncountedPart();
                scene.resign();
                return scene.blow(TAMPERED, "argument ").given(scene.checkpointBefore());
            }
        },
        OMITTED_AND_RESIGNED_WITH_THE_TRUE_KEY {
            @Override
            Blow strike(Scene scene) {
                // One from behind the position at which the tables are known, so that they stay right.
                int leaf = scene.knownAt() + scene.random.nextInt(scene.size() - scene.knownAt());
                scene.forged.removeLeaf(leaf);
                scene.forged.insertLeaf(scene.size() - 1, scene.invented(scene.size() - 2), null);
                scene.forged.renumber();
                scene.forged.resequence();
                scene.resign();
                return scene.blow(TAMPERED, "argument ").given(scene.checkpointBefore());
            }
        },
        ROLLED_BACK {
            @Override
            Blow strike(Scene scene) {
                int size = scene.knownAt() + scene.random.nextInt(scene.size() - scene.knownAt());
                while (scene.forged.leaves().size() > size) {
                    scene.forged.removeLeaf(scene.forged.leaves().size() - 1);
                }
                scene.resign();
                return scene.blow(INCOMPLETE, "argument ").given(scene.checkpointBefore());
            }
        },
        ROLLED_BACK_AND_GROWN_DIFFERENTLY {
            @Override
            Blow strike(Scene scene) {
                int size = scene.knownAt() + scene.random.nextInt(scene.size() - scene.knownAt());
                while (scene.forged.leaves().size() > size) {
                    scene.forged.removeLeaf(scene.forged.leaves().size() - 1);
                }
                while (scene.forged.leaves().size() < scene.size() + 5) {
                    int last = scene.forged.leaves().size();
                    scene.forged.insertLeaf(last, scene.invented(last - 1), null);
                    scene.forged.renumber();
                }
                scene.forged.resequence();
                scene.resign();
                return scene.blow(TAMPERED, "argument ").given(scene.checkpointBefore());
            }
        },
        MIXED_WITH_ANOTHER_LOG {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.anyLeaf();
                ObjectNode members = scene.forged.leaf(leaf);
                members.put("log", "elsewhere.example/minglu/1");
                scene.forged.setLeaf(leaf, members);
                scene.resign();
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        CHECKPOINT_OF_ANOTHER_LOG {
            @Override
            Blow strike(Scene scene) {
                NoteSigner other = NoteSigner.ofText("elsewhere.example/minglu/1", "elsewhere");
                scene.forged.files().keySet().removeIf(name -> name.startsWith("checkpoints/"));
                scene.forged
                        .files()
                        .put("checkpoint", other.sign(scene.forged.checkpointText(other.name(), scene.size())));
                // Every leaf names its log, and it is not that of the checkpoint.
                return scene.blow(TAMPERED, leaf(0));
            }
        },
        CELL_CHANGED {
            @Override
            Blow strike(Scene scene) {
                ObjectNode tables = scene.forged.tables();
                ObjectNode cells = (ObjectNode) tables.get("cells");
                List<String> ids = cells.properties().stream()
                        .filter(cell -> cell.getValue().isNumber())
                        .map(cell -> cell.getKey())
                        .toList();
                String id = scene.pick(ids);
                int change = (1 + scene.random.nextInt(5)) * (scene.random.nextBoolean() ? 1 : -1);
                cells.put(id, cells.get(id).asLong() + change);
                scene.forged.setTables(tables);
                return scene.blow(TAMPERED, "cell " + id + ":");
            }
        },
        CHARGES_CHANGED {
            @Override
            Blow strike(Scene scene) {
                ObjectNode tables = scene.forged.tables();
                ObjectNode cells = (ObjectNode) tables.get("cells");
                String written = cells.get("2.charges").asString();
                List<String> forgeries = new ArrayList<>(
                        List.of(written + "0", "-" + written, "0" + written, "1000000", written + "1", "1e3", ""));
                forgeries.remove(written);
                cells.put("2.charges", scene.pick(forgeries));
                scene.forged.setTables(tables);
                return scene.blow(TAMPERED, "cell 2.charges:");
            }
        },
        CELL_REMOVED {
            @Override
            Blow strike(Scene scene) {
                ObjectNode tables = scene.forged.tables();
                ObjectNode cells = (ObjectNode) tables.get("cells");
                String id = scene.pick(List.copyOf(cells.propertyNames()));
                cells.remove(id);
                scene.forged.setTables(tables);
                return scene.blow(TAMPERED, "cell " + id + ":");
            }
        },
        CELL_INVENTED {
            @Override
            Blow strike(Scene scene) {
                ObjectNode tables = scene.forged.tables();
                ((ObjectNode) tables.get("cells")).put("5.invented." + scene.random.nextInt(100), 0);
                scene.forged.setTables(tables);
                return scene.blow(TAMPERED, "cell 5.invented.");
            }
        },
        CHECK_STATUS_CHANGED {
            @Override
            Blow strike(Scene scene) {
                ObjectNode tables = scene.forged.tables();
                ArrayNode checks = (ArrayNode) tables.get("checks");
                ObjectNode line = (ObjectNode) checks.get(scene.random.nextInt(checks.size()));
                String status = line.get("status").asString();
                line.put("status", status.equals("holds") ? scene.pick(List.of("fails", "justified")) : "holds");
                scene.forged.setTables(tables);
                return scene.blow(TAMPERED, check(line));
            }
        },
        CHECK_SIDE_CHANGED {
            @Override
            Blow strike(Scene scene) {
                ObjectNode tables = scene.forged.tables();
                ArrayNode checks = (ArrayNode) tables.get("checks");
                ObjectNode line = (ObjectNode) checks.get(scene.random.nextInt(checks.size()));
                String side = scene.random.nextBoolean() ? "left" : "right";
                line.put(side, line.get(side).isNull() ? 0 : line.get(side).asLong() + 1);
                scene.forged.setTables(tables);
                return scene.blow(TAMPERED, check(line));
            }
        },
        CHECK_REMOVED {
            @Override
            Blow strike(Scene scene) {
                ObjectNode tables = scene.forged.tables();
                ArrayNode checks = (ArrayNode) tables.get("checks");
                checks.remove(scene.random.nextInt(checks.size()));
                scene.forged.setTables(tables);
                return scene.blow(TAMPERED, "check ");
            }
        },
        UNITS_CHANGED {
            @Override
            Blow strike(Scene scene) {
                ObjectNode tables = scene.forged.tables();
                String list = scene.pick(List.of("included", "silent", "excluded"));
                ArrayNode units = (ArrayNode) tables.get("units").get(list);
                if (units.isEmpty() || scene.random.nextBoolean()) {
                    units.add("zzz-unit");
                } else {
                    units.remove(scene.random.nextInt(units.size()));
                }
                scene.forged.setTables(tables);
                return scene.blow(TAMPERED, "list of units " + list);
            }
        },
        POSITION_CHANGED {
            @Override
            Blow strike(Scene scene) {
                int position = scene.random.nextInt(scene.knownAt());
                ObjectNode tables = scene.forged.tables();
                ((ObjectNode) tables.get("knownAt")).put("position", position);
                scene.forged.setTables(tables);
                scene.inBundleJson("knownAt", position);
                return scene.blow(TAMPERED, null);
            }
        },
        YEAR_CHANGED {
            @Override
            Blow strike(Scene scene) {
                ObjectNode tables = scene.forged.tables();
                int year = tables.get("year").asInt() + (scene.random.nextBoolean() ? 1 : -1);
                tables.put("year", year);
                tables.put("occurredUntil", year + "-12-31");
                scene.forged.setTables(tables);
                scene.inBundleJson("year", year);
                // The tables of another year may read units whose events this bundle does not disclose.
                return scene.blow(-1, null);
            }
        },
        BUNDLE_JSON_CHANGED {
            @Override
            Blow strike(Scene scene) {
                switch (scene.random.nextInt(6)) {
                    case 0 -> scene.inBundleJson("log", "elsewhere.example/minglu/1");
                    case 1 -> scene.inBundleJson("size", scene.size() + 1);
                    case 2 -> scene.inBundleJson("unit", "zzz-unit");
                    case 3 -> scene.inBundleJson("scope", "other");
                    case 4 -> scene.inBundleJson("year", 1999);
                    default -> scene.inBundleJson("more", 1);
                }
                return scene.blow(TAMPERED, "file bundle.json");
            }
        },
        MEMBER_TWICE {
            @Override
            Blow strike(Scene scene) {
                String name = scene.pick(List.of("bundle.json", "tables.json"));
                String text = scene.text(name);
                String member = scene.pick(List.of("\"unit\":\"zzz-unit\"", "\"year\":1999", "\"format\":\"2021-30\""));
                String twice = "{" + member + "," + text.substring(1);
                scene.forged.files().put(name, twice.getBytes(UTF_8));
                return scene.blow(TAMPERED, "file " + name);
            }
        },
        FORMAT_FILE_CHANGED {
            @Override
            Blow strike(Scene scene) {
                String name = scene.anyFile("format/");
                byte[] file = scene.forged.files().get(name).clone();
                file[scene.random.nextInt(file.length)] ^= (byte) (1 << scene.random.nextInt(8));
                scene.forged.files().put(name, file);
                return scene.blow(TAMPERED, "file " + name);
            }
        },
        FORMAT_FILE_REWRITTEN {
            @Override
            Blow strike(Scene scene) {
                String name = scene.anyFile("format/");
                String text = scene.text(name);
                String from = scene.pick(List.of("request/received/{column}", "decision/{row}", "\"kind\": \"stock\""));
                scene.forged.files().put(name, text.replace(from, "charge/fen").getBytes(UTF_8));
                return scene.blow(TAMPERED, "file " + name);
            }
        },
        FORMAT_UNKNOWN {
            @Override
            Blow strike(Scene scene) {
                String name = scene.anyFile("format/");
                String other = "2099-" + scene.random.nextInt(100);
                ObjectNode tables = scene.forged.tables();
                tables.put("format", other);
                scene.forged.setTables(tables);
                scene.inBundleJson("format", other);
                byte[] file = scene.forged.files().remove(name);
                scene.forged.files().put("format/" + other + ".json", file);
                return scene.blow(INCOMPLETE, "file format/" + other);
            }
        },
        SECOND_FORMAT_FILE {
            @Override
            Blow strike(Scene scene) {
                scene.forged.files().put("format/2099-1.json", scene.noise(30));
                return scene.blow(TAMPERED, "file format/2099-1.json");
            }
        },
        ACT_WITHHELD {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.disclosed(scene::isCountedAct);
                scene.forged.salted().set(leaf, null);
                scene.forged.writePayloads(leaf / 256);
                return scene.blow(INCOMPLETE, leaf(leaf));
            }
        },
        DEFINITION_WITHHELD {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.disclosed(scene::isDefinition);
                scene.forged.salted().set(leaf, null);
                scene.forged.writePayloads(leaf / 256);
                return scene.blow(INCOMPLETE, null);
            }
        },
        PAYLOAD_FILE_REMOVED {
            @Override
            Blow strike(Scene scene) {
                scene.forged.files().remove(scene.payloadsOf(scene.disclosed(scene::isCountedAct)));
                return scene.blow(INCOMPLETE, "leaf ");
            }
        },
        ENTRIES_REMOVED {
            @Override
            Blow strike(Scene scene) {
                String name = scene.entriesOf(scene.anyLeaf());
                scene.forged.files().remove(name);
                return scene.blow(INCOMPLETE, "file " + name);
            }
        },
        HASH_TILE_REMOVED {
            @Override
            Blow strike(Scene scene) {
                String name = scene.anyFile(scene.pick(List.of("tile/0/", "tile/1/")));
                scene.forged.files().remove(name);
                return scene.blow(INCOMPLETE, "file " + name);
            }
        },
        ENTRIES_AND_HASHES_REMOVED {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.anyLeaf();
                scene.forged.files().remove(scene.entriesOf(leaf));
                scene.forged.files().remove(scene.entriesOf(leaf).replace("entries", "0"));
                return scene.blow(INCOMPLETE, "file tile/entries/");
            }
        },
        ENTRIES_REMOVED_AND_A_LEAF_CHANGED {
            @Override
            Blow strike(Scene scene) {
                int removed = scene.anyLeaf();
                int leaf = scene.otherThan(removed);
                while (leaf / 256 == removed / 256) {
                    leaf = scene.otherThan(removed);
                }
                ObjectNode members = scene.forged.leaf(leaf);
                members.put("meta", Hashing.hex(scene.noise(32)));
                scene.forged.setLeaf(leaf, members);
                scene.forged.writeEntries(leaf / 256);
                scene.forged.files().remove(scene.entriesOf(removed));
                // The hashes of the tile stand in for the leaves that are missing.
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        TABLES_REMOVED {
            @Override
            Blow strike(Scene scene) {
                scene.forged.files().remove("tables.json");
                return scene.blow(INCOMPLETE, "file tables.json");
            }
        },
        FORMAT_REMOVED {
            @Override
            Blow strike(Scene scene) {
                String name = scene.anyFile("format/");
                scene.forged.files().remove(name);
                return scene.blow(INCOMPLETE, "file " + name);
            }
        },
        BUNDLE_JSON_REMOVED {
            @Override
            Blow strike(Scene scene) {
                scene.forged.files().remove("bundle.json");
                return scene.blow(UNUSABLE, "evidence");
            }
        },
        CHECKPOINT_REMOVED {
            @Override
            Blow strike(Scene scene) {
                scene.forged.files().remove("checkpoint");
                return scene.blow(UNUSABLE, "evidence");
            }
        },
        FILE_ADDED {
            @Override
            Blow strike(Scene scene) {
                String name = scene.pick(List.of(
                        "notes.txt",
                        "tile/0/000.p/300",
                        "tile/0/x000/000",
                        "tile/9/000",
                        "payload/999",
                        "checkpoints/7",
                        "recovery/2",
                        "recovery/1",
                        "TABLES.json",
                        "../checkpoint",
                        "tile/entries/00" + scene.random.nextInt(2) + ".p/" + (1 + scene.random.nextInt(30))));
                if (scene.forged.files().putIfAbsent(name, scene.noise(40)) != null) {
                    scene.forged.files().put("notes.txt", new byte[0]);
                    return scene.blow(TAMPERED, "file notes.txt");
                }
                return scene.blow(TAMPERED, "file " + name);
            }
        },
        NAME_TWICE {
            @Override
            Blow strike(Scene scene) {
                // A reader that takes the first and one that takes the last would see different tables.
                ObjectNode tables = scene.forged.tables();
                ((ObjectNode) tables.get("cells")).put("2.licence", 999_999);
                scene.forged.files().put("tables.jsoN", JsonMapper.shared().writeValueAsBytes(tables));
                byte[] zip = scene.forged.zip(scene.random.nextBoolean());
                String whole = new String(zip, ISO_8859_1);
                byte[] twice = whole.replace("tables.jsoN", "tables.json").getBytes(ISO_8859_1);
                return new Blow(twice, TAMPERED, "file tables.json", List.of());
            }
        },
        ZIP_CUT {
            @Override
            Blow strike(Scene scene) {
                byte[] zip = scene.forged.zip(true);
                return new Blow(Arrays.copyOf(zip, scene.random.nextInt(zip.length)), UNUSABLE, null, List.of());
            }
        },
        ZIP_GROWN {
            @Override
            Blow strike(Scene scene) {
                byte[] zip = scene.forged.zip(true);
                return new Blow(
                        Arrays.copyOf(zip, zip.length + 1 + scene.random.nextInt(100)), TAMPERED, null, List.of());
            }
        },
        EVENT_TWICE {
            @Override
            Blow strike(Scene scene) {
                int one = scene.anyLeaf();
                int other = scene.otherThan(one);
                ObjectNode members = scene.forged.leaf(other);
                members.put("id", scene.forged.leaf(one).get("id").asString());
                scene.forged.setLeaf(other, members);
                scene.resign();
                return scene.blow(TAMPERED, leaf(Math.max(one, other)));
            }
        },
        HOLE_IN_A_STREAM {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.anyLeaf();
                ObjectNode members = scene.forged.leaf(leaf);
                members.put("seq", members.get("seq").asInt() + 1);
                scene.forged.setLeaf(leaf, members);
                scene.resign();
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        UNIT_RELABELLED {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.disclosed(scene::isCountedAct);
                ObjectNode members = scene.forged.leaf(leaf);
                members.put("unit", Hashing.hex(scene.noise(16)));
                scene.forged.setLeaf(leaf, members);
                scene.resign();
                return scene.blow(TAMPERED, "leaf ");
            }
        },
        UNIT_HIDDEN {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.disclosed(scene::isCountedAct);
                ObjectNode members = scene.forged.leaf(leaf);
                members.put("unit", "");
                scene.forged.setLeaf(leaf, members);
                scene.resign();
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        DATE_RELABELLED {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.disclosed(scene::isCountedAct);
                ObjectNode members = scene.forged.leaf(leaf);
                members.put("occ", scene.pick(List.of("", "1999-01-01")));
                scene.forged.setLeaf(leaf, members);
                scene.resign();
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        STREAM_RELABELLED {
            @Override
            Blow strike(Scene scene) {
                // An event that is alone in its stream could be renamed by whoever holds the key; others
                // hold it fast.
                int leaf = scene.disclosed(at -> scene.isCountedAct(at) && !scene.isAloneInItsStream(at));
                ObjectNode members = scene.forged.leaf(leaf);
                members.put("agg", Hashing.hex(scene.noise(16)));
                scene.forged.setLeaf(leaf, members);
                scene.forged.resequence();
                scene.resign();
                return scene.blow(TAMPERED, null);
            }
        },
        LEAF_NOT_CANONICAL {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.anyLeaf();
                String text = new String(scene.forged.leaves().get(leaf), UTF_8);
                String other = scene.pick(List.of(
                        text.replace("\",\"agg", "\", \"agg"),
                        text.replaceFirst("\"i\":", "\"i\":0"),
                        text.replaceFirst("\"type\":\"m", "\"type\":\"\\\\u006d"),
                        text.replaceFirst("\"v\":1}", "\"v\":1.0}"),
                        text.replaceFirst("\"v\":1}", "\"v\":1,\"w\":1}"),
                        text.replaceFirst("\"cmd\":", "\"CMD\":"),
                        text + " ",
                        "{\"v\":1," + text.substring(1).replace(",\"v\":1", "")));
                scene.forged.leaves().set(leaf, other.getBytes(UTF_8));
                scene.resign();
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        LATER_EPOCH_CLAIMED {
            @Override
            Blow strike(Scene scene) {
                ObjectNode members = scene.forged.leaf(0);
                members.put("prev", Hashing.hex(scene.noise(32)));
                scene.forged.setLeaf(0, members);
                scene.resign();
                return scene.blow(TAMPERED, leaf(0));
            }
        },
        COUNTED_IN_ANOTHER_YEAR {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.disclosed(scene::isPlainFlowOfTheYear);
                ObjectNode payload = (ObjectNode) JsonMapper.shared().readTree(scene.forged.payload(leaf));
                ((ObjectNode) payload.get("act")).put("occurredOn", "1999-01-01");
                scene.forged.setPayload(leaf, JsonMapper.shared().writeValueAsBytes(payload));
                ObjectNode members = scene.forged.leaf(leaf);
                members.put("occ", "1999-01-01");
                scene.forged.setLeaf(leaf, members);
                scene.resign();
                return scene.blow(TAMPERED, "cell ");
            }
        },
        FACTS_UNCOUNTABLE {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.disclosed(scene::isPlainFlowOfTheYear);
                ObjectNode payload = (ObjectNode) JsonMapper.shared().readTree(scene.forged.payload(leaf));
                payload.remove("facts");
                scene.forged.setPayload(leaf, JsonMapper.shared().writeValueAsBytes(payload));
                scene.resign();
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        PAYLOAD_NO_STRICT_JSON {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.disclosed(scene::isCountedAct);
                String text = new String(scene.forged.payload(leaf), UTF_8);
                String other = scene.pick(List.of(
                        text + "{}",
                        "[" + text + "]",
                        "{\"act\":{}," + text.substring(1),
                        text.substring(0, text.length() - 1),
                        "{\"x\":\"\\ud800\"," + text.substring(1),
                        "{\"x\":" + "[".repeat(40) + "]".repeat(40) + "," + text.substring(1)));
                scene.forged.setPayload(leaf, other.getBytes(UTF_8));
                scene.resign();
                return scene.blow(TAMPERED, leaf(leaf));
            }
        },
        TYPE_UNKNOWN {
            @Override
            Blow strike(Scene scene) {
                int leaf = scene.disclosed(scene::isCountedAct);
                ObjectNode members = scene.forged.leaf(leaf);
                if (scene.random.nextBoolean()) {
                    members.put("rev", "2");
                } else {
                    members.put("type", "minglu.api.request.RequestForwarded");
                }
                scene.forged.setLeaf(leaf, members);
                scene.resign();
                return scene.blow(INCOMPLETE, leaf(leaf));
            }
        },
        SAID_TO_BE_INCOMPLETE {
            @Override
            Blow strike(Scene scene) {
                ObjectNode tables = scene.forged.tables();
                tables.put("complete", false);
                boolean reasoned = scene.random.nextBoolean();
                if (reasoned) {
                    ((ArrayNode) tables.get("incompleteBecause")).add("events are waiting");
                }
                scene.forged.setTables(tables);
                return scene.blow(reasoned ? INCOMPLETE : TAMPERED, "file tables.json");
            }
        };

        abstract Blow strike(Scene scene);

        private static String leaf(int index) {
            return "leaf " + index + " ";
        }

        private static String check(ObjectNode line) {
            return "check " + line.get("rule").asString() + " "
                    + line.get("where").asString() + ":";
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private TamperSuite() {}

    /**
     * Strikes once.
     *
     * @param sound a sound bundle; it is not changed
     * @param signer the key of its log
     */
    public static Blow strike(Operator operator, Evidence sound, NoteSigner signer, long seed) {
        return operator.strike(new Scene(sound, signer, new Random(seed)));
    }

    /** Strikes once, lets the verifier judge, and says what was wrong with the verdict; null if nothing. */
    public static String failure(Operator operator, Evidence sound, NoteSigner signer, long seed) {
        Blow blow = strike(operator, sound, signer, seed);
        Verdict verdict = Verdict.ofZip(blow.zip(), signer.vkey(), blow.outside());
        boolean status = blow.status() < 0 ? verdict.status() != 0 : verdict.status() == blow.status();
        boolean named = blow.first() == null || verdict.said().contains("first: " + blow.first());
        return status && named
                ? null
                : operator + " seed " + seed + ": expected " + blow.status() + ", first: " + blow.first() + "\n"
                        + verdict.status() + " " + verdict.said();
    }

    /**
     * What operators want to know of a leaf.
     *
     * @param counted whether it is a disclosed act of an included unit
     */
    private record Traits(String type, String occurred, String stream, boolean counted) {

        private static List<Traits> of(Evidence sound) {
            Set<String> included = new HashSet<>();
            sound.tables().get("units").get("included").forEach(unit -> included.add(unit.asString()));
            List<Traits> traits = new ArrayList<>();
            for (int at = 0; at < sound.leaves().size(); at++) {
                ObjectNode leaf = sound.leaf(at);
                String type = leaf.get("type").asString();
                byte[] payload = sound.payload(at);
                boolean counted = false;
                if (payload != null && ActTypes.act(type) != null) {
                    JsonNode act = JsonMapper.shared().readTree(payload).get("act");
                    counted = included.contains(act.get("unit").asString());
                }
                traits.add(new Traits(
                        type, leaf.get("occ").asString(), leaf.get("agg").asString(), counted));
            }
            return traits;
        }
    }

    private static final Map<Evidence, List<Traits>> TRAITS = Collections.synchronizedMap(new IdentityHashMap<>());

    private static final Set<String> PLAIN_FLOWS = Set.of(
            "minglu.api.request.RequestReceived",
            "minglu.api.request.RequestDecided",
            "minglu.api.document.DocumentIssued",
            "minglu.api.decision.DecisionMade");

    /** A bundle about to be forged. */
    static final class Scene {

        private final Evidence sound;
        private final Evidence forged;
        private final NoteSigner signer;
        private final Random random;

        private final List<Traits> traits;
        private final int knownAt;
        private final String year;

        private Scene(Evidence sound, NoteSigner signer, Random random) {
            this.sound = sound;
            this.traits = TRAITS.computeIfAbsent(sound, Traits::of);
            this.knownAt = sound.knownAt();
            this.year = sound.tables().get("year").asString();
            this.forged = sound.copy();
            this.signer = signer;
            this.random = random;
        }

        private Blow blow(int status, String first) {
            return new Blow(forged.zip(random.nextInt(8) == 0), status, first, List.of());
        }

        private int size() {
            return sound.leaves().size();
        }

        private int knownAt() {
            return knownAt;
        }

        private int anyLeaf() {
            return random.nextInt(size());
        }

        private int otherThan(int leaf) {
            int other = anyLeaf();
            return other == leaf ? (leaf + 1) % size() : other;
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }

        private int disclosed(IntPredicate wanted) {
            List<Integer> fitting = IntStream.range(0, size())
                    .filter(at -> sound.salted().get(at) != null)
                    .filter(wanted)
                    .boxed()
                    .toList();
            return pick(fitting);
        }

        private boolean isDefinition(int leaf) {
            return traits.get(leaf).type().equals("minglu.api.unit.UnitDefined");
        }

        /** Whether the tables read the event: an act of an included unit. */
        private boolean isCountedAct(int leaf) {
            return leaf < knownAt && traits.get(leaf).counted();
        }

        private boolean isPlainFlowOfTheYear(int leaf) {
            Traits of = traits.get(leaf);
            return isCountedAct(leaf) && of.occurred().startsWith(year) && PLAIN_FLOWS.contains(of.type());
        }

        private boolean isAloneInItsStream(int leaf) {
            String stream = traits.get(leaf).stream();
            return IntStream.range(0, knownAt)
                            .filter(at -> traits.get(at).counted()
                                    && traits.get(at).stream().equals(stream))
                            .count()
                    == 1;
        }

        private String text(String file) {
            return new String(forged.files().get(file), UTF_8);
        }

        private String anyFile(String prefix) {
            return pick(forged.files().keySet().stream()
                    .filter(name -> name.startsWith(prefix))
                    .toList());
        }

        private String path(int leaf) {
            return Evidence.path(leaf / 256, Math.min(256, size() - leaf / 256 * 256));
        }

        private String entriesOf(int leaf) {
            return "tile/entries/" + path(leaf);
        }

        private String payloadsOf(int leaf) {
            return "payload/" + path(leaf);
        }

        private byte[] noise(int length) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            return noise;
        }

        private byte[] bitFlipped(byte[] bytes) {
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            return flipped;
        }

        private String earlierCheckpoint(int size) {
            String name = "checkpoints/" + String.format("%020d", size);
            forged.files().put(name, signer.sign(forged.checkpointText(signer.name(), size)));
            return name;
        }

        private byte[] checkpointBefore() {
            // Any size beyond the tables will do; the last one always betrays the change.
            return signer.sign(sound.checkpointText(signer.name(), size()));
        }

        private void swap(int one, int other) {
            byte[] leaf = forged.leaves().get(one);
            forged.leaves().set(one, forged.leaves().get(other));
            forged.leaves().set(other, leaf);
            byte[] both = forged.salted().get(one);
            forged.salted().set(one, forged.salted().get(other));
            forged.salted().set(other, both);
        }

        private Blow deleted(int leaf) {
            forged.removeLeaf(leaf);
            forged.renumber();
            forged.resequence();
            forged.rebuild();
            return blow(TAMPERED, "leaf " + (size() - 1) + " ");
        }

        /** An event like that of the leaf, which never happened: of a kind that counts nothing, in a stream of its own. */
        private byte[] invented(int like) {
            ObjectNode members = forged.leaf(like);
            members.put("id", Hashing.hex(noise(16)));
            members.put("agg", Hashing.hex(noise(16)));
            members.put("seq", 0);
            members.put("unit", "");
            members.put("occ", "");
            members.put("type", "minglu.api.calendar.CalendarYearSet");
            members.remove("prev");
            return Evidence.json(members);
        }

        /** Changes what an act says without changing what it counts, and all tiles with it. */
        private void rewriteUncountedPart() {
            int leaf = disclosed(this::isCountedAct);
            ObjectNode payload = (ObjectNode) JsonMapper.shared().readTree(forged.payload(leaf));
            payload.put("forged", random.nextInt());
            forged.setPayload(leaf, JsonMapper.shared().writeValueAsBytes(payload));
            forged.rebuild();
        }

        private void resign() {
            forged.rebuild();
            forged.sign(signer);
        }

        private void inBundleJson(String member, Object value) {
            ObjectNode bundle =
                    (ObjectNode) JsonMapper.shared().readTree(forged.files().get("bundle.json"));
            bundle.set(member, JsonMapper.shared().valueToTree(value));
            forged.files().put("bundle.json", JsonMapper.shared().writeValueAsBytes(bundle));
        }
    }
}
