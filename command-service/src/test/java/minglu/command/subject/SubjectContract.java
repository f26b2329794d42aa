package minglu.command.subject;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.actOf;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.counted;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.issued;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Acts.retracted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import minglu.api.act.Act;
import minglu.api.act.ActEvent;
import minglu.api.act.Identifiers;
import minglu.api.act.RecordActs;
import minglu.api.act.Recorded;
import minglu.api.act.RecordedActs;
import minglu.api.act.RecordedActs.Answer;
import minglu.api.correction.CorrectionEvent;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.series.DecisionsTallied;
import minglu.api.series.OpeningStockClaimed;
import minglu.api.unit.DefineUnit;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.command.reporting.ReturnDirectory;
import minglu.command.request.RequestSettings;
import minglu.command.streams.EventStreams;
import minglu.command.streams.PublishedStreams;
import minglu.command.unit.Unit;
import minglu.command.unit.UnitDirectories;
import minglu.command.unit.UnitDirectory;
import minglu.platform.time.BusinessDates;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What recording promises on any event store: commands run through a real bus and the real gates over the store that the subclass
 * gives. A node is one command bus with its own handlers; two nodes share only the store.
 */
abstract class SubjectContract {

    private static final Act RECEIVED = received("1", "2021-03-01");
    private static final Act DECIDED = decided("2", "2021-03-20", "granted");

    private EventStore store;
    private Node node;

    /** An empty event store. */
    abstract EventStorageEngine newStore();

    /** The streams of that store; by Axon's own means unless said. */
    EventStreams streams(EventStore events) {
        return new PublishedStreams(events);
    }

    /** The transactions that store needs around a command; none unless said. */
    TransactionManager transactions() {
        return NoTransactionManager.instance();
    }

    @BeforeEach
    void openTheStore() {
        store = EmbeddedEventStore.builder().storageEngine(newStore()).build();
        node = new Node(false);
        node.send(defineUnit(Acts.UNIT, 2021));
    }

    @AfterEach
    void closeTheStore() {
        ((EmbeddedEventStore) store).shutDown();
    }

    // --- receipts and repeats

    @Test
    void eachActIsTheNextOfItsStream() {
        assertThat(node.record(RECEIVED)).isEqualTo(new Recorded(stream(), 0, false));
        assertThat(node.record(DECIDED)).isEqualTo(new Recorded(stream(), 1, false));
        assertThat(node.record(actOf("SQ-2", "1", "complaint-handled", "2021-03-01", "{'channel':'phone'}")))
                .isEqualTo(new Recorded(Identifiers.subjectStream(Acts.UNIT, "SQ-2"), 0, false));
    }

    @Test
    void aRepeatAnswersTheFirstReceiptAndAddsNothing() {
        node.record(RECEIVED);
        node.record(DECIDED);

        assertThat(node.record(RECEIVED)).isEqualTo(new Recorded(stream(), 0, true));
        assertThat(new Node(true).record(DECIDED)).isEqualTo(new Recorded(stream(), 1, true));
        assertThat(events()).hasSize(2);
    }

    @Test
    void aRepeatAfterRetractionOnAnotherNodeAnswersTheFirstReceipt() {
        node.record(RECEIVED);
        node.record(retracted("2", "2021-03-02", "1"));

        assertThat(new Node(false).record(RECEIVED)).isEqualTo(new Recorded(stream(), 0, true));
        refused(new Node(false), received("1", "2021-03-02"), ProblemCode.ACT_CONFLICT);
        assertThat(events()).hasSize(2);
    }

    @Test
    void aRefusedFirstActLeavesNothingBehindAndBlocksNothing() {
        refused(node, DECIDED, ProblemCode.UNKNOWN_SUBJECT);
        refused(node, DECIDED, ProblemCode.UNKNOWN_SUBJECT);
        assertThat(events()).isEmpty();

        assertThat(node.record(RECEIVED).sequence()).isZero();
        assertThat(node.record(DECIDED).sequence()).isEqualTo(1);
    }

