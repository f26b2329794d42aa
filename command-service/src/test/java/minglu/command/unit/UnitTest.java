package minglu.command.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import minglu.api.act.Identifiers;
import minglu.api.act.Recorded;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.api.unit.DefineUnit;
import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.platform.time.BusinessDates;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Units of the tree: what may be defined and changed, beside units that already exist. */
class UnitTest {

    private static final UnitDefinition DEPARTMENT = department("district", 2021, null, null);
    private static final UnitDefinition NODE =
            new UnitDefinition("开发区", UnitKind.GOVERNMENT, "district", null, null, null);

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    private final SignedSet signed = new SignedSet();

    /** The years that a test says are signed, as {@code jyj/2021}. */
    private static final class SignedSet implements SignedYears {

        private final Set<String> accepted = new HashSet<>();
        private final Set<String> reports = new HashSet<>();

        @Override
        public boolean isAccepted(String unit, int year) {
            return accepted.contains(unit + "/" + year);
        }

        @Override
        public boolean wasSigned(String node, int year) {
            return reports.contains(node + "/" + year);
        }
    }

    private static UnitDefinition department(String parent, Integer from, Integer until, String successor) {
        return new UnitDefinition("教育局", UnitKind.DEPARTMENT, parent, from, until, successor);
    }

    // --- let through

    @ParameterizedTest
    @EnumSource(names = {"OFFICE", "DEPARTMENT", "TOWNSHIP", "SUBDISTRICT", "VERTICAL"})
    void aUnitBelowTheRootIsDefined(UnitKind kind) {
        UnitDefinition definition = new UnitDefinition("教育局", kind, "district", 2021, null, null);

        when("jyj", null, definition)
                .expectEvents(new UnitDefined("jyj", null, definition))
                .expectResultMessagePayload(new Recorded("unit:jyj", 0, false));
    }

    @Test
    void theRootIsNamedAndAlwaysStandsAboveOthers() {
        UnitDefinition root = new UnitDefinition("某县", UnitKind.GOVERNMENT, null, null, null, null);

        when("district", null, root).expectEvents(new UnitDefined("district", null, root));
    }

    @Test
    void aNodeMayStandBelowANode() {
        exists("kfq", NODE);

        when("jyj", null, department("kfq", 2021, null, null)).expectSuccessfulHandlerExecution();
    }

    @Test
    void aDefinitionSentAgainAnswersTheFirstReceipt() {
        given("jyj", new UnitDefined("jyj", null, DEPARTMENT))
                .when(command("jyj", null, DEPARTMENT))
                .expectNoEvents()
                .expectResultMessagePayload(new Recorded("unit:jyj", 0, true));
    }

    @Test
    void aChangedDefinitionIsAFurtherEvent() {
        UnitDefinition renamed = new UnitDefinition("教育和体育局", UnitKind.DEPARTMENT, "district", 2021, null, null);

        given("jyj", new UnitDefined("jyj", null, DEPARTMENT))
                .when(command("jyj", 2024, renamed))
                .expectEvents(new UnitDefined("jyj", 2024, renamed))
                .expectResultMessagePayload(new Recorded("unit:jyj", 1, false));
    }

    @Test
    void theSameDefinitionFromAnotherYearIsAnotherOne() {
        given("jyj", new UnitDefined("jyj", null, DEPARTMENT))
                .when(command("jyj", 2024, DEPARTMENT))
                .expectEvents(new UnitDefined("jyj", 2024, DEPARTMENT));
    }

    @Test
    void aUnitEndsWithOrWithoutASuccessor() {
        exists("jtj", DEPARTMENT);

        when("jyj", null, department("district", 2021, 2022, "jtj")).expectSuccessfulHandlerExecution();
        when("slj", null, department("district", 2021, 2021, null)).expectSuccessfulHandlerExecution();
    }

    @Test
    void aDepartmentMayBecomeATownship() {
        UnitDefinition township = new UnitDefinition("城关镇", UnitKind.TOWNSHIP, "district", 2021, null, null);

        given("jyj", new UnitDefined("jyj", null, DEPARTMENT))
                .when(command("jyj", null, township))
                .expectSuccessfulHandlerExecution();
    }

    // --- refused

    @Test
    void theRootIsAGovernmentWithoutParent() {
        refused(when("district", null, department(null, 2021, null, null)), "/kind");
        refused(when("district", null, NODE), "/parent");
    }

    @Test
    void everyOtherUnitHasAGovernmentAboveIt() {
        exists("slj", DEPARTMENT);

        refused(when("jyj", null, department(null, 2021, null, null)), "/parent");
        refused(when("jyj", null, department("nobody", 2021, null, null)), "/parent");
        refused(when("jyj", null, department("slj", 2021, null, null)), "/parent");
    }

