package minglu.evidence;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables of a year as a plain fold: every figure is a walk through all postings. Sections 6.3 and 6.4 once more. */
public final class Tables {

    private record Posting(String unit, String account, String date, BigInteger amount) {

        private Posting plus(Posting other) {
            return new Posting(unit, account, date, amount.add(other.amount));
        }
    }

    private record Cell(String id, boolean money, JsonNode formula, String row, String column) {

        private String filled(String pattern) {
            return pattern.replace("{row}", row).replace("{column}", column);
        }
    }

    private final JsonNode format;
    private final String unit;
    private final boolean consolidated;
    private final int year;
    private final Collection<Posting> postings;
    private final List<Unit> definitions = new ArrayList<>();
    private final Map<String, Cell> cells = new LinkedHashMap<>();

    public Tables(byte[] formatFile, List<LoggedEvent> known, String unit, boolean consolidated, int year) {
        this.format = JsonMapper.shared().readTree(formatFile);
        this.unit = unit;
        this.consolidated = consolidated;
        this.year = year;
        Map<List<String>, Posting> sums = new HashMap<>();
        for (LoggedEvent event : known) {
            if (event.defines() != null) {
                definitions.add(event.defines());
            }
            event.reversed().forEach(act -> act.lines()
                    .forEach(line -> add(
                            sums,
                            new Posting(
                                    event.unit(),
                                    line.account(),
                                    line.date(),
                                    line.amount().negate()))));
            event.booked().forEach(act -> act.lines()
                    .forEach(line -> add(sums, new Posting(event.unit(), line.account(), line.date(), line.amount()))));
        }
        postings = sums.values();
        for (JsonNode table : format.get("tables")) {
            for (JsonNode block : table.get("blocks")) {
                for (JsonNode row : block.get("rows")) {
                    for (JsonNode column : block.get("columns")) {
                        Cell cell = new Cell(
                                "",
                                row.get("measure").asString().equals("ten-thousand-yuan"),
                                column.has("formula") ? column.get("formula") : row.get("formula"),
                                row.get("code").asString(),
                                column.get("code").asString());
                        String id = cell.filled(block.get("cell").asString());
                        cells.put(id, new Cell(id, cell.money(), cell.formula(), cell.row(), cell.column()));
                    }
                }
            }
        }
    }

    /** What lies on one account on one day is one posting: the walks are the shorter for it. */
    private static void add(Map<List<String>, Posting> sums, Posting one) {
        sums.merge(Arrays.asList(one.unit(), one.account(), one.date()), one, Posting::plus);
    }

    // Units.

    private Map<String, Unit> tree(int of) {
        Map<String, Unit> tree = new TreeMap<>();
        for (Unit next : definitions) {
            Unit held = tree.get(next.code());
            int nextFrom = next.validFrom() == null ? Integer.MIN_VALUE : next.validFrom();
            int heldFrom = held == null || held.validFrom() == null ? Integer.MIN_VALUE : held.validFrom();
            if (held == null || nextFrom <= of && (heldFrom > of || nextFrom >= heldFrom)) {
                tree.put(next.code(), next);
            }
        }
        tree.putIfAbsent("district", new Unit("district", null, "government", null, null, null, null));
        return tree;
    }

    private static boolean reports(Unit unit, int in) {
        return unit.node() || unit.from() <= in && (unit.until() == null || in <= unit.until());
    }

    private static String owner(Map<String, Unit> tree, String unit, int in) {
        Set<String> met = new TreeSet<>();
        for (String at = unit; ; at = tree.get(at).successor()) {
            Unit there = at == null ? null : tree.get(at);
            if (there == null || there.node() || !met.add(at)) {
                return null;
            }
            if (reports(there, in)) {
                return at;
            }
            if (there.until() == null || in <= there.until()) {
                return null;
            }
        }
    }

    private static void cover(
            Map<String, Unit> tree, String top, boolean deep, int in, Set<String> included, Set<String> excluded) {
        Unit root = tree.get(top);
        if (root == null) {
            return;
        }
        if (!root.node()) {
            (reports(root, in) ? included : excluded).add(top);
            return;
        }
        for (Unit one : tree.values()) {
            if (one.node()) {
                continue;
            }
            if (!deep) {
                if (one.kind().equals("office") && top.equals(one.parent())) {
                    (reports(one, in) ? included : excluded).add(one.code());
                }
                continue;
            }
            // Up from each unit instead of down from the node.
            boolean vertical = false;
            Unit at = one;
            Set<String> met = new TreeSet<>();
            while (at != null && !at.code().equals(top) && met.add(at.code())) {
                vertical |= at.kind().equals("vertical");
                at = at.parent() == null ? null : tree.get(at.parent());
            }
            if (at != null && at.code().equals(top)) {
                (reports(one, in) && !vertical ? included : excluded).add(one.code());
            }
        }
    }

