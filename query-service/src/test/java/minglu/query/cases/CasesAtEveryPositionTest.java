package minglu.query.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import minglu.api.act.ActEvent;
import minglu.api.correction.ActAmended;
import minglu.api.correction.ActRetracted;
import minglu.platform.web.Page;
import minglu.query.cases.CaseViews.ActView;
import minglu.query.cases.CaseViews.SubjectLine;
import minglu.query.cases.CaseViews.SubjectView;
import minglu.query.support.QueryFixture;
import minglu.query.support.RandomHistory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Goal: cases are shown as they were known at any position. Method: a random history is recorded once and read at every position,
 * beside a fold of the events up to it that keeps nothing but lists and maps.
 */
class CasesAtEveryPositionTest {

    private static final CaseService.Filter ALL = new CaseService.Filter(null, null, null, null, null);
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

    /** What is known of a subject: its acts as recorded, and of those that still stand type and date. */
    private static final class Known {
        private final Map<String, String> correctedBy = new LinkedHashMap<>();
        private final Map<String, LocalDate> standing = new LinkedHashMap<>();
        private final Map<String, String> types = new LinkedHashMap<>();

        void take(ActEvent event) {
            String id = event.act().id();
            types.put(id, event.type().code());
            if (event instanceof ActRetracted retracted) {
                standing.remove(retracted.data().act());
                correctedBy.put(retracted.data().act(), id);
            } else if (event instanceof ActAmended amended) {
                if (amended.data().occurredOn() != null) {
                    standing.replace(amended.data().act(), amended.data().occurredOn());
                }
                correctedBy.put(amended.data().act(), id);
            } else {
                standing.put(id, event.act().occurredOn());
            }
        }

        boolean has(String type) {
            return count(type) > 0;
        }

        long count(String type) {
            return standing.keySet().stream()
                    .filter(id -> types.get(id).equals(type))
                    .count();
        }

        String state() {
            if (standing.isEmpty()) {
                return "retracted";
            }
            return switch (types.get(standing.keySet().iterator().next())) {
                case "request-received" -> request();
                case "document-issued", "document-repealed" -> has("document-repealed") ? "repealed" : "in-force";
                case "decision-made" -> "made";
                case "item-published" -> has("item-withdrawn") ? "withdrawn" : "published";
                case "dispute-filed" ->
                    count("dispute-concluded") == count("dispute-reopened") + 1 ? "concluded" : "pending";
                default -> "recorded";
            };
        }

        private String request() {
            if (has("request-decided") || has("request-transferred")) {
                return "closed";
            } else if (has("correction-requested") && !has("request-corrected")) {
                return "waiting-correction";
            } else if (count("third-party-consulted") > count("third-party-replied")) {
                return "waiting-third-party";
            }
            return has("fee-charged") && !has("fee-paid") ? "waiting-payment" : "open";
        }
    }

    @Property(tries = 6)
    void at_every_position_cases_are_the_plain_fold_of_the_events_up_to_it(@ForAll("seeds") long seed) {
        List<Object> history = RandomHistory.of(seed, 90);
        read.clear();
        read.record(history, 30);
        Random random = new Random(seed);
        Map<String, Map<String, Known>> known = new TreeMap<>();
        CaseService cases = read.get(CaseService.class);
        for (int position = 0; position <= history.size(); position++) {
            if (position > 0 && history.get(position - 1) instanceof ActEvent event) {
                known.computeIfAbsent(event.act().unit(), unit -> new TreeMap<>())
                        .computeIfAbsent(event.act().subject(), subject -> new Known())
                        .take(event);
            }
            String unit = RandomHistory.UNITS.get(random.nextInt(RandomHistory.UNITS.size()));
            Map<String, Known> expected = known.getOrDefault(unit, Map.of());

            List<SubjectLine> lines =
                    cases.subjects(unit, ALL, Page.of(1000, null), position).subjects();

            Map<String, String> states = new LinkedHashMap<>();
            lines.forEach(line -> states.put(line.subject(), line.state()));
            Map<String, String> folded = new LinkedHashMap<>();
            expected.forEach((subject, about) -> folded.put(subject, about.state()));
            assertThat(states).as("subjects of %s at %s", unit, position).isEqualTo(folded);
            for (Map.Entry<String, Known> subject : expected.entrySet()) {
                if (random.nextInt(expected.size()) == 0) {
                    compare(
                            cases.subject(unit, subject.getKey(), position, LocalDate.of(2024, 6, 1)),
                            subject.getValue());
                }
            }
        }
    }

    private static void compare(SubjectView view, Known known) {
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, String> correctedBy = new LinkedHashMap<>();
        for (ActView act : view.acts()) {
            types.put(act.id(), act.type().code());
            if (act.correctedBy() != null) {
                correctedBy.put(act.id(), act.correctedBy());
            }
        }
        assertThat(types).as(view.unit() + " " + view.subject()).isEqualTo(known.types);
        assertThat(correctedBy).as(view.unit() + " " + view.subject()).isEqualTo(known.correctedBy);
        assertThat(view.state()).isEqualTo(known.state());
    }
}