    @Test
    void noUnitStandsBelowItself() {
        exists("kfq", NODE);
        exists("xq", new UnitDefinition("新区", UnitKind.GOVERNMENT, "kfq", null, null, null));

        refused(
                given("kfq", new UnitDefined("kfq", null, NODE))
                        .when(command(
                                "kfq", null, new UnitDefinition("开发区", UnitKind.GOVERNMENT, "xq", null, null, null))),
                "/parent");
        refused(
                when("kfq2", null, new UnitDefinition("开发区", UnitKind.GOVERNMENT, "kfq2", null, null, null)),
                "/parent");
    }

    @Test
    void aUnitNeverBecomesAGovernmentNorTheOtherWayRound() {
        refused(given("jyj", new UnitDefined("jyj", null, DEPARTMENT)).when(command("jyj", null, NODE)), "/kind");
        refused(given("kfq", new UnitDefined("kfq", null, NODE)).when(command("kfq", 2024, DEPARTMENT)), "/kind");
    }

    @Test
    void aGovernmentHasNoReportingYearsOfItsOwn() {
        refused(
                when("kfq", null, new UnitDefinition("开发区", UnitKind.GOVERNMENT, "district", 2021, null, null)),
                "/reportingFrom");
    }

    @Test
    void everyOtherUnitHasAFirstReportingYearAndNoLastOneBeforeIt() {
        refused(when("jyj", null, department("district", null, null, null)), "/reportingFrom");
        refused(when("jyj", null, department("district", 2021, 2020, null)), "/reportingUntil");
    }

    @Test
    void aSuccessorIsAnotherRecordingUnitAfterALastYear() {
        exists("jtj", DEPARTMENT);
        exists("kfq", NODE);

        refused(when("jyj", null, department("district", 2021, null, "jtj")), "/successor");
        refused(when("jyj", null, department("district", 2021, 2022, "nobody")), "/successor");
        refused(when("jyj", null, department("district", 2021, 2022, "kfq")), "/successor");
        exists("yqj", department("district", 2021, 2023, "jyj"));
        exists("syj", department("district", 2021, 2022, "yqj"));
        refused(when("jyj", null, department("district", 2021, 2024, "syj")), "/successor");
        refused(
                given("jyj", new UnitDefined("jyj", null, DEPARTMENT))
                        .when(command("jyj", null, department("district", 2021, 2022, "jyj"))),
                "/successor");
    }

    @Test
    void everyFaultIsToldAtOnce() {
        refused(when("jyj", null, department("nobody", null, null, "x")), "/parent", "/reportingFrom", "/successor");
    }

    // --- signed years

    private ResultValidator<Unit> mended(Integer validFrom, UnitDefinition definition) {
        return given("jyj", new UnitDefined("jyj", null, DEPARTMENT)).when(command("jyj", validFrom, definition));
    }

    private static final UnitDefinition TOWNSHIP =
            new UnitDefinition("教育局", UnitKind.TOWNSHIP, "district", 2021, null, null);

    @Test
    void kindParentAndFirstYearStayOnceAReturnIsAccepted() {
        exists("kfq", NODE);
        signed.accepted.add("jyj/2022");

        closed(mended(null, TOWNSHIP), "return of jyj for 2022", "validFrom");
        closed(mended(null, department("kfq", 2021, null, null)), "return of jyj for 2022");
        closed(mended(null, department("district", 2020, null, null)), "return of jyj for 2022");
        closed(mended(2022, TOWNSHIP), "return of jyj for 2022");
        mended(2023, TOWNSHIP).expectSuccessfulHandlerExecution();
    }

    @Test
    void withoutAYearWhatHoldsNowIsChangedAndWhatHeldBeforeStays() {
        UnitDefinition renamed = new UnitDefinition("教育镇", UnitKind.TOWNSHIP, "district", 2021, 2026, null);
        UnitDefined[] changedIn2023 = {new UnitDefined("jyj", null, DEPARTMENT), new UnitDefined("jyj", 2023, TOWNSHIP)
        };

        given("jyj", changedIn2023)
                .when(command("jyj", null, renamed))
                .expectEvents(new UnitDefined("jyj", 2023, renamed));
        given("jyj", changedIn2023).when(command("jyj", null, TOWNSHIP)).expectNoEvents();
        given("jyj", changedIn2023)
                .when(command("jyj", 2025, renamed))
                .expectEvents(new UnitDefined("jyj", 2025, renamed));
    }

    @Test
    void theyStayOnceAReportAboveIsSigned() {
        exists("kfq", NODE);
        exists("xq", new UnitDefinition("新区", UnitKind.GOVERNMENT, "kfq", null, null, null));
        signed.reports.add("kfq/2023");

        // Of the nodes above as it was, and as it would be.
        closed(
                given("jyj", new UnitDefined("jyj", null, department("xq", 2021, null, null)))
                        .when(command("jyj", null, DEPARTMENT)),
                "report of kfq on 2023");
        closed(mended(null, department("xq", 2021, null, null)), "report of kfq on 2023");
        mended(2024, department("xq", 2021, null, null)).expectSuccessfulHandlerExecution();
        mended(null, TOWNSHIP).expectSuccessfulHandlerExecution();
    }

