package minglu.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlocksTest {

    private final Blocks blocks = new Blocks(2, 1, 3);

    private List<Long> positions(Blocks.Range range) {
        List<Long> positions = new ArrayList<>();
        for (long block = range.from(); block < range.to(); block++) {
            for (long i = 1; i <= 1L << blocks.bits(range.level()); i++) {
                positions.add((block << blocks.bits(range.level())) + i);
            }
        }
        return positions;
    }

    @Test
    void the_blocks_up_to_a_position_hold_every_position_they_cover_once() {
        for (long position = 0; position < 100; position++) {
            List<Long> held = new ArrayList<>();
            blocks.upTo(position).forEach(range -> held.addAll(positions(range)));

            assertThat(held).hasSize((int) blocks.covered(position)).doesNotHaveDuplicates();
            assertThat(position - blocks.covered(position)).isBetween(0L, 3L);
        }
    }

    @Test
    void large_blocks_are_preferred() {
        assertThat(Blocks.DEFAULT.upTo(1_048_576 + 3 * 65_536 + 2 * 4096 + 17))
                .containsExactly(new Blocks.Range(2, 0, 1), new Blocks.Range(1, 16, 19), new Blocks.Range(0, 304, 306));
    }

    @Test
    void a_block_is_completed_by_its_last_position_and_not_before() {
        assertThat(blocks.completed(0, 0, 3).isEmpty()).isTrue();
        assertThat(blocks.completed(0, 3, 4)).isEqualTo(new Blocks.Range(0, 0, 1));
        assertThat(blocks.completed(0, 4, 7).isEmpty()).isTrue();
        assertThat(blocks.completed(0, 0, 17)).isEqualTo(new Blocks.Range(0, 0, 4));
        assertThat(blocks.completed(2, 15, 16)).isEqualTo(new Blocks.Range(2, 0, 1));
    }

    @Test
    void a_position_lies_in_one_block_of_each_level_that_is_whole() {
        assertThat(blocks.around(4, 4)).containsExactly(new Blocks.Range(0, 0, 1));
        assertThat(blocks.around(5, 7)).isEmpty();
        assertThat(blocks.around(5, 16))
                .containsExactly(new Blocks.Range(0, 1, 2), new Blocks.Range(1, 0, 1), new Blocks.Range(2, 0, 1));
    }
}
