package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import minglu.api.act.ActForm;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CsvFormatTest {

    private static final String HEADER = "unit,subject,id,type,occurredOn";
    private static final CsvFormat CSV = new CsvFormat();

    @Test
    void a_row_is_numbered_by_the_line_where_it_begins() {
        String file =
                HEADER + ",reason\r\n\r\njyj,A,1,act-retracted,2021-01-01,\"one\r\ntwo\"\r\n,,,\r\njyj,B,1,x,,\r\n";
        assertThat(Spooled.rows(CSV, Spooled.of(file))).extracting(RawRow::row).containsExactly(3L, 6L);
    }

    @Test
    void a_line_feed_inside_a_cell_stays_as_it_is() throws IOException {
        assertThat(act(HEADER + ",reason", "jyj,A,1,act-retracted,2021-01-01,\"one\r\ntwo\"")
                        .get("reason")
                        .stringValue())
                .isEqualTo("one\r\ntwo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.count       | 12          | 12",
                "data.count       | -3          | -3",
                "data.count       | 1.5         | \"1.5\"",
                "data.count       | 99999999999999999999 | \"99999999999999999999\"",
                "data.published   | true        | true",
                "data.published   | FALSE       | false",
                "data.published   | 是          | true",
                "data.published   | 否          | false",
                "data.published   | vielleicht  | \"vielleicht\"",
                "data.dueOn       | 2021/3/1    | \"2021-03-01\"",
                "data.dueOn       | 2021-03-01  | \"2021-03-01\"",
                "data.dueOn       | 1.3.2021    | \"1.3.2021\"",
                "data.amountYuan  | 380         | \"380\"",
                "data.title       | 12          | \"12\"",
                "data.title       | 是          | \"是\"",
                "data.title       | 2021/3/1    | \"2021/3/1\"",
            })
    void cells_are_typed_by_their_field(String column, String cell, String json) throws IOException {
        assertThat(act(HEADER + "," + column, "jyj,A,1,x,2021-01-01," + cell)
                        .at("/" + column.replace('.', '/'))
                        .toString())
                .isEqualTo(json);
    }

    @Test
    void the_data_of_an_amendment_are_nested_and_typed_by_the_name_of_the_field() throws IOException {
        JsonNode act = act(
                HEADER + ",reason,late,data.act,data.occurredOn,data.data.kind,data.data.count,data.data.evidence",
                "jyj,A,2,act-amended,2021/2/3,typo,是,1,2021/1/2,licence,7,");
        assertThat(act.toString())
                .isEqualTo("{\"unit\":\"jyj\",\"subject\":\"A\",\"id\":\"2\",\"type\":\"act-amended\","
                        + "\"occurredOn\":\"2021-02-03\",\"reason\":\"typo\",\"late\":true,\"data\":{\"act\":\"1\","
                        + "\"occurredOn\":\"2021-01-02\",\"data\":{\"kind\":\"licence\",\"count\":7}}}");
    }

    @Test
    void a_row_without_any_data_is_an_act_without_data() throws IOException {
        JsonNode act = act(HEADER + ",data.title,reason", "jyj,A,1,request-corrected,2021-01-01");
        assertThat(act.has("data")).isFalse();
        assertThat(ActForm.parse(act).subject()).isEqualTo("A");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unit,subject,id,type,occurredOn,data.colour | column 6 has the unknown heading \"data.colour\"",
                "unit,subject,id,type,occurredOn,data.data   | column 6 has the unknown heading \"data.data\"",
                "unit,subject,id,type,occurredOn,data.data.data.kind | column 6 has the unknown heading \"data.data.data.kind\"",
                "unit,subject,id,type,occurredOn,Reason      | column 6 has the unknown heading \"Reason\"",
                "unit,subject,id,type,occurredOn,id          | the column \"id\" stands there twice",
                "unit,subject,type                           | the header lacks the columns id, occurredOn",
                "unit,subject,id,type,\"occurredOn           | the header, in line 1: a quotation mark of the row is never closed",
            })
    void a_header_that_cannot_be_understood_is_refused(String header, String why) {
        assertThatThrownBy(() -> Spooled.rows(CSV, Spooled.of(header)))
                .isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.refusal().code()).isEqualTo(ProblemCode.INVALID_FILE);
                    assertThat(e.refusal().detail()).isEqualTo(why);
                });
    }

    @Test
    void an_empty_heading_over_an_empty_column_is_passed_over_wherever_it_stands() throws IOException {
        String plain = act(HEADER + ",data.kind", "x,XK-1,1,decision-made,2024/3/5,licence")
                .toString();
        assertThat(act(HEADER + ",data.kind,,", "x,XK-1,1,decision-made,2024/3/5,licence,,")
                        .toString())
                .isEqualTo(plain);
        assertThat(act("unit,,subject,id,, type,occurredOn,data.kind", "x,,XK-1,1,,decision-made,2024/3/5,licence")
                        .toString())
                .isEqualTo(plain);
        List<RawRow> rows = Spooled.rows(
                CSV,
                Spooled.of(
                        "unit,subject,id,type,occurredOn,data.kind,,\r\nx,XK-1,1,decision-made,2024/3/5,licence,,\r\n"
                                + "x,XK-2,1,decision-made,2024/3/6,licence,,\r\n"));
        assertThat(rows).hasSize(2).allMatch(row -> row.fault() == null);
    }

    @Test
    void text_below_an_empty_heading_refuses_its_row_only() throws IOException {
        List<RawRow> rows = Spooled.rows(
                CSV, Spooled.of("unit,,subject,id,type,occurredOn\nx,,A,1,x,2024-03-05\nx,y,B,1,x,2024-03-05\n"));
        assertThat(rows.get(0).fault()).isNull();
        assertThat(rows.get(1).fault().code()).isEqualTo(ProblemCode.MALFORMED);
        assertThat(rows.get(1).fault().detail()).isEqualTo("column 2 has no heading, but \"y\" stands in it");
    }

    @Test
    void a_file_of_blank_lines_has_no_header() {
        assertThatThrownBy(() -> Spooled.rows(CSV, Spooled.of("\n \n")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ProblemCode.INVALID_FILE));
    }

    @Test
    void more_cells_than_columns_are_malformed_unless_they_are_empty() throws IOException {
        assertThat(act(HEADER, "jyj,A,1,x,2021-01-01,,").get("id").stringValue())
                .isEqualTo("1");
        assertThatThrownBy(() -> act(HEADER, "jyj,A,1,x,2021-01-01,,y"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ProblemCode.MALFORMED));
    }

    @Test
    void a_quotation_mark_that_is_never_closed_refuses_its_line_only() {
        String file = HEADER + "\njyj,A,1,x,2021-01-01\njyj,\"B,1,x,2021-01-01\njyj,C,1,x,2021-01-01\njyj,D,1,x,\n";
        List<RawRow> rows = Spooled.rows(CSV, Spooled.of(file));
        assertThat(rows).extracting(RawRow::row).containsExactly(2L, 3L, 4L, 5L);
        assertThat(rows.get(1).fault().code()).isEqualTo(ProblemCode.MALFORMED);
        assertThat(rows.get(1).record()).isEqualTo("jyj,\"B,1,x,2021-01-01");
        assertThat(rows.get(2).fault()).isNull();
    }

    @Test
    void a_quotation_mark_open_over_more_than_a_row_can_hold_takes_the_rest_with_it_and_says_so() {
        String rest = "jyj,C,1,x,2021-01-01\n".repeat(60_000);
        List<RawRow> rows =
                Spooled.rows(CSV, Spooled.of(HEADER + "\njyj,A,1,x,2021-01-01\njyj,\"B,1,x,2021-01-01\n" + rest));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).fault().detail())
                .isEqualTo(
                        "a quotation mark of the row is never closed; the lines up to 60003 belong to it and were not read");
    }

    @Test
    void an_over_long_row_is_refused_and_the_next_one_is_read() {
        String longCell = "\"" + "x".repeat(LineReader.LONGEST_LINE) + "\nstill the same cell\"";
        List<RawRow> rows = Spooled.rows(
                CSV, Spooled.of(HEADER + ",reason\njyj,A,1,x,2021-01-01," + longCell + "\njyj,B,1,x,2021-01-01,\n"));
        assertThat(rows).extracting(RawRow::row).containsExactly(2L, 4L);
        assertThat(rows.get(0).fault().code()).isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(rows.get(0).record()).isNull();
        assertThat(rows.get(1).fault()).isNull();
    }

    @Test
    void a_row_over_the_limit_of_an_act_is_too_large() {
        assertThatThrownBy(() -> act(HEADER + ",reason", "jyj,A,1,x,2021-01-01," + "x".repeat(33_000)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ProblemCode.TOO_LARGE));
    }

    private static JsonNode act(String header, String row) throws IOException {
        try (Spool spool = Spooled.of(header + "\n" + row + "\n");
                RowSource source = CSV.open(spool)) {
            return source.read(source.next());
        }
    }
}
