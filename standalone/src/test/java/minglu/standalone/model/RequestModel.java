package minglu.standalone.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the contract says of requests, disputes and charges, as plainly as it can be written: each subject is the list of its acts,
 * and every question is answered by reading the list from its beginning. No state is kept, nothing is indexed, no rule of the
 * product is called.
 */
final class RequestModel {

    /** Years a unit reports in. */
    record Reports(int from, Integer until, boolean hasSuccessor) {}

    /** Acts out of order may be told either way: what they would move cannot be said by reading. */
    static final String BEFORE_LAST_OR_CLOSED = "before-last-act or period-closed";

    /** What a correction that leaves other acts hanging would move cannot be said by reading either. */
    static final String DEPENDENT_OR_CLOSED = "dependent-acts or period-closed";

    /** Stands for an act that was recorded. */
    static final String RECORDED = "recorded";

    /** Stands for an act that had been recorded before. */
    static final String DUPLICATE = "duplicate";

    private final Map<String, Reports> units;
    private final Set<String> closed;
    private final String node;
    private final String today;
    private final Map<String, List<PlainAct>> subjects = new LinkedHashMap<>();

    /**
     * A model without acts.
     *
     * @param units the units that record
     * @param closed unit and year, as {@code jyj/2021}
     * @param node a government
     * @param today ISO
     */
    RequestModel(Map<String, Reports> units, Set<String> closed, String node, String today) {
        this.units = units;
        this.closed = closed;
        this.node = node;
        this.today = today;
    }

    /** Takes an act in, or not: {@link #RECORDED}, {@link #DUPLICATE} or the code of the refusal. */
    String take(PlainAct act) {
        String verdict = verdict(act);
        if (verdict.equals(RECORDED)) {
            acts(act).add(act);
        }
        return verdict;
    }

    private List<PlainAct> acts(PlainAct act) {
        return subjects.computeIfAbsent(act.unit() + "/" + act.subject(), key -> new ArrayList<>());
    }

    private String verdict(PlainAct act) {
        boolean needsReason = act.isCorrection() || act.late();
        boolean wellFormed = PlainForm.allows(act.type(), act.data()) && (!needsReason || act.reason() != null);
        if (!wellFormed) {
            return "invalid-act";
        }
        if (act.unit().equals(node)) {
            return "unit-is-node";
        }
        if (!units.containsKey(act.unit())) {
            return "unknown-unit";
        }
        List<PlainAct> recorded = acts(act);
        for (PlainAct before : recorded) {
            if (before.id().equals(act.id())) {
                return meaning(before).equals(meaning(act)) ? DUPLICATE : "act-conflict";
            }
        }
        if (act.isCorrection()) {
            return correction(act, recorded);
        }
        List<PlainAct> live = live(recorded);
        String kind = kind(live);
        if (outsideReporting(act, act.date(), kind)) {
            return "before-reporting";
        }
        String broken = brokenSubject(kind, act);
        if (broken == null) {
            broken = brokenRule(live, act);
        }
        boolean outOfOrder = broken == null && isBeforeLast(live, act);
        if (!act.late()) {
            if (isClosed(act)) {
                return "period-closed";
            }
            if (outOfOrder) {
                return BEFORE_LAST_OR_CLOSED;
            }
            if (broken == null && movesClosedYear(act.unit(), live, plus(live, act))) {
                return "period-closed";
            }
        }
        if (broken != null) {
            return broken;
        }
        if (outOfOrder) {
            return "before-last-act";
        }
        return act.date().compareTo(today) > 0 ? "in-the-future" : RECORDED;
    }

    private static String brokenSubject(String kind, PlainAct act) {
        if (opens(act.type()) && kind != null) {
            return "subject-exists";
        }
        if (!opens(act.type()) && kind == null && !kindOf(act.type()).equals("series")) {
            return "unknown-subject";
        }
        return kind != null && !kind.equals(kindOf(act.type())) ? "other-kind" : null;
    }

    private boolean isClosed(PlainAct act) {
        return closed.contains(act.unit() + "/" + act.year());
    }

    private boolean closesAYearOf(String unit) {
        return closed.stream().anyMatch(year -> year.startsWith(unit + "/"));
    }

