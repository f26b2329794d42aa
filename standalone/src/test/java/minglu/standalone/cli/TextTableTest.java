package minglu.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void full_width_characters_take_two_columns_and_combining_ones_none() {
        assertThat(DisplayWidth.of("abc")).isEqualTo(3);
        assertThat(DisplayWidth.of("表三(一)")).isEqualTo(8);
        assertThat(DisplayWidth.of("〔2021〕30号")).isEqualTo(12);
        assertThat(DisplayWidth.of("\uff08万元\uff09")).isEqualTo(8);
        assertThat(DisplayWidth.of("\u0065\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of(new String(Character.toChars(0x20000)))).isEqualTo(2);
    }

    @Test
    void columns_stand_under_one_another() {
        TextTable table = new TextTable(List.of("行", "自然人", "n"), 1, 40);
        table.row(List.of("new", "5", "12345"));
        table.row(List.of("三、本年度", "7", "1"));

        assertThat(table.lines())
                .containsExactly(
                        "行          自然人      n",
                        "-------------------------",
                        "new              5  12345",
                        "三、本年度       7      1");
    }

    @Test
    void a_long_label_is_broken_and_its_numbers_stand_beside_the_last_line() {
        TextTable table = new TextTable(List.of("", "n"), 1, 8);
        table.row(List.of("  申请人无正", "3"));

        assertThat(table.lines()).containsExactly("          n", "-----------", "  申请人", "  无正    3");
    }

    @Test
    void a_row_of_one_cell_runs_over_all_columns() {
        TextTable table = new TextTable(List.of("a", "b"), 1, 4);
        table.row(List.of("三、本年度办理结果"));
        table.row(List.of("x", "1"));

        assertThat(table.lines()).containsExactly("a  b", "----", "三、本年度办理结果", "x  1");
    }
}
