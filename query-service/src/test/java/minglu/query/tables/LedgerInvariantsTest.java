package minglu.query.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minglu.api.act.ActEvent;
import minglu.api.format.Cell;
import minglu.api.format.Formats;
import minglu.api.ledger.Poster;
import minglu.api.ledger.Posting;
import minglu.api.tables.CellActs;
import minglu.api.tables.CellByUnit;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.FindMoves;
import minglu.api.tables.FindTables;
import minglu.api.tables.FoundMoves;
import minglu.api.tables.Moment;
import minglu.api.tables.Scope;
import minglu.api.tables.TablesDifference;
import minglu.api.tables.TablesView;
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
 * Goal: what the tables say is what the acts say, at every state of knowledge. Method: random histories are fed to the ledger, and
 * its tables are compared with {@link PlainFold}, which reads the same acts case by case and knows neither accounts nor formats.
 */
class LedgerInvariantsTest {

    private static final int ACTS = 150;
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

    private static Map<String, Long> nonZero(TablesView view) {
        Map<String, Long> cells = new HashMap<>();
        view.cells().forEach((cell, shown) -> {
            long figure = cell.equals("2.charges")
                    ? new BigDecimal((String) shown).movePointRight(6).longValueExact()
                    : (Long) shown;
            if (figure != 0) {
                cells.put(cell, figure);
            }
        });
        return cells;
    }

    private static TablesView tables(String unit, int year, Moment moment, LocalDate until) {
        return read.get(TablesService.class).find(new FindTables(unit, year, null, moment, until));
    }

    private static List<Object> fed(long seed, int batch) {
        return fed(RandomHistory.of(seed, ACTS), batch);
    }

    private static List<Object> fed(List<Object> history, int batch) {
        read.clear();
        read.record(history, batch);
        return history;
    }

    @Property(tries = 30)
    void tables_at_any_position_are_the_plain_fold_of_the_events_up_to_it(@ForAll("seeds") long seed) {
        compareWithFold(seed);
    }

    @Property(tries = 1000)
    @Tag("nightly")
    void tables_at_any_position_are_the_plain_fold_also_of_many_histories(@ForAll("seeds") long seed) {
        compareWithFold(seed);
    }

    @Property(tries = 10)
    void the_shares_of_the_units_are_their_own_figures_and_sum_to_the_cell(@ForAll("seeds") long seed) {
        List<Object> history = fed(seed, 40);
        Random random = new Random(seed);
        int position = history.size() - random.nextInt(10);
        for (int i = 0; i < 5; i++) {
            int year = 2020 + random.nextInt(5);
            List<String> units = RandomHistory.askable(year);
            FindTables asked =
                    new FindTables(units.get(random.nextInt(units.size())), year, null, Moment.knownAt(position), null);
            TablesView tables = read.get(TablesService.class).find(asked);
            for (int j = 0; j < 10; j++) {
                Cell cell = Formats.current().cells().get(random.nextInt(200));
                CellByUnit found = read.get(TablesService.class).byUnit(cell, asked);
                assertThat(found.value()).as(cell.id()).isEqualTo(tables.cells().get(cell.id()));
                assertThat(found.units())
                        .extracting(CellByUnit.Share::unit)
                        .containsExactlyElementsOf(tables.units().included());
                assertThat(found.units().stream()
                                .map(share -> new BigDecimal(share.value().toString()))
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .as(cell.id())
                        .isEqualByComparingTo(found.value().toString());
            }
            // One cell of each history also unit by unit: a unit that carries others on has their figures too.
            Cell cell = Formats.current().cells().get(random.nextInt(200));
            for (CellByUnit.Share share :
                    read.get(TablesService.class).byUnit(cell, asked).units()) {
                FindTables own = new FindTables(share.unit(), year, Scope.OWN, Moment.knownAt(position), null);
                assertThat(share.value())
                        .as("%s of %s", cell.id(), share.unit())
                        .isEqualTo(
                                read.get(TablesService.class).find(own).cells().get(cell.id()));
            }
        }
    }

    private static void compareWithFold(long seed) {
        compareWithFold(fed(seed, 40), seed);
    }

    private static void compareWithFold(List<Object> history, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            int year = 2020 + random.nextInt(5);
            List<String> units = RandomHistory.askable(year);
            String unit = units.get(random.nextInt(units.size()));
            int position = i < 3 ? history.size() : random.nextInt(history.size() + 1);
            LocalDate until = random.nextBoolean()
                    ? LocalDate.of(year, 12, 31)
                    : LocalDate.of(year, 1, 1).plusDays(random.nextInt(365));
            // A unit that was not defined yet reads as zeros; the units are the first events.
            List<?> known = position < RandomHistory.DEFINITIONS ? List.of() : history.subList(0, position);

            assertThat(nonZero(tables(unit, year, Moment.knownAt(position), until)))
                    .as("%s %s at %s until %s", unit, year, position, until)
                    .isEqualTo(PlainFold.cells(known, RandomHistory.recording(unit, year), year, until));
        }
    }

