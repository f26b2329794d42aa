package minglu.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private static final String TABLES =
            """
            {"format":"2021-30","unit":"district","scope":"consolidated","year":2021,
             "knownAt":{"position":5632,"recordedAt":"2026-01-02T03:04:05.000006Z"},
             "cells":{"2.normative.issued":15,"2.licence":1846,"2.charges":"24252.311082","4.reconsideration.upheld":27},
             "checks":[{"rule":"R2","where":"total","status":"fails","left":3,"right":4}],
             "units":{"included":["bgs","jyj"],"silent":["jyj"],"excluded":[]},"complete":true,"incompleteBecause":[]}""";

    private final StubServer server = new StubServer();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void no_command_is_a_fault_of_usage() {
        assertThat(Invocation.of().status()).isEqualTo(2);
        assertThat(Invocation.of().err()).contains("demo, serve, import, tables");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fly",
                "tables",
                "tables --year many",
                "tables --year 2021 --format docx",
                "import",
                "import nothing-there.ndjson",
                "import acts.txt",
                "serve --port 0",
                "serve --port 65536",
                "demo --colour red",
                "tables --year 2021 --url nowhere",
                "dead-letters",
                "dead-letters bury",
                "backup",
                "restore",
                "rebuild everything"
            })
    void a_fault_of_usage_ends_with_2_and_no_stack_trace(String command) {
        Invocation call = Invocation.of(command.split(" "));

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void help_is_no_fault() {
        assertThat(Invocation.of("tables", "--help").status()).isZero();
        assertThat(Invocation.of("tables", "--help").out())
                .contains("--known-at")
                .contains("text|json|csv|html|docx|xlsx");
    }

    @Test
    void a_missing_password_that_nobody_can_give_is_a_fault_of_usage() {
        Invocation call = Invocation.with(Map.of(), "tables", "--year", "2021", "--url", server.url());

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).contains("MINGLU_PASSWORD");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void parked_events_are_listed_page_by_page() {
        server.json(200, "{\"deadLetters\":[" + letter(7, "jyj") + "],\"next\":\"Nw\"}");
        server.json(200, "{\"deadLetters\":[" + letter(9, "mzj") + "],\"next\":null}");

        Invocation call = Invocation.of("dead-letters", "list", "--url", server.url());

        assertThat(call.status()).isZero();
        assertThat(call.out()).contains("jyj", "mzj", "the fact kind is missing");
        assertThat(server.requests())
                .extracting(StubServer.Request::uri)
                .containsExactly("/api/v1/dead-letters?limit=1000", "/api/v1/dead-letters?limit=1000&after=Nw");
    }

    @Test
    void a_rebuild_without_drift_ends_with_0_and_says_the_rate() {
        server.accepted("/api/v1/read-side/rebuilds/2");
        server.json(200, rebuild("done", 0, ""));

        Invocation call = Invocation.of("rebuild", "--url", server.url());

        assertThat(call.status()).isZero();
        assertThat(call.out()).contains("rebuilt from 1000 events, 500 events/s, drift 0 rows");
        assertThat(server.requests())
                .extracting(request -> request.method() + " " + request.uri())
                .containsExactly("POST /api/v1/read-side/rebuilds", "GET /api/v1/read-side/rebuilds/2");
    }

    @Test
    void a_rebuild_that_found_drift_ends_with_1_and_names_the_cell() {
        server.accepted("/api/v1/read-side/rebuilds/2");
        server.json(200, rebuild("running", null, ""));
        server.json(
                200,
                rebuild(
                        "done",
                        1,
                        "{\"table\":\"posting\",\"position\":null,\"unit\":\"jyj\",\"account\":\"decision/licence\",\"year\":2021,"
                                + "\"cells\":[\"2.licence\"],\"live\":42,\"rebuilt\":1}"));

        Invocation call = Invocation.of("rebuild", "--url", server.url());

        assertThat(call.status()).isEqualTo(1);
        assertThat(call.out()).contains("drift 1 rows", "jyj", "2021", "2.licence", "42");
    }

    @Test
    void a_rebuild_that_came_to_nothing_ends_with_1_and_one_that_is_refused_with_2() {
        server.accepted("/api/v1/read-side/rebuilds/2");
        server.json(200, rebuild("interrupted", null, ""));
        Invocation interrupted = Invocation.of("rebuild", "--url", server.url());
        assertThat(interrupted.status()).isEqualTo(1);
        assertThat(interrupted.err()).contains("nothing has changed", "stopped at position 7");

        server.problem(409, "rebuild 2 is running");
        Invocation refused = Invocation.of("rebuild", "--url", server.url());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("rebuild 2 is running");
    }

    private static String rebuild(String state, Integer drift, String differences) {
        return "{\"rebuild\":2,\"purpose\":\"rebuild\",\"state\":\"" + state
                + "\",\"eventsDone\":1000,\"eventsTotal\":1000,"
                + "\"eventsPerSecond\":500,\"drift\":" + drift + ",\"differences\":[" + differences
                + "],\"failure\":\"stopped at position 7\"}";
    }

    private static String letter(int position, String unit) {
        return "{\"position\":" + position + ",\"projection\":\"ledger\",\"event\":\"E\",\"unit\":\"" + unit
                + "\",\"subject\":\"s\",\"id\":\"1\",\"fromYear\":2021,\"cause\":\"the fact kind is missing\","
                + "\"parkedAt\":\"2026-01-02T03:04:05.000006Z\",\"attempts\":0,\"triedAt\":null}";
    }

    @Test
    void a_retry_that_takes_in_everything_ends_with_0_and_one_that_does_not_with_1() {
        server.json(200, "{\"retried\":2,\"posted\":2,\"parked\":0}");
        Invocation all = Invocation.of("dead-letters", "retry", "--url", server.url());
        assertThat(all.status()).isZero();
        assertThat(all.out()).contains("posted 2, still parked 0");
        assertThat(server.requests().get(0).method()).isEqualTo("POST");

        server.json(200, "{\"retried\":2,\"posted\":1,\"parked\":1}");
        server.json(200, "{\"deadLetters\":[" + letter(9, "mzj") + "],\"next\":null}");
        Invocation some = Invocation.of("dead-letters", "retry", "--url", server.url());
        assertThat(some.status()).isEqualTo(1);
        assertThat(some.out()).contains("still parked 1", "mzj");
    }

    @Test
    void a_server_that_is_not_there_ends_with_3() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        Invocation call = Invocation.of("tables", "--year", "2021", "--url", "http://127.0.0.1:" + free);

        assertThat(call.status()).isEqualTo(3);
        assertThat(call.err()).contains("http://127.0.0.1:" + free).doesNotContain("\tat ");
    }

    @Test
    void a_document_is_fetched_from_the_server_and_written_as_it_comes(@TempDir Path directory) throws IOException {
        server.json(200, "not really a document");
        Path file = directory.resolve("report.docx");

        Invocation call = Invocation.of(
                "tables", "--year", "2021", "--format", "docx", "--out", file.toString(), "--url", server.url());

        assertThat(call.err()).isEmpty();
        assertThat(call.status()).isZero();
        assertThat(server.requests().get(0).uri())
                .isEqualTo("/api/v1/tables/document?unit=district&year=2021&format=docx");
        assertThat(file).hasContent("not really a document");
    }

    @Test
    void a_document_that_no_terminal_can_show_needs_a_file() {
        Invocation call = Invocation.of("tables", "--year", "2021", "--format", "xlsx", "--url", server.url());

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).contains("--out");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void the_server_is_asked_as_the_user_with_the_parameters_given() {
        server.json(200, TABLES);

        Invocation call = Invocation.of(
                "tables",
                "--year",
                "2021",
                "--unit",
                "jyj",
                "--known-at",
                "2022-01-31",
                "--user",
                "demo",
                "--url",
                server.url());

        assertThat(call.status()).isZero();
        StubServer.Request request = server.requests().get(0);
        assertThat(request.uri()).isEqualTo("/api/v1/tables?unit=jyj&year=2021&knownAt=2022-01-31");
        assertThat(request.authorization())
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString("demo:geheim-密码".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void tables_are_printed_with_statutory_labels_under_one_another() {
        server.json(200, TABLES);

        String out =
                Invocation.of("tables", "--year", "2021", "--url", server.url()).out();

        assertThat(out.lines())
                .contains(
                        "二、主动公开政府信息情况",
                        "第二十条第(一)项  本年制发件数  本年废止件数  现行有效件数",
                        "行政规范性文件              15             –             –",
                        "勾稽关系不成立 R2(total):3 ≠ 4",
                        "本年度既无记录也未零报告的单位:jyj")
                .anyMatch(line -> line.startsWith("行政许可") && line.endsWith(" 1846"))
                .anyMatch(line -> line.startsWith("行政事业性收费") && line.endsWith(" 24252.311082"));
    }

    @Test
    void json_is_what_the_server_says() {
        server.json(200, TABLES);

        assertThat(Invocation.of("tables", "--year", "2021", "--format", "json", "--url", server.url())
                        .out())
                .isEqualTo(TABLES);
    }

    @Test
    void tables_can_go_to_a_file() throws IOException {
        server.json(200, TABLES);
        Path file = directory.resolve("tables.json");

        Invocation call = Invocation.of(
                "tables", "--year", "2021", "--format", "json", "--out", file.toString(), "--url", server.url());

        assertThat(call.status()).isZero();
        assertThat(call.out()).isEmpty();
        assertThat(file).hasContent(TABLES);
    }

    @Test
    void a_refusal_is_shown_in_the_words_of_the_server() {
        server.problem(422, "unit jyj does not report 2019");

        Invocation call = Invocation.of("tables", "--year", "2019", "--url", server.url());

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).contains("422", "unit jyj does not report 2019");
    }

    @Test
    void a_server_that_cannot_answer_now_ends_with_3() {
        server.problem(503, "the projection is behind");

        assertThat(Invocation.of("tables", "--year", "2021", "--url", server.url())
                        .status())
                .isEqualTo(3);
    }

    @Test
    void an_import_is_followed_to_its_end() throws IOException {
        server.accepted("/api/v1/imports/i-1")
                .json(200, "{\"import\":\"i-1\",\"state\":\"running\",\"rowsDone\":1,\"rows\":null}")
                .json(
                        200,
                        "{\"import\":\"i-1\",\"state\":\"done\",\"rowsDone\":2,\"rows\":2,\"recorded\":2,"
                                + "\"duplicates\":0,\"rejected\":0,\"rejections\":[]}");

        Invocation call = Invocation.of("import", acts("acts.ndjson").toString(), "--url", server.url());

        assertThat(call.status()).isZero();
        assertThat(call.out()).contains("新记录 2", "recorded 2, duplicates 0, rejected 0 of 2 rows");
        StubServer.Request sent = server.requests().get(0);
        assertThat(sent.uri()).isEqualTo("/api/v1/imports?dryRun=false");
        assertThat(sent.contentType()).isEqualTo("application/x-ndjson");
        assertThat(sent.prefer()).isEqualTo("respond-async");
        assertThat(sent.body()).isEqualTo("{}\n{}\n");
        assertThat(server.requests()).extracting(StubServer.Request::uri).endsWith("/api/v1/imports/i-1");
    }

    @Test
    void rejected_rows_end_with_1_and_are_listed() throws IOException {
        server.json(
                200,
                """
                {"import":"i-2","rows":2,"recorded":1,"duplicates":0,"rejected":1,"lastPosition":9,"rejections":[
                 {"row":2,"unit":"jyj","subject":"SQ-1","id":"1","code":"in-the-future","detail":"2030-01-01"}]}""");

        Invocation call = Invocation.of("import", acts("acts.csv").toString(), "--dry-run", "--url", server.url());

        assertThat(call.status()).isEqualTo(1);
        assertThat(call.out().lines())
                .contains("行  单位  主体  编号  代码           说明", "2   jyj   SQ-1  1     in-the-future  2030-01-01");
        assertThat(server.requests().get(0).uri()).isEqualTo("/api/v1/imports?dryRun=true");
        assertThat(server.requests().get(0).contentType()).isEqualTo("text/csv");
    }

    @Test
    void a_file_the_server_does_not_take_is_a_fault_of_usage() throws IOException {
        server.problem(415, "xlsx is not supported");

        Invocation call = Invocation.of("import", acts("acts.xlsx").toString(), "--url", server.url());

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).contains("xlsx is not supported");
    }

    @Test
    void an_interrupted_import_says_that_it_can_be_sent_again() throws IOException {
        server.accepted("/api/v1/imports/i-3").json(200, "{\"state\":\"interrupted\",\"rowsDone\":1}");

        Invocation call = Invocation.of("import", acts("acts.ndjson").toString(), "--url", server.url());

        assertThat(call.status()).isEqualTo(3);
        assertThat(call.err()).contains("send the file again");
    }

    private Path acts(String name) throws IOException {
        return Files.writeString(directory.resolve(name), "{}\n{}\n");
    }
}
