package minglu.query.tables;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.counted;
import static minglu.query.support.Acts.retracted;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import minglu.api.tables.CellActs;
import minglu.api.tables.CellSample;
import minglu.api.tables.FindTables;
import minglu.api.tables.Moment;
import minglu.api.unit.UnitKind;
import minglu.platform.web.Page;
import minglu.query.support.QueryFixture;
import minglu.query.support.RandomHistory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleTest {

    private static final int LICENCES = 40;

    private final QueryFixture read = new QueryFixture();

    @BeforeEach
    void clear() {
        read.clear();
    }

    @AfterAll
    void close() {
        read.close();
    }

    private void licences() {
        read.record(unit("jyj", UnitKind.DEPARTMENT, "district", 2020));
        for (int number = 1; number <= LICENCES; number++) {
            read.record(act("jyj", "许可-" + number, "1", "decision-made", "2021-05-06", "kind", "licence"));
        }
    }

    private CellSample sample(String unit, String cell, Moment moment, String seed, int n) {
        CellActsService acts = read.get(CellActsService.class);
        return acts.sample(acts.cell(cell), new FindTables(unit, 2021, null, moment, null), seed, n);
    }

    private static List<String> subjects(CellSample sample) {
        return sample.acts().stream().map(CellSample.Drawn::subject).toList();
    }

    private static String lot(String seed, String unit, String subject, String id) {
        try {
            byte[] text = (seed + "\n" + unit + "\n" + subject + "\n" + id).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_inspector_draws_the_same_acts_by_hand_from_the_list_behind_the_cell() {
        read.record(RandomHistory.of(5, 400), 1000);
        FindTables asked = new FindTables("district", 2021, null, Moment.NOW, null);
        CellActsService service = read.get(CellActsService.class);
        long drawn = 0;
        for (String cell : List.of(
                "2.licence",
                "2.charges",
                "2.regulation.in-force",
                "3.new.total",
                "3.carried-out.total",
                "3.total.total")) {
            CellActs behind = service.find(service.cell(cell), asked, Page.of(1000, null));
            assertThat(behind.next()).isNull();
            List<CellActs.Line> byHand = new ArrayList<>(behind.acts());
            byHand.sort(Comparator.comparing(line -> lot("种子 7", line.unit(), line.subject(), line.id())));

            CellSample sample = sample("district", cell, Moment.NOW, "种子 7", 6);

            assertThat(sample.acts())
                    .as(cell)
                    .isEqualTo(byHand.stream()
                            .limit(6)
                            .map(line -> new CellSample.Drawn(
                                    lot("种子 7", line.unit(), line.subject(), line.id()),
                                    line.unit(),
                                    line.subject(),
                                    line.id(),
                                    line.type(),
                                    line.occurredOn(),
                                    line.position(),
                                    line.weight(),
                                    line.correctedBy()))
                            .toList());
            assertThat(sample.population()).as(cell).isEqualTo(byHand.size());
            assertThat(sample.value()).as(cell).isEqualTo(behind.value());
            drawn += sample.acts().size();
        }
        assertThat(drawn).isGreaterThan(20);
    }

    @Test
    void what_is_recorded_later_changes_no_sample_of_an_earlier_position() {
        licences();
        CellSample first = sample("jyj", "2.licence", Moment.NOW, "s", 10);
        assertThat(first.knownAt().position()).isEqualTo(LICENCES + 1);
        read.record(
                act("jyj", "许可-新", "1", "decision-made", "2021-05-07", "kind", "licence"),
                retracted(
                        "jyj",
                        first.acts().get(0).subject(),
                        "2",
                        "1",
                        List.of(counted("1", "decision-made", "2021-05-06", "kind", "licence")),
                        List.of()));

        CellSample again =
                sample("jyj", "2.licence", Moment.knownAt(first.knownAt().position()), "s", 10);
        CellSample now = sample("jyj", "2.licence", Moment.NOW, "s", 1000);

        assertThat(again).isEqualTo(first);
        assertThat(now.population()).isEqualTo(LICENCES);
        assertThat(subjects(now))
                .contains("许可-新")
                .doesNotContain(first.acts().get(0).subject());
    }

    @Test
    void a_larger_sample_goes_on_where_the_smaller_one_ends_and_another_seed_draws_others() {
        licences();

        List<String> ten = subjects(sample("jyj", "2.licence", Moment.NOW, "s", 10));

        assertThat(subjects(sample("jyj", "2.licence", Moment.NOW, "s", 4))).isEqualTo(ten.subList(0, 4));
        assertThat(subjects(sample("jyj", "2.licence", Moment.NOW, "t", 10))).isNotEqualTo(ten);
        assertThat(subjects(sample("jyj", "2.licence", Moment.NOW, "s", 1000)))
                .hasSize(LICENCES)
                .doesNotHaveDuplicates();
        assertThat(sample("jyj", "2.penalty", Moment.NOW, "s", 10).acts()).isEmpty();
        assertThat(sample("jyj", "2.penalty", Moment.NOW, "s", 10).population()).isZero();
    }

    @Test
    void every_act_has_the_same_chance() {
        licences();
        Map<String, Integer> times = new HashMap<>();
        for (int seed = 0; seed < 400; seed++) {
            subjects(sample("jyj", "2.licence", Moment.NOW, "seed " + seed, 10))
                    .forEach(subject -> times.merge(subject, 1, Integer::sum));
        }

        // 400 × 10 / 40 = 100 each, standard deviation √(400 × ¼ × ¾) ≈ 8.7.
        assertThat(times).hasSize(LICENCES);
        assertThat(times.values()).allMatch(count -> count > 60 && count < 140);
    }
}
