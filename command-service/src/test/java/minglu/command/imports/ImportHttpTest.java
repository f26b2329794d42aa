package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minglu.command.badinput.CommandHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Imports through HTTP, on the real store. */
class ImportHttpTest extends CommandHttp {

    private static final String IMPORTS = "/api/v1/imports";
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    /** Keeps the subjects of one test apart from those of the others. */
    private final String own = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ImportJobs jobs;

    @Test
    void a_file_is_recorded_row_by_row_and_again_gives_duplicates() {
        String file = decisions(300);
        long head = positions.head();
        JsonNode report = json(post("imp", IMPORTS, NDJSON, file));
        assertThat(counts(report)).isEqualTo("300/300/0/0");
        assertThat(report.path("lastPosition").asLong()).isEqualTo(head + 300);
        JsonNode again = json(post("imp", IMPORTS, NDJSON, file));
        assertThat(counts(again)).isEqualTo("300/0/300/0");
        assertThat(again.path("lastPosition").asLong()).isEqualTo(head + 300);
        assertThat(positions.head()).isEqualTo(head + 300);
    }

    @Test
    void a_dry_run_writes_no_event_and_no_key_and_reports_what_recording_then_reports() {
        String file = decision("A", "1", "\"kind\":\"licence\",\"title\":\"t\"")
                + decision("A", "2", "\"kind\":\"licence\"") + "oops\n" + decision("B", "1", "\"kind\":\"licence\"");
        long head = positions.head();
        long keys = count("text_key");
        JsonNode dry = json(post("imp", IMPORTS + "?dryRun=true", NDJSON, file));
        assertThat(positions.head()).isEqualTo(head);
        assertThat(count("text_key")).isEqualTo(keys);
        JsonNode real = json(post("imp", IMPORTS, NDJSON, file));
        assertThat(counts(dry)).isEqualTo("4/2/0/2").isEqualTo(counts(real));
        assertThat(dry.path("rejections")).isEqualTo(real.path("rejections"));
        assertThat(real.path("rejections").findValuesAsString("code")).containsExactly("subject-exists", "malformed");
        assertThat(counts(json(post("imp", IMPORTS + "?dryRun=true", NDJSON, file))))
                .isEqualTo("4/0/2/2");
    }

    @Test
    void a_spreadsheet_in_gbk_is_understood_and_its_refused_rows_can_be_mended_and_sent_again() {
        String header = "unit,subject,id,type,occurredOn,reason,data.kind,data.count,data.evidence\r\n";
        String file = header + "jyj," + own + ",1,decisions-tallied,2021/3/1,,licence,12,台账\r\n" + "jyj," + own
                + ",2,decisions-tallied,2021/3/1,,licence,twelve,=台账\r\n";
        HttpResponse<String> response =
                send("clerk", "POST", IMPORTS, CSV, BodyPublishers.ofByteArray(file.getBytes(Charset.forName("GBK"))));
        JsonNode report = json(response);
        assertThat(counts(report)).isEqualTo("2/1/0/1");
        assertThat(report.path("rejections").path(0).path("row").asLong()).isEqualTo(3);
        HttpResponse<String> mended =
                get("clerk", IMPORTS + "/" + report.path("import").asString() + "/rejections");
        assertThat(mended.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(mended.body()).startsWith("\uFEFFunit,subject").contains("rejectionCode", "'=台账", "invalid-act");
        JsonNode again = json(post("clerk", IMPORTS, CSV, mended.body().replace("twelve", "12")));
        assertThat(counts(again)).isEqualTo("1/1/0/0");
    }

    @Test
    void an_import_in_the_background_can_be_watched() {
        HttpResponse<String> accepted = post("imp", IMPORTS, NDJSON, decisions(50), "Prefer", "respond-async");
        assertThat(accepted.statusCode()).isEqualTo(202);
        String location = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(json(accepted).path("state").asString()).isEqualTo("running");
        assertThat(json(accepted).path("rows").isNull()).isTrue();
        assertThat(json(accepted).path("rejections").isNull()).isTrue();
        await().until(() -> json(get("imp", location)).path("state").asString().equals("done"));
        JsonNode done = json(get("imp", location));
        assertThat(counts(done)).isEqualTo("50/50/0/0");
        assertThat(done.path("rowsDone").asLong()).isEqualTo(50);
        assertThat(done.path("rowsPerSecond").asLong()).isPositive();
        assertThat(done.path("rejections").isArray()).isTrue();
    }

    @Test
    void what_a_dead_run_left_is_interrupted() {
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO import_job (id, user_id, format, byte_order_mark, dry_run, state, started_at, rows_done)"
                        + " VALUES (?, 'nobody', 'ndjson', false, false, 'running', now(), 7)")
                .param(id)
                .update();
        jobs.interruptLeftovers();
        JsonNode left = json(get("imp", IMPORTS + "/" + id));
        assertThat(left.path("state").asString()).isEqualTo("interrupted");
        assertThat(left.path("rowsDone").asLong()).isEqualTo(7);
        assertThat(left.path("rows").isNull()).isTrue();
    }

