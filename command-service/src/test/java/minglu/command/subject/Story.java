package minglu.command.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import minglu.api.act.Act;
import minglu.api.act.ActEvent;
import minglu.api.act.Counted;
import minglu.api.act.Identifiers;
import minglu.api.act.RecordActs;
import minglu.api.act.Recorded;
import minglu.api.act.RecordedActs;
import minglu.api.act.RecordedActs.Answer;
import minglu.api.correction.ActRetracted;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.Violation;
import minglu.api.series.OpeningStockClaimed;
import minglu.platform.time.BusinessDates;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;

/**
 * A story of one subject: given acts, when an act, then an event or a refusal. Every refusal also shows that nothing was recorded.
 */
public final class Story {

    /** Tells the fixture that this is the story of one stream; no command reaches it. */
    static final class AnyStream {
        @AggregateIdentifier
        private String stream;
    }

    private final AggregateTestFixture<AnyStream> fixture = new AggregateTestFixture<>(AnyStream.class);
    private final Gates gates;
    private final List<Object> given = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private LocalDate today = LocalDate.of(2026, 6, 30);

    private Story(Gates gates) {
        this.gates = gates;
    }

    /** A story of the usual unit. */
    public static Story story() {
        return new Story(new FixedGates());
    }

    /** A story in which other streams say this. */
    public static Story story(Gates gates) {
        return new Story(gates);
    }

    /** The day it is told on; 30 June 2026 unless said. */
    public Story today(String day) {
        today = LocalDate.parse(day);
        return this;
    }

    /** Acts that were accepted, in order. */
    public Story given(Act... acts) {
        given.addAll(Arrays.asList(acts));
        return this;
    }

    /** A claim on the opening stock that was accepted. */
    public Story given(minglu.api.series.ClaimOpeningStock claim) {
        given.add(new OpeningStockClaimed(claim.unit(), claim.kind(), claim.document()));
        return this;
    }

    /** What happens in other streams after the acts that were accepted. */
    public Story meanwhile(Runnable elsewhere) {
        meanwhile = elsewhere;
        return this;
    }

    /** The act the story is about. */
    public Then when(Act act) {
        BusinessDates dates = new BusinessDates(
                Clock.fixed(today.atTime(12, 0).atZone(BusinessDates.ZONE).toInstant(), BusinessDates.ZONE));
        StoryStreams streams =
                new StoryStreams(fixture.getEventStore(), Identifiers.subjectStream(act.unit(), act.subject()));
        fixture.registerAnnotatedCommandHandler(new ActRecorder(streams, gates, dates));
        TestExecutor<AnyStream> told = fixture.givenNoPriorActivity();
        for (Object one : given) {
            told = one instanceof Act accepted ? told.andGivenCommands(command(accepted)) : told.andGiven(one);
        }
        meanwhile.run();
        return new Then(act, told.when(command(act)));
    }

    private static RecordActs command(Act act) {
        return RecordActs.of(List.of(new RecordActs.ByUser(act, "u-1")));
    }

    /** What became of the act. */
    public final class Then {

        private final Act act;
        private final ResultValidator<AnyStream> result;

        private Then(Act act, ResultValidator<AnyStream> result) {
            this.act = act;
            this.result = result;
        }

        /** The act was recorded, next in its stream, with these counting facts: names and values in turn. */
        public void recorded(String... facts) {
            SortedMap<String, String> expected = Facts.of(facts);
            expect(ActEvents.recorded(act, expected));
        }

        /** The act was recorded, whatever it counts. */
        public void accepted() {
            result.expectSuccessfulHandlerExecution();
            answered(Answer.recorded(new Recorded(stream(), given.size(), false)));
        }

        /** The correction was recorded and moved these facts. */
        public void corrected(List<Counted> reversed, List<Counted> booked) {
            expect(
                    act.data() instanceof ActRetracted.Data
                            ? ActEvents.retracted(act, reversed, booked)
                            : ActEvents.amended(act, reversed, booked));
        }

        /** The act had been recorded before, as the event with this sequence number; nothing was added. */
        public void wasAlreadyRecordedAs(long sequence) {
            result.expectNoEvents();
            answered(Answer.recorded(new Recorded(stream(), sequence, true)));
        }

        /** The act was refused with this code and a sentence with these words; nothing was added. */
        public Refusal refused(ProblemCode code, String... words) {
            AtomicReference<Refusal> refusal = new AtomicReference<>();
            result.expectNoEvents();
            result.expectResultMessagePayloadMatching(new BaseMatcher<RecordedActs>() {
                @Override
                public boolean matches(Object actual) {
                    refusal.set(((RecordedActs) actual).answers().get(0).refusal());
                    return refusal.get() != null && refusal.get().code() == code;
                }

                @Override
                public void describeTo(Description description) {
                    description.appendText("refused with " + code.code());
                }
            });
            for (String word : words) {
                assertThat(refusal.get().detail()).contains(word);
            }
            return refusal.get();
        }

        /** The correction was refused because these acts, by id and code, would not have been accepted. */
        public void refusedForDependentActs(Map<String, ProblemCode> acts) {
            Refusal refusal = refused(ProblemCode.DEPENDENT_ACTS);
            assertThat(refusal.violations())
                    .extracting(Violation::pointer)
                    .containsExactlyInAnyOrderElementsOf(acts.keySet());
            refusal.violations().forEach(found -> assertThat(found.message())
                    .startsWith(acts.get(found.pointer()).code() + ": "));
        }

        private void expect(ActEvent event) {
            result.expectSuccessfulHandlerExecution();
            result.expectEvents(event);
            answered(Answer.recorded(new Recorded(stream(), given.size(), false)));
        }

        private void answered(Answer answer) {
            result.expectResultMessagePayload(new RecordedActs(List.of(answer)));
        }

        private String stream() {
            return Identifiers.subjectStream(act.unit(), act.subject());
        }
    }
}