    private Set<String> included() {
        Set<String> included = new TreeSet<>();
        cover(tree(year), unit, consolidated, year, included, new TreeSet<>());
        return included;
    }

    private Set<String> owners(int in, Set<String> included) {
        Set<String> owners = new TreeSet<>();
        Map<String, Unit> tree = tree(in);
        tree.keySet().forEach(one -> {
            String owner = owner(tree, one, in);
            if (owner != null && included.contains(owner)) {
                owners.add(one);
            }
        });
        return owners;
    }

    private Set<String> countingFor(String included) {
        return owners(year, Set.of(included));
    }

    private Set<String> unitsBefore() {
        Map<String, Unit> now = tree(year);
        if (consolidated && now.containsKey(unit) && now.get(unit).node()) {
            Set<String> included = new TreeSet<>();
            cover(tree(year - 1), unit, true, year - 1, included, new TreeSet<>());
            return owners(year - 1, included);
        }
        Set<String> units = new TreeSet<>();
        for (String one : owners(year, included())) {
            if (owner(tree(year - 1), one, year - 1) != null) {
                units.add(one);
            }
        }
        return units;
    }

    /** Units whose events the tables read. */
    public Set<String> read() {
        Set<String> read = new TreeSet<>(owners(year, included()));
        read.addAll(unitsBefore());
        return read;
    }

    // Figures.

    private BigInteger sum(Set<String> units, String account, Predicate<String> dated) {
        BigInteger sum = BigInteger.ZERO;
        for (Posting posting : postings) {
            if (units.contains(posting.unit()) && posting.account().equals(account) && dated.test(posting.date())) {
                sum = sum.add(posting.amount());
            }
        }
        return sum;
    }

    private boolean within(String date) {
        return date.startsWith(String.format("%04d-", year));
    }

    private boolean before(String date) {
        return date.compareTo(String.format("%04d-01-01", year)) < 0;
    }

    private BigInteger figure(String id, Set<String> units) {
        Cell cell = cells.get(id);
        JsonNode formula = cell.formula();
        return switch (formula.get("kind").asString()) {
            case "sum" -> {
                BigInteger sum = BigInteger.ZERO;
                for (JsonNode part : formula.get("cells")) {
                    sum = sum.add(figure(cell.filled(part.asString()), units));
                }
                yield sum;
            }
            case "flow" -> sum(units, cell.filled(formula.get("account").asString()), this::within);
            case "stock" ->
                sum(units, cell.filled(formula.get("account").asString()), date -> within(date) || before(date));
            case "opening-stock" ->
                sum(units, cell.filled(formula.get("account").asString()), this::before);
            default -> throw new IllegalStateException();
        };
    }

    private BigInteger figureBefore(String id) {
        Set<String> units = unitsBefore();
        if (units.isEmpty()) {
            return null;
        }
        Cell cell = cells.get(id);
        JsonNode formula = cell.formula();
        if (formula.get("kind").asString().equals("sum")) {
            BigInteger sum = BigInteger.ZERO;
            for (JsonNode part : formula.get("cells")) {
                BigInteger one = figureBefore(cell.filled(part.asString()));
                if (one == null) {
                    return null;
                }
                sum = sum.add(one);
            }
            return sum;
        }
        return formula.get("kind").asString().equals("stock")
                ? sum(units, cell.filled(formula.get("account").asString()), this::before)
                : null;
    }

    private static BigDecimal number(Cell cell, BigInteger figure) {
        return cell.money() ? new BigDecimal(figure).movePointLeft(6) : new BigDecimal(figure);
    }

    private static Object written(Cell cell, BigInteger figure) {
        if (!cell.money()) {
            return figure;
        }
        String plain = new BigDecimal(figure).movePointLeft(6).toPlainString();
        return plain.contains(".") ? plain.replaceFirst("\\.?0+$", "") : plain;
    }

    // The claim.

