package minglu.api.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import minglu.api.calendar.CalendarYear;
import minglu.api.calendar.CalendarYearDefined;
import minglu.api.calendar.CalendarYearRecorded;
import minglu.api.calendar.DefineCalendarYear;
import minglu.api.calendar.FindMovedDeadlines;
import minglu.api.calendar.MovedDeadlines;
import minglu.api.calendar.WeekdayOff;
import minglu.api.correction.ActAmended;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.Violation;
import minglu.api.series.OpeningStockClaimed;
import minglu.api.unit.DefineUnit;
import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Events and commands survive JSON, written and read by Jackson 3 with and without the settings of the Axon serialiser. */
class EventJsonTest {

    private static final List<JsonMapper> MAPPERS = List.of(
            JsonMapper.builder().build(),
            JsonMapper.builder()
                    .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                            .allowIfSubType("org.axonframework.")
                            .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build());

    @ParameterizedTest
    @EnumSource(ActType.class)
    void theEventOfEachTypeComesBackEqual(ActType type) {
        for (Act act : acts(type)) {
            ActEvent event = event(act);
            for (JsonMapper mapper : MAPPERS) {
                ActEvent read = throughJson(mapper, event, type.event());

                assertThat(read).isEqualTo(event).hasSameHashCodeAs(event);
                assertThat(read.type()).isEqualTo(type);
                assertThat(read.booked()).isEqualTo(event.booked());
                assertThat(read.reversed()).isEqualTo(event.reversed());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ActType.class)
    void theStoredMembersOfAnEventAreItsComponentsAndNoMore(ActType type) {
        JsonNode json = MAPPERS.get(1).valueToTree(event(acts(type).get(1)));

        assertThat(json.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        type.corrects()
                                ? List.of("act", "data", "reversed", "booked")
                                : List.of("act", "data", "facts"));
        assertThat(json.get("data").propertyNames())
                .containsExactlyElementsOf(Stream.of(type.data().getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(ActType.class)
    void theCommandOfEachTypeComesBackEqual(ActType type) {
        for (Act act : acts(type)) {
            RecordActs command = RecordActs.of(List.of(new RecordActs.ByUser(act, "u-1")));
            for (JsonMapper mapper : MAPPERS) {
                assertThat(throughJson(mapper, command, RecordActs.class)).isEqualTo(command);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ActType.class)
    void theDataOfAnAmendmentMeansTheSameAfterReading(ActType type) {
        if (type.corrects()) {
            return;
        }
        Act original = ActForm.parse(SampleActs.full(type));
        var amendment = SampleActs.JSON.createObjectNode().put("act", "1");
        amendment.set("data", SampleActs.fullData(type));
        ActEvent event = event(ActForm.parse(SampleActs.act(ActType.ACT_AMENDED, amendment)));
        for (JsonMapper mapper : MAPPERS) {
            ActAmended read = (ActAmended) throughJson(mapper, event, ActType.ACT_AMENDED.event());

            assertThat(ActForm.parseData(type, read.data().data(), original.subject(), original.occurredOn()))
                    .isEqualTo(original.data());
        }
    }

    static Stream<Record> otherMessages() {
        UnitDefinition definition = new UnitDefinition("教育局", UnitKind.DEPARTMENT, "district", 2021, 2025, "jtj");
        UnitDefinition node = new UnitDefinition("全县", UnitKind.GOVERNMENT, null, null, null, null);
        CalendarYear year = new CalendarYear(
                2027, List.of(LocalDate.of(2027, 1, 9)), List.of(new WeekdayOff(LocalDate.of(2027, 1, 1), "元旦")));
        return Stream.of(
                new UnitDefined("jyj", 2022, definition),
                new UnitDefined("district", null, node),
                new DefineUnit("unit:jyj", "jyj", null, definition),
                new CalendarYearDefined(year),
                DefineCalendarYear.of(year),
                new CalendarYearRecorded(3, false, true),
                new FindMovedDeadlines(7),
                new MovedDeadlines(
                        1,
                        List.of(new MovedDeadlines.Moved(
                                "jyj",
                                "SQ-1",
                                new MovedDeadlines.Move(null, LocalDate.of(2027, 1, 8)),
                                new MovedDeadlines.Move(null, null)))),
                new OpeningStockClaimed("jyj", DocumentKind.NORMATIVE, "GF-2015-003"),
                new RecordedActs(List.of(
                        RecordedActs.Answer.recorded(new Recorded("subject:jyj:SQ-1", 7, true)),
                        RecordedActs.Answer.refused(Refusal.of(ProblemCode.REQUEST_CLOSED, "closed")),
                        RecordedActs.Answer.UNKNOWN)),
                new Recorded("subject:jyj:SQ-1", 7, true),
                new Refusal(ProblemCode.DEPENDENT_ACTS, "why", List.of(new Violation("3", "request-closed"))),
                Refusal.of(ProblemCode.UNKNOWN_UNIT, "there is no unit x"));
    }

    @ParameterizedTest
    @MethodSource("otherMessages")
    void everyOtherMessageComesBackEqual(Record message) {
        for (JsonMapper mapper : MAPPERS) {
            assertThat((Object) throughJson(mapper, message, message.getClass()))
                    .isEqualTo(message);
        }
    }

    private static <T> T throughJson(JsonMapper mapper, Object value, Class<? extends T> type) {
        return mapper.readValue(mapper.writeValueAsBytes(value), type);
    }

    private static List<Act> acts(ActType type) {
        Act least = ActForm.parse(SampleActs.minimal(type));
        Act fullest = ActForm.parse(SampleActs.full(type).put("late", true));
        return Stream.of(least, fullest)
                .map(act -> new Act(
                        act.unit(),
                        act.subject(),
                        act.id(),
                        act.type(),
                        act.occurredOn(),
                        act.data(),
                        act.reason(),
                        act.late(),
                        "ab".repeat(32)))
                .toList();
    }

    private static ActEvent event(Act act) {
        SortedMap<String, String> facts = Collections.unmodifiableSortedMap(
                new TreeMap<>(java.util.Map.of("applicant", "natural-person", "outcome", "granted")));
        List<Object> arguments = new ArrayList<>(List.of(act.stamp(), act.data()));
        if (act.type().corrects()) {
            LocalDate day = LocalDate.of(2021, 3, 1);
            arguments.add(List.of(new Counted("1", ActType.REQUEST_RECEIVED, day, facts)));
            arguments.add(List.of(new Counted("1", ActType.REQUEST_RECEIVED, day.plusDays(1), new TreeMap<>())));
        } else {
            arguments.add(facts);
        }
        try {
            return (ActEvent) act.type().event().getDeclaredConstructors()[0].newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot construct " + act.type().event(), e);
        }
    }
}
