package minglu.command.subject;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import minglu.api.act.ActEvent;
import minglu.api.format.Cell;
import minglu.api.format.Formats;
import minglu.api.format.Formula;
import minglu.api.format.StatutoryFormat;
import minglu.api.ledger.Poster;
import minglu.api.ledger.Posting;
import minglu.api.problem.ProblemCode;

/**
 * The years that are closed for the acts of a unit, because the return of the unit – or of the successor that goes on with its
 * cases – is accepted. An act is late if it is dated in such a year, or if its own postings would move a cell of it: a document
 * issued years ago is in force in every year since.
 */
final class ClosedYears {

    private static final StatutoryFormat FORMAT = Formats.current();
    private static final Set<String> FLOWS = accounts(kind -> kind == Formula.Kind.FLOW);
    private static final Set<String> STOCKS = accounts(kind -> kind != Formula.Kind.FLOW);

    private final String unit;
    private final Gates gates;
    private final LocalDate today;

    ClosedYears(String unit, Gates gates, LocalDate today) {
        this.unit = unit;
        this.gates = gates;
        this.today = today;
    }

    /**
     * A date lies in no closed year.
     *
     * @param year year of the date, or of a nil declaration
     * @param what whose date it is, for the sentence
     */
    Rule isOpenIn(int year, String what) {
        Optional<String> closedBy = closedBy(year);
        return new Rule(
                ProblemCode.PERIOD_CLOSED,
                "contract: closed years",
                closedBy.isPresent(),
                () -> what + " lies in " + year + ", which " + because(closedBy.orElseThrow(), year));
    }

    /** The postings of an event move no cell of a closed year. */
    Rule isUnmovedBy(ActEvent event) {
        List<Posting> postings = Poster.post(event);
        for (int year : movedYears(postings)) {
            Optional<String> closedBy = closedBy(year);
            Optional<String> cell = closedBy.isPresent() ? movedCell(postings, year) : Optional.empty();
            if (cell.isPresent()) {
                return new Rule(
                        ProblemCode.PERIOD_CLOSED,
                        "contract: closed years",
                        true,
                        () -> event.type().code() + " would move cell " + cell.get() + " of " + year + ", which "
                                + because(closedBy.orElseThrow(), year));
            }
        }
        return new Rule(ProblemCode.PERIOD_CLOSED, "contract: closed years", false, () -> "");
    }

    /** A year that is not over cannot be closed, so nobody needs to be asked. */
    private Optional<String> closedBy(int year) {
        return year < today.getYear() ? gates.closedBy(unit, year) : Optional.empty();
    }

    private SortedSet<Integer> movedYears(List<Posting> postings) {
        SortedSet<Integer> years = new TreeSet<>();
        for (Posting posting : postings) {
            int year = posting.occurredOn().getYear();
            if (FLOWS.contains(posting.account())) {
                years.add(year);
            }
            if (STOCKS.contains(posting.account())) {
                for (int later = year; later < today.getYear(); later++) {
                    years.add(later);
                }
            }
        }
        return years;
    }

    private static Optional<String> movedCell(List<Posting> postings, int year) {
        return FORMAT.compute(formula -> sum(postings, formula, year)).entrySet().stream()
                .filter(figure -> figure.getValue() != 0)
                .map(figure -> figure.getKey())
                .findFirst();
    }

    private static long sum(List<Posting> postings, Formula formula, int year) {
        return postings.stream()
                .filter(posting -> posting.account().equals(formula.account()))
                .filter(posting -> counts(formula.kind(), posting.occurredOn().getYear(), year))
                .mapToLong(Posting::amount)
                .reduce(0, Math::addExact);
    }

    private static boolean counts(Formula.Kind kind, int postedIn, int year) {
        return switch (kind) {
            case FLOW -> postedIn == year;
            case STOCK -> postedIn <= year;
            case OPENING_STOCK -> postedIn < year;
            case SUM -> throw new IllegalStateException("a sum of cells reads no account");
        };
    }

    private String because(String closedBy, int year) {
        return "is closed: the return of " + closedBy + " for " + year + " is accepted"
                + (closedBy.equals(unit) ? "" : ", which goes on with the cases of " + unit)
                + "; a consolidator may record the act as late";
    }

    private static Set<String> accounts(Predicate<Formula.Kind> wanted) {
        Set<String> accounts = new HashSet<>();
        for (Cell cell : FORMAT.cells()) {
            FORMAT.parts(cell.id()).stream()
                    .filter(part -> wanted.test(part.kind()))
                    .forEach(part -> accounts.add(part.account()));
        }
        return Set.copyOf(accounts);
    }
}
