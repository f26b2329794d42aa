package minglu.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.act.ActType;
import minglu.api.format.Severity;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.Violation;
import minglu.api.tables.ActBehind;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.FindActsBehind;
import minglu.api.tables.FoundActsBehind;
import minglu.api.tables.KnownAt;
import minglu.api.tables.MemberStock;
import minglu.api.tables.Moment;
import minglu.api.tables.Scope;
import minglu.api.tables.TablesView;
import minglu.api.tables.UnitsOfTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The messages of sign-off survive JSON, written and read with and without the settings of the Axon serialiser. */
class ReportingJsonTest {

    private static final List<JsonMapper> MAPPERS = List.of(
            JsonMapper.builder().build(),
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build());

    private static final SignOff SIGN_OFF = new SignOff("s-1", "u-1", "reviewer", "sealed:1:abc");
    private static final CheckLine CHECK = new CheckLine(
            "R2",
            "total",
            Severity.ERROR,
            CheckStatus.HOLDS,
            new BigDecimal("59237.2449"),
            BigDecimal.valueOf(3),
            List.of("3.new.total"));
    private static final CheckLine EXPLAINED = new CheckLine(
            "R6",
            "total",
            Severity.WARNING,
            CheckStatus.FAILS,
            BigDecimal.valueOf(3),
            BigDecimal.valueOf(1),
            List.of("3.carried-in.total", "3.carried-out.total"),
            List.of(new MemberStock("slj", MemberStock.Change.JOINED, BigDecimal.valueOf(2))),
            List.of(new ActBehind(
                    "slj",
                    "SQ-1",
                    "1",
                    ActType.REQUEST_RECEIVED,
                    LocalDate.of(2020, 12, 30),
                    4,
                    BigDecimal.ONE,
                    BigDecimal.ZERO)),
            2L);
    private static final UnitsOfTable UNITS = new UnitsOfTable(List.of("jyj"), List.of(), List.of("slj"));

    private static Map<String, Object> cells() {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("2.charges", "59237.2449");
        cells.put("2.licence", 3_000_000_000L);
        cells.put("3.new.total", 1L);
        return cells;
    }

    private static TablesView tables() {
        return new TablesView(
                "2021-30",
                "1",
                "jyj",
                Scope.OWN,
                2021,
                new KnownAt(7, Instant.parse("2022-01-05T00:00:00.000001Z")),
                LocalDate.of(2021, 12, 31),
                cells(),
                List.of(CHECK),
                UNITS,
                true,
                List.of());
    }

    private static final List<Dismissal> DISMISSALS = List.of(
            new Dismissal("R9", "overview/received", new BigDecimal("105")),
            new Dismissal("R7", "overview/website", null));

