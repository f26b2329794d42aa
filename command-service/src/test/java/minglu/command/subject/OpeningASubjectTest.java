package minglu.command.subject;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.filed;
import static minglu.command.subject.Acts.issued;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Acts.retracted;
import static minglu.command.subject.Story.story;

import java.util.List;
import java.util.stream.Stream;
import minglu.api.act.Act;
import minglu.api.act.ActType;
import minglu.api.act.SubjectKind;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The opening act fixes the kind of a subject; everything else follows up on it. */
class OpeningASubjectTest {

    /** One act of each type that is not a correction, dated later than all openings. */
    private static final List<Act> ACTS = List.of(
            received("9", "2021-04-01"),
            act("9", "correction-requested", "2021-04-01", "{}"),
            act("9", "request-corrected", "2021-04-01", "{}"),
            act("9", "third-party-consulted", "2021-04-01", "{}"),
            act("9", "third-party-replied", "2021-04-01", "{}"),
            act("9", "deadline-extended", "2021-04-01", "{'workingDays':1,'approvedBy':'主任'}"),
            act("9", "answer-delayed", "2021-04-01", "{'until':'2021-06-30','approvedBy':'主任'}"),
            act("9", "fee-charged", "2021-04-01", "{'basis':'per-page','quantity':68,'amountYuan':'380'}"),
            act("9", "fee-paid", "2021-04-01", "{}"),
            decided("9", "2021-04-01", "granted"),
            act("9", "request-redecided", "2021-04-01", "{'outcome':'granted'}"),
            act("9", "request-transferred", "2021-04-01", "{}"),
            issued("9", "2021-04-01"),
            act("9", "document-repealed", "2021-04-01", "{'cause':'expired'}"),
            act("9", "decision-made", "2021-04-01", "{'kind':'licence'}"),
            act("9", "item-published", "2021-04-01", "{'channel':'website','category':'other'}"),
            act("9", "item-withdrawn", "2021-04-01", "{}"),
            filed("9", "2021-04-01"),
            act("9", "dispute-concluded", "2021-04-01", "{'outcome':'upheld'}"),
            act("9", "dispute-reopened", "2021-04-01", "{'instance':'市中级人民法院'}"),
            act("9", "decisions-tallied", "2021-04-01", "{'kind':'licence','count':1,'evidence':'台账'}"),
            act("9", "charge-collected", "2021-04-01", "{'amountYuan':'1'}"),
            act(
                    "9",
                    "items-tallied",
                    "2021-04-01",
                    "{'channel':'website','category':'other','count':1,'evidence':'a'}"),
            act("9", "complaint-handled", "2021-04-01", "{'channel':'phone'}"),
            act("9", "training-held", "2021-04-01", "{'topic':'条例'}"),
            act("9", "oversight-performed", "2021-04-01", "{'kind':'inspection'}"),
            act("9", "nil-declared", "2021-04-01", "{'year':2021,'month':3}"));

    private static final List<Act> OPENINGS = List.of(
            received("1", "2021-03-01"),
            issued("1", "2021-03-01"),
            act("1", "decision-made", "2021-03-01", "{'kind':'licence'}"),
            act("1", "item-published", "2021-03-01", "{'channel':'website','category':'other'}"),
            filed("1", "2021-03-01"),
            act("1", "complaint-handled", "2021-03-01", "{'channel':'phone'}"));

    static Stream<Act> followUps() {
        return ACTS.stream()
                .filter(act -> !act.type().opens() && act.type().kind().orElseThrow() != SubjectKind.SERIES);
    }

    @ParameterizedTest
    @MethodSource("followUps")
    void aFollowUpNeedsASubject(Act followUp) {
        story().when(followUp)
                .refused(ProblemCode.UNKNOWN_SUBJECT, followUp.type().code(), Acts.SUBJECT);
    }

    @ParameterizedTest
    @MethodSource("followUps")
    void aFollowUpNeedsASubjectThatWasNotRetracted(Act followUp) {
        story().given(received("1", "2021-03-01"), retracted("2", "2021-03-02", "1"))
                .when(followUp)
                .refused(ProblemCode.UNKNOWN_SUBJECT);
    }

    static Stream<Arguments> pairs() {
        return OPENINGS.stream().flatMap(opening -> ACTS.stream().map(act -> Arguments.of(opening, act)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aSecondOpeningAndAnActOfAForeignKindNameTheKindTheyMeet(Act opening, Act second) {
        SubjectKind met = opening.type().kind().orElseThrow();
        SubjectKind kind = second.type().kind().orElseThrow();
        Story.Then then = story().given(opening).when(second);
        if (second.type().opens()) {
            then.refused(ProblemCode.SUBJECT_EXISTS, "as a " + met.code());
        } else if (kind != met) {
            then.refused(ProblemCode.OTHER_KIND, "is a " + met.code(), "belongs to a " + kind.code());
        } else if (kind == SubjectKind.SERIES) {
            then.accepted();
        }
    }

    @ParameterizedTest
    @MethodSource("reopenings")
    void aSubjectWhoseOpeningWasRetractedIsOpenedAgainUnderANewId(Act opening, Act again) {
        story().given(opening, retracted("2", "2021-03-02", "1")).when(again).accepted();
    }

    static Stream<Arguments> reopenings() {
        return OPENINGS.stream()
                .flatMap(opening ->
                        ACTS.stream().filter(act -> act.type().opens()).map(again -> Arguments.of(opening, again)));
    }

    @Test
    void aReopenedSubjectStartsFromNothing() {
        story().given(
                        received("1", "2021-03-01"),
                        act("2", "correction-requested", "2021-03-05", "{}"),
                        decided("3", "2021-06-01", "granted"),
                        retracted("4", "2021-06-02", "3"),
                        retracted("5", "2021-06-02", "2"),
                        retracted("6", "2021-06-02", "1"),
                        received("7", "2021-02-01", "enterprise"),
                        act("8", "correction-requested", "2021-02-02", "{}"))
                .when(decided("9", "2021-02-03", "granted-in-part"))
                .recorded("applicant", "enterprise", "outcome", "granted-in-part");
    }

    @Test
    void aTallyMayComeBeforeAnyOtherActOfItsSubject() {
        ACTS.stream()
                .filter(act -> act.type().kind().orElseThrow() == SubjectKind.SERIES)
                .forEach(act -> story().when(act).accepted());
    }

    @Test
    void theListOfThisTestHoldsEveryTypeButCorrectionsAndOpenings() {
        org.assertj.core.api.Assertions.assertThat(ACTS.stream().map(Act::type))
                .containsExactlyInAnyOrderElementsOf(Stream.of(ActType.values())
                        .filter(type -> !type.corrects() && type != ActType.DOCUMENTS_OPENING)
                        .toList());
    }
}
