package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import tools.jackson.databind.JsonNode;

/** The file of refused rows, sent again as it is, says the same as the first file. */
class MendedFileTest {

    private static final CsvFormat CSV = new CsvFormat();
    private static final NdjsonFormat NDJSON = new NdjsonFormat();
    private static final List<String> HEADER =
            List.of("unit", "subject", "reason", "id", "type", "occurredOn", "data.title");

    @Property(tries = 300)
    void csv_cells_survive_being_refused_any_number_of_times(@ForAll("rows") List<List<String>> rows) {
        StringBuilder file = new StringBuilder(String.join(",", HEADER)).append("\r\n");
        rows.forEach(row -> file.append(CSVFormat.RFC4180.format(row.toArray())).append("\r\n"));
        String once = refused(CSV, file.toString());
        assertThat(acts(CSV, once)).isEqualTo(acts(CSV, file.toString()));
        assertThat(refused(CSV, once)).isEqualTo(once);
    }

    @Example
    void csv_gets_two_columns_and_no_cell_is_a_formula() {
        String file = "unit,subject,id,type,occurredOn,data.title\njyj,A,1,x,2021-01-01,\"=HYPERLINK(\"\"u\"\")\"\n";
        assertThat(refused(CSV, file))
                .isEqualTo(
                        """
                        unit,subject,id,type,occurredOn,data.title,rejectionCode,rejectionReason\r
                        jyj,A,1,x,2021-01-01,"'=HYPERLINK(""u"")",invalid-act,"'=wrong, all of it"\r
                        """);
    }

    @Example
    void an_apostrophe_in_a_file_of_the_user_is_left_alone() {
        String file = "unit,subject,id,type,occurredOn,data.title\njyj,A,1,x,2021-01-01,'=1\n";
        assertThat(acts(CSV, file).get(0).at("/data/title").stringValue()).isEqualTo("'=1");
        assertThat(acts(CSV, refused(CSV, file)).get(0).at("/data/title").stringValue())
                .isEqualTo("'=1");
    }

    @Example
    void a_faulty_csv_row_is_given_back_as_well_as_its_cells_can_be_told_apart() {
        String file = "unit,subject,id,type,occurredOn\njyj,\"A\"x,1,x,2021-01-01\njyj,B,1,x,2021-01-01,too,many\n";
        assertThat(refused(CSV, file))
                .isEqualTo(
                        """
                        unit,subject,id,type,occurredOn,rejectionCode,rejectionReason\r
                        jyj,Ax,1,x,2021-01-01,invalid-act,"'=wrong, all of it"\r
                        jyj,B,1,x,2021-01-01,invalid-act,"'=wrong, all of it"\r
                        """);
    }

    @Example
    void ndjson_gets_two_members_and_keeps_what_cannot_be_read_as_a_text() {
        String file = "{\"unit\":\"jyj\",\"data\":{\"count\":1.50,\"big\":1e400}}\n{\"unit\n\"text\"\n";
        assertThat(refused(NDJSON, file))
                .isEqualTo(
                        """
                        {"unit":"jyj","data":{"count":1.50,"big":1E+400},"rejectionCode":"invalid-act","rejectionReason":"=wrong, all of it"}
                        {"rejectedLine":"{\\"unit","rejectionCode":"invalid-act","rejectionReason":"=wrong, all of it"}
                        {"rejectedLine":"\\"text\\"","rejectionCode":"invalid-act","rejectionReason":"=wrong, all of it"}
                        """);
        assertThat(refused(NDJSON, refused(NDJSON, file))).isEqualTo(refused(NDJSON, file));
    }

    @Example
    void a_row_that_was_too_long_to_keep_is_named_by_its_reason_only() {
        RawRow row = RawRow.tooLong(7, 2_000_000);
        assertThat(written(NDJSON, List.of(), List.of(Rejection.of(row, null, row.fault()))))
                .startsWith("{\"rejectedLine\":null,\"rejectionCode\":\"too-large\"");
        assertThat(written(CSV, List.of("unit", "id"), List.of(Rejection.of(row, null, row.fault()))))
                .contains("\r\n\"\",,too-large,");
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> free = Arbitraries.strings()
                .withChars('a', '中', '"', ',', '\n', ' ', '\'', '=', '+', '-', '@', '＝', '\t')
                .ofMaxLength(6);
        return free.list()
                .ofSize(HEADER.size() - 1)
                .map(cells -> {
                    List<String> row = new ArrayList<>(cells);
                    row.add(0, "jyj");
                    return row;
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** The file of refused rows, if every row is refused. */
    private static String refused(TextFormat format, String file) {
        List<Rejection> rejections = new ArrayList<>();
        List<String> header;
        try (Spool spool = Spooled.of(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
                RowSource source = format.open(spool)) {
            header = source.header();
            for (RawRow row = source.next(); row != null; row = source.next()) {
                rejections.add(Rejection.of(row, null, Refusal.of(ProblemCode.INVALID_ACT, "=wrong, all of it")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written(format, header, rejections);
    }

    private static String written(TextFormat format, List<String> header, List<Rejection> rejections) {
        StringWriter out = new StringWriter();
        try {
            format.writeHeader(out, header, false);
            for (Rejection rejection : rejections) {
                format.writeRow(out, header, rejection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static List<JsonNode> acts(ImportFormat format, String file) {
        try (Spool spool = Spooled.of(file);
                RowSource source = format.open(spool)) {
            List<JsonNode> acts = new ArrayList<>();
            for (RawRow row = source.next(); row != null; row = source.next()) {
                acts.add(source.read(row));
            }
            return acts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