    @Test
    void what_died_with_another_node_is_noticed_by_its_silence_and_what_lives_is_left_alone() {
        String silent = running(60);
        String alive = running(1);

        jobs.interruptSilent(Duration.ofSeconds(20));

        assertThat(json(get("imp", IMPORTS + "/" + silent)).path("state").asString())
                .isEqualTo("interrupted");
        assertThat(json(get("imp", IMPORTS + "/" + alive)).path("state").asString())
                .isEqualTo("running");
    }

    /** A running import of another node that was heard of so many seconds ago. */
    private String running(int secondsAgo) {
        UUID id = UUID.randomUUID();
        long number = jdbc.sql(
                        "INSERT INTO import_job (id, user_id, format, byte_order_mark, dry_run, state, started_at,"
                                + " rows_done) VALUES (?, 'nobody', 'ndjson', false, false, 'running', now(), 7) RETURNING number")
                .param(id)
                .query(Long.class)
                .single();
        jdbc.sql("INSERT INTO import_life (import, seen_at) VALUES (?, now() - make_interval(secs => ?))")
                .params(number, secondsAgo)
                .update();
        return id.toString();
    }

    @Test
    void a_user_of_a_unit_sees_imports_of_its_unit_and_others_see_all() {
        String ofImporter =
                json(post("imp", IMPORTS, NDJSON, decisions(1))).path("import").asString();
        String ofClerk =
                json(post("clerk", IMPORTS, NDJSON, "{}")).path("import").asString();
        isProblem(get("clerk", IMPORTS + "/" + ofImporter), 404, "not-found");
        isProblem(get("clerk", IMPORTS + "/" + ofImporter + "/rejections"), 404, "not-found");
        isProblem(get("imp", IMPORTS + "/no-such-id"), 404, "not-found");
        isProblem(get("admin", IMPORTS), 403, "forbidden");
        assertThat(get("clerk", IMPORTS + "/" + ofClerk).statusCode()).isEqualTo(200);
        assertThat(get("insp", IMPORTS + "/" + ofImporter).statusCode()).isEqualTo(200);
        assertThat(listed("clerk")).contains(ofClerk).doesNotContain(ofImporter);
        assertThat(listed("insp")).contains(ofClerk, ofImporter);
    }

    @Test
    void of_many_refused_rows_the_first_thousand_are_shown_and_all_can_be_fetched() {
        String file = IntStream.range(0, 1500)
                .mapToObj(i -> "{\"id\":\"" + i + "\"}\n")
                .collect(Collectors.joining());
        JsonNode report = json(post("imp", IMPORTS, NDJSON, file));
        assertThat(report.path("rejections").size()).isEqualTo(1000);
        assertThat(report.path("rejections").path(999).path("row").asLong()).isEqualTo(1000);
        HttpResponse<String> all =
                get("imp", IMPORTS + "/" + report.path("import").asString() + "/rejections");
        assertThat(all.body().lines()).hasSize(1500);
        assertThat(all.headers().firstValue("Content-Type")).hasValue("application/x-ndjson;charset=UTF-8");
    }

    @Test
    void old_refused_rows_are_erased_and_the_answer_says_so() {
        String id = json(post("imp", IMPORTS, NDJSON, "{}")).path("import").asString();
        jobs.eraseRejections(java.time.Duration.ofSeconds(-60));
        isProblem(get("imp", IMPORTS + "/" + id + "/rejections"), 404, "not-found");
        assertThat(json(get("imp", IMPORTS + "/" + id)).path("rejected").asLong())
                .isEqualTo(1);
    }

    private List<String> listed(String user) {
        List<String> ids = new ArrayList<>();
        String query = "?limit=2";
        while (query != null) {
            JsonNode page = json(get(user, IMPORTS + query));
            ids.addAll(page.path("imports").findValuesAsString("import"));
            query = page.path("next").isNull()
                    ? null
                    : "?limit=2&after=" + page.path("next").asString();
        }
        return ids;
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private static String counts(JsonNode report) {
        return report.path("rows").asLong() + "/" + report.path("recorded").asLong() + "/"
                + report.path("duplicates").asLong() + "/"
                + report.path("rejected").asLong();
    }

    private String decisions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> decision("D" + i, "1", "\"kind\":\"licence\""))
                .collect(Collectors.joining());
    }

    private String decision(String subject, String id, String data) {
        return "{\"unit\":\"jyj\",\"subject\":\"%s-%s\",\"id\":\"%s\",\"type\":\"decision-made\",\"occurredOn\":\"2021-03-01\",\"data\":{%s}}\n"
                .formatted(own, subject, id, data);
    }
}