    @Property(tries = 10)
    void events_that_were_parked_and_taken_in_later_leave_no_trace(@ForAll("seeds") long seed) {
        List<Object> history = RandomHistory.of(seed, ACTS);
        read.clear();
        read.post(event -> {
            if ((event.act().toString() + seed).hashCode() % 5 == 0) {
                throw new IllegalStateException("planted");
            }
            return Poster.post(event);
        });
        read.record(history, 40);
        read.post(Poster::post);
        read.retryParked();

        compareWithFold(history, seed);
    }

    @Property(tries = 10)
    void replaying_in_other_batches_gives_equal_tables(@ForAll("seeds") long seed) {
        fed(seed, 1000);
        TablesView once = tables("district", 2022, Moment.NOW, null);
        fed(seed, 7);

        assertThat(tables("district", 2022, Moment.NOW, null)).isEqualTo(once);
    }

    @Property(tries = 30)
    void parts_of_a_history_posted_apart_add_up_to_the_whole(@ForAll("seeds") long seed) {
        List<Object> history = RandomHistory.of(seed, ACTS);
        int cut = new Random(seed).nextInt(history.size());
        Map<String, Long> merged = posted(history.subList(cut, history.size()));
        posted(history.subList(0, cut)).forEach((account, amount) -> merged.merge(account, amount, Long::sum));

        assertThat(merged).isEqualTo(posted(history));
    }

    private static Map<String, Long> posted(List<Object> events) {
        Map<String, Long> sums = new HashMap<>();
        events.stream()
                .filter(ActEvent.class::isInstance)
                .flatMap(event -> Poster.post((ActEvent) event).stream())
                .forEach(posting -> sums.merge(key(posting), posting.amount(), Long::sum));
        return sums;
    }

    private static String key(Posting posting) {
        return posting.unit() + " " + posting.account() + " " + posting.occurredOn() + " " + posting.act();
    }

