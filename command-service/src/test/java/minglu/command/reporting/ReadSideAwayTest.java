package minglu.command.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import minglu.api.format.Severity;
import minglu.api.log.CheckpointView;
import minglu.api.log.FindCheckpoint;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.PrepareReport;
import minglu.api.reporting.PreparedReport;
import minglu.api.reporting.ReportPublished;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.FindActsBehind;
import minglu.api.tables.FindTables;
import minglu.api.tables.FoundActsBehind;
import minglu.api.tables.TablesView;
import minglu.command.badinput.CommandHttp;
import minglu.platform.axon.StoreHead;
import org.axonframework.common.Registration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Steps that stand on the read side or on the notary, while one of them is away: 503, and nothing is recorded. */
class ReadSideAwayTest extends CommandHttp {

    private static final String NOTE = "log.example/minglu\n9\nroot\n\n— log.example/minglu signature\n";
    private static final CheckpointView AWAY =
            new CheckpointView(false, true, "no checkpoint covers position 9 yet", null, 0, null, null);

    private final List<Registration> handlers = new ArrayList<>();

    @Autowired
    private QueryBus queries;

    @Autowired
    private EventStore store;

    @Autowired
    private StoreHead head;

    @BeforeEach
    void users() {
        user("rev-gaj", "reviewer", "\"gaj\"");
        user("pub", "publisher", "null");
    }

    @AfterEach
    void silence() {
        handlers.forEach(Registration::cancel);
    }

    private void user(String name, String role, String unit) {
        String body = "{\"password\":\"a-long-password-of-tests\",\"roles\":[\"" + role + "\"],\"unit\":" + unit + "}";
        HttpResponse<String> answer = send("admin", "PUT", "/api/v1/users/" + name, "application/json", bytes(body));
        assertThat(answer.statusCode()).isIn(200, 201);
    }

    private <Q, R> void answering(Class<Q> query, Class<R> answer, Function<Q, R> handler) {
        handlers.add(queries.subscribe(
                query.getName(), (Type) answer, message -> handler.apply(query.cast(message.getPayload()))));
    }

    private void answeringFigures() {
        answering(FindTables.class, TablesView.class, query -> figures(query.unit(), query.year()));
        answering(
                PrepareReport.class,
                PreparedReport.class,
                query -> new PreparedReport(1, figures(query.unit(), query.year()), List.of(), "{\"cells\":{}}"));
    }

    private TablesView figures(String unit, int year) {
        return new SampleTables().units(unit).of(unit, year, head.position());
    }

    private HttpResponse<String> step(String user, String path) {
        return post(user, "/api/v1/" + path, "application/json", "{}");
    }

    private void taken(String user, String path) {
        HttpResponse<String> answer = step(user, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void refusedAndNothingRecorded(String user, String path, String code, String because) {
        long before = head.position();
        HttpResponse<String> answer = step(user, path);
        isProblem(answer, 503, code);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(answer).path("detail").stringValue()).contains(because);
        assertThat(head.position()).isEqualTo(before);
    }

    @Test
    void aStepWaitsForFiguresAndRecordsNothingWithoutThem() {
        refusedAndNothingRecorded("rev-gaj", "returns/gaj/2022/submit", "unavailable", "nothing was recorded");

        answering(FindTables.class, TablesView.class, query -> {
            throw new RefusedException(ProblemCode.NOT_CAUGHT_UP, "position 9 is not reached");
        });
        refusedAndNothingRecorded("rev-gaj", "returns/gaj/2022/submit", "not-caught-up", "position 9");
    }

    @Test
    void aRefusalStaysOneWhereTheReadSideCannotNameTheActs() {
        CheckLine negative = SampleTables.check("R8", "2.licence", Severity.ERROR, CheckStatus.FAILS);
        answering(FindTables.class, TablesView.class, query -> new SampleTables()
                .units(query.unit())
                .with(negative)
                .of(query.unit(), query.year(), head.position()));

        HttpResponse<String> bare = step("rev-gaj", "returns/gaj/2023/submit");
        isProblem(bare, 409, "checks-failed");
        assertThat(json(bare).path("checks").path(0).has("acts")).isFalse();

        AtomicReference<FindActsBehind> asked = new AtomicReference<>();
        answering(FindActsBehind.class, FoundActsBehind.class, query -> {
            asked.set(query);
            return new FoundActsBehind(query.checks().stream()
                    .map(check -> check.with(List.of(), 7))
                    .toList());
        });
        HttpResponse<String> explained = step("rev-gaj", "returns/gaj/2023/submit");
        isProblem(explained, 409, "checks-failed");
        assertThat(json(explained).path("checks").path(0).path("actsTotal").asInt())
                .isEqualTo(7);
        assertThat(asked.get()).isEqualTo(new FindActsBehind("gaj", 2023, head.position(), List.of(negative)));
    }

    @Test
    void nothingIsPublishedWhileTheNotaryIsAway() {
        answeringFigures();
        AtomicReference<CheckpointView> log = new AtomicReference<>(AWAY);
        AtomicReference<Long> asked = new AtomicReference<>();
        taken("rev-gaj", "returns/gaj/2021/submit");
        taken("con", "returns/gaj/2021/accept");
        taken("con", "reports/gaj/2021/sign");
        long signed = head.position();

        refusedAndNothingRecorded("pub", "reports/gaj/2021/publish", "unavailable", "nothing was recorded");
        answering(FindCheckpoint.class, CheckpointView.class, query -> {
            asked.set(query.position());
            return log.get();
        });
        refusedAndNothingRecorded("pub", "reports/gaj/2021/publish", "unavailable", "no checkpoint covers position 9");
        assertThat(asked.get()).isEqualTo(signed);
        // A fault of the state is told before anybody waits for the notary.
        isProblem(step("pub", "reports/gaj/2022/publish"), 409, "wrong-state");

        // What waits for a person is told at once.
        log.set(new CheckpointView(false, false, "the event at position 3 is missing", null, 0, null, null));
        refusedAndNothingRecorded(
                "pub", "reports/gaj/2021/publish", "unavailable", "the event at position 3 is missing");

        log.set(new CheckpointView(true, false, null, "log.example/minglu", 9, "root", NOTE));
        taken("pub", "reports/gaj/2021/publish");
        assertThat(store.readEvents("report:gaj:2021").asStream().map(event -> event.getPayload()))
                .filteredOn(ReportPublished.class::isInstance)
                .singleElement()
                .extracting(event -> ((ReportPublished) event).checkpoint())
                .isEqualTo(NOTE);
    }
}