    static Stream<Record> messages() {
        KeptFigures figures = KeptFigures.of(tables());
        List<Justification> reasons = List.of(new Justification("R5", "normative", "sealed:1:abc"));
        ReportTexts texts = new ReportTexts("sealed:1:a", null, "sealed:1:c");
        return Stream.of(
                new ReturnSubmitted("jyj", 2021, SIGN_OFF, figures),
                new ReturnWithdrawn("jyj", 2021, SIGN_OFF),
                new ReturnAccepted("jyj", 2021, SIGN_OFF, figures),
                new ReturnSentBack("jyj", 2021, SIGN_OFF),
                new ReturnReopened("jyj", 2021, SIGN_OFF),
                new ReportSigned("district", 2021, 1, SIGN_OFF, figures, "{\"cells\":{}}"),
                new ReportPublished("district", 2021, 1, new SignOff("s-2", "u-2", "publisher", null), "log\n4\n"),
                new ReportPublished("district", 2021, 1, SIGN_OFF, null),
                new ReportRestated("district", 2021, 2, SIGN_OFF),
                new ReportTextsWritten("district", 2021, "u-1", texts),
                new WarningsJustified("district", 2021, "u-1", reasons),
                new TextChecksDismissed("district", 2021, "u-1", DISMISSALS),
                DismissTextChecks.of("district", 2021, "u-1", DISMISSALS),
                new ReferenceFiguresKept("district", 2019, "u-1", "2021-30", cells()),
                TakeReturnStep.of("jyj", 2021, ReturnStep.SEND_BACK, SIGN_OFF, null),
                TakeReturnStep.of("jyj", 2021, ReturnStep.SUBMIT, SIGN_OFF, tables()),
                TakeReportStep.of("district", 2021, ReportStep.RESTATE, SIGN_OFF),
                TakeReportStep.publish("district", 2021, SIGN_OFF, tables(), "log\n4\n"),
                TakeReportStep.sign("district", 2021, SIGN_OFF, tables(), List.of(CHECK), "{}"),
                WriteReportTexts.of("district", 2021, "u-1", texts),
                JustifyWarnings.of("district", 2021, "u-1", reasons),
                KeepReferenceFigures.of("district", 2019, "u-1", cells()),
                new StepTaken("return:jyj:2021", 3, 2),
                new FindReturn("jyj", 2021, Moment.atLeast(7)),
                new FindReport("jyj", 2021, Moment.knownAt(7)),
                new FindBoard("district", 2021, Moment.NOW, 100, "jyj"),
                new FindReferenceFigures("jyj", 2021, Moment.NOW),
                new PrepareReport("jyj", 2021, Moment.NOW),
                new FindActsBehind("jyj", 2021, 7, List.of(CHECK)),
                new FoundActsBehind(List.of(EXPLAINED)),
                new PreparedReport(1, tables(), List.of(CHECK), "{}"),
                new ReferenceView(
                        cells(), List.of(CHECK), List.of(new ReferenceView.Difference("2.licence", 1846L, null))),
                new Refusal(ProblemCode.CHECKS_FAILED, "why", List.of(), List.of(CHECK, EXPLAINED)),
                new Refusal(ProblemCode.INVALID_REQUEST, "why", List.of(new Violation("/comment", "missing"))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void every_message_comes_back_equal(Record message) {
        for (JsonMapper mapper : MAPPERS) {
            assertThat((Object) mapper.readValue(mapper.writeValueAsBytes(message), message.getClass()))
                    .isEqualTo(message);
        }
    }

    @Test
    void every_event_of_the_two_streams_is_among_them() {
        Set<Class<?>> sent = messages().map(Object::getClass).collect(Collectors.toSet());

        assertThat(sent).contains(ReturnEvent.class.getPermittedSubclasses());
        assertThat(sent).contains(ReportStepEvent.class.getPermittedSubclasses());
        assertThat(sent)
                .containsAll(Arrays.stream(ReportEvent.class.getPermittedSubclasses())
                        .filter(type -> type != ReportStepEvent.class)
                        .toList());
    }

    @Test
    void a_stored_event_has_its_components_and_no_more() {
        JsonNode submitted =
                MAPPERS.get(1).valueToTree(new ReturnSubmitted("jyj", 2021, SIGN_OFF, KeptFigures.of(tables())));

        assertThat(submitted.propertyNames()).containsExactly("unit", "year", "signOff", "figures");
        assertThat(submitted.get("figures").propertyNames())
                .containsExactly("position", "format", "rules", "scope", "cells", "checks", "units");
        assertThat(submitted.get("signOff").propertyNames()).containsExactly("id", "by", "role", "comment");
    }

    @Test
    void a_check_says_what_explains_it_only_where_something_does() {
        assertThat(MAPPERS.get(1).valueToTree(CHECK).propertyNames())
                .containsExactly("rule", "where", "severity", "status", "left", "right", "cells");
        assertThat(MAPPERS.get(1).valueToTree(EXPLAINED).toString())
                .contains("\"explained\":[{\"unit\":\"slj\",\"change\":\"joined\",\"amount\":2}]")
                .contains(
                        "\"acts\":[{\"unit\":\"slj\",\"subject\":\"SQ-1\",\"id\":\"1\",\"type\":\"request-received\",")
                .endsWith("\"actsTotal\":2}");
    }

    @Test
    void a_refusal_from_a_process_that_knows_no_checks_has_none() {
        Refusal read = MAPPERS.get(0)
                .readValue("{\"code\":\"period-closed\",\"detail\":\"why\",\"violations\":[]}", Refusal.class);

        assertThat(read).isEqualTo(Refusal.of(ProblemCode.PERIOD_CLOSED, "why"));
    }
}