    @Property(tries = 5)
    void the_acts_behind_every_cell_add_up_to_it(@ForAll("seeds") long seed) {
        fed(seed, 1000);
        CellActsService service = read.get(CellActsService.class);
        Random random = new Random(seed);
        int year = 2020 + random.nextInt(4);
        String unit = RandomHistory.askable(year).get(random.nextInt(7));
        FindTables asked = new FindTables(unit, year, null, Moment.NOW, null);
        Map<String, Object> cells = read.get(TablesService.class).find(asked).cells();
        Formats.current().cells().forEach(cell -> {
            List<CellActs.Line> lines = new ArrayList<>();
            CellActs page = service.find(cell, asked, Page.of(5, null));
            lines.addAll(page.acts());
            while (page.next() != null) {
                page = service.find(cell, asked, Page.of(5, page.next()));
                lines.addAll(page.acts());
            }
            BigDecimal sum = lines.stream()
                    .map(line -> new BigDecimal(line.weight().toString()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal shown = new BigDecimal(cells.get(cell.id()).toString());
            boolean money = cell.id().equals("2.charges");
            assertThat(sum).as(cell.id()).isEqualByComparingTo(money ? shown.movePointRight(4) : shown);
            assertThat(new BigDecimal(page.value().toString())).isEqualByComparingTo(sum);
            assertThat(lines).extracting(CellActs.Line::position).isSorted().doesNotHaveDuplicates();
        });
    }

    @Property(tries = 15)
    void the_moves_between_two_positions_add_up_to_the_difference_of_every_cell(@ForAll("seeds") long seed) {
        List<Object> history = fed(RandomHistory.of(seed, ACTS, true), 1000);
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            int year = 2020 + random.nextInt(5);
            String unit = List.of("district", "xiang", "ju", "jia", "chui").get(random.nextInt(5));
            int from = i == 0 ? 0 : random.nextInt(history.size() + 1);
            int to = from + random.nextInt(history.size() - from + 1);
            FoundMoves found =
                    read.get(MovesService.class).find(new FindMoves(unit, year, null, from, Moment.knownAt(to)));
            Map<String, BigDecimal> moved = new HashMap<>();
            found.events().forEach(event -> {
                assertThat(event.cells()).isNotEmpty();
                event.cells().forEach((cell, amount) -> {
                    assertThat(number(amount)).isNotEqualByComparingTo("0");
                    moved.merge(cell, number(amount), BigDecimal::add);
                });
            });

            assertThat(found.events())
                    .extracting(FoundMoves.Event::position)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .allMatch(position -> position > from && position <= to);
            Map<String, Object> before = cells(unit, year, from);
            cells(unit, year, to).forEach((cell, figure) -> assertThat(moved.getOrDefault(cell, BigDecimal.ZERO))
                    .as("%s of %s %s from %s to %s", cell, unit, year, from, to)
                    .isEqualByComparingTo(number(figure).subtract(number(before.get(cell)))));
        }
    }

    @Property(tries = 10)
    void the_acts_of_two_tables_add_up_to_the_difference_of_every_cell_over_all_pages(@ForAll("seeds") long seed) {
        List<Object> history = fed(RandomHistory.of(seed, ACTS, true), 1000);
        Random random = new Random(seed);
        for (int i = 0; i < 6; i++) {
            DifferenceService.Side first = side(random, history.size());
            DifferenceService.Side second = side(random, history.size());
            int limit = 1 + random.nextInt(20);
            Map<String, BigDecimal> moved = new HashMap<>();
            TablesDifference page = null;
            do {
                page = read.get(DifferenceService.class)
                        .find(first, second, true, Page.of(limit, page == null ? null : page.next()));
                assertThat(page.moves()).hasSizeLessThanOrEqualTo(limit);
                page.moves().forEach(move -> moved.merge(move.cell(), number(move.amount()), BigDecimal::add));
            } while (page.next() != null);
            Map<String, Object> before =
                    cells(first.unit(), first.year(), first.moment().knownAtPosition());
            Map<String, BigDecimal> differences = new HashMap<>();
            cells(second.unit(), second.year(), second.moment().knownAtPosition())
                    .forEach((cell, figure) -> {
                        BigDecimal difference = number(figure).subtract(number(before.get(cell)));
                        assertThat(moved.getOrDefault(cell, BigDecimal.ZERO))
                                .as("%s from %s to %s", cell, first, second)
                                .isEqualByComparingTo(difference);
                        if (difference.signum() != 0) {
                            differences.put(cell, difference);
                        }
                    });
            assertThat(page.cells()).containsOnlyKeys(differences.keySet());
        }
    }

    private static DifferenceService.Side side(Random random, int head) {
        String unit = List.of("district", "xiang", "ju", "jia", "chui").get(random.nextInt(5));
        return new DifferenceService.Side(
                unit, 2020 + random.nextInt(5), Moment.knownAt(random.nextInt(head + 1)), null);
    }

    private static Map<String, Object> cells(String unit, int year, long position) {
        return tables(unit, year, Moment.knownAt(position), null).cells();
    }

    private static BigDecimal number(Object shown) {
        return new BigDecimal(shown.toString());
    }

    @Property(tries = 10)
    void requests_are_conserved_within_a_year_and_from_one_year_to_the_next(@ForAll("seeds") long seed) {
        fed(seed, 1000);
        Map<String, Map<String, Object>> before = new LinkedHashMap<>();
        for (int year = 2020; year <= 2024; year++) {
            for (String unit : List.of("district", "xiang", "jia", "fu")) {
                TablesView view = tables(unit, year, Moment.NOW, null);
                Map<String, Object> cells = view.cells();
                assertThat(view.checks().stream().filter(line -> List.of("R1", "R2", "R3", "R4", "R10")
                                .contains(line.rule())))
                        .extracting(CheckLine::status)
                        .containsOnly(CheckStatus.HOLDS);
                for (String column : List.of("natural-person", "legal-service", "total")) {
                    assertThat((Long) cells.get("3.new." + column) + (Long) cells.get("3.carried-in." + column))
                            .isEqualTo((Long) cells.get("3.total." + column)
                                    + (Long) cells.get("3.carried-out." + column));
                    if (before.containsKey(unit)) {
                        assertThat(cells.get("3.carried-in." + column))
                                .isEqualTo(before.get(unit).get("3.carried-out." + column));
                    }
                }
                before.put(unit, cells);
            }
        }
    }
}