    @Test
    void aRefusedActOfABatchLeavesTheSubjectAsItWas() {
        assertThat(node.recordAll(
                        RECEIVED,
                        act("2", "fee-paid", "2021-03-02", "{}"),
                        DECIDED,
                        act("3", "fee-paid", "2021-03-21", "{}")))
                .extracting(answer -> answer.refusal() == null
                        ? answer.recorded()
                        : answer.refusal().code())
                .containsExactly(
                        new Recorded(stream(), 0, false),
                        ProblemCode.NO_FEE_PENDING,
                        new Recorded(stream(), 1, false),
                        ProblemCode.REQUEST_CLOSED);
        assertThat(events()).hasSize(2);
    }

    @Test
    void aRepeatWithinABatchIsARepeat() {
        assertThat(node.recordAll(RECEIVED, RECEIVED, received("1", "2021-03-02")))
                .extracting(answer -> answer.refusal() == null
                        ? answer.recorded()
                        : answer.refusal().code())
                .containsExactly(
                        new Recorded(stream(), 0, false), new Recorded(stream(), 0, true), ProblemCode.ACT_CONFLICT);
        assertThat(events()).hasSize(1);
    }

    // --- histories read back from the store

    @Test
    void aMendedHistoryReadsTheSameOnAnotherNode() {
        node.record(RECEIVED);
        node.record(act("2", "fee-charged", "2021-03-10", "{'basis':'per-page','quantity':68,'amountYuan':'380.00'}"));
        node.record(amended("3", "2021-03-11", "2", "{'basis':'per-page','quantity':109,'amountYuan':'880.0'}"));
        node.record(amended("4", "2021-03-11", "1", "{'applicant':'enterprise','channel':'fax','title':'预算'}"));

        Node other = new Node(false);
        other.record(act("5", "fee-paid", "2021-03-12", "{'amountYuan':'880'}"));
        other.record(decided("6", "2021-03-20", "granted"));

        assertThat(events().get(4).booked())
                .containsExactly(counted("5", "fee-paid", "2021-03-12", "amountYuan", "880.0"));
        assertThat(events().get(5).booked())
                .containsExactly(
                        counted("6", "request-decided", "2021-03-20", "applicant", "enterprise", "outcome", "granted"));
    }

    @Test
    void aMendedCountIsReadBackAndTakenBackAsItReads() {
        node.record(act("1", "decisions-tallied", "2021-03-01", "{'kind':'penalty','count':1846,'evidence':'台账'}"));
        node.record(amended("2", "2021-03-02", "1", "{'kind':'penalty','count':1864,'evidence':'台账'}"));

        new Node(false).record(retracted("3", "2021-03-03", "1"));

        assertThat(((DecisionsTallied) events().get(0)).data().count()).isEqualTo(1846);
        assertThat(((CorrectionEvent) events().get(2)).reversed())
                .containsExactly(counted("1", "decisions-tallied", "2021-03-01", "kind", "penalty", "count", "1864"));
    }

    @Test
    void aMovedDecisionIsReadBackWithTheFactsItMoved() {
        node.record(RECEIVED);
        node.record(decided("2", "2022-01-10", "granted"));
        node.record(act("3", "request-redecided", "2022-05-20", "{'outcome':'granted-in-part'}"));
        node.record(Acts.redated("4", "2022-12-01", "2", "2021-12-30"));

        new Node(false).record(retracted("5", "2022-12-02", "3"));

        assertThat(((CorrectionEvent) events().get(4)).reversed())
                .containsExactly(counted("3", "request-redecided", "2022-05-20"));
    }

    // --- gates

    @Test
    void theUnitIsReadFromTheStoreAtEachAct() {
        Act elsewhere = act("slj", Acts.SUBJECT, "1", "complaint-handled", "2021-03-01", "{'channel':'phone'}");
        refused(node, elsewhere, ProblemCode.UNKNOWN_UNIT);
        refused(
                node,
                act("district", Acts.SUBJECT, "1", "complaint-handled", "2021-03-01", "{'channel':'phone'}"),
                ProblemCode.UNIT_IS_NODE);

        new Node(false).send(defineUnit("slj", 2022));
        refused(node, elsewhere, ProblemCode.BEFORE_REPORTING);

        new Node(false).send(defineUnit("slj", 2021));
        assertThat(node.record(elsewhere).sequence()).isZero();
    }

