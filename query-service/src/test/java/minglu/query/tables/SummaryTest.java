package minglu.query.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import minglu.api.tables.FindTables;
import minglu.api.tables.Moment;
import minglu.api.tables.SummaryView;
import minglu.query.support.PlainTimeliness;
import minglu.query.support.QueryFixture;
import minglu.query.support.RandomHistory;
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
 * Goal: {@code answeredInTime} is what a person would count, for units and nodes, at every state of knowledge and day of the year.
 * Method: random histories are read by {@link PlainTimeliness}, which knows neither the database nor the clock.
 */
class SummaryTest {

    private static QueryFixture read;

    @BeforeContainer
    static void open() {
        read = new QueryFixture();
    }

    @AfterContainer
    static void close() {
        read.close();
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    @Property(tries = 30)
    void answered_in_time_is_the_plain_fold_of_the_acts(@ForAll("seeds") long seed) {
        compare(seed);
    }

    @Property(tries = 1000)
    @Tag("nightly")
    void answered_in_time_is_the_plain_fold_also_of_many_histories(@ForAll("seeds") long seed) {
        compare(seed);
    }

    private static void compare(long seed) {
        List<Object> history = RandomHistory.of(seed, 400);
        read.clear();
        read.record(history, 100);
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            int year = 2020 + random.nextInt(5);
            List<String> units = RandomHistory.askable(year);
            String unit = random.nextBoolean() ? "district" : units.get(random.nextInt(units.size()));
            int position = i < 4 ? history.size() : random.nextInt(history.size() + 1);
            LocalDate until = random.nextBoolean()
                    ? LocalDate.of(year, 12, 31)
                    : LocalDate.of(year, 1, 1).plusDays(random.nextInt(365));
            // A unit that was not defined yet reads as zeros; the units are the first events.
            List<?> known = position < RandomHistory.DEFINITIONS ? List.of() : history.subList(0, position);

            SummaryView.Requests requests = read.get(SummaryService.class)
                    .find(new FindTables(unit, year, null, Moment.knownAt(position), until))
                    .requests();

            long expected = PlainTimeliness.answeredInTime(known, RandomHistory.recording(unit, year), year, until);
            assertThat(requests.answeredInTime())
                    .as("%s %s at %s until %s", unit, year, position, until)
                    .isEqualTo(expected)
                    .isLessThanOrEqualTo(requests.total());
            Statistics.collect(
                    requests.total() == 0 ? "no result" : expected == requests.total() ? "all in time" : "some late");
        }
    }
}
