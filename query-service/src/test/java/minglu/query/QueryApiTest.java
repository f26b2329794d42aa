package minglu.query;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import minglu.api.request.Applicant;
import minglu.api.request.RequestChannel;
import minglu.api.request.RequestReceived;
import minglu.api.unit.UnitKind;
import minglu.platform.text.TextKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The figures, cases and lists over HTTP. */
class QueryApiTest extends HttpReadSide {

    @Autowired
    private TextKeys texts;

    @BeforeAll
    void record() {
        List<Object> history = new ArrayList<>(List.of(
                unit("jyj", UnitKind.DEPARTMENT, "district", 2021),
                unit("xiang", UnitKind.GOVERNMENT, "district", null),
                unit("jia", UnitKind.TOWNSHIP, "xiang", 2021)));
        history.add(act(
                "jyj",
                "SQ/2021/1",
                "1",
                "request-received",
                "2021-03-01",
                new RequestReceived.Data(
                        Applicant.ENTERPRISE,
                        RequestChannel.MAIL,
                        texts.seal("jyj", "SQ/2021/1", "关于校车"),
                        null,
                        null,
                        null),
                "applicant",
                "enterprise"));
        history.add(act("jia", "xk-1", "1", "decision-made", "2021-03-01", "kind", "licence"));
        history.forEach(events::publish);
        user("inspector", "[\"inspector\"]", "null");
        user("clerk", "[\"clerk\"]", "\"jyj\"");
        user("xianger", "[\"consolidator\"]", "\"xiang\"");
    }