    @Test
    void aCountedOpeningStockKeepsSingleDocumentsOut() {
        node.record(opening("1"));

        refused(node, issued("1", "2020-12-31"), ProblemCode.OPENING_ALREADY_DECLARED);

        node.record(actOf("opening-normative", "2", "act-retracted", "2021-02-01", "{'act':'1'}"));
        assertThat(node.record(issued("1", "2020-12-31")).sequence()).isZero();
    }

    @Test
    void aSingleDocumentFromBeforeKeepsACountOutUntilItIsRetracted() {
        node.record(issued("1", "2020-12-31"));

        refused(new Node(false), opening("1"), ProblemCode.OPENING_ALREADY_DECLARED);

        node.record(retracted("2", "2021-02-01", "1"));
        assertThat(new Node(false).record(opening("1")).sequence()).isEqualTo(1);
    }

    @Test
    void aSingleDocumentRedatedIntoReportingNoLongerKeepsACountOut() {
        node.record(issued("1", "2020-12-31"));
        node.record(Acts.redated("2", "2021-02-01", "1", "2021-01-01"));

        assertThat(node.record(opening("1")).sequence()).isEqualTo(1);
    }

    @Test
    void aClaimIsKeptWithItsDocument() {
        node.record(issued("1", "2020-12-31"));

        assertThat(store.readEvents(Identifiers.subjectStream(Acts.UNIT, "opening-normative"))
                        .asStream()
                        .<Object>map(DomainEventMessage::getPayload))
                .containsExactly(new OpeningStockClaimed(Acts.UNIT, DocumentKind.NORMATIVE, Acts.SUBJECT));
    }

