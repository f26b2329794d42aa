package minglu.standalone.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * Goal: the write side and the read side together do with requests, disputes and charges what the contract says. Method: random
 * sequences of lawful and unlawful acts are given to {@link RealSide} and to {@link RequestModel}, an independent reading of the
 * contract; each act must meet the same fate with the same code, and the tables of every unit and year must be equal.
 */
class RequestModelTest {

    private static final String TODAY = "2024-06-30";
    private static final String NODE = "xiang";
    private static final Map<String, RequestModel.Reports> UNITS = Map.of(
            "jyj", new RequestModel.Reports(2021, null, false),
            "lao", new RequestModel.Reports(2021, 2022, true),
            "zhi", new RequestModel.Reports(2021, 2022, false));

    /** The year 2023 of {@code lao} counts for its successor, which has closed it. */
    private static final Set<String> CLOSED = Set.of("jyj/2021", "lao/2021", "lao/2023", "zhi/2022");

    /** Every fate an act of the model can meet; each must have been met, or the property shows less than it says. */
    private static final List<String> FATES = List.of(
            "recorded",
            "duplicate",
            "act-already-retracted",
            "act-conflict",
            "act-not-found",
            "already-extended",
            "before-last-act",
            RequestModel.BEFORE_LAST_OR_CLOSED,
            "before-reporting",
            "correction-already-requested",
            "dependent-acts",
            RequestModel.DEPENDENT_OR_CLOSED,
            "dispute-closed",
            "fee-already-charged",
            "fee-mismatch",
            "in-the-future",
            "invalid-act",
            "no-correction-pending",
            "no-fee-pending",
            "no-third-party-pending",
            "other-kind",
            "period-closed",
            "request-closed",
            "subject-exists",
            "unit-is-node",
            "unknown-subject",
            "unknown-unit");

    private static final Set<String> MET = new TreeSet<>();

    @BeforeContainer
    static void begin() {
        MET.clear();
    }

    @AfterContainer
    static void everyFateWasMet() {
        assertThat(MET).containsExactlyInAnyOrderElementsOf(FATES);
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    @Property(tries = 12_000)
    void random_acts_meet_the_fate_the_contract_says(@ForAll("seeds") long seed) {
        compare(seed);
    }

    @Property(tries = 300_000)
    @Tag("nightly")
    void many_more_random_acts_meet_the_fate_the_contract_says(@ForAll("seeds") long seed) {
        compare(seed);
    }

    private static void compare(long seed) {
        Random random = new Random(seed);
        Set<String> closed = random.nextInt(3) == 0 ? CLOSED : Set.of();
        RandomActs acts = new RandomActs(random);
        RequestModel model = new RequestModel(UNITS, closed, NODE, TODAY);
        RealSide real = new RealSide(UNITS, closed, NODE, TODAY);
        List<String> story = new ArrayList<>();
        int length = 5 + random.nextInt(20);
        for (int i = 0; i < length; i++) {
            PlainAct act = acts.next();
            String expected = model.take(act);
            story.add(act + " -> " + expected);
            assertThat(real.take(act)).as(() -> String.join("\n", story)).isIn((Object[]) expected.split(" or "));
            if (expected.equals(RequestModel.RECORDED)) {
                acts.recorded(act);
            }
            MET.add(expected);
            Statistics.collect(expected);
            if (i == length / 2 && random.nextInt(4) == 0) {
                compareTables(model, real, story);
            }
        }
        compareTables(model, real, story);
    }

    private static void compareTables(RequestModel model, RealSide real, List<String> story) {
        for (String unit : UNITS.keySet()) {
            for (int year : Arrays.asList(2020, 2021, 2022, 2023, 2024)) {
                assertThat(real.cells(unit, year))
                        .as(() -> unit + " " + year + " after\n" + String.join("\n", story))
                        .isEqualTo(model.cells(unit, year));
            }
        }
    }
}
