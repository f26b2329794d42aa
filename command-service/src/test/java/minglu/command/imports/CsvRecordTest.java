package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;

class CsvRecordTest {

    @Example
    void quoted_cells_hold_commas_quotation_marks_and_line_feeds() {
        assertThat(CsvRecord.of("a,\"b,\"\"c\"\"\nd\",,e"))
                .isEqualTo(new CsvRecord(List.of("a", "b,\"c\"\nd", "", "e"), null));
    }

    @Example
    void cells_are_trimmed_of_spaces_of_every_width() {
        assertThat(CsvRecord.of(" a ,\u3000b\u00A0,\t\" c \" \r").cells()).containsExactly("a", "b", "c");
    }

    @Example
    void a_quotation_mark_inside_an_unquoted_cell_is_text() {
        assertThat(CsvRecord.of("a\"b,c")).isEqualTo(new CsvRecord(List.of("a\"b", "c"), null));
    }

    @Example
    void text_behind_a_quoted_cell_is_a_fault() {
        assertThat(CsvRecord.of("\"a\"b,c").fault())
                .isEqualTo("text stands behind the closing quotation mark of cell 1");
    }

    @Example
    void an_open_quotation_mark_is_a_fault() {
        assertThat(CsvRecord.of("a,\"b").fault()).isEqualTo("the quotation mark of cell 2 is never closed");
    }

    @Property(tries = 500)
    void cells_come_back_as_another_library_wrote_them(@ForAll("cells") List<String> cells) {
        String written = CSVFormat.RFC4180.format(cells.toArray());
        assertThat(CsvRecord.of(written))
                .isEqualTo(new CsvRecord(cells.stream().map(String::strip).toList(), null));
    }

    @Provide
    Arbitrary<List<String>> cells() {
        return Arbitraries.strings()
                .withChars('a', '中', '"', ',', '\n', ' ', '\'', '=')
                .ofMaxLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
