package minglu.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import minglu.standalone.testing.Api;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Contract section 4: tables, what stands behind a cell, the page of a subject, moments and waiting. */
@EveryInstallation
class ReadingContractTest {

    private final Scene scene;

    ReadingContractTest(Installation installation) {
        scene = new Scene(installation);
    }

    private JsonNode get(String path) {
        return Api.require(scene.inspector.get(path), 200).json();
    }

    private long licences(int count) {
        long last = 0;
        for (int i = 1; i <= count; i++) {
            last = scene.record("XK-" + i, "1", "decision-made", "2021-05-06", "{\"kind\":\"licence\"}");
        }
        return last;
    }

    @Test
    void a_table_says_of_what_it_is_and_how_complete() {
        long last = licences(1);

        JsonNode table = scene.tables(2021, last);

        assertThat(table.get("format").stringValue()).isEqualTo("2021-30");
        assertThat(table.get("unit").stringValue()).isEqualTo(scene.unit);
        assertThat(table.get("scope").stringValue()).isEqualTo("own");
        assertThat(table.at("/knownAt/position").longValue()).isGreaterThanOrEqualTo(last);
        assertThat(table.get("occurredUntil").stringValue()).isEqualTo("2021-12-31");
        assertThat(table.at("/units/included/0").stringValue()).isEqualTo(scene.unit);
        assertThat(table.get("checks").size()).isGreaterThan(50);
        assertThat(table.get("complete").isBoolean()).isTrue();
    }

    @Test
    void the_weights_of_the_acts_behind_a_cell_sum_to_it_over_all_pages() {
        long last = licences(5);
        List<String> subjects = new ArrayList<>();
        long sum = 0;
        String next = "";
        while (next != null) {
            JsonNode page = get("/api/v1/tables/cells/2.licence/acts?unit=" + scene.unit + "&year=2021&limit=2&atLeast="
                    + last + (next.isEmpty() ? "" : "&after=" + next));
            assertThat(page.get("value").longValue()).isEqualTo(5);
            for (JsonNode act : page.get("acts")) {
                subjects.add(act.get("subject").stringValue());
                sum += act.get("weight").longValue();
            }
            next = page.get("next").isNull() ? null : page.get("next").stringValue();
        }
        assertThat(sum).isEqualTo(5);
        assertThat(subjects).containsExactly("XK-1", "XK-2", "XK-3", "XK-4", "XK-5");
    }

    @Test
    void the_page_of_a_subject_shows_its_acts_with_their_texts_and_who_recorded_them() {
        String subject = "县政申〔2021〕1号";
        scene.record(
                subject,
                "1",
                "request-received",
                "2021-03-01",
                "{\"applicant\":\"natural-person\",\"channel\":\"mail\",\"title\":\"关于征地补偿标准的申请\"}");
        long last = scene.record(subject, "2", "request-decided", "2021-03-10", "{\"outcome\":\"granted\"}");

        JsonNode page = get("/api/v1/units/" + scene.unit + "/subjects/" + Api.segment(subject) + "?atLeast=" + last);

        assertThat(page.get("kind").stringValue()).isEqualTo("request");
        assertThat(page.get("deadline").isNull()).isTrue();
        assertThat(page.get("acts").size()).isEqualTo(2);
        JsonNode first = page.get("acts").get(0);
        assertThat(first.at("/data/title").stringValue()).isEqualTo("关于征地补偿标准的申请");
        assertThat(first.get("recordedBy").stringValue()).startsWith("clerk");
        assertThat(page.get("acts").get(1).get("position").longValue()).isEqualTo(last);

        Api.Answer nobody = scene.inspector.get("/api/v1/units/" + scene.unit + "/subjects/none");
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.code()).isEqualTo("unknown-subject");
    }

    @Test
    void what_was_known_at_a_position_or_an_instant_stays_what_it_was() {
        licences(2);
        Api.Answer receipt = Api.require(
                scene.clerk.post(
                        "/api/v1/acts",
                        scene.act("XK-3", "1", "decision-made", "2021-05-06", "{\"kind\":\"licence\"}")),
                201);
        long third = receipt.json().get("position").longValue();
        String recordedAt = receipt.json().get("recordedAt").stringValue();
        long fourth = scene.record("XK-4", "1", "decision-made", "2021-05-06", "{\"kind\":\"licence\"}");

        String table = "/api/v1/tables?unit=" + scene.unit + "&year=2021&knownAt=";
        assertThat(get(table + third).at("/cells/2.licence").longValue()).isEqualTo(3);
        assertThat(get(table + recordedAt).at("/cells/2.licence").longValue()).isBetween(3L, 4L);
        assertThat(get(table + fourth).at("/cells/2.licence").longValue()).isEqualTo(4);
        assertThat(get(table + "0").at("/cells/2.licence").longValue()).isZero();
    }

    @Test
    void each_node_that_is_asked_waits_for_the_position() {
        for (int i = 1; i <= 20; i++) {
            long last = scene.record("XK-" + i, "1", "decision-made", "2021-05-06", "{\"kind\":\"licence\"}");
            assertThat(scene.cell("2.licence", 2021, last)).isEqualTo(i);
        }
    }

    @Test
    void a_position_that_does_not_come_is_not_caught_up() {
        Api.Answer answer =
                scene.inspector.get("/api/v1/tables?unit=" + scene.unit + "&year=2021&atLeast=999999999999");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("not-caught-up");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void what_is_asked_wrongly_is_refused() {
        refused(404, "unknown-cell", "/api/v1/tables/cells/9.x/acts?unit=" + scene.unit + "&year=2021");
        refused(404, "unknown-unit", "/api/v1/tables?unit=nobody-at-all&year=2021");
        refused(422, "year-not-reported", "/api/v1/tables?unit=" + scene.unit + "&year=2019");
        refused(422, "invalid-parameter", "/api/v1/tables?unit=" + scene.unit + "&year=abc");
        refused(422, "invalid-parameter", "/api/v1/units?limit=1001");
        refused(404, "not-found", "/api/v1/nothing-here");
    }

    private void refused(int status, String code, String path) {
        Api.Answer answer = scene.inspector.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }
}
