package minglu.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minglu.standalone.testing.Api;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Contract section 3, imports: files of many acts, whichever node takes them in and whichever is asked about them. */
@EveryInstallation
class ImportsContractTest {

    private static final int ROWS = 300;

    private final Scene scene;

    ImportsContractTest(Installation installation) {
        scene = new Scene(installation);
    }

    private String licence(String subject, String day) {
        return scene.act(subject, "1", "decision-made", day, "{\"kind\":\"licence\",\"title\":\"许可\"}");
    }

    private String licences(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> licence("XK-" + i, "2021-05-06"))
                .collect(Collectors.joining("\n"));
    }

    private Api.Answer send(String query, String type, String file) {
        return scene.importer.post("/api/v1/imports" + query, type, file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_file_is_recorded_and_sent_again_changes_nothing() {
        JsonNode first = Api.require(send("", "application/x-ndjson", licences(ROWS)), 200)
                .json();

        assertThat(first.get("rows").longValue()).isEqualTo(ROWS);
        assertThat(first.get("recorded").longValue()).isEqualTo(ROWS);
        assertThat(first.get("rejected").longValue()).isZero();
        long last = first.get("lastPosition").longValue();
        assertThat(scene.cell("2.licence", 2021, last)).isEqualTo(ROWS);

        JsonNode again = Api.require(send("", "application/x-ndjson", licences(ROWS)), 200)
                .json();
        assertThat(again.get("duplicates").longValue()).isEqualTo(ROWS);
        assertThat(again.get("recorded").longValue()).isZero();
        assertThat(again.get("lastPosition").longValue()).isEqualTo(last);
        assertThat(scene.cell("2.licence", 2021, last)).isEqualTo(ROWS);
    }

    @Test
    void a_bad_row_stops_nobody_and_is_given_back_with_its_code() {
        String file = licence("XK-1", "2021-05-06") + "\n" + licence("XK-2", "2999-05-06") + "\n"
                + licence("XK-1", "2021-05-07") + "\n{\"no\":\"act\"}\n" + licence("XK-3", "2021-05-06");

        JsonNode done = Api.require(send("", "application/x-ndjson", file), 200).json();

        assertThat(done.get("recorded").longValue()).isEqualTo(2);
        assertThat(done.get("rejected").longValue()).isEqualTo(3);
        assertThat(done.get("rejections").get(0).get("row").longValue()).isEqualTo(2);
        assertThat(done.get("rejections").get(0).get("code").stringValue()).isEqualTo("in-the-future");
        assertThat(done.get("rejections").get(1).get("code").stringValue()).isEqualTo("act-conflict");
        assertThat(done.get("rejections").get(2).get("code").stringValue()).isEqualTo("invalid-act");
        Api.Answer rejected = Api.require(
                scene.importer.get("/api/v1/imports/" + done.get("import").stringValue() + "/rejections"), 200);
        assertThat(rejected.text()).contains("XK-2", "in-the-future");
    }

    @Test
    void a_dry_run_says_what_would_be_and_records_nothing() {
        JsonNode dry = Api.require(send("?dryRun=true", "application/x-ndjson", licences(20)), 200)
                .json();
        assertThat(dry.get("recorded").longValue()).isEqualTo(20);

        JsonNode real =
                Api.require(send("", "application/x-ndjson", licences(20)), 200).json();
        assertThat(real.get("recorded").longValue()).isEqualTo(20);
        JsonNode dryAgain = Api.require(send("?dryRun=true", "application/x-ndjson", licences(20)), 200)
                .json();
        assertThat(dryAgain.get("duplicates").longValue()).isEqualTo(20);
        assertThat(dryAgain.get("lastPosition").longValue())
                .isEqualTo(real.get("lastPosition").longValue());
    }

    @Test
    void a_mistyped_parameter_records_nothing() {
        for (String query : List.of("?dryrun=true", "?dryRun=", "?dryRun=true&dryRun=true")) {
            Api.Answer answer = send(query, "application/x-ndjson", licences(3));
            assertThat(answer.code()).as(query + answer.text()).isEqualTo("invalid-parameter");
        }
        JsonNode real =
                Api.require(send("", "application/x-ndjson", licences(3)), 200).json();
        assertThat(real.get("recorded").longValue()).isEqualTo(3);
    }

    @Test
    void rows_of_one_subject_are_applied_in_the_order_of_the_file() {
        String file = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> scene.act(
                                "SQ-" + i,
                                "1",
                                "request-received",
                                "2021-03-01",
                                "{\"applicant\":\"enterprise\",\"channel\":\"mail\"}")
                        + "\n"
                        + scene.act("SQ-" + i, "2", "request-decided", "2021-03-02", "{\"outcome\":\"granted\"}"))
                .collect(Collectors.joining("\n"));

        JsonNode done = Api.require(send("", "application/x-ndjson", file), 200).json();

        assertThat(done.get("recorded").longValue()).as(done.toString()).isEqualTo(80);
        assertThat(scene.cell(
                        "3.granted.enterprise", 2021, done.get("lastPosition").longValue()))
                .isEqualTo(40);
    }

    @Test
    void a_csv_file_of_a_spreadsheet_program_is_understood() {
        String csv = "unit,subject,id,type,occurredOn,data.kind,data.title\r\n" + scene.unit
                + ",XK-1,1,decision-made,2021/5/6,licence,许可决定\r\n";

        JsonNode done = Api.require(
                        scene.importer.post("/api/v1/imports", "text/csv", csv.getBytes(Charset.forName("GB18030"))),
                        200)
                .json();

        assertThat(done.get("recorded").longValue()).as(done.toString()).isEqualTo(1);
    }

    @Test
    void an_import_in_the_background_is_seen_from_every_node() {
        Api.Answer accepted = scene.importer.postPreferring(
                "respond-async",
                "/api/v1/imports",
                "application/x-ndjson",
                licences(ROWS).getBytes(StandardCharsets.UTF_8));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        String location = accepted.headers().firstValue("Location").orElseThrow();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode job = Api.require(scene.importer.get(location), 200).json();
            assertThat(job.get("state").stringValue()).isEqualTo("done");
            assertThat(job.get("recorded").longValue()).isEqualTo(ROWS);
        });
        for (int i = 0; i < 4; i++) {
            assertThat(Api.require(scene.importer.get(location), 200)
                            .json()
                            .get("state")
                            .stringValue())
                    .isEqualTo("done");
        }
    }

    @Test
    void what_is_no_file_of_acts_is_refused() {
        Api.Answer type = send("", "application/pdf", "x");
        assertThat(type.status()).isEqualTo(415);
        Api.Answer columns = send("", "text/csv", "a,b\n1,2\n");
        assertThat(columns.status()).as(columns.text()).isEqualTo(422);
        assertThat(columns.code()).isEqualTo("invalid-file");
    }
}
