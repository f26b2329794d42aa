package minglu.portal.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundFiguresTest {

    private static final Map<String, Object> CELLS = Map.of("3.new.total", 12, "2.charges", "0.038");

    @Test
    void names_of_cells_are_read_as_their_figures() {
        assertThat(ReportPages.bound("新收 {3.new.total} 件,收费 {2.charges} 万元", CELLS))
                .isEqualTo("新收 12 件,收费 0.038 万元");
    }

    @Test
    void what_is_no_cell_stays_as_it_was_written() {
        assertThat(ReportPages.bound("{no.such} {} {3.new.total", CELLS)).isEqualTo("{no.such} {} {3.new.total");
        assertThat(ReportPages.bound("$1 \\ {3.new.total}", CELLS)).isEqualTo("$1 \\ 12");
        assertThat(ReportPages.bound(null, CELLS)).isEmpty();
    }
}
