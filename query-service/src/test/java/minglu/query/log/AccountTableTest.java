package minglu.query.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minglu.api.act.ActEvent;
import minglu.api.act.ActType;
import minglu.api.act.Counted;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.api.ledger.Poster;
import minglu.api.ledger.Posting;
import minglu.query.log.merkle.Merkle;
import minglu.query.support.Acts;
import minglu.query.support.RandomHistory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code docs/evidence-format.md} tells the authors of verifiers is what the product does. */
class AccountTableTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DOCUMENT = document();
    private static final JsonNode TYPES = types();

    private static String document() {
        try {
            return Files.readString(Path.of("../docs/evidence-format.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode types() {
        Matcher block =
                Pattern.compile("```json accounts\n(.*?)```", Pattern.DOTALL).matcher(DOCUMENT);
        assertThat(block.find()).isTrue();
        return JSON.readTree(block.group(1)).path("types");
    }

    /** Booked for lists of the product only; the document says that no cell reads it. */
    private static final String UNREAD = "nil/whole-year";

    private record Line(String account, LocalDate occurredOn, long amount) {}

    /** Reads the table as its description says. */
    private static List<Line> lines(Counted counted, int sign) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : TYPES.get(counted.type().code())) {
            if (holds(line.get("if"), counted.facts())) {
                lines.add(new Line(
                        account(line.get("account").stringValue(), counted.facts()),
                        line.has("on") ? endOfPeriod(counted.facts()) : counted.occurredOn(),
                        sign * amount(line.get("amount"), counted.facts())));
            }
        }
        lines.removeIf(line -> line.amount() == 0);
        return lines;
    }

    private static boolean holds(JsonNode condition, Map<String, String> facts) {
        if (condition == null) {
            return true;
        }
        if (condition.isArray()) {
            for (JsonNode part : condition) {
                if (!holds(part, facts)) {
                    return false;
                }
            }
            return true;
        }
        String value = facts.get(condition.get("fact").stringValue());
        return value != null
                && (!condition.has("is") || condition.get("is").stringValue().equals(value));
    }

    private static String account(String template, Map<String, String> facts) {
        Matcher names = Pattern.compile("\\{([^}]+)}").matcher(template);
        return names.replaceAll(name -> {
            assertThat(facts).as(template).containsKey(name.group(1));
            return facts.get(name.group(1));
        });
    }

    private static long amount(JsonNode amount, Map<String, String> facts) {
        if (amount.isNumber()) {
            return amount.longValue();
        }
        if (amount.has("fen")) {
            return new BigDecimal(facts.get(amount.get("fen").stringValue()))
                    .movePointRight(2)
                    .longValueExact();
        }
        String value = facts.get(amount.get("number").stringValue());
        return value == null ? amount.get("absent").longValue() : Long.parseLong(value);
    }

    private static LocalDate endOfPeriod(Map<String, String> facts) {
        return YearMonth.of(Integer.parseInt(facts.get("year")), Integer.parseInt(facts.getOrDefault("month", "12")))
                .atEndOfMonth();
    }

    private static void assertSame(ActEvent event) {
        List<Line> expected = new ArrayList<>();
        event.reversed().forEach(counted -> expected.addAll(lines(counted, -1)));
        event.booked().forEach(counted -> expected.addAll(lines(counted, 1)));
        List<Line> posted = new ArrayList<>();
        for (Posting posting : Poster.post(event)) {
            if (!posting.account().equals(UNREAD)) {
                posted.add(new Line(posting.account(), posting.occurredOn(), posting.amount()));
            }
        }
        Comparator<Line> order = Comparator.comparing(Line::toString);
        assertThat(posted.stream().sorted(order))
                .as(event.toString())
                .containsExactlyElementsOf(expected.stream().sorted(order).toList());
    }

    @Test
    void the_account_table_books_what_the_ledger_books_for_random_histories() {
        for (long seed = 0; seed < 20; seed++) {
            for (Object event : RandomHistory.of(seed, 300)) {
                if (event instanceof ActEvent act) {
                    assertSame(act);
                }
            }
        }
    }

    @Test
    void the_account_table_books_every_type_of_act_as_the_ledger_does() {
        List<ActEvent> acts = List.of(
                one("request-received", "applicant", "enterprise"),
                one("request-decided", "applicant", "enterprise", "outcome", "closed-other", "cause", "withdrawn"),
                one("request-decided", "applicant", "enterprise", "outcome", "closed-other", "cause", "merged"),
                one("request-transferred", "applicant", "enterprise", "outcome", "unavailable-not-held"),
                one("request-redecided"),
                one(
                        "request-redecided",
                        "applicant",
                        "enterprise",
                        "outcome",
                        "granted",
                        "replaces",
                        "closed-other",
                        "replacesCause",
                        "withdrawn"),
                one("correction-requested"),
                one("request-corrected"),
                one("third-party-consulted"),
                one("third-party-replied"),
                one("deadline-extended"),
                one("answer-delayed"),
                one("fee-charged"),
                one("fee-paid", "amountYuan", "123.45"),
                one("document-issued", "kind", "normative"),
                one("document-repealed", "kind", "regulation", "cause", "expired"),
                one("documents-opening", "kind", "regulation", "inForce", "0"),
                one("documents-opening", "kind", "regulation", "inForce", "12"),
                one("decision-made", "kind", "licence"),
                one("decisions-tallied", "kind", "coercion", "count", "70"),
                one("charge-collected", "amountYuan", "380"),
                one("item-published", "channel", "website", "category", "dynamics"),
                one("item-published", "channel", "website", "category", "dynamics", "reviewed", "true"),
                one("items-tallied", "channel", "weibo", "category", "other", "count", "3"),
                one("item-withdrawn"),
                one("dispute-filed", "kind", "reconsideration", "role", "original-organ"),
                one("dispute-filed", "kind", "litigation-after-reconsideration", "role", "co-defendant"),
                one("dispute-concluded", "kind", "reconsideration", "role", "original-organ", "outcome", "upheld"),
                one(
                        "dispute-concluded",
                        "kind",
                        "litigation-after-reconsideration",
                        "role",
                        "co-defendant",
                        "outcome",
                        "upheld"),
                one("dispute-reopened", "kind", "reconsideration", "role", "original-organ"),
                one("dispute-reopened", "kind", "reconsideration", "role", "original-organ", "reverses", "upheld"),
                one(
                        "dispute-reopened",
                        "kind",
                        "litigation-after-reconsideration",
                        "role",
                        "co-defendant",
                        "reverses",
                        "upheld"),
                one("complaint-handled", "channel", "phone"),
                one("training-held"),
                one("training-held", "participants", "40"),
                one("oversight-performed", "kind", "inspection"),
                one("nil-declared", "year", "2021"),
                one("nil-declared", "year", "2024", "month", "2"));

        acts.forEach(AccountTableTest::assertSame);
        assertThat(acts.stream().map(act -> act.type().code())).containsAll(TYPES.propertyNames());
    }

    @Test
    void what_the_document_leaves_out_is_read_by_no_cell() {
        assertThat(DOCUMENT).contains("`" + UNREAD + "`");
        assertThat(Formats.current().cells()).allMatch(cell -> Formats.current().parts(cell.id()).stream()
                .noneMatch(part -> part.account().startsWith("nil/")));
    }

    private static ActEvent one(String type, String... facts) {
        return Acts.act("ju", "s", "1", type, "2021-03-01", facts);
    }

    @Test
    void the_document_names_every_type_of_act_with_its_event() {
        for (ActType type : ActType.values()) {
            String event = type.event().getName().substring("minglu.api.".length());
            assertThat(DOCUMENT).contains("| `" + type.code() + "` | `" + event + "` |");
            assertThat(type.corrects() || TYPES.has(type.code()))
                    .as(type.code())
                    .isTrue();
        }
    }

    @Test
    void the_document_pins_the_format_as_it_is() throws IOException {
        StatutoryFormat format = Formats.current();
        try (InputStream in = Formats.class.getResourceAsStream("/minglu/format/" + format.format() + ".json")) {
            String digest = HexFormat.of().formatHex(Merkle.sha256().digest(in.readAllBytes()));
            assertThat(DOCUMENT)
                    .as(
                            "a changed format needs another version of its rules, and a line in the document and in the verifier")
                    .contains("| `" + format.format() + "` | `" + format.rules() + "` | `" + digest + "` |");
        }
    }
}
