package minglu.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A bundle as an open thing: its leaves and payloads can be changed, and everything that follows from them written anew. */
public final class Evidence {

    private static final int TILE = 256;

    private final TreeMap<String, byte[]> files;
    private final List<byte[]> leaves = new ArrayList<>();
    /** For each leaf its salt and payload; null where that is withheld. */
    private final List<byte[]> salted = new ArrayList<>();

    private Evidence(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    // Reading and writing.

    /** Opens a bundle from its files. */
    public static Evidence of(Map<String, byte[]> files) {
        Evidence evidence = new Evidence(files);
        long size = evidence.size();
        for (int tile = 0; (long) tile * TILE < size; tile++) {
            int width = (int) Math.min(TILE, size - (long) tile * TILE);
            ByteBuffer entries = ByteBuffer.wrap(files.get("tile/entries/" + path(tile, width)));
            byte[] payloadFile = files.get("payload/" + path(tile, width));
            ByteBuffer payloads = payloadFile == null ? null : ByteBuffer.wrap(payloadFile);
            for (int at = 0; at < width; at++) {
                byte[] leaf = new byte[entries.getShort() & 0xffff];
                entries.get(leaf);
                evidence.leaves.add(leaf);
                byte[] salted = null;
                if (payloads != null && payloads.get() == 1) {
                    byte[] salt = new byte[32];
                    payloads.get(salt);
                    salted = Arrays.copyOf(salt, 32 + payloads.getInt());
                    payloads.get(salted, 32, salted.length - 32);
                }
                evidence.salted.add(salted);
            }
        }
        return evidence;
    }

    /** Opens a zipped bundle. */
    public static Evidence ofZip(byte[] zip) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return of(files);
    }

    /** A bundle without files, of a log. */
    public static Evidence of(LogWriter log, Set<Integer> disclosed) {
        Evidence evidence = new Evidence(Map.of());
        evidence.leaves.addAll(log.leaves());
        for (int at = 0; at < log.leaves().size(); at++) {
            evidence.salted.add(disclosed.contains(at) ? log.salted().get(at) : null);
        }
        return evidence;
    }

    /** A copy that may be changed without changing this. */
    public Evidence copy() {
        Evidence copy = new Evidence(files);
        copy.leaves.addAll(leaves);
        copy.salted.addAll(salted);
        return copy;
    }

    public TreeMap<String, byte[]> files() {
        return files;
    }

    public List<byte[]> leaves() {
        return leaves;
    }

    public List<byte[]> salted() {
        return salted;
    }

