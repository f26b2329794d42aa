package minglu.command.subject;

import static minglu.command.subject.Acts.UNIT;
import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.actOf;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.filed;
import static minglu.command.subject.Acts.issued;
import static minglu.command.subject.Acts.late;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Acts.redated;
import static minglu.command.subject.Story.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.act.Act;
import minglu.api.act.ActType;
import minglu.api.act.Identifiers;
import minglu.api.problem.ProblemCode;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.ReportPublished;
import minglu.api.reporting.ReportSigned;
import minglu.api.reporting.ReturnAccepted;
import minglu.api.reporting.ReturnReopened;
import minglu.api.reporting.ReturnSubmitted;
import minglu.api.reporting.SignOff;
import minglu.api.tables.Scope;
import minglu.api.tables.UnitsOfTable;
import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.command.reporting.ReturnDirectory;
import minglu.command.request.RequestSettings;
import minglu.command.unit.UnitDirectories;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: no way around a closed year. Method: every act type, as a new act, as the target of a correction and of a retraction, in
 * every state of the return and of the report above it; the gates are the real ones over a store that holds the sign-off. What a
 * closed year refuses is then recorded as a late act. A new act type without a scenario fails here.
 */
class LateActMatrixTest {

    private static final String OPENING = "opening-normative";
    private static final SignOff SIGN_OFF = new SignOff("s", "u", "reviewer", null);

    /** How far sign-off of 2022 has come. */
    enum State {
        OPEN(false),
        SUBMITTED(false),
        ACCEPTED(true),
        PUBLISHED(true),
        REOPENED(false);

        private final boolean closes;

        State(boolean closes) {
            this.closes = closes;
        }
    }

    /** What is sent. */
    enum What {
        NEW,
        CORRECTION,
        RETRACTION
    }

    /** An act of 2022: what it stands on, itself, and how it may be corrected within the year. */
    record Scenario(List<Act> before, Act act, Act correction) {

        static Scenario of(Act act, Act... before) {
            Act moved = act.subject().equals(OPENING)
                    ? null
                    : redated(
                            "c",
                            "2026-03-01",
                            act.id(),
                            act.occurredOn().plusDays(1).toString());
            return new Scenario(List.of(before), act, moved);
        }

        Scenario correctedBy(Act other) {
            return new Scenario(before, act, other);
        }

        ActType type() {
            return act.type();
        }
    }

    static final List<Scenario> SCENARIOS = scenarios();