    @Test
    void aNodeIsNotMovedUnderASignedReportNorOutOfOne() {
        exists("xq", new UnitDefinition("新区", UnitKind.GOVERNMENT, "district", null, null, null));
        signed.reports.add("xq/2020");
        UnitDefinition below = new UnitDefinition("开发区", UnitKind.GOVERNMENT, "xq", null, null, null);

        closed(
                given("kfq", new UnitDefined("kfq", null, NODE)).when(command("kfq", null, below)),
                "report of xq on 2020");
        given("kfq", new UnitDefined("kfq", null, NODE))
                .when(command("kfq", 2021, below))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void nameLastYearAndSuccessorMayChangeAtAnyTime() {
        exists("jtj", DEPARTMENT);
        signed.accepted.add("jyj/2022");

        mended(null, new UnitDefinition("教育和体育局", UnitKind.DEPARTMENT, "district", 2021, 2025, "jtj"))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void aNewUnitMayJoinANodeThatHasSigned() {
        signed.reports.add("district/2022");

        when("jyj", null, DEPARTMENT).expectSuccessfulHandlerExecution();
    }

    private static void closed(ResultValidator<Unit> result, String... words) {
        AtomicReference<String> detail = new AtomicReference<>();
        result.expectNoEvents();
        result.expectException(new org.hamcrest.TypeSafeMatcher<RefusedException>() {
            @Override
            protected boolean matchesSafely(RefusedException actual) {
                detail.set(actual.refusal().detail());
                return actual.refusal().code() == ProblemCode.PERIOD_CLOSED;
            }

            @Override
            public void describeTo(org.hamcrest.Description description) {
                description.appendText("refused with period-closed");
            }
        });
        for (String word : words) {
            assertThat(detail.get()).contains(word);
        }
    }

    // --- the directory

    @Test
    void theDirectorySeesEachChangeAtOnce() {
        UnitDirectory units = new UnitDirectory(store);
        assertThat(units.find("jyj")).isEmpty();
        assertThat(units.find("district")).isPresent();

        exists("jyj", DEPARTMENT);
        assertThat(units.find("jyj").orElseThrow().latest()).isEqualTo(DEPARTMENT);

        UnitDefinition renamed = new UnitDefinition("教育和体育局", UnitKind.DEPARTMENT, "district", 2021, null, null);
        publish("jyj", 1, new UnitDefined("jyj", 2024, renamed));
        assertThat(units.find("jyj").orElseThrow().latest()).isEqualTo(renamed);
        assertThat(units.find("jyj").orElseThrow().definitionFor(2023)).isEqualTo(DEPARTMENT);
    }

    // --- how

    private void exists(String unit, UnitDefinition definition) {
        publish(unit, 0, new UnitDefined(unit, null, definition));
    }

    private void publish(String unit, long sequence, UnitDefined event) {
        EventMessage<?> message =
                new GenericDomainEventMessage<>("Unit", Identifiers.unitStream(unit), sequence, event);
        store.publish(message);
    }

    private Fixture given(String unit, UnitDefined... events) {
        return new Fixture(unit, List.of(events));
    }

    private ResultValidator<Unit> when(String unit, Integer validFrom, UnitDefinition definition) {
        return given(unit).when(command(unit, validFrom, definition));
    }

    private static DefineUnit command(String unit, Integer validFrom, UnitDefinition definition) {
        return new DefineUnit(Identifiers.unitStream(unit), unit, validFrom, definition);
    }

    private final class Fixture {

        private final List<Object> events;

        private Fixture(String unit, List<UnitDefined> events) {
            this.events = new ArrayList<>(events);
            if (!events.isEmpty()
                    && store.lastSequenceNumberFor(Identifiers.unitStream(unit)).isEmpty()) {
                events.forEach(event -> publish(unit, events.indexOf(event), event));
            }
        }

        private ResultValidator<Unit> when(DefineUnit command) {
            AggregateTestFixture<Unit> fixture = new AggregateTestFixture<>(Unit.class);
            fixture.registerInjectableResources(
                    new UnitDirectory(store),
                    signed,
                    new BusinessDates(Clock.fixed(Instant.parse("2026-06-30T04:00:00Z"), BusinessDates.ZONE)));
            return (events.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(events)).when(command);
        }
    }

    private static void refused(ResultValidator<Unit> result, String... pointers) {
        AtomicReference<RefusedException> refused = new AtomicReference<>();
        result.expectNoEvents();
        result.expectException(Matchers.instanceOf(RefusedException.class));
        result.expectException(new org.hamcrest.TypeSafeMatcher<RefusedException>() {
            @Override
            protected boolean matchesSafely(RefusedException actual) {
                refused.set(actual);
                return actual.refusal().code() == ProblemCode.INVALID_REQUEST;
            }

            @Override
            public void describeTo(org.hamcrest.Description description) {
                description.appendText("refused with invalid-request");
            }
        });
        assertThat(refused.get().refusal().violations())
                .extracting(Violation::pointer)
                .containsExactlyElementsOf(Arrays.asList(pointers));
    }
}
