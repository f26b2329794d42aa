package minglu.query.tables;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import minglu.api.format.Cell;
import minglu.api.format.StatutoryFormat;
import minglu.api.ledger.Posting;
import minglu.query.ledger.Ledger;
import minglu.query.ledger.Ledger.Booked;

/** Walks over the postings of some tables and gives the events that move their cells, reading a chunk at a time. */
final class PostedMoves implements Iterator<Moved> {

    /** Postings read at a time; far more than one event has. */
    private static final int CHUNK = 2_000;

    /**
     * A table whose cells are moved.
     *
     * @param units whose postings count
     * @param cells the cells of its year
     * @param upTo last position that counts
     * @param sign 1, or −1 where its moves are to be taken away
     */
    record Side(Set<String> units, YearCells cells, long upTo, int sign) {}

    private final Ledger ledger;
    private final StatutoryFormat format;
    private final List<Side> sides;
    private final Ledger.Wanted wanted;
    private final long upTo;
    private final Deque<Moved> ready = new ArrayDeque<>();
    private long reached;
    private boolean more;

    /**
     * @param sides the tables, at least one
     * @param after position after which it begins
     */
    PostedMoves(Ledger ledger, StatutoryFormat format, List<Side> sides, long after) {
        this.ledger = ledger;
        this.format = format;
        this.sides = sides;
        this.wanted = new Ledger.Wanted(
                union(sides, Side::units),
                union(sides, side -> side.cells().flows()),
                union(sides, side -> side.cells().stocks()),
                sides.stream()
                        .map(side -> side.cells().start())
                        .min(LocalDate::compareTo)
                        .orElseThrow(),
                sides.stream()
                        .map(side -> side.cells().end())
                        .max(LocalDate::compareTo)
                        .orElseThrow());
        this.upTo = sides.stream().mapToLong(Side::upTo).max().orElseThrow();
        this.reached = after;
        this.more = after < upTo;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && more) {
            read();
        }
        return !ready.isEmpty();
    }

    @Override
    public Moved next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no event after position " + reached + " moves a cell");
        }
        return ready.remove();
    }

    private void read() {
        List<Booked> lines = ledger.booked(wanted, reached, upTo, CHUNK);
        more = lines.size() == CHUNK;
        Map<Long, Map<String, Long>> moves = new LinkedHashMap<>();
        Map<Long, Posting> first = new HashMap<>();
        // The last event of a chunk may go on in the next one.
        long whole = more ? lines.get(lines.size() - 1).position() - 1 : upTo;
        for (Booked line : lines) {
            if (line.position() <= whole) {
                first.putIfAbsent(line.position(), line.posting());
                add(moves.computeIfAbsent(line.position(), position -> new HashMap<>()), line);
            }
        }
        reached = whole;
        moves.forEach((position, moved) -> {
            Map<String, Long> cells = inOrder(format, moved);
            if (!cells.isEmpty()) {
                Posting posting = first.get(position);
                ready.add(new Moved(position, posting.unit(), posting.subject(), posting.act(), cells));
            }
        });
    }

    private void add(Map<String, Long> moved, Booked line) {
        Posting posting = line.posting();
        for (Side side : sides) {
            if (line.position() <= side.upTo() && side.units().contains(posting.unit())) {
                side.cells()
                        .add(
                                moved,
                                posting.account(),
                                posting.occurredOn(),
                                Math.multiplyExact(posting.amount(), side.sign()));
            }
        }
    }

    /** The moves that are not 0, in the order of the form. */
    static Map<String, Long> inOrder(StatutoryFormat format, Map<String, Long> moved) {
        Map<String, Long> cells = new LinkedHashMap<>();
        for (Cell cell : format.cells()) {
            long amount = moved.getOrDefault(cell.id(), 0L);
            if (amount != 0) {
                cells.put(cell.id(), amount);
            }
        }
        return cells;
    }

    private static Set<String> union(List<Side> sides, Function<Side, Set<String>> part) {
        Set<String> union = new TreeSet<>();
        sides.forEach(side -> union.addAll(part.apply(side)));
        return union;
    }
}
