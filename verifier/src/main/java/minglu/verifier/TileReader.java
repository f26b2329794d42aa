package minglu.verifier;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads 256 leaves with their payloads and hashes. What can be judged of each leaf alone is judged here, so that several
 * tiles can be read at the same time; what connects leaves is for {@link LogCheck}.
 */
final class TileReader {

    /** Longest payload in bytes. */
    static final int LONGEST_PAYLOAD = 1 << 20;

    private static final int LONGEST_LEAF = 0xffff;
    private static final int SALT = 32;

    /**
     * The files of a tile; each null where the bundle has none.
     *
     * @param index index of the tile
     * @param width number of leaves
     */
    record Files(
            long index,
            int width,
            BundleFiles.BundleFile entries,
            BundleFiles.BundleFile payloads,
            BundleFiles.BundleFile hashes) {

        long firstLeaf() {
            return index * TileName.FULL;
        }
    }

    /**
     * A leaf as read.
     *
     * @param hash its hash
     * @param leaf its members; null where it is not of its form
     * @param event what its payload says; null where that is withheld or not as it should be
     */
    record Item(byte[] hash, Leaf leaf, Event event) {}

    /**
     * A tile as read.
     *
     * @param items the leaves, fewer than the width where they could not be read
     * @param hashes the hashes of the hash tile; null where it is missing or damaged
     * @param findings what is wrong with single leaves or files
     */
    record Tile(Files files, List<Item> items, byte[] hashes, List<Finding> findings) {}

    private final String origin;
    private final Event.Reader events;

    TileReader(String origin, Event.Reader events) {
        this.origin = origin;
        this.events = events;
    }

    /** Reads a tile. */
    Tile read(Files files) throws IOException {
        return new Reading(files).tile();
    }

    private final class Reading {

        private final Files files;
        private final List<Finding> findings = new ArrayList<>();
        private final List<Item> items = new ArrayList<>();
        private final Merkle merkle = new Merkle();
        private final MessageDigest digest = Bytes.sha256();
        private DataInputStream payloads;

        private Reading(Files files) {
            this.files = files;
        }

        private Tile tile() throws IOException {
            try (InputStream in = open(files.payloads())) {
                payloads = in == null ? null : new DataInputStream(in);
                if (files.entries() != null) {
                    entries();
                }
            }
            return new Tile(files, items, hashes(), findings);
        }

        private InputStream open(BundleFiles.BundleFile file) throws IOException {
            try {
                return file == null ? null : file.open();
            } catch (DamagedFileException damaged) {
                contradicts(2, Place.file(file.name()), damaged.what());
                return null;
            }
        }

        private void entries() throws IOException {
            Place place = Place.file(files.entries().name());
            byte[] buffer = new byte[LONGEST_LEAF];
            try (DataInputStream in = new DataInputStream(files.entries().open())) {
                for (int at = 0; at < files.width(); at++) {
                    int length = in.readUnsignedShort();
                    in.readFully(buffer, 0, length);
                    items.add(item(files.firstLeaf() + at, buffer, length));
                }
                if (in.read() >= 0) {
                    contradicts(6, place, new Text("条目之后有多余字节", "something follows its last leaf"));
                }
            } catch (DamagedFileException damaged) {
                contradicts(2, place, damaged.what());
            } catch (EOFException tooShort) {
                long leaf = files.firstLeaf() + items.size();
                contradicts(6, Place.leaf(leaf), new Text("条目文件在此中断", "its file breaks off at it"));
            }
            if (payloads != null && items.size() == files.width()) {
                endOfPayloads();
            }
        }

        private void endOfPayloads() throws IOException {
            Place place = Place.file(files.payloads().name());
            try {
                if (payloads.read() >= 0) {
                    contradicts(12, place, new Text("载荷之后有多余字节", "something follows its last payload"));
                }
            } catch (DamagedFileException damaged) {
                contradicts(2, place, damaged.what());
            }
        }

