package minglu.query.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minglu.api.format.Cell;
import minglu.api.format.Formats;
import minglu.api.tables.CellActs;
import minglu.api.tables.FindMoves;
import minglu.api.tables.FindTables;
import minglu.api.tables.Moment;
import minglu.platform.web.Page;
import minglu.query.support.PlainFold;
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

/**
 * Goal: no state of knowledge is a special one. Method: a random history is recorded once, and after that read as known at every
 * single position, beside {@link PlainFold} of the events up to it. Blocks of postings are small here, so that most positions lie
 * within blocks of every level.
 */
class EveryPrefixTest {

    private static final int ACTS = 90;
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

    @Property(tries = 4)
    void at_every_position_tables_are_the_plain_fold_moves_their_difference_and_acts_their_sum(
            @ForAll("seeds") long seed) {
        readAtEveryPosition(seed);
    }

    @Property(tries = 200)
    @Tag("nightly")
    void at_every_position_of_many_histories(@ForAll("seeds") long seed) {
        readAtEveryPosition(seed);
    }

    private static void readAtEveryPosition(long seed) {
        List<Object> history = RandomHistory.of(seed, ACTS);
        read.clear();
        Random random = new Random(seed);
        read.record(history, 1 + random.nextInt(40));
        int year = 2021 + random.nextInt(4);
        List<String> units = RandomHistory.askable(year);
        String unit = units.get(random.nextInt(units.size()));
        List<Cell> cells = Formats.current().cells();
        Map<String, BigDecimal> before = new HashMap<>();
        for (int position = 0; position <= history.size(); position++) {
            // A unit that was not defined yet reads as zeros; the units are the first events.
            List<?> known = position < RandomHistory.DEFINITIONS ? List.of() : history.subList(0, position);
            LocalDate until = LocalDate.of(year, 1, 1).plusDays(random.nextInt(365));
            assertThat(figures(unit, year, position, until))
                    .as("%s %s at %s until %s", unit, year, position, until)
                    .isEqualTo(fold(known, unit, year, until));

            LocalDate end = LocalDate.of(year, 12, 31);
            Map<String, BigDecimal> now = figures(unit, year, position, end);
            assertThat(now).as("%s %s at %s", unit, year, position).isEqualTo(fold(known, unit, year, end));
            if (position > 0) {
                moved(unit, year, position).forEach((cell, amount) -> before.merge(cell, amount, BigDecimal::add));
                before.values().removeIf(figure -> figure.signum() == 0);
                assertThat(before)
                        .as("with the moves of the event at %s", position)
                        .isEqualTo(now);
            }
            Cell cell = now.isEmpty() || random.nextBoolean()
                    ? cells.get(random.nextInt(cells.size()))
                    : Formats.current()
                            .find(new ArrayList<>(now.keySet()).get(random.nextInt(now.size())))
                            .orElseThrow();
            assertThat(sumOfActs(cell, unit, year, position))
                    .as("acts of %s at %s", cell.id(), position)
                    .isEqualTo(now.getOrDefault(cell.id(), BigDecimal.ZERO));
        }
    }

    /** The figures that are not zero, {@code 2.charges} in 万元. */
    private static Map<String, BigDecimal> figures(String unit, int year, int position, LocalDate until) {
        Map<String, BigDecimal> figures = new HashMap<>();
        read.get(TablesService.class)
                .find(new FindTables(unit, year, null, Moment.knownAt(position), until))
                .cells()
                .forEach((cell, figure) -> put(figures, cell, new BigDecimal(figure.toString())));
        return figures;
    }

    private static Map<String, BigDecimal> fold(List<?> known, String unit, int year, LocalDate until) {
        Map<String, BigDecimal> figures = new HashMap<>();
        PlainFold.cells(known, RandomHistory.recording(unit, year), year, until)
                .forEach((cell, figure) -> put(
                        figures,
                        cell,
                        cell.equals("2.charges") ? BigDecimal.valueOf(figure, 6) : BigDecimal.valueOf(figure)));
        return figures;
    }

    private static Map<String, BigDecimal> moved(String unit, int year, int position) {
        Map<String, BigDecimal> moved = new HashMap<>();
        read.get(MovesService.class)
                .find(new FindMoves(unit, year, null, position - 1L, Moment.knownAt(position)))
                .events()
                .forEach(event -> {
                    assertThat(event.position()).isEqualTo(position);
                    event.cells().forEach((cell, amount) -> put(moved, cell, new BigDecimal(amount.toString())));
                });
        return moved;
    }

    private static BigDecimal sumOfActs(Cell cell, String unit, int year, int position) {
        CellActs page = read.get(CellActsService.class)
                .find(cell, new FindTables(unit, year, null, Moment.knownAt(position), null), Page.of(1000, null));
        assertThat(page.next()).isNull();
        BigDecimal sum = page.acts().stream()
                .map(act -> new BigDecimal(act.weight().toString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return plain(cell.id().equals("2.charges") ? sum.movePointLeft(4) : sum);
    }

    private static void put(Map<String, BigDecimal> figures, String cell, BigDecimal figure) {
        if (figure.signum() != 0) {
            figures.put(cell, plain(figure));
        }
    }

    /** Equal numbers, equal objects. */
    private static BigDecimal plain(BigDecimal figure) {
        return figure.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(figure.stripTrailingZeros().toPlainString());
    }
}
