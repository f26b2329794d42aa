package minglu.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import minglu.evidence.Evidence;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of tiles. */
class TileNameTest {

    @Test
    void names_are_read() {
        assertThat(TileName.parse("tile/entries/x001/x234/067"))
                .isEqualTo(new TileName(TileName.Kind.ENTRIES, 0, 1_234_067, 256));
        assertThat(TileName.parse("tile/3/000.p/17")).isEqualTo(new TileName(TileName.Kind.HASHES, 3, 0, 17));
        assertThat(TileName.parse("payload/012")).isEqualTo(new TileName(TileName.Kind.PAYLOADS, 0, 12, 256));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile",
                "tile/",
                "tile/0",
                "tile/0/",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "tile/00/000",
                "tile/7/000",
                "tile/-1/000",
                "tile/0/x000/000",
                "tile/0/x000/001",
                "tile/0/001/002",
                "tile/0/x001",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000.p/1.p/1",
                "tile/0/000/",
                "tile/0/xxx",
                "tile/0/00a",
                "tile/entries/x/000",
                "payload/x999/x999/x999/x999/x999/x999/x999/999"
            })
    void other_spellings_are_none(String name) {
        assertThat(TileName.parse(name)).isNull();
    }

    @Property
    void a_name_is_read_as_the_other_side_writes_it(
            @ForAll @LongRange(min = 0, max = 99_999_999_999L) long index,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        String name = "tile/2/" + Evidence.path(index, width);

        TileName parsed = TileName.parse(name);

        assertThat(parsed).isEqualTo(new TileName(TileName.Kind.HASHES, 2, index, width));
        assertThat(parsed.name()).isEqualTo(name);
    }
}