        private Item item(long index, byte[] buffer, int length) throws IOException {
            byte[] hash = merkle.leaf(buffer, 0, length);
            byte[] salted = salted(index);
            Leaf leaf;
            try {
                leaf = Leaf.parse(buffer, 0, length);
            } catch (FaultException malformed) {
                contradicts(7, Place.leaf(index), malformed.what());
                return new Item(hash, null, null);
            }
            if (!leaf.log().equals(origin)) {
                String shown = Text.quote(leaf.log());
                contradicts(7, Place.leaf(index), new Text("属于另一日志 " + shown, "it belongs to another log, " + shown));
            }
            if (leaf.index() != index) {
                contradicts(
                        7,
                        Place.leaf(index),
                        new Text("叶中写明的序号是 " + leaf.index(), "it says that it is leaf " + leaf.index()));
            }
            return new Item(hash, leaf, salted == null ? null : event(index, leaf, salted));
        }

        /** The next item of the payload file, salt first; null where it is withheld or there is none. */
        private byte[] salted(long index) throws IOException {
            if (payloads == null) {
                return null;
            }
            try {
                int mark = payloads.readUnsignedByte();
                if (mark == 0) {
                    return null;
                }
                if (mark == 1) {
                    byte[] salt = new byte[SALT];
                    payloads.readFully(salt);
                    int length = payloads.readInt();
                    if (length >= 0 && length <= LONGEST_PAYLOAD) {
                        byte[] salted = Arrays.copyOf(salt, SALT + length);
                        payloads.readFully(salted, SALT, length);
                        return salted;
                    }
                }
                contradicts(
                        12,
                        Place.leaf(index),
                        new Text("载荷文件的分段不正确", "its item in the payload file is not of its form"));
            } catch (DamagedFileException damaged) {
                contradicts(2, Place.file(files.payloads().name()), damaged.what());
            } catch (EOFException tooShort) {
                contradicts(12, Place.leaf(index), new Text("载荷文件在此中断", "the payload file breaks off at it"));
            }
            payloads = null;
            return null;
        }

        private Event event(long index, Leaf leaf, byte[] salted) {
            if (leaf.payloadLength() != salted.length - SALT) {
                contradicts(
                        12,
                        Place.leaf(index),
                        new Text(
                                "载荷有 " + (salted.length - SALT) + " 字节,叶写明 " + leaf.payloadLength(),
                                "its payload has " + (salted.length - SALT) + " bytes, the leaf states "
                                        + leaf.payloadLength()));
                return null;
            }
            if (!Bytes.hex(digest.digest(salted)).equals(leaf.payloadHash())) {
                contradicts(
                        12,
                        Place.leaf(index),
                        new Text("载荷与叶中的 SHA-256 不符", "its payload has not the SHA-256 that the leaf states"));
                return null;
            }
            try {
                return events.read(leaf, Arrays.copyOfRange(salted, SALT, salted.length));
            } catch (FaultException contradiction) {
                contradicts(12, Place.leaf(index), contradiction.what());
                return null;
            }
        }

        private byte[] hashes() throws IOException {
            if (files.hashes() == null) {
                return null;
            }
            Place place = Place.file(files.hashes().name());
            int expected = files.width() * Bytes.HASH;
            try {
                byte[] hashes = BundleFiles.read(files.hashes(), expected);
                if (hashes.length == expected) {
                    return hashes;
                }
                contradicts(
                        10,
                        place,
                        new Text("长度不是 " + files.width() + " 个散列", "it does not hold " + files.width() + " hashes"));
            } catch (DamagedFileException damaged) {
                contradicts(2, place, damaged.what());
            } catch (FaultException tooLong) {
                contradicts(10, place, tooLong.what());
            }
            return null;
        }

        private void contradicts(int check, Place place, Text what) {
            findings.add(new Finding(Finding.Weight.CONTRADICTS, check, place, what));
        }
    }
}
