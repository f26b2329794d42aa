package minglu.verifier;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Computes the tables of a year from postings and definitions, and holds a claim against them (check 17). */
final class TablesCheck {

    private static final int CHECK = 17;
    private static final String RECORDED = "act/recorded";
    private static final String NIL = "nil/declared";

    private final TablesClaim claim;
    private final StatutoryFormat format;
    private final Sums sums;
    private final UnitTree.Cover cover;
    private final Map<String, String> owners;
    private final Set<String> unitsBefore;
    /** For each included unit the units that count for it. */
    private final Map<String, Set<String>> byUnit = new TreeMap<>();

    TablesCheck(TablesClaim claim, StatutoryFormat format, List<Definition> definitions, Sums sums) {
        this.claim = claim;
        this.format = format;
        this.sums = sums;
        UnitTree tree = new UnitTree(definitions, claim.year());
        UnitTree before = new UnitTree(definitions, claim.year() - 1);
        this.cover = tree.cover(claim.unit(), claim.consolidated());
        this.owners = tree.owners(cover.included());
        this.unitsBefore = tree.unitsBefore(before, claim.unit(), claim.consolidated());
        owners.forEach((unit, owner) ->
                byUnit.computeIfAbsent(owner, one -> new TreeSet<>()).add(unit));
    }

    /** Every account that tables look at. */
    static Set<String> accounts(StatutoryFormat format) {
        Set<String> accounts = format.accounts();
        accounts.add(RECORDED);
        accounts.add(NIL);
        return accounts;
    }

    /** The units whose postings the tables read. */
    Set<String> unitsRead() {
        Set<String> read = new TreeSet<>(owners.keySet());
        read.addAll(unitsBefore);
        return read;
    }

    /** How many cells the tables have. */
    int cells() {
        return format.cells().size();
    }

    /** Compares everything that the claim says. */
    void compare(Findings findings) {
        cells(findings);
        units("included", cover.included(), claim.included(), findings);
        units("silent", silent(), claim.silent(), findings);
        units("excluded", cover.excluded(), claim.excluded(), findings);
        lines(findings);
    }

    private BigInteger figure(String cell) {
        return format.figure(cell, owners.keySet(), sums);
    }

    private void cells(Findings findings) {
        for (StatutoryFormat.Cell cell : format.cells().values()) {
            Json claimed = claim.cells().get(cell.id());
            String computed = cell.write(figure(cell.id()));
            if (!cell.isWrittenAs(claimed, computed)) {
                String shown = shown(claimed);
                findings.contradicts(
                        CHECK,
                        Place.cell(cell.id()),
                        "所称 " + shown + ",由条目得 " + computed,
                        "the claim is " + shown + ", the entries come to " + computed);
            }
        }
        for (String id : claim.cells().keySet()) {
            if (!format.cells().containsKey(id)) {
                findings.contradicts(CHECK, Place.cell(id), "格式中没有此单元格", "the format has no such cell");
            }
        }
    }

    private static String shown(Json claimed) {
        if (claimed instanceof Json.Num number) {
            return number.text();
        }
        if (claimed instanceof Json.Str text) {
            return "\"" + Text.quote(text.value()) + "\"";
        }
        return claimed == null ? "—" : "?";
    }

    private static void units(String list, Set<String> computed, List<String> claimed, Findings findings) {
        List<String> sorted = List.copyOf(computed);
        if (!sorted.equals(claimed)) {
            Set<String> differing = new TreeSet<>(computed);
            differing.addAll(claimed);
            differing.removeIf(unit -> computed.contains(unit) && claimed.contains(unit));
            String shown = Text.quote(String.join(", ", differing.isEmpty() ? claimed : differing));
            findings.contradicts(
                    CHECK, Place.units(list), "与条目不符:" + shown, "it is not what the entries come to: " + shown);
        }
    }

    private Set<String> silent() {
        Set<String> silent = new TreeSet<>();
        for (String unit : cover.included()) {
            Set<String> own = byUnit.getOrDefault(unit, Set.of());
            if (sums.of(own, RECORDED, Sums.Window.FLOW).signum() == 0
                    && sums.of(own, NIL, Sums.Window.FLOW).signum() == 0) {
                silent.add(unit);
            }
        }
        return silent;
    }

    private void lines(Findings findings) {
        List<TablesClaim.Line> computed = computedLines();
        for (int at = 0; at < Math.max(computed.size(), claim.checks().size()); at++) {
            TablesClaim.Line expected = at < computed.size() ? computed.get(at) : null;
            TablesClaim.Line claimed =
                    at < claim.checks().size() ? claim.checks().get(at) : null;
            if (expected == null || claimed == null || !agree(expected, claimed)) {
                TablesClaim.Line shown = expected == null ? claimed : expected;
                String says = shown(claimed);
                String should = shown(expected);
                findings.contradicts(
                        CHECK,
                        Place.check(shown.rule(), shown.where()),
                        "所称 " + says + ",由条目得 " + should,
                        "the claim is " + says + ", the entries come to " + should);
                // What follows may only be shifted.
                return;
            }
        }
    }

