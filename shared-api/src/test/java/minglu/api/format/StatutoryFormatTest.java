package minglu.api.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import minglu.api.act.Coded;
import minglu.api.dispute.DisputeKind;
import minglu.api.request.Applicant;
import minglu.api.request.Outcome;
import org.junit.jupiter.api.Test;

class StatutoryFormatTest {

    private final StatutoryFormat format = Formats.current();

    @Test
    void the_form_has_the_200_cells_of_the_contract_in_its_order() {
        List<String> expected = new ArrayList<>();
        for (String kind : List.of("regulation", "normative")) {
            for (String column : List.of("issued", "repealed", "in-force")) {
                expected.add("2." + kind + "." + column);
            }
        }
        expected.addAll(List.of("2.licence", "2.penalty", "2.coercion", "2.charges"));
        List<String> rows = Stream.of(
                        Stream.of("new", "carried-in"),
                        Arrays.stream(Outcome.values()).map(Coded::code),
                        Stream.of("total", "carried-out"))
                .flatMap(part -> part)
                .toList();
        List<String> columns = Stream.concat(Arrays.stream(Applicant.values()).map(Coded::code), Stream.of("total"))
                .toList();
        rows.forEach(row -> columns.forEach(column -> expected.add("3." + row + "." + column)));
        for (DisputeKind kind : DisputeKind.values()) {
            for (String column : List.of("upheld", "corrected", "other", "pending", "total")) {
                expected.add("4." + kind.code() + "." + column);
            }
        }

        assertThat(format.cells()).extracting(Cell::id).containsExactlyElementsOf(expected);
        assertThat(expected).hasSize(200);
    }

    @Test
    void every_row_and_column_has_a_label_in_both_languages() {
        assertThat(format.cells()).allSatisfy(cell -> {
            assertThat(cell.row().label().zh()).isNotBlank();
            assertThat(cell.row().label().en()).isNotBlank();
            assertThat(cell.column().label().zh()).isNotBlank();
            assertThat(cell.column().label().en()).isNotBlank();
        });
        assertThat(format.find("3.closed-correction-overdue.legal-service")
                        .orElseThrow()
                        .row()
                        .label()
                        .zh())
                .isEqualTo("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请");
    }

    @Test
    void every_rule_has_a_source_and_a_sentence_in_both_languages() {
        assertThat(format.footing())
                .extracting(FootingRule::id)
                .containsExactly("R1", "R2", "R3", "R4", "R5", "R6", "R8", "R10", "R11");
        assertThat(format.footing()).allSatisfy(rule -> {
            assertThat(rule.source()).isNotBlank();
            assertThat(rule.sentence().zh()).isNotBlank();
            assertThat(rule.sentence().en()).isNotBlank();
        });
    }

    @Test
    void templates_are_filled_in() {
        assertThat(format.find("3.refused-state-secret.enterprise")
                        .orElseThrow()
                        .formula())
                .isEqualTo(
                        new Formula(Formula.Kind.FLOW, "request/decided/refused-state-secret/enterprise", List.of()));
        assertThat(format.find("4.litigation-direct.pending").orElseThrow().formula())
                .isEqualTo(new Formula(Formula.Kind.STOCK, "dispute/pending/litigation-direct", List.of()));
        assertThat(format.find("3.carried-in.natural-person").orElseThrow().formula())
                .isEqualTo(new Formula(Formula.Kind.OPENING_STOCK, "request/open/natural-person", List.of()));
    }

    @Test
    void a_total_is_made_of_the_parts_of_its_parts() {
        assertThat(format.parts("3.total.total")).hasSize(21 * 6);
        assertThat(format.parts("4.reconsideration.total")).hasSize(4);
    }

    @Test
    void fen_become_ten_thousand_yuan_exactly() {
        assertThat(Measure.TEN_THOUSAND_YUAN.shown(0)).isEqualTo("0");
        assertThat(Measure.TEN_THOUSAND_YUAN.shown(1)).isEqualTo("0.000001");
        assertThat(Measure.TEN_THOUSAND_YUAN.shown(4_166_241_619L)).isEqualTo("4166.241619");
        assertThat(Measure.TEN_THOUSAND_YUAN.shown(961_716_000_00L)).isEqualTo("96171.6");
        assertThat(Measure.TEN_THOUSAND_YUAN.shown(7_000_000_000L)).isEqualTo("7000");
        assertThat(Measure.COUNT.shown(7)).isEqualTo(7L);
    }

    @Test
    void a_format_that_contradicts_itself_is_refused() throws IOException {
        String json;
        try (InputStream in = getClass().getResourceAsStream("/minglu/format/2021-30.json")) {
            json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertRefused(json.replace("\"3.new.{where}\"", "\"3.gnu.{where}\""), "unknown cell 3.gnu.natural-person");
        assertRefused(json.replace("\"4.{row}.pending\"]", "\"4.{row}.total\"]"), "adds itself");
        assertRefused(json.replaceFirst("\"code\": \"penalty\"", "\"code\": \"licence\""), "2.licence twice");
        assertThatThrownBy(() -> Formats.load("2099-1")).isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(String json, String sentence) {
        assertThatThrownBy(() -> Formats.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void a_figure_is_read_as_it_is_shown() {
        assertThat(Measure.COUNT.base(7L)).isEqualTo(7);
        assertThat(Measure.COUNT.base(Integer.valueOf(-7))).isEqualTo(-7);
        assertThat(Measure.TEN_THOUSAND_YUAN.base("12.5")).isEqualTo(12_500_000L);
        assertThat(Measure.TEN_THOUSAND_YUAN.base("-0.000001")).isEqualTo(-1);
        for (String none : List.of("", "null", "12,5")) {
            assertThatThrownBy(() -> Measure.TEN_THOUSAND_YUAN.base(none)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Measure.COUNT.base("1.5")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Measure.COUNT.base(null)).isInstanceOf(IllegalArgumentException.class);
    }
}
