package minglu.query.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import minglu.api.format.Cell;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.tables.FindTables;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.api.tables.TablesDifference;
import minglu.api.tables.TablesDifference.Change;
import minglu.api.tables.TablesDifference.Move;
import minglu.platform.web.Page;
import minglu.query.follow.Moments;
import minglu.query.tables.MovesReader.Table;
import minglu.query.tables.PublishedVersions.Version;
import minglu.query.web.Parameters;
import org.springframework.stereotype.Component;

/** Explains why two tables differ. */
@Component
class DifferenceService {

    private final Moments moments;
    private final YearReader years;
    private final MovesReader reader;
    private final MovesService moves;
    private final PublishedVersions versions;
    private final StatutoryFormat format = Formats.current();

    DifferenceService(
            Moments moments, YearReader years, MovesReader reader, MovesService moves, PublishedVersions versions) {
        this.moments = moments;
        this.years = years;
        this.reader = reader;
        this.moves = moves;
        this.versions = versions;
    }

    /**
     * One of the tables that are compared.
     *
     * @param unit the unit or node
     * @param year the year
     * @param moment as of when; null where a version is meant
     * @param version a published version of the unit's report, or null
     */
    record Side(String unit, int year, Moment moment, Integer version) {}

    /** A table, and its figures in base units; a version may lack cells. */
    private record Figures(Table table, Map<String, Long> cells) {}

    /** Where a page begins: after this cell, by its number in the form, of the event at this position. */
    private record Start(long from, long to, long position, int cell) {

        static Start of(String key) {
            if (!key.matches("[0-9]{1,18}(\\.[0-9]{1,18}){2}\\.[0-9]{1,4}")) {
                throw Parameters.invalid("after must be a cursor that an earlier page gave");
            }
            String[] parts = key.split("\\.");
            return new Start(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Integer.parseInt(parts[3]));
        }
    }

    /**
     * A page of the difference. The cursor holds both positions, so that later pages continue the first one whatever was recorded
     * meanwhile.
     *
     * @param from the first table
     * @param to the second table
     * @param two whether they are tables of different units or years: the moves are then the acts behind both, not what happened
     *     between two states of knowledge
     * @param page which part of the moves
     */
    TablesDifference find(Side from, Side to, boolean two, Page page) {
        Start start = page.after() == null ? null : Start.of(page.after());
        Figures first = figures(from, start == null ? null : start.from());
        Figures second = figures(to, start == null ? null : start.to());
        Map<String, Change> cells = new LinkedHashMap<>();
        for (Cell cell : format.cells()) {
            Long before = first.cells().get(cell.id());
            Long after = second.cells().get(cell.id());
            if (!Objects.equals(before, after)) {
                cells.put(cell.id(), new Change(shown(cell, before), shown(cell, after)));
            }
        }
        List<Line> lines = lines(first.table(), second.table(), two, start, page.limit() + 1);
        Map<Long, String> ids =
                moves.ids(page.rows(lines).stream().map(Line::moved).toList());
        return new TablesDifference(
                cells,
                page.rows(lines).stream()
                        .map(line -> new Move(
                                line.cell().id(),
                                line.cell().measure().shown(line.amount()),
                                line.moved().unit(),
                                line.moved().subject(),
                                MovesService.id(ids, line.moved()),
                                line.moved().position()))
                        .toList(),
                page.next(
                        lines,
                        line -> first.table().position() + "." + second.table().position() + "."
                                + line.moved().position() + "." + line.number()));
    }

    /** What one event adds to one cell; {@code number} is that of the cell in the form. */
    private record Line(Moved moved, Cell cell, int number, long amount) {}

    private List<Line> lines(Table first, Table second, boolean two, Start start, int limit) {
        // An event may stand on two pages, so that its cells are read again and those shown before left out.
        long after = start == null ? 0 : start.position() - 1;
        boolean backwards = !two && first.position() > second.position();
        Iterator<Moved> walk;
        if (two) {
            walk = reader.across(first, second, after);
        } else if (backwards) {
            walk = reader.between(first, second.position(), after);
        } else {
            walk = reader.between(second, first.position(), after);
        }
        Map<String, Integer> numbers = new HashMap<>();
        format.cells().forEach(cell -> numbers.put(cell.id(), numbers.size()));
        List<Line> lines = new ArrayList<>();
        while (lines.size() < limit && walk.hasNext()) {
            Moved moved = walk.next();
            moved.cells().forEach((cell, amount) -> {
                int number = numbers.get(cell);
                boolean shownBefore = start != null && moved.position() == start.position() && number <= start.cell();
                if (!shownBefore && lines.size() < limit) {
                    lines.add(new Line(
                            moved,
                            format.find(cell).orElseThrow(),
                            number,
                            backwards ? Math.negateExact(amount) : amount));
                }
            });
        }
        return lines;
    }

    private Figures figures(Side side, Long resolved) {
        if (side.version() != null) {
            Version version = version(side);
            KnownAt known = moments.resolve(Moment.knownAt(version.position()), MovesService.BEHIND);
            Map<String, Long> cells = new HashMap<>();
            version.cells().forEach((cell, shown) -> format.find(cell)
                    .ifPresent(found -> cells.put(cell, found.measure().base(shown))));
            return new Figures(
                    new Table(side.unit(), years.scope(side.unit(), null), side.year(), known.position()), cells);
        }
        Moment moment = resolved == null ? side.moment() : Moment.knownAt(resolved);
        KnownAt known = moments.resolve(moment, MovesService.BEHIND);
        YearSums sums = years.read(new FindTables(side.unit(), side.year(), null, moment, null), known);
        return new Figures(
                new Table(side.unit(), sums.scope(), side.year(), known.position()),
                format.compute(sums.total()::read));
    }

    private Version version(Side side) {
        return versions.find(side.unit(), side.year(), side.version())
                .orElseThrow(() -> new RefusedException(
                        ProblemCode.NOT_FOUND,
                        "the report of unit " + side.unit() + " for " + side.year() + " has no published version "
                                + side.version()));
    }

    private static Object shown(Cell cell, Long figure) {
        return figure == null ? null : cell.measure().shown(figure);
    }
}
