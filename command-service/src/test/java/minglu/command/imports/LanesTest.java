package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import minglu.api.act.Act;
import minglu.api.act.ActForm;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LanesTest {

    private final Lanes lanes = new Lanes();
    private final List<String> started = new ArrayList<>();
    private final Map<String, CompletableFuture<Void>> open = new HashMap<>();

    @Test
    void rows_of_one_subject_wait_for_each_other_and_others_do_not() {
        run("A1", act("jyj", "A", "request-corrected", "{}"));
        run("A2", act("jyj", "A", "request-corrected", "{}"));
        run("B1", act("jyj", "B", "request-corrected", "{}"));
        assertThat(started).containsExactly("A1", "B1");
        end("A1");
        assertThat(started).containsExactly("A1", "B1", "A2");
    }

    @Test
    void a_row_that_fails_does_not_stop_the_next_one_of_its_subject() {
        CompletableFuture<Void> failed = lanes.run(
                act("jyj", "A", "request-corrected", "{}"),
                () -> CompletableFuture.failedFuture(new IllegalStateException("refused")));
        run("A2", act("jyj", "A", "request-corrected", "{}"));
        assertThat(failed).isCompletedExceptionally();
        assertThat(started).containsExactly("A2");
    }

    @Test
    void documents_run_beside_each_other_but_not_beside_the_opening_stock() {
        run("D1", document("jyj", "D1"));
        run("D2", document("jyj", "D2"));
        run("opening", opening("jyj"));
        run("D3", document("jyj", "D3"));
        run("other unit", opening("gaj"));
        assertThat(started).containsExactly("D1", "D2", "other unit");
        end("D2");
        end("D1");
        assertThat(started).containsExactly("D1", "D2", "other unit", "opening");
        end("opening");
        assertThat(started).endsWith("D3");
    }

    @Test
    void an_opening_stock_waits_for_corrections_of_its_unit() {
        run("correction", act("jyj", "D1", "act-retracted", "{\"act\":\"1\"}"));
        run("opening", opening("jyj"));
        assertThat(started).containsExactly("correction");
        end("correction");
        assertThat(started).containsExactly("correction", "opening");
    }

    private void run(String name, Act act) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        open.put(name, end);
        lanes.run(act, () -> {
            started.add(name);
            return end;
        });
    }

    private void end(String name) {
        open.get(name).complete(null);
    }

    private static Act document(String unit, String subject) {
        return act(unit, subject, "document-issued", "{\"kind\":\"normative\",\"title\":\"t\"}");
    }

    private static Act opening(String unit) {
        return act(unit, "opening-normative", "documents-opening", "{\"kind\":\"normative\",\"inForce\":3}");
    }

    private static Act act(String unit, String subject, String type, String data) {
        return ActForm.parse(JsonMapper.shared()
                .readTree(
                        "{\"unit\":\"%s\",\"subject\":\"%s\",\"id\":\"1\",\"type\":\"%s\",\"occurredOn\":\"2021-01-01\",\"data\":%s,\"reason\":\"r\"}"
                                .formatted(unit, subject, type, data)));
    }
}