    @Test
    void an_administrator_has_the_read_side_rebuilt_and_sees_rate_and_drift() {
        read("inspector", "/api/v1/units/jyj/subjects?atLeast=5");
        JsonNode before = read("inspector", "/api/v1/tables?unit=district&year=2021&knownAt=5");
        HttpResponse<String> started = post("admin", "/api/v1/read-side/rebuilds");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String location = started.headers().firstValue("Location").orElseThrow();

        await().until(() -> !read("admin", location).path("state").stringValue().equals("running"));

        JsonNode found = read("inspector", location);
        assertThat(found.propertyNames())
                .containsExactly(
                        "rebuild",
                        "purpose",
                        "state",
                        "startedAt",
                        "finishedAt",
                        "eventsDone",
                        "eventsTotal",
                        "eventsPerSecond",
                        "drift",
                        "differences",
                        "failure");
        assertThat(found.path("state").stringValue()).isEqualTo("done");
        assertThat(found.path("drift").asLong()).isZero();
        assertThat(found.path("eventsDone").asLong()).isEqualTo(5);
        assertThat(found.path("finishedAt").stringValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        JsonNode readSide = read("inspector", "/api/v1/read-side");
        assertThat(readSide.propertyNames()).containsExactly("generation", "position", "drift", "running", "last");
        assertThat(readSide.path("generation").asInt())
                .isEqualTo(found.path("rebuild").asInt());
        assertThat(readSide.path("last")).isEqualTo(found);
        assertThat(read("inspector", "/api/v1/tables?unit=district&year=2021&knownAt=5"))
                .isEqualTo(before);
        assertThat(get("admin", "/actuator/prometheus").body()).contains("minglu_projection_drift 0.0");
        JsonNode health = JSON.readTree(get("admin", "/actuator/health").body());
        assertThat(health.path("components").path("drift").path("status").stringValue())
                .isEqualTo("UP");
    }

    @Test
    void others_than_administrators_start_no_rebuild() {
        assertThat(post("inspector", "/api/v1/read-side/rebuilds").statusCode()).isEqualTo(403);
        assertThat(get("clerk", "/api/v1/read-side").statusCode()).isEqualTo(403);
        assertThat(get("inspector", "/api/v1/read-side/rebuilds/1").statusCode())
                .isEqualTo(404);
        assertThat(get("inspector", "/api/v1/read-side/rebuilds/x").statusCode())
                .isEqualTo(404);
    }

    @Test
    void tables_have_the_members_of_the_contract_in_its_order() {
        JsonNode tables = read("inspector", "/api/v1/tables?unit=district&year=2021&atLeast=5");

        assertThat(tables.propertyNames())
                .containsExactly(
                        "format",
                        "rules",
                        "unit",
                        "scope",
                        "year",
                        "knownAt",
                        "occurredUntil",
                        "cells",
                        "checks",
                        "units",
                        "complete",
                        "incompleteBecause");
        assertThat(tables.path("cells").size()).isEqualTo(200);
        assertThat(tables.path("cells").path("3.new.enterprise").asLong()).isEqualTo(1);
        assertThat(tables.path("cells").path("2.charges").stringValue()).isEqualTo("0");
        assertThat(tables.path("scope").stringValue()).isEqualTo("consolidated");
        assertThat(tables.path("occurredUntil").stringValue()).isEqualTo("2021-12-31");
        assertThat(tables.path("knownAt").path("position").asLong()).isEqualTo(5);
        assertThat(tables.path("knownAt").path("recordedAt").stringValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(tables.path("checks").get(0).toString())
                .isEqualTo("{\"rule\":\"R1\",\"where\":\"new\",\"severity\":\"error\",\"status\":\"holds\",\"left\":1,"
                        + "\"right\":1,\"cells\":[\"3.new.natural-person\",\"3.new.enterprise\","
                        + "\"3.new.research-institution\",\"3.new.social-organisation\",\"3.new.legal-service\","
                        + "\"3.new.other-organisation\",\"3.new.total\"]}");
        assertThat(tables.path("units").toString())
                .isEqualTo("{\"included\":[\"jia\",\"jyj\"],\"silent\":[],\"excluded\":[]}");
        assertThat(tables.path("complete").booleanValue()).isTrue();
    }

    @Test
    void a_cell_leads_to_its_acts_and_an_act_to_its_case() {
        JsonNode acts = read("inspector", "/api/v1/tables/cells/3.new.total/acts?unit=district&year=2021&atLeast=5");
        assertThat(acts.toString())
                .isEqualTo(
                        "{\"cell\":\"3.new.total\",\"value\":1,\"acts\":[{\"unit\":\"jyj\",\"subject\":\"SQ/2021/1\","
                                + "\"id\":\"1\",\"type\":\"request-received\",\"occurredOn\":\"2021-03-01\",\"position\":4,"
                                + "\"weight\":1,\"correctedBy\":null}],\"next\":null}");

        JsonNode subject = read("clerk", "/api/v1/units/jyj/subjects/SQ%2F2021%2F1?atLeast=5");
        assertThat(subject.path("state").stringValue()).isEqualTo("open");
        assertThat(subject.path("deadline").propertyNames())
                .containsExactly("dueOn", "state", "waitingUntil", "late", "missingYear", "explanation");
        assertThat(subject.path("deadline").path("dueOn").stringValue()).isEqualTo("2021-03-29");
        assertThat(subject.path("deadline").path("state").stringValue()).isEqualTo("running");
        assertThat(subject.path("deadline").path("late").booleanValue()).isTrue();
        assertThat(subject.path("deadline").path("explanation").path(0).stringValue())
                .isEqualTo("2021-03-01 收到申请（《条例》第三十一条）。");
        assertThat(subject.path("acts").get(0).path("data").path("title").stringValue())
                .isEqualTo("关于校车");
        assertThat(subject.path("acts").get(0).path("reason").isNull()).isTrue();
    }

    @Test
    void a_cell_is_shared_by_units() {
        String shared = read("inspector", "/api/v1/tables/cells/3.new.total/units?unit=district&year=2021&knownAt=5")
                .toString();

        assertThat(shared)
                .startsWith("{\"cell\":\"3.new.total\",\"unit\":\"district\",\"scope\":\"consolidated\",\"year\":2021,"
                        + "\"knownAt\":{\"position\":5,")
                .endsWith(",\"occurredUntil\":\"2021-12-31\",\"value\":1,\"units\":[{\"unit\":\"jia\",\"value\":0},"
                        + "{\"unit\":\"jyj\",\"value\":1}]}");
    }

    @Test
    void a_sample_says_what_it_was_drawn_from_and_how() {
        String drawn = read(
                        "inspector", "/api/v1/sample?unit=district&year=2021&cell=3.new.total&seed=抽查-1&n=5&knownAt=5")
                .toString();

        // printf '抽查-1\njyj\nSQ/2021/1\n1' | sha256sum
        assertThat(drawn)
                .startsWith(
                        "{\"unit\":\"district\",\"scope\":\"consolidated\",\"year\":2021,\"cell\":\"3.new.total\",\"value\":1,"
                                + "\"seed\":\"抽查-1\",\"n\":5,\"knownAt\":{\"position\":5,\"recordedAt\":\"")
                .endsWith(
                        "Z\"},\"occurredUntil\":\"2021-12-31\",\"method\":\"sha256-seed-unit-subject-id\",\"population\":1,"
                                + "\"acts\":[{\"lot\":\"a503f6750095174ad1a8361319dca730f8becd3d96c5758ee6ac23d51821afa2\","
                                + "\"unit\":\"jyj\",\"subject\":\"SQ/2021/1\",\"id\":\"1\",\"type\":\"request-received\","
                                + "\"occurredOn\":\"2021-03-01\",\"position\":4,\"weight\":1,\"correctedBy\":null}]}");
    }

    @Test
    void a_difference_has_the_members_of_the_contract_and_goes_on_where_a_page_ends() {
        String asked = "/api/v1/tables/diff?unit=jyj&year=2021&from=3&to=9999-12-30&atLeast=5";
        assertThat(read("clerk", asked).toString())
                .isEqualTo(
                        "{\"cells\":{\"3.new.enterprise\":{\"from\":0,\"to\":1},\"3.new.total\":{\"from\":0,\"to\":1},"
                                + "\"3.carried-out.enterprise\":{\"from\":0,\"to\":1},\"3.carried-out.total\":{\"from\":0,\"to\":1}},"
                                + "\"moves\":[" + move("3.new.enterprise") + "," + move("3.new.total") + ","
                                + move("3.carried-out.enterprise") + "," + move("3.carried-out.total")
                                + "],\"next\":null}");
        JsonNode first = read("clerk", asked + "&limit=3");
        String next = first.path("next").stringValue();
        assertThat(next).matches("[A-Za-z0-9_-]+");
        JsonNode second = read("clerk", asked + "&limit=3&after=" + next);
        assertThat(second.path("moves").toString()).isEqualTo("[" + move("3.carried-out.total") + "]");
        assertThat(second.path("cells")).isEqualTo(first.path("cells"));
        assertThat(second.path("next").isNull()).isTrue();
    }

    private static String move(String cell) {
        return "{\"cell\":\"" + cell
                + "\",\"amount\":1,\"unit\":\"jyj\",\"subject\":\"SQ/2021/1\",\"id\":\"1\",\"position\":4}";
    }

    @Test
    void the_summary_and_the_lists_answer() {
        JsonNode summary = read("inspector", "/api/v1/summary?unit=jyj&year=2021&atLeast=5");
        assertThat(summary.path("requests").path("carried-out").asLong()).isEqualTo(1);
        assertThat(summary.path("requests").path("answeredInTime").isIntegralNumber())
                .isTrue();
        assertThat(summary.path("items").propertyNames())
                .containsExactly(
                        "website",
                        "wechat",
                        "weibo",
                        "gazette",
                        "press-conference",
                        "other",
                        "socialMedia",
                        "total",
                        "reviewed",
                        "withdrawn");
        assertThat(read("inspector", "/api/v1/corrections?atLeast=5")
                        .path("corrections")
                        .size())
                .isZero();
        assertThat(read("clerk", "/api/v1/units/jyj/subjects?kind=request&atLeast=5")
                        .path("subjects")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void deadlines_and_warnings_have_their_members() {
        JsonNode list = read("inspector", "/api/v1/deadlines?unit=district&dueUntil=2021-03-29&atLeast=5");
        assertThat(list.propertyNames()).containsExactly("knownAt", "asOf", "deadlines", "next");
        JsonNode line = list.path("deadlines").path(0);
        assertThat(line.toString())
                .isEqualTo("{\"unit\":\"jyj\",\"subject\":\"SQ/2021/1\",\"receivedOn\":\"2021-03-01\","
                        + "\"dueOn\":\"2021-03-29\",\"state\":\"running\",\"waitingUntil\":null,\"late\":true,"
                        + "\"missingYear\":null,\"organOwes\":{\"what\":\"answer\",\"by\":\"2021-03-29\"},"
                        + "\"applicantOwes\":null}");
        assertThat(read("inspector", "/api/v1/deadlines?dueUntil=2021-03-28&atLeast=5")
                        .path("deadlines")
                        .size())
                .isZero();
        assertThat(read("clerk", "/api/v1/deadlines?atLeast=5")
                        .path("deadlines")
                        .size())
                .isEqualTo(1);
        assertThat(read("xianger", "/api/v1/deadlines?atLeast=5")
                        .path("deadlines")
                        .size())
                .isZero();
        assertThat(read("clerk", "/api/v1/units/jyj/subjects/SQ%2F2021%2F1/warnings?atLeast=5")
                        .toString())
                .isEqualTo("{\"unit\":\"jyj\",\"subject\":\"SQ/2021/1\",\"warnings\":[]}");
    }

    @Test
    void every_user_reads_the_calendar() {
        JsonNode year = read("admin", "/api/v1/calendar/2026");
        assertThat(year.propertyNames())
                .containsExactly(
                        "year", "makeupWorkdays", "weekdaysOff", "workdays", "position", "recordedAt", "knownAt");
        assertThat(year.path("workdays").asInt()).isEqualTo(248);
        assertThat(year.path("makeupWorkdays").path(0).stringValue()).isEqualTo("2026-01-04");
        assertThat(year.path("weekdaysOff").path(0).toString())
                .isEqualTo("{\"date\":\"2026-01-01\",\"holiday\":\"元旦\"}");
        assertThat(year.path("position").isNull()).isTrue();
        assertThat(read("clerk", "/api/v1/calendar/2011?knownAt=0")
                        .path("knownAt")
                        .path("position")
                        .asLong())
                .isZero();
    }

    @Test
    void each_user_sees_the_units_it_may_read() {
        assertThat(units("admin")).containsExactly("district", "jia", "jyj", "xiang");
        assertThat(units("inspector")).containsExactly("district", "jia", "jyj", "xiang");
        assertThat(units("clerk")).containsExactly("jyj");
        assertThat(units("xianger")).containsExactly("jia", "xiang");
    }

    private List<String> units(String user) {
        List<String> units = new ArrayList<>();
        read(user, "/api/v1/units?atLeast=5")
                .path("units")
                .forEach(unit -> units.add(unit.path("unit").stringValue()));
        return units;
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource({
        "admin, /api/v1/tables?unit=district&year=2021, 403, forbidden",
        "admin, /api/v1/units/jyj/subjects, 403, forbidden",
        "clerk, /api/v1/tables?unit=district&year=2021&atLeast=5, 404, unknown-unit",
        "clerk, /api/v1/tables?unit=jia&year=2021&atLeast=5, 404, unknown-unit",
        "clerk, /api/v1/units/jia/subjects/xk-1?atLeast=5, 404, unknown-unit",
        "xianger, /api/v1/summary?unit=jyj&year=2021&atLeast=5, 404, unknown-unit",
        "inspector, /api/v1/tables?unit=nobody&year=2021, 404, unknown-unit",
        "inspector, /api/v1/tables?unit=jyj&year=2020&atLeast=5, 422, year-not-reported",
        "inspector, /api/v1/tables/cells/3.new.nobody/acts?unit=jyj&year=2021&atLeast=5, 404, unknown-cell",
        "inspector, /api/v1/tables/cells/3.new.nobody/units?unit=jyj&year=2021&atLeast=5, 404, unknown-cell",
        "clerk, /api/v1/tables/cells/3.new.total/units?unit=district&year=2021&atLeast=5, 404, unknown-unit",
        "admin, /api/v1/tables/cells/3.new.total/units?unit=jyj&year=2021&atLeast=5, 403, forbidden",
        "clerk, /api/v1/tables/diff?unit=jyj&year=2021&from=0&to=5&unit2=jia, 404, unknown-unit",
        "admin, /api/v1/tables/diff?unit=jyj&year=2021&from=0&to=5, 403, forbidden",
        "inspector, /api/v1/tables/diff?unit=jyj&year=2021&from=0, 422, invalid-parameter",
        "inspector, /api/v1/tables/diff?unit=jyj&year=2021&from=0&to=version:0, 422, invalid-parameter",
        "inspector, /api/v1/tables/diff?unit=jyj&year=2021&from=0&to=5&after=x, 422, invalid-parameter",
        "inspector, /api/v1/tables/diff?unit=jyj&year=2021&from=0&to=5&year2=2020, 422, year-not-reported",
        "inspector, /api/v1/tables/diff?unit=jyj&year=2021&from=version:1&to=5, 404, not-found",
        "inspector, /api/v1/units/jyj/subjects/SQ-9?atLeast=5, 404, unknown-subject",
        "admin, /api/v1/deadlines, 403, forbidden",
        "clerk, /api/v1/deadlines?unit=jia&atLeast=5, 404, unknown-unit",
        "inspector, /api/v1/deadlines?unit=nobody&atLeast=5, 404, unknown-unit",
        "inspector, /api/v1/deadlines?dueUntil=soon, 422, invalid-parameter",
        "inspector, /api/v1/deadlines?year=2021, 422, invalid-parameter",
        "inspector, /api/v1/deadlines?limit=1001, 422, invalid-parameter",
        "clerk, /api/v1/units/jia/subjects/xk-1/warnings?atLeast=5, 404, unknown-unit",
        "inspector, /api/v1/units/jyj/subjects/SQ-9/warnings?atLeast=5, 404, unknown-subject",
        "inspector, /api/v1/calendar/2010, 404, not-found",
        "inspector, /api/v1/calendar/next, 404, not-found",
        "inspector, /api/v1/calendar/2026?unit=jyj, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=21, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&year=2022, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&knwonAt=3, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&knownAt=yesterday, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&knownAt=%2B999999999-12-31T23:59:59Z, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&knownAt=-999999999-01-01T00:00:00Z, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&knownAt=%2B10000-01-01T00:00:00Z, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&knownAt=0000-01-01, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&knownAt=%2B999999999-12-31, 422, invalid-parameter",
        "inspector, /api/v1/summary?unit=jyj&year=2021&knownAt=%2B999999999-12-31T23:59:59Z, 422, invalid-parameter",
        "inspector, /api/v1/tables/diff?unit=jyj&year=2021&from=0&to=%2B999999999-12-31T23:59:59Z, 422, invalid-parameter",
        "inspector, /api/v1/deadlines?knownAt=%2B999999999-12-31T23:59:59Z, 422, invalid-parameter",
        "inspector, /api/v1/units?knownAt=%2B999999999-12-31T23:59:59Z, 422, invalid-parameter",
        "inspector, /api/v1/calendar/2026?knownAt=%2B999999999-12-31T23:59:59Z, 422, invalid-parameter",
        "inspector, /api/v1/units/jyj/subjects/SQ-1?knownAt=%2B999999999-12-31T23:59:59Z, 422, invalid-parameter",
        "inspector, /api/v1/returns?node=district&year=2021&knownAt=%2B999999999-12-31T23:59:59Z, 422, invalid-parameter",
        "inspector, /api/v1/reports/district/2021?knownAt=%2B999999999-12-31T23:59:59Z, 422, invalid-parameter",
        "inspector, /api/v1/tables/document?unit=jyj&year=2021&knownAt=%2B999999999-12-31T23:59:59Z, 422, invalid-parameter",
        "inspector, /api/v1/deadlines?dueUntil=%2B999999999-12-31, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&occurredUntil=%2B999999999-12-31, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=999999999, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=0000, 422, invalid-parameter",
        "inspector, /api/v1/units/jyj/subjects?from=%2B999999999-12-31, 422, invalid-parameter",
        "inspector, /api/v1/reports/district/999999999, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&occurredUntil=2022-01-01, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&scope=all, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&atLeast=-1, 422, invalid-parameter",
        "inspector, /api/v1/tables/cells/3.new.total/acts?unit=jyj&year=2021&atLeast=5&limit=0, 422, invalid-parameter",
        "inspector, /api/v1/units/jyj/subjects?state=sleeping, 422, invalid-parameter",
        "inspector, /api/v1/sample?unit=jyj&year=2021&cell=2.licence&n=5&atLeast=5, 422, invalid-parameter",
        "inspector, /api/v1/sample?unit=jyj&year=2021&cell=2.licence&seed=&n=5&atLeast=5, 422, invalid-parameter",
        "inspector, /api/v1/sample?unit=jyj&year=2021&cell=2.licence&seed=a%0Ab&n=5&atLeast=5, 422, invalid-parameter",
        "inspector, /api/v1/sample?unit=jyj&year=2021&cell=2.licence&seed=a&atLeast=5, 422, invalid-parameter",
        "inspector, /api/v1/sample?unit=jyj&year=2021&cell=2.licence&seed=a&n=0&atLeast=5, 422, invalid-parameter",
        "inspector, /api/v1/sample?unit=jyj&year=2021&cell=2.licence&seed=a&n=1001&atLeast=5, 422, invalid-parameter",
        "inspector, /api/v1/sample?unit=jyj&year=2021&cell=2.licence&seed=a&n=1.5&atLeast=5, 422, invalid-parameter",
        "inspector, /api/v1/sample?unit=jyj&year=2021&seed=a&n=5&atLeast=5, 422, invalid-parameter",
        "inspector, /api/v1/sample?unit=jyj&year=2021&cell=9.none&seed=a&n=5&atLeast=5, 404, unknown-cell",
        "inspector, /api/v1/sample?unit=nobody&year=2021&cell=2.licence&seed=a&n=5&atLeast=5, 404, unknown-unit",
        "clerk, /api/v1/sample?unit=jia&year=2021&cell=2.licence&seed=a&n=5&atLeast=5, 404, unknown-unit",
        "xianger, /api/v1/sample?unit=jyj&year=2021&cell=2.licence&seed=a&n=5&atLeast=5, 404, unknown-unit",
        "inspector, /api/v1/sample?unit=jyj&year=2020&cell=2.licence&seed=a&n=5&atLeast=5, 422, year-not-reported",
        "admin, /api/v1/sample?unit=jyj&year=2021&cell=2.licence&seed=a&n=5, 403, forbidden",
        "admin, /api/v1/tables/document?unit=district&year=2021, 403, forbidden",
        "clerk, /api/v1/tables/document?unit=district&year=2021&atLeast=5, 404, unknown-unit",
        "inspector, /api/v1/tables/document?unit=district&year=2021&format=doc, 422, invalid-parameter",
        "inspector, /api/v1/tables/document?unit=jyj&year=2020&format=docx&atLeast=5, 422, year-not-reported",
        "inspector, /api/v1/units/jyj/subjects?text=%00, 422, invalid-parameter",
        "inspector, /api/v1/units/jyj/subjects?text=%FF, 422, invalid-parameter",
        "inspector, /api/v1/units/jyj/subjects?text=%ED%A0%80, 422, invalid-parameter",
        "inspector, /api/v1/units/jyj/subjects?after=AAAA, 422, invalid-parameter",
        "admin, /api/v1/users?after=YQBi, 422, invalid-parameter",
        "admin, /api/v1/users?limits=5, 422, invalid-parameter",
        "admin, /api/v1/users?limit=, 422, invalid-parameter",
        "inspector, /api/v1/tables?unit=district&year=2021&knownAt=1000000, 503, not-caught-up",
    })
    void what_cannot_be_answered_is_a_problem(String user, String path, int status, String code) {
        HttpResponse<String> response = get(user, path);

        assertThat(response.body()).contains("urn:minglu:problem:" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "csv, text/csv;charset=UTF-8",
        "html, text/html;charset=UTF-8",
        "docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    })
    void the_tables_are_there_as_a_file(String format, String mediaType) {
        String path = "/api/v1/tables/document?unit=jyj&year=2021&knownAt=5&format=";
        HttpResponse<String> response = get("inspector", path + format);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(mediaType);
        assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith(format.equals("html") ? "inline" : "attachment; filename=");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains(format.equals("html") ? "style-src 'sha256-" : "default-src 'self'");
        assertThat(response.body()).isEqualTo(get("inspector", path + format).body());
    }

    @Test
    void the_file_holds_the_figures_of_the_tables_and_the_name_of_the_unit() {
        JsonNode file = read("clerk", "/api/v1/tables/document?unit=jyj&year=2021&atLeast=5");
        JsonNode tables = read("clerk", "/api/v1/tables?unit=jyj&year=2021&atLeast=5");

        assertThat(file.path("cells")).isEqualTo(tables.path("cells"));
        assertThat(file.path("position")).isEqualTo(tables.path("knownAt").path("position"));
        assertThat(file.path("title").stringValue())
                .startsWith(file.path("unitName").stringValue() + "2021年");
        assertThat(file.path("version").isNull()).isTrue();
        assertThat(file.path("checkpoint").isNull()).isTrue();
        assertThat(file.path("digest").stringValue()).matches("[0-9a-f]{64}");
    }

    @Test
    void an_instant_and_a_date_are_moments_of_knowledge() {
        String asked = "/api/v1/tables?unit=district&year=2021&knownAt=";
        assertThat(read("inspector", asked + "2000-01-01")
                        .path("knownAt")
                        .path("position")
                        .asLong())
                .isZero();
        assertThat(read("inspector", asked + "9999-12-30")
                        .path("knownAt")
                        .path("position")
                        .asLong())
                .isEqualTo(5);
        assertThat(read("inspector", asked + "0").path("knownAt").toString())
                .isEqualTo("{\"position\":0,\"recordedAt\":null}");
        String third = read("inspector", asked + "3")
                .path("knownAt")
                .path("recordedAt")
                .stringValue();
        assertThat(read("inspector", asked + third)
                        .path("knownAt")
                        .path("recordedAt")
                        .stringValue())
                .isEqualTo(third);
    }
}
