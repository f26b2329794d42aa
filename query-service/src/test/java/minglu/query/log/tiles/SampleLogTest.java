package minglu.query.log.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import minglu.query.log.Vectors;
import minglu.query.log.merkle.MemoryTree;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.merkle.Proofs;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles, bundles of entries and their addresses; a log that another program wrote is read and written again. */
class SampleLogTest {

    private static final String LOG = "tlog-tiles-sample/log/";

    @Test
    void the_sample_log_is_verified_and_written_again_byte_for_byte() {
        VerifierKey key =
                VerifierKey.parse(Vectors.text("tlog-tiles-sample/vkey.txt").strip());
        List<byte[]> entries = EntryBundle.decode(Vectors.bytes(LOG + "tile/entries/000.p/15"));
        List<byte[]> hashes = entries.stream().map(Merkle::leafHash).toList();
        assertThat(entries).hasSize(15);
        MemoryTree tree = new MemoryTree();
        hashes.forEach(tree::append);
        for (int size = 0; size <= 15; size++) {
            Checkpoint checkpoint = Checkpoint.open(Vectors.text(LOG + "checkpoint." + size), key);
            assertThat(checkpoint.size()).isEqualTo(size);
            assertThat(checkpoint.root()).isEqualTo(new Proofs(tree).root(size));
            if (size > 0) {
                assertThat(EntryBundle.encode(entries.subList(0, size)))
                        .isEqualTo(Vectors.bytes(LOG + "tile/entries/000.p/" + size));
                assertThat(Tile.encode(hashes.subList(0, size))).isEqualTo(Vectors.bytes(LOG + "tile/0/000.p/" + size));
            }
        }
        assertThat(Checkpoint.open(Vectors.text(LOG + "checkpoint"), key).size())
                .isEqualTo(15);
    }

    @Test
    void the_root_over_a_part_of_a_tile_is_that_of_the_tree() {
        MemoryTree tree = new MemoryTree();
        List<byte[]> hashes = new java.util.ArrayList<>();
        for (int i = 0; i < TilePath.FULL; i++) {
            hashes.add(Merkle.leafHash(new byte[] {(byte) i}));
            tree.append(hashes.get(i));
        }
        byte[] tile = Tile.encode(hashes);
        for (int height = 0; height <= Tile.HEIGHT; height++) {
            for (int index = 0; index < TilePath.FULL >> height; index++) {
                assertThat(Tile.root(tile, height, index)).isEqualTo(tree.root(height, index));
            }
        }
    }

    @Test
    void a_bundle_that_ends_within_an_entry_is_refused() {
        byte[] whole = EntryBundle.encode(List.of(new byte[] {1, 2, 3}, new byte[0], new byte[300]));
        assertThat(EntryBundle.decode(whole)).hasSize(3);
        for (int length : new int[] {1, 4, 6, 8, whole.length - 1}) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> EntryBundle.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[EntryBundle.LONGEST + 1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0/000, 0, 0, 256",
        "0/x001/x234/067, 0, 1234067, 256",
        "3/999.p/1, 3, 999, 1",
        "entries/x001/000.p/255, -1, 1000, 255",
        "63/000, 63, 0, 256",
    })
    void an_address_of_a_tile_is_read_and_written(String path, int level, long index, int width) {
        TilePath tile = new TilePath(level, index, width);

        assertThat(TilePath.parse(path)).contains(tile);
        assertThat(tile.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0/",
                "0/0",
                "0/00",
                "0/0000",
                "0/001/000",
                "0/x000/000",
                "0/x001",
                "00/000",
                "64/000",
                "-1/000",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/000.p/999",
                "0/000.p",
                "0/000/.p/1",
                "0/000/",
                "/0/000",
                "Entries/000",
                "0/٠٠٠",
                "0/x001/x001/x001/x001/x001/x001/x001/000",
            })
    void what_is_no_address_of_a_tile_is_refused(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }
}
