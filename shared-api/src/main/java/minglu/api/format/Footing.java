package minglu.api.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import minglu.api.format.FootingRule.Term;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.MemberStock;
import minglu.api.tables.MemberStock.Change;

/**
 * Checks figures against the rules of a format. All figures are in base units, see {@link Measure}. A figure that is missing is
 * unknown: never zero.
 */
public final class Footing {

    private static final String ALL = "all";

    private final StatutoryFormat format;
    private final Map<String, Long> figures;
    private final Map<String, Long> before;
    private final Map<String, Long> sumOfUnits;
    private final Members members;

    private Footing(
            StatutoryFormat format,
            Map<String, Long> figures,
            Map<String, Long> before,
            Map<String, Long> sumOfUnits,
            Members members) {
        this.format = format;
        this.figures = figures;
        this.before = before;
        this.sumOfUnits = sumOfUnits;
        this.members = members;
    }

    /**
     * The units by which the figures of a year cover others than those of the year before.
     *
     * @param joined by unit counted this year and not the year before: its figures of this year, by cell
     * @param left by unit counted the year before and not this year: its figures of the year before, by cell
     */
    public record Members(SortedMap<String, Map<String, Long>> joined, SortedMap<String, Map<String, Long>> left) {

        /** The same units in both years. */
        public static final Members SAME = new Members(new TreeMap<>(), new TreeMap<>());
    }

    /**
     * Checks all rules, in the order of the format.
     *
     * @param format whose rules
     * @param figures of the year, by cell
     * @param before figures of the year before, by cell; empty where unknown
     * @param sumOfUnits sums of the figures of the units, by cell; empty where unknown
     * @return a line for each {@code where} of a balance; for a rule about every cell one line {@code all}, then one for each cell
     *     that fails
     */
    public static List<CheckLine> check(
            StatutoryFormat format, Map<String, Long> figures, Map<String, Long> before, Map<String, Long> sumOfUnits) {
        return check(format, figures, before, sumOfUnits, Members.SAME);
    }

    /**
     * The same, and rules across years name the units that joined or left in between.
     *
     * @param members those units
     */
    public static List<CheckLine> check(
            StatutoryFormat format,
            Map<String, Long> figures,
            Map<String, Long> before,
            Map<String, Long> sumOfUnits,
            Members members) {
        Footing footing = new Footing(format, figures, before, sumOfUnits, members);
        return format.footing().stream().flatMap(footing::lines).toList();
    }

    private Stream<CheckLine> lines(FootingRule rule) {
        return switch (rule.how().kind()) {
            case BALANCE -> rule.how().where().stream().map(where -> balance(rule, where));
            case NON_NEGATIVE -> everyCell(rule, cell -> 0L, FootingRule.Relation.AT_MOST);
            case SUM_OF_UNITS -> everyCell(rule, cell -> sumOfUnits.get(cell.id()), FootingRule.Relation.EQUAL);
        };
    }

    private CheckLine balance(FootingRule rule, String where) {
        Long left = sum(rule.how().left(), where);
        Long right = sum(rule.how().right(), where);
        List<String> cells = Stream.concat(rule.how().left().stream(), rule.how().right().stream())
                .map(term -> term.cellAt(where))
                .distinct()
                .toList();
        Measure measure = format.find(cells.get(0)).orElseThrow().measure();
        CheckStatus status = status(left, rule.how().relation(), right);
        return new CheckLine(
                rule.id(),
                where,
                rule.severity(),
                status,
                left == null ? null : measure.number(left),
                right == null ? null : measure.number(right),
                cells,
                status == CheckStatus.UNKNOWN ? List.of() : explained(rule.how(), where, measure),
                null,
                null);
    }

    /**
     * A difference between years that comes of units alone. A unit that joined has no year before, one that left has no figures of
     * this year: each is counted on one side of the rule only.
     */
    private List<MemberStock> explained(FootingRule.How how, String where, Measure measure) {
        boolean acrossYears =
                Stream.concat(how.left().stream(), how.right().stream()).anyMatch(Term::before);
        if (!acrossYears || how.relation() != FootingRule.Relation.EQUAL) {
            return List.of();
        }
        List<MemberStock> stocks = new ArrayList<>();
        members.joined().forEach((unit, its) -> add(stocks, unit, Change.JOINED, net(how, where, its, false), measure));
        members.left()
                .forEach((unit, its) ->
                        add(stocks, unit, Change.LEFT, Math.negateExact(net(how, where, its, true)), measure));
        return List.copyOf(stocks);
    }

    private static void add(List<MemberStock> stocks, String unit, Change change, long amount, Measure measure) {
        if (amount != 0) {
            stocks.add(new MemberStock(unit, change, measure.number(amount)));
        }
    }

    /** The left side less the right, of the terms of one of the two years. */
    private static long net(FootingRule.How how, String where, Map<String, Long> its, boolean before) {
        return Math.subtractExact(sum(how.left(), where, its, before), sum(how.right(), where, its, before));
    }

    private static long sum(List<Term> terms, String where, Map<String, Long> its, boolean before) {
        return terms.stream()
                .filter(term -> term.before() == before)
                .mapToLong(term -> {
                    long figure = its.getOrDefault(term.cellAt(where), 0L);
                    return term.minus() ? Math.negateExact(figure) : figure;
                })
                .reduce(0, Math::addExact);
    }

    /** Compares every cell with its bound: the bound is at most the cell, or equals it. */
    private Stream<CheckLine> everyCell(
            FootingRule rule, Function<Cell, Long> bound, FootingRule.Relation boundToCell) {
        List<CheckLine> failing = new ArrayList<>();
        boolean unknown = false;
        for (Cell cell : format.cells()) {
            Long figure = figures.get(cell.id());
            Long other = bound.apply(cell);
            CheckStatus status = status(other, boundToCell, figure);
            unknown |= status == CheckStatus.UNKNOWN;
            if (status == CheckStatus.FAILS) {
                failing.add(line(rule, cell.id(), status, cell.measure(), figure, other, List.of(cell.id())));
            }
        }
        CheckStatus status = !failing.isEmpty() ? CheckStatus.FAILS : unknown ? CheckStatus.UNKNOWN : CheckStatus.HOLDS;
        Long left = status == CheckStatus.UNKNOWN ? null : (long) failing.size();
        Long right = status == CheckStatus.UNKNOWN ? null : 0L;
        List<String> cells = format.cells().stream().map(Cell::id).toList();
        return Stream.concat(Stream.of(line(rule, ALL, status, Measure.COUNT, left, right, cells)), failing.stream());
    }

    private Long sum(List<Term> terms, String where) {
        long sum = 0;
        for (Term term : terms) {
            Long figure = (term.before() ? before : figures).get(term.cellAt(where));
            if (figure == null) {
                return null;
            }
            sum = Math.addExact(sum, term.minus() ? Math.negateExact(figure) : figure);
        }
        return sum;
    }

    private static CheckStatus status(Long left, FootingRule.Relation relation, Long right) {
        if (left == null || right == null) {
            return CheckStatus.UNKNOWN;
        }
        boolean holds =
                switch (relation) {
                    case EQUAL -> left.equals(right);
                    case AT_MOST -> left <= right;
                };
        return holds ? CheckStatus.HOLDS : CheckStatus.FAILS;
    }

    private static CheckLine line(
            FootingRule rule,
            String where,
            CheckStatus status,
            Measure measure,
            Long left,
            Long right,
            List<String> cells) {
        return new CheckLine(
                rule.id(),
                where,
                rule.severity(),
                status,
                left == null ? null : measure.number(left),
                right == null ? null : measure.number(right),
                cells);
    }
}