    private boolean movesClosedYear(String unit, List<PlainAct> before, List<PlainAct> after) {
        return closed.stream()
                .filter(year -> year.startsWith(unit + "/"))
                .mapToInt(year -> Integer.parseInt(year.substring(unit.length() + 1)))
                .anyMatch(year -> !cellsOf(before, year).equals(cellsOf(after, year)));
    }

    private static List<PlainAct> plus(List<PlainAct> acts, PlainAct act) {
        List<PlainAct> more = new ArrayList<>(acts);
        more.add(act);
        return more;
    }

    private String correction(PlainAct act, List<PlainAct> recorded) {
        if (recorded.isEmpty()) {
            return "unknown-subject";
        }
        PlainAct target = recorded.stream()
                .filter(other -> other.id().equals(act.text("act")) && !other.isCorrection())
                .findFirst()
                .orElse(null);
        if (target == null) {
            return "act-not-found";
        }
        List<PlainAct> live = live(recorded);
        PlainAct reads = live.stream()
                .filter(other -> other.id().equals(target.id()))
                .findFirst()
                .orElse(null);
        if (reads == null) {
            PlainAct read = reading(recorded, target);
            return !act.late() && isClosed(read) ? "period-closed" : "act-already-retracted";
        }
        List<PlainAct> then = new ArrayList<>(live);
        PlainAct changed = null;
        if (act.type().equals("act-retracted")) {
            if (!act.late() && isClosed(reads)) {
                return "period-closed";
            }
            then.remove(reads);
        } else {
            changed = amended(reads, act);
            if (!PlainForm.allows(changed.type(), changed.data())) {
                return "invalid-act";
            }
            if (outsideReporting(changed, changed.date(), kind(live))) {
                return "before-reporting";
            }
            if (!act.late() && (isClosed(reads) || isClosed(changed))) {
                return "period-closed";
            }
            then.set(then.indexOf(reads), changed);
        }
        if (!isAcceptable(then)) {
            return !act.late() && closesAYearOf(act.unit()) ? DEPENDENT_OR_CLOSED : "dependent-acts";
        }
        if (!act.late() && movesClosedYear(act.unit(), live, then)) {
            return "period-closed";
        }
        boolean future = changed != null && changed.date().compareTo(today) > 0
                || act.date().compareTo(today) > 0;
        return future ? "in-the-future" : RECORDED;
    }

    /** How an act read when it was retracted. */
    private static PlainAct reading(List<PlainAct> recorded, PlainAct target) {
        PlainAct read = target;
        for (PlainAct act : recorded) {
            if (act.type().equals("act-amended") && act.text("act").equals(target.id())) {
                read = amended(read, act);
            }
        }
        return read;
    }

