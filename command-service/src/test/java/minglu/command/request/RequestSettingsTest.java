package minglu.command.request;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.counted;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Story.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import minglu.api.act.Act;
import minglu.api.problem.ProblemCode;
import minglu.command.request.RequestSettings.Redecision;
import minglu.command.subject.FixedGates;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The properties {@code minglu.requests.*}, and what each of them changes. */
class RequestSettingsTest {

    private static final Act AGAIN = act("3", "request-redecided", "2022-11-01", "{'outcome':'granted-in-part'}");
    private static final Act FEE =
            act("2", "fee-charged", "2022-03-10", "{'basis':'per-page','quantity':68,'amountYuan':'380'}");

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Application.class);

    @EnableConfigurationProperties(RequestSettings.class)
    static class Application {}

    private static FixedGates reading(Redecision redecision, FeeRates rates) {
        return new FixedGates().reading(new RequestSettings(redecision, rates));
    }

    @Test
    void withoutPropertiesTheReadingsAreTheStatutoryOnes() {
        runner.run(context -> assertThat(context.getBean(RequestSettings.class)).isEqualTo(RequestSettings.DEFAULT));
    }

    @Test
    void everyPropertyIsRead() {
        runner.withPropertyValues(
                        "minglu.requests.redecision=never",
                        "minglu.requests.fee.free-requests=5",
                        "minglu.requests.fee.first-step-end=20",
                        "minglu.requests.fee.requests-per-step=15",
                        "minglu.requests.fee.yuan-per-step=50",
                        "minglu.requests.fee.pages-above=20,40",
                        "minglu.requests.fee.yuan-per-page=1,3")
                .run(context -> assertThat(context.getBean(RequestSettings.class))
                        .isEqualTo(new RequestSettings(
                                Redecision.NEVER, new FeeRates(5, 20, 15, 50, List.of(20L, 40L), List.of(1L, 3L)))));
    }

    @Test
    void stepsThatMakeNoSenseStopTheStart() {
        runner.withPropertyValues("minglu.requests.fee.pages-above=40,20", "minglu.requests.fee.yuan-per-page=1,3")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("minglu.requests.fee.requests-per-step=0")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("minglu.requests.redecision=sometimes")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void aNewDecisionReplacesTheFirstOneOfTheYearOrNever() {
        story(reading(Redecision.SAME_YEAR, FeeRates.STATUTORY))
                .given(received("1", "2022-03-01"), decided("2", "2022-03-20", "granted"))
                .when(AGAIN)
                .recorded("applicant", "natural-person", "outcome", "granted-in-part", "replaces", "granted");
        story(reading(Redecision.NEVER, FeeRates.STATUTORY))
                .given(received("1", "2022-03-01"), decided("2", "2022-03-20", "granted"))
                .when(AGAIN)
                .recorded();
        story(reading(Redecision.NEVER, FeeRates.STATUTORY))
                .given(received("1", "2022-03-01"))
                .when(AGAIN)
                .refused(ProblemCode.ACT_NOT_FOUND);
    }

    @Test
    void aChargeIsThatOfTheRatesInForceAndStaysWhenTheyChange() {
        FeeRates higher = new FeeRates(10, 30, 10, 100, List.of(30L), List.of(20L));
        story(reading(Redecision.SAME_YEAR, higher))
                .given(received("1", "2022-03-01"))
                .when(FEE)
                .refused(ProblemCode.FEE_MISMATCH, "760 yuan");

        FixedGates gates = new FixedGates();
        story(gates)
                .given(received("1", "2022-03-01"), FEE)
                .meanwhile(() -> gates.reading(new RequestSettings(Redecision.SAME_YEAR, higher)))
                .when(amended("3", "2022-03-11", "1", "{'applicant':'enterprise','channel':'mail'}"))
                .corrected(
                        List.of(counted("1", "request-received", "2022-03-01", "applicant", "natural-person")),
                        List.of(counted("1", "request-received", "2022-03-01", "applicant", "enterprise")));
        story(gates)
                .given(received("1", "2022-03-01"))
                .when(amended("3", "2022-03-11", "1", "{'applicant':'enterprise','channel':'mail'}"))
                .accepted();
    }

    @Test
    void anAmendedChargeIsHeldAgainstTheRatesInForce() {
        FeeRates higher = new FeeRates(10, 30, 10, 100, List.of(30L), List.of(20L));
        FixedGates gates = new FixedGates();
        story(gates)
                .given(received("1", "2022-03-01"), FEE)
                .meanwhile(() -> gates.reading(new RequestSettings(Redecision.SAME_YEAR, higher)))
                .when(amended("3", "2022-03-11", "2", "{'basis':'per-page','quantity':109,'amountYuan':'880'}"))
                .refused(ProblemCode.DEPENDENT_ACTS);
    }
}