    private static List<Scenario> scenarios() {
        Act received = received("1", "2022-03-01");
        Act asked = act("2", "correction-requested", "2022-03-02", "{}");
        Act consulted = act("2", "third-party-consulted", "2022-03-02", "{}");
        Act charged = act("2", "fee-charged", "2022-03-02", "{'basis':'per-page','quantity':68,'amountYuan':'380'}");
        Act decided = decided("2", "2022-03-02", "granted");
        Act issued = issued("1", "2022-03-01");
        Act filed = filed("1", "2022-03-01");
        Act concluded = act("2", "dispute-concluded", "2022-03-02", "{'outcome':'upheld'}");
        Act item = act("1", "item-published", "2022-03-01", "{'channel':'website','category':'other'}");
        return List.of(
                Scenario.of(received),
                Scenario.of(asked, received),
                Scenario.of(act("3", "request-corrected", "2022-03-03", "{}"), received, asked),
                Scenario.of(consulted, received),
                Scenario.of(act("3", "third-party-replied", "2022-03-03", "{'consent':true}"), received, consulted),
                Scenario.of(
                        act("2", "deadline-extended", "2022-03-02", "{'workingDays':5,'approvedBy':'主任'}"), received),
                Scenario.of(
                        act("2", "answer-delayed", "2022-03-02", "{'until':'2022-09-30','approvedBy':'主任'}"), received),
                Scenario.of(charged, received),
                Scenario.of(act("3", "fee-paid", "2022-03-03", "{}"), received, charged),
                Scenario.of(decided, received),
                Scenario.of(
                        act("3", "request-redecided", "2022-03-03", "{'outcome':'granted-in-part'}"),
                        received,
                        decided),
                Scenario.of(act("2", "request-transferred", "2022-03-02", "{}"), received),
                Scenario.of(issued),
                Scenario.of(act("2", "document-repealed", "2022-03-02", "{'cause':'expired'}"), issued),
                Scenario.of(actOf(OPENING, "1", "documents-opening", "2022-01-01", "{'kind':'normative','inForce':6}"))
                        .correctedBy(actOf(
                                OPENING,
                                "c",
                                "act-amended",
                                "2026-03-01",
                                "{'act':'1','data':{'kind':'normative','inForce':7}}")),
                Scenario.of(act("1", "decision-made", "2022-03-01", "{'kind':'licence'}")),
                Scenario.of(
                        act("1", "decisions-tallied", "2022-03-01", "{'kind':'licence','count':3,'evidence':'台账'}")),
                Scenario.of(act("1", "charge-collected", "2022-03-01", "{'amountYuan':'1'}")),
                Scenario.of(item),
                Scenario.of(act(
                        "1",
                        "items-tallied",
                        "2022-03-01",
                        "{'channel':'website','category':'other','count':1,'evidence':'a'}")),
                Scenario.of(act("2", "item-withdrawn", "2022-03-02", "{}"), item),
                Scenario.of(filed),
                Scenario.of(concluded, filed),
                Scenario.of(act("3", "dispute-reopened", "2022-03-03", "{'instance':'市中级人民法院'}"), filed, concluded),
                Scenario.of(act("1", "complaint-handled", "2022-03-01", "{'channel':'phone'}")),
                Scenario.of(act("1", "training-held", "2022-03-01", "{'topic':'条例'}")),
                Scenario.of(act("1", "oversight-performed", "2022-03-01", "{'kind':'inspection'}")),
                // Dated in an open year, about the closed one.
                Scenario.of(act("1", "nil-declared", "2023-01-05", "{'year':2022}"))
                        .correctedBy(amended("c", "2026-03-01", "1", "{'year':2022,'month':12}")));
    }

    /** Ways around the date: acts that are not dated in 2022 and move it, and declarations of one of its months. */
    static final List<Scenario> WAYS_AROUND = List.of(
            Scenario.of(issued("1", "2015-06-01"))
                    .correctedBy(amended("c", "2026-03-01", "1", "{'kind':'regulation','title':'规定'}")),
            Scenario.of(act("2", "document-repealed", "2022-03-02", "{'cause':'expired'}"), issued("1", "2015-06-01")),
            Scenario.of(act("1", "document-repealed", "2022-03-02", "{'cause':'expired','kind':'normative'}")),
            Scenario.of(received("1", "2021-12-01"))
                    .correctedBy(amended("c", "2026-03-01", "1", "{'applicant':'enterprise','channel':'mail'}")),
            Scenario.of(filed("1", "2021-12-01"))
                    .correctedBy(
                            amended("c", "2026-03-01", "1", "{'kind':'litigation-direct','role':'original-organ'}")),
            Scenario.of(act("1", "nil-declared", "2022-04-05", "{'year':2022,'month':3}"))
                    .correctedBy(amended("c", "2026-03-01", "1", "{'year':2022,'month':2}")),
            Scenario.of(act("1", "nil-declared", "2023-01-05", "{'year':2022,'month':12}"))
                    .correctedBy(amended("c", "2026-03-01", "1", "{'year':2022,'month':11}")));

    static Stream<Arguments> matrix() {
        List<Arguments> cases = new ArrayList<>();
        for (Scenario scenario :
                Stream.concat(SCENARIOS.stream(), WAYS_AROUND.stream()).toList()) {
            for (What what : What.values()) {
                for (State state : State.values()) {
                    cases.add(Arguments.of(scenario.type().code(), what, state, scenario));
                }
            }
        }
        return cases.stream();
    }

