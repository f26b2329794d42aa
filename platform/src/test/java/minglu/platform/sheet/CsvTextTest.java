package minglu.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

    @Test
    void cellsThatCouldBeTakenForSeveralAreQuoted() {
        CsvText csv = new CsvText();
        csv.line(List.of("申请", "a,b", "say \"no\"", "two\nlines"));
        csv.line(List.of("-3", ""));

        assertThat(new String(csv.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF申请,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n-3,\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", "'=1"})
    void whatASpreadsheetProgramWouldRunIsNeutralisedAndComesBack(String cell) {
        assertThat(FormulaGuard.add(cell)).isEqualTo("'" + cell);
        assertThat(FormulaGuard.remove(FormulaGuard.add(cell))).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SQ-1", "1-1", "'quoted"})
    void otherCellsStayAsTheyAre(String cell) {
        assertThat(FormulaGuard.add(cell)).isEqualTo(cell);
        assertThat(FormulaGuard.remove(cell)).isEqualTo(cell);
    }
}
