package minglu.command.subject;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.actOf;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.filed;
import static minglu.command.subject.Acts.issued;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Acts.redated;
import static minglu.command.subject.Acts.retracted;
import static minglu.command.subject.Story.story;

import java.util.List;
import java.util.stream.Stream;
import minglu.api.act.Act;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be dated before the first and after the last reporting year of a unit. */
class ReportingYearsTest {

    private static final Act RECEIVED = received("1", "2020-03-01");
    private static final Act ISSUED = issued("1", "2020-03-01");
    private static final Act FILED = filed("1", "2020-03-01");
    private static final Act ITEM =
            act("1", "item-published", "2021-03-01", "{'channel':'website','category':'other'}");

    /** Acts before 2021, the first reporting year, that build the opening stock; the acts they stand on first. */
    static Stream<List<Act>> openingStock() {
        Act correction = act("2", "correction-requested", "2020-03-05", "{}");
        Act consulted = act("2", "third-party-consulted", "2020-03-05", "{}");
        Act fee = act("2", "fee-charged", "2020-03-05", "{'basis':'per-page','quantity':68,'amountYuan':'380'}");
        return Stream.of(
                List.of(RECEIVED),
                List.of(RECEIVED, correction),
                List.of(RECEIVED, correction, act("3", "request-corrected", "2020-12-31", "{}")),
                List.of(RECEIVED, consulted),
                List.of(RECEIVED, consulted, act("3", "third-party-replied", "2020-12-31", "{}")),
                List.of(RECEIVED, act("2", "deadline-extended", "2020-03-05", "{'workingDays':1,'approvedBy':'主任'}")),
                List.of(RECEIVED, act("2", "answer-delayed", "2020-03-05", "{'until':'2021-06-30','approvedBy':'主任'}")),
                List.of(RECEIVED, fee),
                List.of(RECEIVED, fee, act("3", "fee-paid", "2020-12-31", "{}")),
                List.of(ISSUED),
                List.of(FILED));
    }

    @ParameterizedTest
    @MethodSource("openingStock")
    void whatBuildsTheOpeningStockMayBeDatedBefore(List<Act> acts) {
        int last = acts.size() - 1;
        story().given(acts.subList(0, last).toArray(Act[]::new))
                .when(acts.get(last))
                .accepted();
    }

    /** Acts before 2021 that end something or only count; the acts they stand on first. */
    static Stream<List<Act>> everythingElse() {
        return Stream.of(
                List.of(RECEIVED, decided("2", "2020-12-31", "granted")),
                List.of(RECEIVED, act("2", "request-redecided", "2020-12-31", "{'outcome':'granted'}")),
                List.of(RECEIVED, act("2", "request-transferred", "2020-12-31", "{}")),
                List.of(ISSUED, act("2", "document-repealed", "2020-12-31", "{'cause':'expired'}")),
                List.of(act("2", "document-repealed", "2020-12-31", "{'cause':'expired','kind':'normative'}")),
                List.of(FILED, act("2", "dispute-concluded", "2020-12-31", "{'outcome':'upheld'}")),
                List.of(act("1", "decision-made", "2020-12-31", "{'kind':'licence'}")),
                List.of(act("1", "item-published", "2020-12-31", "{'channel':'website','category':'other'}")),
                List.of(ITEM, act("2", "item-withdrawn", "2020-12-31", "{}")),
                List.of(act("1", "decisions-tallied", "2020-12-31", "{'kind':'licence','count':1,'evidence':'a'}")),
                List.of(act(
                        "1",
                        "items-tallied",
                        "2020-12-31",
                        "{'channel':'website','category':'other','count':1,'evidence':'a'}")),
                List.of(act("1", "charge-collected", "2020-12-31", "{'amountYuan':'1'}")),
                List.of(act("1", "complaint-handled", "2020-12-31", "{'channel':'phone'}")),
                List.of(act("1", "training-held", "2020-12-31", "{'topic':'条例'}")),
                List.of(act("1", "oversight-performed", "2020-12-31", "{'kind':'inspection'}")),
                List.of(act("1", "nil-declared", "2021-01-05", "{'year':2020}")),
                List.of(actOf(
                        "opening-normative",
                        "1",
                        "documents-opening",
                        "2020-01-01",
                        "{'kind':'normative','inForce':66}")));
    }

    @ParameterizedTest
    @MethodSource("everythingElse")
    void nothingElseMayBeDatedBefore(List<Act> acts) {
        int last = acts.size() - 1;
        story().given(acts.subList(0, last).toArray(Act[]::new))
                .when(acts.get(last))
                .refused(ProblemCode.BEFORE_REPORTING, acts.get(last).type().code() + " of 2020", "2021 and later");
    }

