package minglu.query.tables;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.api.tables.Scope;
import minglu.api.unit.UnitDefined;
import minglu.query.ledger.AccountSums;
import minglu.query.ledger.Ledger;
import minglu.query.tables.PostedMoves.Side;
import minglu.query.units.UnitStore;
import minglu.query.units.UnitStore.Known;
import minglu.query.units.UnitTree;
import org.springframework.stereotype.Component;

/** Finds the events that moved the cells of tables. */
@Component
class MovesReader {

    private final UnitStore units;
    private final Ledger ledger;
    private final StatutoryFormat format = Formats.current();

    MovesReader(UnitStore units, Ledger ledger) {
        this.units = units;
        this.ledger = ledger;
    }

    /**
     * A table.
     *
     * @param unit its unit
     * @param scope which units it covers
     * @param year its year
     * @param position what is known
     */
    record Table(String unit, Scope scope, int year, long position) {}

    /**
     * The events that led from an earlier state of a table to a later one, by position. An act moves the cells by its postings; a
     * change of units by all postings up to it of the units that it brought in or took out.
     *
     * @param later the table as it is known later
     * @param earlier position of the earlier state
     * @param after only the events after this position
     */
    Iterator<Moved> between(Table later, long earlier, long after) {
        YearCells cells = new YearCells(format, later.year());
        Deque<Supplier<Iterator<Moved>>> parts = new ArrayDeque<>();
        List<Known> definitions = units.history(later.position());
        Set<String> covered = covered(later, definitions, earlier);
        long reached = Math.max(earlier, after);
        for (Known change : definitions) {
            if (change.position() <= earlier) {
                continue;
            }
            Set<String> was = covered;
            Set<String> is = covered(later, definitions, change.position());
            covered = is;
            if (change.position() > after && !is.equals(was)) {
                parts.add(posted(cells, was, reached, change.position()));
                parts.add(() -> changed(change, was, is, later.year()));
                reached = change.position();
            }
        }
        parts.add(posted(cells, covered, reached, later.position()));
        return new Joined(parts);
    }

    /**
     * The acts behind two tables, by position: those of the first taken away, those of the second added. An act that moves a cell
     * of both alike is left out.
     *
     * @param first the first table
     * @param second the second table
     * @param after only the events after this position
     */
    Iterator<Moved> across(Table first, Table second, long after) {
        return new PostedMoves(ledger, format, List.of(side(first, -1), side(second, 1)), after);
    }

    private Side side(Table table, int sign) {
        Set<String> covered = covered(table, units.history(table.position()), table.position());
        return new Side(covered, new YearCells(format, table.year()), table.position(), sign);
    }

    private static Set<String> covered(Table table, List<Known> definitions, long position) {
        List<UnitDefined> known = definitions.stream()
                .filter(definition -> definition.position() <= position)
                .map(Known::definition)
                .toList();
        return UnitTree.of(known, table.year())
                .cover(table.unit(), table.scope())
                .owners()
                .keySet();
    }

    private Supplier<Iterator<Moved>> posted(YearCells cells, Set<String> covered, long after, long upTo) {
        return () -> new PostedMoves(ledger, format, List.of(new Side(covered, cells, upTo, 1)), after);
    }

    private Iterator<Moved> changed(Known change, Set<String> was, Set<String> is, int year) {
        Map<String, Long> moved = new HashMap<>();
        figures(difference(is, was), year, change.position())
                .forEach((cell, figure) -> moved.merge(cell, figure, Math::addExact));
        figures(difference(was, is), year, change.position())
                .forEach((cell, figure) -> moved.merge(cell, Math.negateExact(figure), Math::addExact));
        Map<String, Long> cells = PostedMoves.inOrder(format, moved);
        return cells.isEmpty()
                ? List.<Moved>of().iterator()
                : List.of(new Moved(change.position(), change.definition().unit(), null, null, cells))
                        .iterator();
    }

    private Map<String, Long> figures(Set<String> covered, int year, long position) {
        if (covered.isEmpty()) {
            return Map.of();
        }
        AccountSums sums = AccountSums.total(
                ledger.sums(covered, year, new YearCells(format, year).end(), position).values().stream());
        return format.compute(sums::read);
    }

    private static Set<String> difference(Set<String> minuend, Set<String> subtrahend) {
        return minuend.stream()
                .filter(unit -> !subtrahend.contains(unit))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** One after the other, each begun when the one before is done. */
    private static final class Joined implements Iterator<Moved> {

        private final Deque<Supplier<Iterator<Moved>>> parts;
        private Iterator<Moved> current = List.<Moved>of().iterator();

        Joined(Deque<Supplier<Iterator<Moved>>> parts) {
            this.parts = parts;
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && !parts.isEmpty()) {
                current = parts.remove().get();
            }
            return current.hasNext();
        }

        @Override
        public Moved next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no further event moves a cell");
            }
            return current.next();
        }
    }
}