    /** Whether each act of a list would have been accepted after those before it. */
    private static boolean isAcceptable(List<PlainAct> acts) {
        for (int i = 0; i < acts.size(); i++) {
            List<PlainAct> before = acts.subList(0, i);
            PlainAct act = acts.get(i);
            boolean opensAsNeeded =
                    i > 0 || opens(act.type()) || kindOf(act.type()).equals("series");
            if (!opensAsNeeded || brokenRule(before, act) != null || isBeforeLast(before, act)) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private static PlainAct amended(PlainAct act, PlainAct amendment) {
        return act.with(
                amendment.data().containsKey("occurredOn") ? amendment.text("occurredOn") : act.date(),
                amendment.data().containsKey("data")
                        ? (Map<String, Object>) amendment.data().get("data")
                        : act.data());
    }

    /** The acts that still stand, as they now read. */
    private static List<PlainAct> live(List<PlainAct> recorded) {
        List<PlainAct> live = new ArrayList<>();
        for (PlainAct act : recorded) {
            if (act.type().equals("act-retracted")) {
                live.removeIf(other -> other.id().equals(act.text("act")));
            } else if (act.type().equals("act-amended")) {
                live.replaceAll(other -> other.id().equals(act.text("act")) ? amended(other, act) : other);
            } else {
                live.add(act);
            }
        }
        return live;
    }

    private boolean outsideReporting(PlainAct act, String date, String kind) {
        Reports reports = units.get(act.unit());
        int year = Integer.parseInt(date.substring(0, 4));
        boolean buildsTheOpeningStock =
                switch (act.type()) {
                    case "request-decided",
                            "request-redecided",
                            "request-transferred",
                            "dispute-concluded",
                            "charge-collected" -> false;
                    default -> true;
                };
        boolean isCarriedOn =
                !opens(act.type()) && reports.hasSuccessor() && ("request".equals(kind) || "dispute".equals(kind));
        return year < reports.from() && !buildsTheOpeningStock
                || reports.until() != null && year > reports.until() && !isCarriedOn;
    }

    private static boolean opens(String type) {
        return type.equals("request-received") || type.equals("dispute-filed");
    }

    private static String kindOf(String type) {
        return type.startsWith("dispute-") ? "dispute" : type.equals("charge-collected") ? "series" : "request";
    }

    private static String kind(List<PlainAct> live) {
        return live.isEmpty() ? null : kindOf(live.get(0).type());
    }

    private static boolean isBeforeLast(List<PlainAct> before, PlainAct act) {
        return !kindOf(act.type()).equals("series")
                && before.stream().anyMatch(other -> other.date().compareTo(act.date()) > 0);
    }

    // --- the rules of a kind, by reading what went before

    private static String brokenRule(List<PlainAct> before, PlainAct act) {
        long corrections = count(before, "correction-requested");
        boolean closed = result(before) != null;
        switch (act.type()) {
            case "request-received", "dispute-filed", "charge-collected":
                return null;
            case "request-redecided":
                return closed ? null : "act-not-found";
            case "dispute-concluded":
                return isConcluded(before) ? "dispute-closed" : null;
            case "dispute-reopened":
                return isConcluded(before) ? null : "act-not-found";
            default:
                break;
        }
        if (closed) {
            return "request-closed";
        }
        return switch (act.type()) {
            case "correction-requested" -> corrections > 0 ? "correction-already-requested" : null;
            case "request-corrected" ->
                corrections > count(before, "request-corrected") ? null : "no-correction-pending";
            case "third-party-replied" ->
                count(before, "third-party-consulted") > count(before, "third-party-replied")
                        ? null
                        : "no-third-party-pending";
            case "deadline-extended" -> count(before, "deadline-extended") > 0 ? "already-extended" : null;
            case "fee-charged" ->
                count(before, "fee-charged") > 0
                        ? "fee-already-charged"
                        : yuan(act).compareTo(statutoryFee(act)) == 0 ? null : "fee-mismatch";
            case "fee-paid" -> {
                PlainAct charged = last(before, "fee-charged");
                if (charged == null || count(before, "fee-paid") > 0) {
                    yield "no-fee-pending";
                }
                yield !act.data().containsKey("amountYuan") || yuan(act).compareTo(yuan(charged)) == 0
                        ? null
                        : "fee-mismatch";
            }
            default -> null;
        };
    }

    /** One application after another, one page after another. */
    private static BigDecimal statutoryFee(PlainAct act) {
        long quantity = (Long) act.data().get("quantity");
        long fee = 0;
        if (act.text("basis").equals("per-request")) {
            if (quantity > 10) {
                fee = 100;
            }
            for (long step = 31; step <= quantity; step += 10) {
                fee += 100;
            }
        } else {
            for (long page = 1; page <= quantity; page++) {
                fee += page <= 30 ? 0 : page <= 100 ? 10 : page <= 200 ? 20 : 40;
            }
        }
        return BigDecimal.valueOf(fee);
    }

    private static BigDecimal yuan(PlainAct act) {
        return new BigDecimal(act.text("amountYuan"));
    }

    private static boolean isConcluded(List<PlainAct> acts) {
        return acts.get(acts.size() - 1).type().equals("dispute-concluded");
    }

    private static PlainAct result(List<PlainAct> acts) {
        return acts.stream()
                .filter(act ->
                        act.type().equals("request-decided") || act.type().equals("request-transferred"))
                .findFirst()
                .orElse(null);
    }

    private static PlainAct last(List<PlainAct> acts, String type) {
        return acts.stream()
                .filter(act -> act.type().equals(type))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static long count(List<PlainAct> acts, String type) {
        return acts.stream().filter(act -> act.type().equals(type)).count();
    }

    /** Two acts mean the same if this is equal: an absent default is the default, amounts are numbers. */
    private static String meaning(PlainAct act) {
        return act.type() + " " + act.date() + " " + act.reason() + " " + meaning(act.type(), act.data());
    }

    private static String meaning(String type, Map<?, ?> data) {
        Map<String, Object> members = new TreeMap<>();
        data.forEach((name, value) -> members.put((String) name, value));
        if (type.equals("third-party-consulted")) {
            members.putIfAbsent("with", "third-party");
        }
        members.computeIfPresent("amountYuan", (name, value) -> new BigDecimal((String) value)
                .stripTrailingZeros()
                .toPlainString());
        members.computeIfPresent("data", (name, value) -> meaning("", (Map<?, ?>) value));
        return members.toString();
    }

    // --- the tables

    /** The cells of a unit's year that are not zero; {@code 2.charges} in fen. */
    Map<String, Long> cells(String unit, int year) {
        Map<String, Long> cells = new HashMap<>();
        subjects.forEach((name, recorded) -> {
            if (name.startsWith(unit + "/")) {
                cellsOf(live(recorded), year).forEach((cell, figure) -> add(cells, cell, figure));
            }
        });
        return cells;
    }

    private static Map<String, Long> cellsOf(List<PlainAct> live, int year) {
        Map<String, Long> cells = new HashMap<>();
        if (!live.isEmpty()) {
            switch (kind(live)) {
                case "request" -> request(live, year, cells);
                case "dispute" -> dispute(live, year, cells);
                default ->
                    live.stream()
                            .filter(act -> act.year() == year)
                            .forEach(act -> add(
                                    cells,
                                    "2.charges",
                                    yuan(act).movePointRight(2).longValueExact()));
            }
        }
        return cells;
    }

    private static void request(List<PlainAct> live, int year, Map<String, Long> cells) {
        PlainAct received = live.get(0);
        PlainAct result = result(live);
        String applicant = received.text("applicant");
        boolean openAtStart = received.year() < year && (result == null || result.year() >= year);
        boolean openAtEnd = received.year() <= year && (result == null || result.year() > year);
        if (received.year() == year) {
            row(cells, "new", applicant);
        }
        if (openAtStart) {
            row(cells, "carried-in", applicant);
        }
        if (openAtEnd) {
            row(cells, "carried-out", applicant);
        }
        if (result != null && result.year() == year) {
            String outcome =
                    result.type().equals("request-transferred") ? "unavailable-not-held" : result.text("outcome");
            for (PlainAct act : live) {
                if (act.type().equals("request-redecided") && act.year() == year) {
                    outcome = act.text("outcome");
                }
            }
            row(cells, outcome, applicant);
            row(cells, "total", applicant);
        }
    }

    private static void dispute(List<PlainAct> live, int year, Map<String, Long> cells) {
        PlainAct filed = live.get(0);
        if (filed.text("role").equals("co-defendant")) {
            return;
        }
        String block = "4." + filed.text("kind") + ".";
        boolean pending = false;
        for (int i = 0; i < live.size(); i++) {
            PlainAct act = live.get(i);
            if (act.year() <= year) {
                pending = !act.type().equals("dispute-concluded");
            }
            boolean reopenedInTheYear = i + 1 < live.size() && live.get(i + 1).year() == act.year();
            if (act.type().equals("dispute-concluded") && act.year() == year && !reopenedInTheYear) {
                add(cells, block + act.text("outcome"), 1);
                add(cells, block + "total", 1);
            }
        }
        if (pending) {
            add(cells, block + "pending", 1);
            add(cells, block + "total", 1);
        }
    }

    private static void row(Map<String, Long> cells, String row, String applicant) {
        add(cells, "3." + row + "." + applicant, 1);
        add(cells, "3." + row + ".total", 1);
    }

    private static void add(Map<String, Long> cells, String cell, long amount) {
        cells.merge(cell, amount, Long::sum);
    }
}