    public static String path(long index, int width) {
        String digits = String.format("%03d", index);
        StringBuilder path = new StringBuilder(digits.substring(digits.length() - 3));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, String.format("x%03d/", rest % 1000));
        }
        return width == TILE ? path.toString() : path + ".p/" + width;
    }

    /** The zip file: deflated or stored. */
    public byte[] zip(boolean deflated) {
        return zip(files, deflated);
    }

    public static byte[] zip(Map<String, byte[]> files, boolean deflated) {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                if (!deflated) {
                    CRC32 crc = new CRC32();
                    crc.update(file.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(file.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                out.putNextEntry(entry);
                out.write(file.getValue());
                out.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zip.toByteArray();
    }

    // What it says.

    private String[] checkpointLines() {
        return new String(files.get("checkpoint"), UTF_8).split("\n");
    }

    public String origin() {
        return checkpointLines()[0];
    }

    /** Size of the checkpoint. */
    public long size() {
        return Long.parseLong(checkpointLines()[1]);
    }

    public ObjectNode leaf(int index) {
        return (ObjectNode) JsonMapper.shared().readTree(leaves.get(index));
    }

    public ObjectNode tables() {
        return (ObjectNode) JsonMapper.shared().readTree(files.get("tables.json"));
    }

    public int knownAt() {
        return tables().get("knownAt").get("position").asInt();
    }

    public byte[] payload(int index) {
        byte[] both = salted.get(index);
        return both == null ? null : Arrays.copyOfRange(both, 32, both.length);
    }

    // Changing it.

    /** Writes a leaf from its members. */
    public void setLeaf(int index, ObjectNode members) {
        leaves.set(index, json(members));
    }

    /** Gives a leaf another payload, with the salt it had, and commits to it. */
    public void setPayload(int index, byte[] payload) {
        byte[] both = Arrays.copyOf(salted.get(index), 32 + payload.length);
        System.arraycopy(payload, 0, both, 32, payload.length);
        salted.set(index, both);
        ObjectNode members = leaf(index);
        members.put("len", payload.length);
        members.put("pay", Hashing.hex(Hashing.sha256(both)));
        setLeaf(index, members);
    }

    public void setTables(ObjectNode tables) {
        files.put("tables.json", JsonMapper.shared().writeValueAsBytes(tables));
    }

    public void removeLeaf(int index) {
        leaves.remove(index);
        salted.remove(index);
    }

    public void insertLeaf(int index, byte[] leaf, byte[] both) {
        leaves.add(index, leaf);
        salted.add(index, both);
    }

    /** Gives every leaf the index at which it stands. */
    public void renumber() {
        for (int at = 0; at < leaves.size(); at++) {
            ObjectNode members = leaf(at);
            if (members.get("i").asInt() != at) {
                members.put("i", at);
                setLeaf(at, members);
            }
        }
    }

    /** Gives every leaf its place in its stream. */
    public void resequence() {
        Map<String, Integer> sizes = new TreeMap<>();
        for (int at = 0; at < leaves.size(); at++) {
            ObjectNode members = leaf(at);
            int sequence = sizes.merge(members.get("agg").asString(), 1, Integer::sum) - 1;
            if (members.get("seq").asInt() != sequence) {
                members.put("seq", sequence);
                setLeaf(at, members);
            }
        }
    }

    /** Writes a JSON object in canonical form (of ASCII texts and integers). */
    public static byte[] json(JsonNode object) {
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
        return JsonMapper.shared().writeValueAsBytes(sorted);
    }

    public List<byte[]> leafHashes() {
        List<byte[]> hashes = new ArrayList<>(leaves.size());
        leaves.forEach(leaf -> hashes.add(Hashing.leafHash(leaf)));
        return hashes;
    }

    /** Writes all tiles, entry bundles and payload files anew from leaves and payloads. */
    public void rebuild() {
        files.keySet().removeIf(name -> name.startsWith("tile/") || name.startsWith("payload/"));
        List<byte[]> hashes = leafHashes();
        for (int level = 0; !hashes.isEmpty(); level++) {
            List<byte[]> above = new ArrayList<>();
            for (int from = 0; from < hashes.size(); from += TILE) {
                List<byte[]> tile = hashes.subList(from, Math.min(from + TILE, hashes.size()));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                tile.forEach(bytes::writeBytes);
                files.put("tile/" + level + "/" + path(from / TILE, tile.size()), bytes.toByteArray());
                if (tile.size() == TILE) {
                    above.add(Hashing.root(tile));
                }
            }
            hashes = above;
        }
        for (int from = 0; from < leaves.size(); from += TILE) {
            int to = Math.min(from + TILE, leaves.size());
            files.put("tile/entries/" + path(from / TILE, to - from), entries(from, to));
            writePayloads(from / TILE);
        }
    }

    private byte[] entries(int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] leaf : leaves.subList(from, to)) {
            bytes.write(leaf.length >> 8);
            bytes.write(leaf.length);
            bytes.writeBytes(leaf);
        }
        return bytes.toByteArray();
    }

    /** Writes the entry bundle of a tile only. */
    public void writeEntries(int tile) {
        int to = Math.min((tile + 1) * TILE, leaves.size());
        files.put("tile/entries/" + path(tile, to - tile * TILE), entries(tile * TILE, to));
    }

    /** Writes the payload file of a tile only; where nothing is disclosed there is none. */
    public void writePayloads(int tile) {
        int to = Math.min((tile + 1) * TILE, leaves.size());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean any = false;
        for (byte[] both : salted.subList(tile * TILE, to)) {
            if (both == null) {
                bytes.write(0);
                continue;
            }
            any = true;
            bytes.write(1);
            bytes.write(both, 0, 32);
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(both.length - 32).array());
            bytes.write(both, 32, both.length - 32);
        }
        String name = "payload/" + path(tile, to - tile * TILE);
        files.remove(name);
        if (any) {
            files.put(name, bytes.toByteArray());
        }
    }

    /** The text of a checkpoint over the first leaves. */
    public String checkpointText(String origin, int size) {
        return origin + "\n" + size + "\n"
                + Base64.getEncoder().encodeToString(Hashing.root(leafHashes().subList(0, size))) + "\n";
    }

    /** Signs the leaves as they now are, and drops the checkpoints of before. */
    public void sign(NoteSigner signer) {
        files.put("checkpoint", signer.sign(checkpointText(signer.name(), leaves.size())));
        files.keySet().removeIf(name -> name.startsWith("checkpoints/"));
        if (files.containsKey("bundle.json")) {
            ObjectNode bundle = (ObjectNode) JsonMapper.shared().readTree(files.get("bundle.json"));
            bundle.put("size", leaves.size());
            bundle.put("log", signer.name());
            files.put("bundle.json", JsonMapper.shared().writeValueAsBytes(bundle));
        }
    }
}
