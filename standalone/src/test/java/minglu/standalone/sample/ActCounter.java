package minglu.standalone.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts the tables of a year from acts as they are sent, by hand: shares nothing with the generator nor with the ledger, so that a
 * common fault cannot hide. It knows only what the generator uses of the contract.
 */
final class ActCounter {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LocalDate first;
    private final LocalDate last;
    private final Set<String> notCounted;
    private final SortedMap<String, BigDecimal> cells = new TreeMap<>();
    private final SortedMap<String, Long> summary = new TreeMap<>();
    private final Map<String, JsonNode> opened = new HashMap<>();
    private final Map<String, String> lastDateOfSubject = new HashMap<>();
    private final Set<String> identities = new HashSet<>();
    private final Set<String> closed = new HashSet<>();
    private long acts;

    private ActCounter(int year, Set<String> notCounted) {
        first = LocalDate.of(year, 1, 1);
        last = LocalDate.of(year, 12, 31);
        this.notCounted = notCounted;
    }

    /**
     * Counts acts in the order given.
     *
     * @throws AssertionError if an act would be refused: a repeated identity, a follow-up without subject, a date before the last act
     */
    static ActCounter count(int year, Stream<String> lines, List<String> notCounted) {
        ActCounter counter = new ActCounter(year, Set.copyOf(notCounted));
        lines.map(JSON::readTree).forEach(counter::act);
        return counter;
    }

    BigDecimal cell(String cell) {
        return cells.getOrDefault(cell, BigDecimal.ZERO);
    }

    long summary(String figure) {
        return summary.getOrDefault(figure, 0L);
    }

    long acts() {
        return acts;
    }

    private void act(JsonNode act) {
        acts++;
        String subject = text(act, "unit") + " " + text(act, "subject");
        JsonNode data = act.required("data");
        LocalDate on = LocalDate.parse(text(act, "occurredOn"));
        require(identities.add(subject + " " + text(act, "id")), act, "has the identity of another act");
        boolean series =
                switch (text(act, "type")) {
                    case "documents-opening",
                            "decisions-tallied",
                            "charge-collected",
                            "complaint-handled",
                            "nil-declared" -> true;
                    default -> false;
                };
        if (!series) {
            String before = lastDateOfSubject.put(subject, on.toString());
            require(before == null || before.compareTo(on.toString()) <= 0, act, "is before the last act");
        }
        if (notCounted.contains(text(act, "unit"))) {
            return;
        }
        switch (text(act, "type")) {
            case "request-received" -> {
                require(opened.put(subject, data) == null, act, "opens what is open");
                String column = text(data, "applicant");
                if (on.isBefore(first)) {
                    row("carried-in", column, 1);
                } else {
                    inYear(act, on);
                    row("new", column, 1);
                }
                row("carried-out", column, 1);
            }
            case "request-decided" -> {
                inYear(act, on);
                require(closed.add(subject), act, "closes what is closed");
                String column = text(opened.get(subject), "applicant");
                row(text(data, "outcome"), column, 1);
                row("total", column, 1);
                row("carried-out", column, -1);
            }
            case "correction-requested", "third-party-consulted", "third-party-replied", "fee-charged" -> {
                require(opened.containsKey(subject) && !closed.contains(subject), act, "follows nothing");
            }
            case "documents-opening" -> {
                require(on.equals(first), act, "is not dated 1 January");
                require(text(act, "subject").equals("opening-" + text(data, "kind")), act, "has another subject");
                add(
                        "2." + text(data, "kind") + ".in-force",
                        data.required("inForce").decimalValue());
            }
            case "document-issued" -> {
                inYear(act, on);
                opened.put(subject, data);
                add("2." + text(data, "kind") + ".issued", BigDecimal.ONE);
                add("2." + text(data, "kind") + ".in-force", BigDecimal.ONE);
            }
            case "document-repealed" -> {
                inYear(act, on);
                require(closed.add(subject), act, "repeals what is repealed");
                String kind = opened.containsKey(subject) ? text(opened.get(subject), "kind") : text(data, "kind");
                add("2." + kind + ".repealed", BigDecimal.ONE);
                add("2." + kind + ".in-force", BigDecimal.ONE.negate());
            }
            case "decision-made" -> {
                inYear(act, on);
                require(opened.put(subject, data) == null, act, "opens what is open");
                add("2." + text(data, "kind"), BigDecimal.ONE);
            }
            case "decisions-tallied" -> {
                inYear(act, on);
                add("2." + text(data, "kind"), data.required("count").decimalValue());
            }
            case "charge-collected" -> {
                inYear(act, on);
                require(data.required("amountYuan").isString(), act, "has an amount that is no string");
                add("2.charges", new BigDecimal(text(data, "amountYuan")).movePointLeft(4));
            }
            case "dispute-filed" -> {
                require(!on.isAfter(last), act, "is after the year");
                opened.put(subject, data);
                add("4." + text(data, "kind") + ".pending", BigDecimal.ONE);
                add("4." + text(data, "kind") + ".total", BigDecimal.ONE);
            }
            case "dispute-concluded" -> {
                inYear(act, on);
                require(closed.add(subject), act, "concludes what is concluded");
                String kind = text(opened.get(subject), "kind");
                add("4." + kind + ".pending", BigDecimal.ONE.negate());
                add("4." + kind + "." + text(data, "outcome"), BigDecimal.ONE);
            }
            case "item-published" -> {
                inYear(act, on);
                summary.merge(text(data, "channel") + "/" + text(data, "category"), 1L, Long::sum);
            }
            case "complaint-handled" -> {
                inYear(act, on);
                summary.merge("complaints", 1L, Long::sum);
            }
            case "nil-declared" -> summary.merge("nil", 1L, Long::sum);
            default -> throw new AssertionError("the counter does not know " + act);
        }
    }

    private void row(String row, String column, long amount) {
        add("3." + row + "." + column, BigDecimal.valueOf(amount));
        add("3." + row + ".total", BigDecimal.valueOf(amount));
    }

    private void add(String cell, BigDecimal amount) {
        cells.merge(cell, amount, BigDecimal::add);
    }

    private void inYear(JsonNode act, LocalDate on) {
        require(!on.isBefore(first) && !on.isAfter(last), act, "is outside the year");
    }

    private static void require(boolean holds, JsonNode act, String fault) {
        if (!holds) {
            throw new AssertionError("an act " + fault + ": " + act);
        }
    }

    private static String text(JsonNode node, String member) {
        return node.required(member).asString();
    }
}
