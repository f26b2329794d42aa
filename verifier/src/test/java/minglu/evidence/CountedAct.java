package minglu.evidence;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An act as it counts, and what it counts: section 6.2 of the format once more, as code instead of as a table. */
public record CountedAct(String act, String type, String occurredOn, Map<String, String> facts) {

    /** What is added to an account. */
    public record Line(String account, String date, BigInteger amount) {}

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("act", act);
        json.put("type", type);
        json.put("occurredOn", occurredOn);
        json.put("facts", facts);
        return json;
    }

    private String fact(String name) {
        return facts.get(name);
    }

    private boolean original() {
        return "original-organ".equals(fact("role"));
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        if (!type.equals("nil-declared")) {
            add(lines, "act/recorded", 1);
        }
        switch (type) {
            case "request-received" -> {
                add(lines, "request/received/" + fact("applicant"), 1);
                add(lines, "request/open/" + fact("applicant"), 1);
            }
            case "request-decided", "request-transferred" -> {
                add(lines, "request/decided/" + fact("outcome") + "/" + fact("applicant"), 1);
                add(lines, "request/open/" + fact("applicant"), -1);
                if ("withdrawn".equals(fact("cause"))) {
                    add(lines, "request/withdrawn", 1);
                }
            }
            case "request-redecided" -> {
                if (fact("replaces") != null) {
                    add(lines, "request/decided/" + fact("replaces") + "/" + fact("applicant"), -1);
                }
                if (fact("outcome") != null) {
                    add(lines, "request/decided/" + fact("outcome") + "/" + fact("applicant"), 1);
                }
                if ("withdrawn".equals(fact("replacesCause"))) {
                    add(lines, "request/withdrawn", -1);
                }
            }
            case "fee-paid" -> {
                add(lines, "fee/cases", 1);
                lines.add(new Line("fee/fen", occurredOn, fen()));
            }
            case "document-issued" -> {
                add(lines, "document/issued/" + fact("kind"), 1);
                add(lines, "document/in-force/" + fact("kind"), 1);
            }
            case "document-repealed" -> {
                add(lines, "document/repealed/" + fact("kind"), 1);
                add(lines, "document/in-force/" + fact("kind"), -1);
            }
            case "documents-opening" ->
                add(lines, "document/in-force/" + fact("kind"), Integer.parseInt(fact("inForce")));
            case "decision-made" -> add(lines, "decision/" + fact("kind"), 1);
            case "decisions-tallied" -> add(lines, "decision/" + fact("kind"), Integer.parseInt(fact("count")));
            case "charge-collected" -> lines.add(new Line("charge/fen", occurredOn, fen()));
            case "item-published" -> {
                add(lines, "item/published/" + fact("channel") + "/" + fact("category"), 1);
                if ("true".equals(fact("reviewed"))) {
                    add(lines, "item/reviewed", 1);
                }
            }
            case "items-tallied" ->
                add(
                        lines,
                        "item/published/" + fact("channel") + "/" + fact("category"),
                        Integer.parseInt(fact("count")));
            case "item-withdrawn" -> add(lines, "item/withdrawn", 1);
            case "dispute-filed" -> {
                if (original()) {
                    add(lines, "dispute/filed/" + fact("kind"), 1);
                    add(lines, "dispute/pending/" + fact("kind"), 1);
                }
            }
            case "dispute-concluded" -> {
                if (original()) {
                    add(lines, "dispute/concluded/" + fact("kind") + "/" + fact("outcome"), 1);
                    add(lines, "dispute/pending/" + fact("kind"), -1);
                }
            }
            case "dispute-reopened" -> {
                if (original()) {
                    add(lines, "dispute/pending/" + fact("kind"), 1);
                    if (fact("reverses") != null) {
                        add(lines, "dispute/concluded/" + fact("kind") + "/" + fact("reverses"), -1);
                    }
                }
            }
            case "complaint-handled" -> add(lines, "complaint/handled/" + fact("channel"), 1);
            case "training-held" -> {
                add(lines, "training/held", 1);
                add(lines, "training/participants", Integer.parseInt(facts.getOrDefault("participants", "0")));
            }
            case "oversight-performed" -> add(lines, "oversight/" + fact("kind"), 1);
            case "nil-declared" ->
                lines.add(new Line(
                        "nil/declared",
                        YearMonth.of(
                                        Integer.parseInt(fact("year")),
                                        Integer.parseInt(facts.getOrDefault("month", "12")))
                                .atEndOfMonth()
                                .toString(),
                        BigInteger.ONE));
            case "correction-requested",
                    "request-corrected",
                    "third-party-consulted",
                    "third-party-replied",
                    "deadline-extended",
                    "answer-delayed",
                    "fee-charged" -> {
                // They are acts and count nothing else.
            }
            default -> throw new IllegalStateException("unknown type " + type);
        }
        return lines;
    }

    private BigInteger fen() {
        return new BigDecimal(fact("amountYuan"))
                .multiply(BigDecimal.valueOf(100))
                .toBigIntegerExact();
    }

    private void add(List<Line> lines, String account, int amount) {
        lines.add(new Line(account, occurredOn, BigInteger.valueOf(amount)));
    }
}
