package minglu.command.series;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.actOf;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Story.story;

import minglu.api.act.Act;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** Series: independent acts in any number and date order. */
class SeriesTest {

    private static final Act COMPLAINT = act("1", "complaint-handled", "2021-03-01", "{'channel':'hotline'}");

    @Test
    void eachActOfASeriesCountsByItself() {
        story().when(COMPLAINT).recorded("channel", "hotline");
        story().when(act("1", "decisions-tallied", "2021-03-01", "{'kind':'penalty','count':1846,'evidence':'台账'}"))
                .recorded("kind", "penalty", "count", "1846");
        story().when(act(
                        "1",
                        "items-tallied",
                        "2021-03-01",
                        "{'channel':'website','category':'catalogue','count':12,'evidence':'后台'}"))
                .recorded("channel", "website", "category", "catalogue", "count", "12");
        story().when(act("1", "charge-collected", "2021-03-01", "{'amountYuan':'12.50','item':'考试费'}"))
                .recorded("amountYuan", "12.50");
        story().when(act("1", "training-held", "2021-03-01", "{'topic':'条例','participants':0}"))
                .recorded("participants", "0");
        story().when(act("1", "training-held", "2021-03-01", "{'topic':'条例'}")).recorded();
        story().when(act("1", "oversight-performed", "2021-03-01", "{'kind':'accountability'}"))
                .recorded("kind", "accountability");
        story().when(act("1", "nil-declared", "2022-01-05", "{'year':2021}")).recorded("year", "2021");
        story().when(act("1", "nil-declared", "2021-04-05", "{'year':2021,'month':3}"))
                .recorded("year", "2021", "month", "3");
    }

    @Test
    void aSeriesTakesAnyNumberOfActsOfAnyTypeInAnyDateOrder() {
        story().given(COMPLAINT, act("2", "training-held", "2021-12-01", "{'topic':'条例'}"))
                .when(act("3", "complaint-handled", "2021-01-01", "{'channel':'phone'}"))
                .recorded("channel", "phone");
    }

    @Test
    void aSeriesAndAnotherKindExcludeEachOther() {
        story().given(COMPLAINT).when(received("2", "2021-03-02")).refused(ProblemCode.SUBJECT_EXISTS, "as a series");
        story().given(COMPLAINT)
                .when(act("2", "fee-paid", "2021-03-02", "{}"))
                .refused(ProblemCode.OTHER_KIND, "is a series", "belongs to a request");
        story().given(received("1", "2021-03-01"))
                .when(act("2", "complaint-handled", "2021-03-02", "{'channel':'phone'}"))
                .refused(ProblemCode.OTHER_KIND, "is a request", "belongs to a series");
    }

    @Test
    void theOpeningStockIsDeclaredOnceWhenReportingBegan() {
        Act opening =
                actOf("opening-normative", "1", "documents-opening", "2021-01-01", "{'kind':'normative','inForce':66}");
        story().when(opening).recorded("kind", "normative", "inForce", "66");
        story().given(opening)
                .when(actOf(
                        "opening-normative",
                        "2",
                        "documents-opening",
                        "2021-01-01",
                        "{'kind':'normative','inForce':67}"))
                .refused(ProblemCode.OPENING_ALREADY_DECLARED, "normative");
        story().when(actOf(
                        "opening-normative",
                        "1",
                        "documents-opening",
                        "2022-01-01",
                        "{'kind':'normative','inForce':66}"))
                .refused(ProblemCode.INVALID_ACT, "/occurredOn", "2021-01-01", "2022-01-01");
    }

    @Test
    void aRetractedOpeningStockMayBeDeclaredAgain() {
        story().given(
                        actOf(
                                "opening-normative",
                                "1",
                                "documents-opening",
                                "2021-01-01",
                                "{'kind':'normative','inForce':66}"),
                        actOf("opening-normative", "2", "act-retracted", "2021-02-01", "{'act':'1'}"))
                .when(actOf(
                        "opening-normative",
                        "3",
                        "documents-opening",
                        "2021-01-01",
                        "{'kind':'normative','inForce':67}"))
                .recorded("kind", "normative", "inForce", "67");
    }

    @Test
    void aNilDeclarationNeedsAPeriodThatIsOver() {
        Act year = act("1", "nil-declared", "2021-12-31", "{'year':2021}");
        story().today("2021-12-31").when(year).refused(ProblemCode.IN_THE_FUTURE, "2021", "not over");
        story().today("2022-01-01").when(year).recorded("year", "2021");

        Act february = act("1", "nil-declared", "2024-02-29", "{'year':2024,'month':2}");
        story().today("2024-02-29").when(february).refused(ProblemCode.IN_THE_FUTURE, "2024-2", "not over");
        story().today("2024-03-01").when(february).recorded("year", "2024", "month", "2");

        story().today("2022-01-05")
                .when(act("1", "nil-declared", "2022-01-06", "{'year':2021}"))
                .refused(ProblemCode.IN_THE_FUTURE, "dated later");
    }

    @Test
    void aNilDeclarationSpeaksOfAYearTheUnitReports() {
        story().when(act("1", "nil-declared", "2021-01-05", "{'year':2020}"))
                .refused(ProblemCode.BEFORE_REPORTING, "2020", "2021");
        story().when(act("1", "nil-declared", "2022-01-05", "{'year':2021}")).recorded("year", "2021");
    }
}