    @Test
    void every_act_type_has_a_scenario() {
        Set<ActType> covered = SCENARIOS.stream()
                .map(Scenario::type)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ActType.class)));
        Arrays.stream(What.values())
                .filter(what -> what != What.NEW)
                .forEach(what -> covered.add(sent(what, SCENARIOS.get(0)).type()));

        assertThat(covered).containsExactlyInAnyOrder(ActType.values());
        assertThat(SCENARIOS).hasSize(ActType.values().length - 2);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("matrix")
    void a_closed_year_refuses_what_is_not_late_and_nothing_else(
            String type, What what, State state, Scenario scenario) {
        Act sent = sent(what, scenario);
        if (state.closes) {
            told(what, state, scenario).when(sent).refused(ProblemCode.PERIOD_CLOSED, "2022", "return of " + UNIT);
            told(what, state, scenario).when(late(sent)).accepted();
        } else {
            told(what, state, scenario).when(sent).accepted();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(State.class)
    void a_correction_moves_no_act_into_a_closed_year_or_out_of_it(State state) {
        Act elsewhere = act("1", "decision-made", "2023-03-01", "{'kind':'licence'}");
        Act within = act("1", "decision-made", "2022-03-01", "{'kind':'licence'}");
        Map<Act, Act> moves = Map.of(
                elsewhere, redated("c", "2026-03-01", "1", "2022-03-01"),
                within, redated("c", "2026-03-01", "1", "2023-03-01"));
        moves.forEach((act, move) -> {
            Scenario scenario = new Scenario(List.of(), act, move);
            if (state.closes) {
                told(What.CORRECTION, state, scenario).when(move).refused(ProblemCode.PERIOD_CLOSED, "2022");
                told(What.CORRECTION, state, scenario).when(late(move)).accepted();
            } else {
                told(What.CORRECTION, state, scenario).when(move).accepted();
            }
        });
    }

    private static Act sent(What what, Scenario scenario) {
        return switch (what) {
            case NEW -> scenario.act();
            case CORRECTION -> scenario.correction();
            case RETRACTION ->
                actOf(
                        scenario.act().subject(),
                        "c",
                        "act-retracted",
                        "2026-03-01",
                        "{'act':'" + scenario.act().id() + "'}");
        };
    }

    private static Story told(What what, State state, Scenario scenario) {
        EventStore store = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        publish(
                store,
                Identifiers.unitStream(UNIT),
                0,
                new UnitDefined(
                        UNIT, null, new UnitDefinition("教育局", UnitKind.DEPARTMENT, "district", 2022, null, null)));
        List<Act> before = new ArrayList<>(scenario.before());
        if (what != What.NEW) {
            before.add(scenario.act());
        }
        return story(new StoreGates(
                        UnitDirectories.over(store), new ReturnDirectory(store), store, RequestSettings.DEFAULT))
                .given(before.toArray(Act[]::new))
                .meanwhile(() -> signOff(store, state));
    }

    private static void signOff(EventStore store, State state) {
        KeptFigures figures = new KeptFigures(
                1,
                "2021-30",
                "1",
                Scope.OWN,
                Map.of(),
                List.of(),
                new UnitsOfTable(List.of(UNIT), List.of(), List.of()));
        String stream = Identifiers.returnStream(UNIT, 2022);
        if (state != State.OPEN) {
            publish(store, stream, 0, new ReturnSubmitted(UNIT, 2022, SIGN_OFF, figures));
        }
        if (state != State.OPEN && state != State.SUBMITTED) {
            publish(store, stream, 1, new ReturnAccepted(UNIT, 2022, SIGN_OFF, figures));
        }
        if (state == State.PUBLISHED) {
            String report = Identifiers.reportStream("district", 2022);
            publish(store, report, 0, new ReportSigned("district", 2022, 1, SIGN_OFF, figures, "{}"));
            publish(store, report, 1, new ReportPublished("district", 2022, 1, SIGN_OFF, null));
        }
        if (state == State.REOPENED) {
            publish(store, stream, 2, new ReturnReopened(UNIT, 2022, SIGN_OFF));
        }
    }

    private static void publish(EventStore store, String stream, long sequence, Object event) {
        store.publish(new GenericDomainEventMessage<>("T", stream, sequence, event));
    }
}