    @Test
    void aReopeningBeforeReportingIsNoEndAndFailsOnlyForWantOfAConclusion() {
        story().given(FILED)
                .when(act("2", "dispute-reopened", "2020-12-31", "{'instance':'市中级人民法院'}"))
                .refused(ProblemCode.ACT_NOT_FOUND);
    }

    @Test
    void theFirstDayOfReportingIsInside() {
        story().given(RECEIVED).when(decided("2", "2021-01-01", "granted")).accepted();
        story().when(act("1", "decision-made", "2021-01-01", "{'kind':'licence'}"))
                .accepted();
    }

    // --- after the last reporting year

    private static FixedGates endingWith2022(String successor) {
        return new FixedGates().unit(Acts.UNIT, 2021, 2022, successor);
    }

    /** Acts of 2023, the year after the last one; the acts they stand on first. */
    static Stream<Arguments> afterTheLastYear() {
        Act received = received("1", "2022-12-01");
        Act concluded = act("2", "dispute-concluded", "2023-06-01", "{'outcome':'upheld'}");
        return Stream.of(
                Arguments.of(true, List.of(received, decided("2", "2023-01-10", "granted"))),
                Arguments.of(true, List.of(received, act("2", "correction-requested", "2023-01-10", "{}"))),
                Arguments.of(true, List.of(received, act("2", "request-transferred", "2023-01-10", "{}"))),
                Arguments.of(
                        true,
                        List.of(
                                issued("1", "2021-03-01"),
                                act("2", "document-repealed", "2023-06-01", "{'cause':'expired'}"))),
                Arguments.of(true, List.of(filed("1", "2022-03-01"), concluded)),
                Arguments.of(false, List.of(received("1", "2023-01-01"))),
                Arguments.of(false, List.of(issued("1", "2023-01-01"))),
                Arguments.of(false, List.of(filed("1", "2023-01-01"))),
                Arguments.of(false, List.of(act("1", "decision-made", "2023-01-01", "{'kind':'licence'}"))),
                Arguments.of(false, List.of(ITEM, act("2", "item-withdrawn", "2023-01-01", "{}"))),
                Arguments.of(false, List.of(act("1", "complaint-handled", "2023-01-01", "{'channel':'phone'}"))),
                Arguments.of(false, List.of(act("1", "nil-declared", "2024-01-05", "{'year':2023}"))),
                Arguments.of(
                        false,
                        List.of(act(
                                "1", "document-repealed", "2023-06-01", "{'cause':'expired','kind':'normative'}"))));
    }

    @ParameterizedTest
    @MethodSource("afterTheLastYear")
    void onlyFollowUpsOnWhatASuccessorCarriesOnAreDatedAfterTheLastYear(boolean carriedOn, List<Act> acts) {
        int last = acts.size() - 1;
        Act[] before = acts.subList(0, last).toArray(Act[]::new);
        Story.Then then = story(endingWith2022("jtj")).given(before).when(acts.get(last));
        if (carriedOn) {
            then.accepted();
        } else {
            then.refused(ProblemCode.BEFORE_REPORTING, "2023", "2021 to 2022");
        }
        story(endingWith2022(null))
                .given(before)
                .when(acts.get(last))
                .refused(ProblemCode.BEFORE_REPORTING, "2023", "2021 to 2022");
    }

    @Test
    void theLastDayOfTheLastYearIsInsideAndItsNilDeclarationComesAfter() {
        story(endingWith2022(null)).when(received("1", "2022-12-31")).accepted();
        story(endingWith2022(null))
                .when(act("1", "nil-declared", "2022-12-31", "{'year':2022}"))
                .accepted();
    }

    @Test
    void correctionsAreWelcomeAfterTheLastYear() {
        Act received = received("1", "2022-12-01");
        story(endingWith2022(null))
                .given(received)
                .when(retracted("2", "2024-05-01", "1"))
                .accepted();
        story(endingWith2022(null))
                .given(received)
                .when(amended("2", "2024-05-01", "1", "{'applicant':'enterprise','channel':'mail'}"))
                .accepted();
    }

    @Test
    void aCorrectionMovesNoActOutOfTheReportingYears() {
        story().given(received("1", "2021-03-01"), decided("2", "2021-04-01", "granted"))
                .when(redated("3", "2021-12-01", "2", "2020-12-31"))
                .refused(ProblemCode.BEFORE_REPORTING, "request-decided of 2020");
        story().given(received("1", "2021-03-01"))
                .when(redated("3", "2021-12-01", "1", "2020-12-31"))
                .accepted();
        story(endingWith2022("jtj"))
                .given(received("1", "2022-12-01"))
                .when(redated("3", "2023-12-01", "1", "2023-01-01"))
                .refused(ProblemCode.BEFORE_REPORTING, "request-received of 2023");
        story(endingWith2022("jtj"))
                .given(received("1", "2022-12-01"), decided("2", "2022-12-20", "granted"))
                .when(redated("3", "2023-12-01", "2", "2023-01-01"))
                .accepted();
    }
}