    private boolean agree(TablesClaim.Line expected, TablesClaim.Line claimed) {
        boolean excused = claimed.status().equals("justified")
                && !expected.status().equals("holds")
                && expected.severity().equals("warning");
        return claimed.rule().equals(expected.rule())
                && claimed.where().equals(expected.where())
                && claimed.severity().equals(expected.severity())
                && (excused || claimed.status().equals(expected.status()))
                && same(expected.left(), claimed.left())
                && same(expected.right(), claimed.right())
                && claimed.cells().equals(expected.cells());
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? Objects.equals(one, other) : one.compareTo(other) == 0;
    }

    private static String shown(TablesClaim.Line line) {
        return line == null
                ? "—"
                : Text.quote(line.rule() + " " + line.where() + " " + line.severity() + " " + line.status() + " "
                        + line.left() + " : " + line.right());
    }

    private List<TablesClaim.Line> computedLines() {
        List<TablesClaim.Line> lines = new ArrayList<>();
        for (StatutoryFormat.Rule rule : format.footing()) {
            switch (rule.kind()) {
                case "balance" -> rule.where().forEach(where -> lines.add(balance(rule, where)));
                case "non-negative" -> everyCell(rule, (cell, figure) -> figure.max(BigInteger.ZERO), lines);
                case "sum-of-units" -> everyCell(rule, (cell, figure) -> sumOfUnits(cell), lines);
                default -> throw new IllegalStateException("unknown rule " + rule.kind());
            }
        }
        return lines;
    }

    private TablesClaim.Line balance(StatutoryFormat.Rule rule, String where) {
        List<StatutoryFormat.Term> left = rule.left(where);
        List<StatutoryFormat.Term> right = rule.right(where);
        Set<String> cells = new LinkedHashSet<>();
        left.forEach(term -> cells.add(term.cell()));
        right.forEach(term -> cells.add(term.cell()));
        BigInteger leftSum = sum(left);
        BigInteger rightSum = sum(right);
        String status;
        if (leftSum == null || rightSum == null) {
            status = "unknown";
        } else {
            int order = leftSum.compareTo(rightSum);
            status = order == 0 || rule.atMost() && order < 0 ? "holds" : "fails";
        }
        StatutoryFormat.Cell first = format.cells().get(left.get(0).cell());
        return new TablesClaim.Line(
                rule.id(),
                where,
                rule.severity(),
                status,
                leftSum == null ? null : first.number(leftSum),
                rightSum == null ? null : first.number(rightSum),
                List.copyOf(cells));
    }

    private BigInteger sum(List<StatutoryFormat.Term> terms) {
        BigInteger sum = BigInteger.ZERO;
        for (StatutoryFormat.Term term : terms) {
            BigInteger figure =
                    term.before() ? format.figureBefore(term.cell(), unitsBefore, sums) : figure(term.cell());
            if (figure == null) {
                return null;
            }
            sum = term.negative() ? sum.subtract(figure) : sum.add(figure);
        }
        return sum;
    }

    /** One line for all cells, then one for each that is not as it should be. */
    private void everyCell(
            StatutoryFormat.Rule rule,
            BiFunction<String, BigInteger, BigInteger> shouldBe,
            List<TablesClaim.Line> lines) {
        List<TablesClaim.Line> failing = new ArrayList<>();
        for (StatutoryFormat.Cell cell : format.cells().values()) {
            BigInteger figure = figure(cell.id());
            BigInteger should = shouldBe.apply(cell.id(), figure);
            if (!should.equals(figure)) {
                failing.add(new TablesClaim.Line(
                        rule.id(),
                        cell.id(),
                        rule.severity(),
                        "fails",
                        cell.number(figure),
                        cell.number(should),
                        List.of(cell.id())));
            }
        }
        lines.add(new TablesClaim.Line(
                rule.id(),
                "all",
                rule.severity(),
                failing.isEmpty() ? "holds" : "fails",
                BigDecimal.valueOf(failing.size()),
                BigDecimal.ZERO,
                List.copyOf(format.cells().keySet())));
        lines.addAll(failing);
    }

    private BigInteger sumOfUnits(String cell) {
        BigInteger sum = BigInteger.ZERO;
        for (Set<String> counting : byUnit.values()) {
            sum = sum.add(format.figure(cell, counting, sums));
        }
        return sum;
    }
}