    /** The claim, as {@code tables.json} has it. */
    public Map<String, Object> claim(long position, String recordedAt) {
        Set<String> included = new TreeSet<>();
        Set<String> excluded = new TreeSet<>();
        cover(tree(year), unit, consolidated, year, included, excluded);
        Set<String> owners = owners(year, included);
        Map<String, Object> figures = new LinkedHashMap<>();
        cells.forEach((id, cell) -> figures.put(id, written(cell, figure(id, owners))));
        List<String> silent = new ArrayList<>();
        for (String one : included) {
            BigInteger acts = sum(countingFor(one), "act/recorded", this::within);
            BigInteger nil = sum(countingFor(one), "nil/declared", this::within);
            if (acts.signum() == 0 && nil.signum() == 0) {
                silent.add(one);
            }
        }
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("format", format.get("format").asString());
        claim.put("rules", format.get("rules").asString());
        claim.put("unit", unit);
        claim.put("scope", consolidated ? "consolidated" : "own");
        claim.put("year", year);
        Map<String, Object> knownAt = new LinkedHashMap<>();
        knownAt.put("position", position);
        knownAt.put("recordedAt", recordedAt);
        claim.put("knownAt", knownAt);
        claim.put("occurredUntil", year + "-12-31");
        claim.put("cells", figures);
        claim.put("checks", checks(owners, included));
        claim.put("units", Map.of("included", included, "silent", silent, "excluded", excluded));
        claim.put("complete", true);
        claim.put("incompleteBecause", List.of());
        return claim;
    }

    private List<Map<String, Object>> checks(Set<String> owners, Set<String> included) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (JsonNode rule : format.get("footing")) {
            switch (rule.get("how").get("kind").asString()) {
                case "balance" ->
                    rule.get("how").get("where").forEach(where -> lines.add(balance(rule, where.asString(), owners)));
                case "non-negative" -> {
                    Map<String, BigInteger> failing = new LinkedHashMap<>();
                    cells.keySet().forEach(id -> {
                        if (figure(id, owners).signum() < 0) {
                            failing.put(id, BigInteger.ZERO);
                        }
                    });
                    each(rule, failing, owners, lines);
                }
                case "sum-of-units" -> {
                    Map<String, BigInteger> failing = new HashMap<>();
                    for (String id : cells.keySet()) {
                        BigInteger sum = BigInteger.ZERO;
                        for (String one : included) {
                            sum = sum.add(figure(id, countingFor(one)));
                        }
                        if (!sum.equals(figure(id, owners))) {
                            failing.put(id, sum);
                        }
                    }
                    each(rule, failing, owners, lines);
                }
                default -> throw new IllegalStateException();
            }
        }
        return lines;
    }

    private void each(
            JsonNode rule, Map<String, BigInteger> failing, Set<String> owners, List<Map<String, Object>> lines) {
        lines.add(line(
                rule,
                "all",
                failing.isEmpty() ? "holds" : "fails",
                BigDecimal.valueOf(failing.size()),
                BigDecimal.ZERO,
                List.copyOf(cells.keySet())));
        cells.forEach((id, cell) -> {
            if (failing.containsKey(id)) {
                lines.add(line(
                        rule,
                        id,
                        "fails",
                        number(cell, figure(id, owners)),
                        number(cell, failing.get(id)),
                        List.of(id)));
            }
        });
    }

    private Map<String, Object> balance(JsonNode rule, String where, Set<String> owners) {
        JsonNode how = rule.get("how");
        Set<String> named = new LinkedHashSet<>();
        BigInteger left = side(how.get("left"), where, owners, named);
        BigInteger right = side(how.get("right"), where, owners, named);
        Cell first = cells.get(named.iterator().next());
        String status = "unknown";
        if (left != null && right != null) {
            boolean holds =
                    how.get("relation").asString().equals("equal") ? left.equals(right) : left.compareTo(right) <= 0;
            status = holds ? "holds" : "fails";
        }
        return line(
                rule,
                where,
                status,
                left == null ? null : number(first, left),
                right == null ? null : number(first, right),
                List.copyOf(named));
    }

    private BigInteger side(JsonNode terms, String where, Set<String> owners, Set<String> named) {
        BigInteger sum = BigInteger.ZERO;
        for (JsonNode term : terms) {
            String text = term.asString().replace("{where}", where);
            boolean minus = text.startsWith("-");
            text = minus ? text.substring(1) : text;
            boolean earlier = text.startsWith("before:");
            String cell = earlier ? text.substring(7) : text;
            named.add(cell);
            BigInteger figure = earlier ? figureBefore(cell) : figure(cell, owners);
            sum = sum == null || figure == null ? null : minus ? sum.subtract(figure) : sum.add(figure);
        }
        return sum;
    }

    private static Map<String, Object> line(
            JsonNode rule, String where, String status, BigDecimal left, BigDecimal right, List<String> cells) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("rule", rule.get("id").asString());
        line.put("where", where);
        line.put("severity", rule.get("severity").asString());
        line.put("status", status);
        line.put("left", left);
        line.put("right", right);
        line.put("cells", cells);
        return line;
    }
}