    /** Both write to the stream of the opening stock, so that the store lets one of them through. */
    @Test
    void aCountAndASingleDocumentAtTheSameMomentExcludeEachOther() throws Exception {
        node.record(issued("1", "2020-12-31"));
        node.record(retracted("2", "2021-02-01", "1"));
        List<Act> acts = List.of(opening("9"), issued("3", "2020-12-31"));
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Object>> answers = new ArrayList<>();
            for (Act act : acts) {
                Node one = new Node(false);
                answers.add(threads.submit(() -> {
                    start.await();
                    try {
                        return one.recordPatiently(act);
                    } catch (RefusedException e) {
                        return e.refusal().code();
                    }
                }));
            }
            start.countDown();
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> answer : answers) {
                outcomes.add(answer.get(60, TimeUnit.SECONDS));
            }
            assertThat(outcomes).containsOnlyOnce(ProblemCode.OPENING_ALREADY_DECLARED);
        } finally {
            threads.shutdownNow();
        }
    }

    // --- several writers

    @Test
    void oneActSentToManyNodesAtOnceIsKeptOnce() throws Exception {
        int nodes = 8;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<Recorded>> answers = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                Node one = new Node(i % 2 == 0);
                answers.add(threads.submit(() -> {
                    start.await();
                    return one.recordPatiently(RECEIVED);
                }));
            }
            start.countDown();
            List<Recorded> receipts = new ArrayList<>();
            for (Future<Recorded> answer : answers) {
                receipts.add(answer.get(60, TimeUnit.SECONDS));
            }

            assertThat(receipts).allMatch(receipt -> receipt.sequence() == 0);
            assertThat(receipts).filteredOn(receipt -> !receipt.duplicate()).hasSize(1);
            assertThat(events()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manyNodesWritingOneSeriesLoseNothing() throws Exception {
        int nodes = 4;
        int actsOfANode = 10;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                Node one = new Node(true);
                String prefix = "n" + i + "-";
                answers.add(threads.submit(() -> {
                    for (int j = 0; j < actsOfANode; j++) {
                        one.recordPatiently(act(prefix + j, "complaint-handled", "2021-03-01", "{'channel':'phone'}"));
                    }
                }));
            }
            for (Future<?> answer : answers) {
                answer.get(60, TimeUnit.SECONDS);
            }

            assertThat(events().stream().map(event -> event.act().id()))
                    .hasSize(nodes * actsOfANode)
                    .doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    // --- how

    private static String stream() {
        return Identifiers.subjectStream(Acts.UNIT, Acts.SUBJECT);
    }

    private List<ActEvent> events() {
        return store.readEvents(stream())
                .asStream()
                .map(message -> (ActEvent) message.getPayload())
                .toList();
    }

    private static Act opening(String id) {
        return actOf("opening-normative", id, "documents-opening", "2021-01-01", "{'kind':'normative','inForce':66}");
    }

    private static DefineUnit defineUnit(String unit, int reportingFrom) {
        return new DefineUnit(
                Identifiers.unitStream(unit),
                unit,
                null,
                new UnitDefinition(unit, UnitKind.DEPARTMENT, "district", reportingFrom, null, null));
    }

    private static void refused(Node node, Object actOrCommand, ProblemCode code) {
        assertThatThrownBy(() -> {
                    if (actOrCommand instanceof Act act) {
                        node.record(act);
                    } else {
                        node.send(actOrCommand);
                    }
                })
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    /** A command bus with its own repositories, locks and, if asked for, cache, over the shared store. */
    private final class Node {

        private final SimpleCommandBus bus =
                SimpleCommandBus.builder().transactionManager(transactions()).build();

        private Node(boolean cached) {
            UnitDirectory units = UnitDirectories.over(store);
            BusinessDates dates = new BusinessDates(Clock.fixed(
                    Instant.from(LocalDate.of(2026, 6, 30).atStartOfDay(BusinessDates.ZONE)), BusinessDates.ZONE));
            new AnnotationCommandHandlerAdapter<>(new ActRecorder(
                            streams(store),
                            new StoreGates(units, new ReturnDirectory(store), store, RequestSettings.DEFAULT),
                            dates))
                    .subscribe(bus);
            subscribe(Unit.class, cached, units, UnitDirectories.nothingSigned(), dates);
        }

        private <T> void subscribe(Class<T> type, boolean cached, Object... resources) {
            ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                    ClasspathParameterResolverFactory.forClass(type),
                    new SimpleResourceParameterResolverFactory(List.of(resources)));
            EventSourcingRepository.Builder<T> repository =
                    EventSourcingRepository.builder(type).eventStore(store).parameterResolverFactory(parameters);
            if (cached) {
                Cache cache = new WeakReferenceCache();
                repository.cache(cache);
            }
            AggregateAnnotationCommandHandler.<T>builder()
                    .aggregateType(type)
                    .parameterResolverFactory(parameters)
                    .repository(repository.build())
                    .build()
                    .subscribe(bus);
        }

        private List<Answer> recordAll(Act... acts) {
            return ((RecordedActs) send(RecordActs.of(Arrays.stream(acts)
                            .map(act -> new RecordActs.ByUser(act, "u-1"))
                            .toList())))
                    .answers();
        }

        private Recorded record(Act act) {
            Answer answer = recordAll(act).get(0);
            if (answer.isUnknown()) {
                throw new ConcurrencyException("another writer came first");
            }
            if (answer.refusal() != null) {
                throw new RefusedException(answer.refusal());
            }
            return answer.recorded();
        }

        /** As the intake does: the same act again until it is known what became of it. */
        private Recorded recordPatiently(Act act) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return record(act);
                } catch (ConcurrencyException e) {
                    if (attempt == 1000) {
                        throw e;
                    }
                }
            }
        }

        private Object send(Object command) {
            AtomicReference<CommandResultMessage<?>> result = new AtomicReference<>();
            bus.dispatch(GenericCommandMessage.asCommandMessage(command), (sent, answer) -> result.set(answer));
            if (result.get().isExceptional()) {
                Throwable thrown = result.get().exceptionResult();
                throw thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
            }
            return result.get().getPayload();
        }
    }
}
