package minglu.query.support;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import minglu.api.act.ActEvent;
import minglu.api.act.ActType;
import minglu.api.act.Counted;

/**
 * The tables without ledger, accounts or format: the live acts of each subject are read as a person would, case by case. Shares
 * nothing with the code under test.
 */
public final class PlainFold {

    private final Map<String, Long> cells = new TreeMap<>();
    private final LocalDate start;
    private final LocalDate until;
    private long fen;

    private PlainFold(int year, LocalDate until) {
        this.start = LocalDate.of(year, 1, 1);
        this.until = until;
    }

    /** The cells that are not zero; {@code 2.charges} in fen. */
    public static Map<String, Long> cells(List<?> events, Collection<String> units, int year, LocalDate until) {
        Map<String, Map<String, Counted>> live = new LinkedHashMap<>();
        for (Object event : events) {
            if (event instanceof ActEvent act && units.contains(act.act().unit())) {
                Map<String, Counted> subject = live.computeIfAbsent(
                        act.act().unit() + " " + act.act().subject(), key -> new LinkedHashMap<>());
                List<String> gone = act.reversed().stream().map(Counted::act).toList();
                List<String> back = act.booked().stream().map(Counted::act).toList();
                gone.stream().filter(id -> !back.contains(id)).forEach(subject::remove);
                act.booked().forEach(counted -> subject.put(counted.act(), counted));
            }
        }
        PlainFold fold = new PlainFold(year, until);
        live.values().stream()
                .map(subject -> new ArrayList<>(subject.values()))
                .filter(subject -> !subject.isEmpty())
                .forEach(fold::read);
        if (fold.fen != 0) {
            fold.cells.put("2.charges", fold.fen);
        }
        fold.cells.values().removeIf(figure -> figure == 0);
        return fold.cells;
    }

    private void read(List<Counted> acts) {
        Counted first = acts.get(0);
        switch (first.type()) {
            case REQUEST_RECEIVED -> request(acts, first);
            case DOCUMENT_ISSUED, DOCUMENT_REPEALED ->
                document(acts, first.facts().get("kind"));
            case DOCUMENTS_OPENING -> {
                if (!first.occurredOn().isAfter(until)) {
                    add(
                            "2." + first.facts().get("kind") + ".in-force",
                            Long.parseLong(first.facts().get("inForce")));
                }
            }
            case DISPUTE_FILED -> dispute(acts, first);
            case DECISIONS_TALLIED -> {
                if (inYear(first)) {
                    add(
                            "2." + first.facts().get("kind"),
                            Long.parseLong(first.facts().get("count")));
                }
            }
            case CHARGE_COLLECTED -> {
                if (inYear(first)) {
                    fen += new BigDecimal(first.facts().get("amountYuan"))
                            .multiply(BigDecimal.valueOf(100))
                            .longValueExact();
                }
            }
            default -> throw new IllegalStateException("no history begins with " + first);
        }
    }

    private void request(List<Counted> acts, Counted received) {
        String column = received.facts().get("applicant");
        Counted decided =
                last(acts, act -> act.type() == ActType.REQUEST_DECIDED || act.type() == ActType.REQUEST_TRANSFERRED);
        Counted standing = last(
                acts,
                act -> act.facts().containsKey("outcome") && !act.occurredOn().isAfter(until));
        if (inYear(received)) {
            request("new", column);
        }
        if (received.occurredOn().isBefore(start)
                && (decided == null || !decided.occurredOn().isBefore(start))) {
            request("carried-in", column);
        }
        if (!received.occurredOn().isAfter(until)
                && (decided == null || decided.occurredOn().isAfter(until))) {
            request("carried-out", column);
        }
        if (decided != null && inYear(decided)) {
            request(standing.facts().get("outcome"), column);
            request("total", column);
        }
    }

    private void document(List<Counted> acts, String kind) {
        Counted issued = last(acts, act -> act.type() == ActType.DOCUMENT_ISSUED);
        Counted repealed = last(acts, act -> act.type() == ActType.DOCUMENT_REPEALED);
        if (issued != null) {
            add("2." + kind + ".issued", inYear(issued) ? 1 : 0);
            add("2." + kind + ".in-force", issued.occurredOn().isAfter(until) ? 0 : 1);
        }
        if (repealed != null) {
            add("2." + kind + ".repealed", inYear(repealed) ? 1 : 0);
            add("2." + kind + ".in-force", repealed.occurredOn().isAfter(until) ? 0 : -1);
        }
    }

    private void dispute(List<Counted> acts, Counted filed) {
        if (filed.facts().get("role").equals("co-defendant")
                || filed.occurredOn().isAfter(until)) {
            return;
        }
        String block = "4." + filed.facts().get("kind") + ".";
        List<Counted> known =
                acts.stream().filter(act -> !act.occurredOn().isAfter(until)).toList();
        for (int i = 0; i < known.size(); i++) {
            Counted act = known.get(i);
            Counted next = i + 1 < known.size() ? known.get(i + 1) : null;
            boolean undone = next != null
                    && next.occurredOn().getYear() == act.occurredOn().getYear();
            if (act.type() == ActType.DISPUTE_CONCLUDED && inYear(act) && !undone) {
                add(block + act.facts().get("outcome"), 1);
                add(block + "total", 1);
            }
        }
        if (known.get(known.size() - 1).type() != ActType.DISPUTE_CONCLUDED) {
            add(block + "pending", 1);
            add(block + "total", 1);
        }
    }

    private void request(String row, String column) {
        add("3." + row + "." + column, 1);
        add("3." + row + ".total", 1);
    }

    private boolean inYear(Counted act) {
        return !act.occurredOn().isBefore(start) && !act.occurredOn().isAfter(until);
    }

    private void add(String cell, long amount) {
        cells.merge(cell, amount, Long::sum);
    }

    private static Counted last(List<Counted> acts, Predicate<Counted> which) {
        return acts.stream().filter(which).reduce((earlier, later) -> later).orElse(null);
    }
}
