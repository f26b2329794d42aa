package minglu.query.reporting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minglu.api.act.Identifiers;
import minglu.api.format.Cell;
import minglu.api.format.Formats;
import minglu.api.format.Measure;
import minglu.api.format.StatutoryFormat;
import minglu.api.reporting.KeptFigures;
import minglu.api.tables.FindMoves;
import minglu.api.tables.FoundMoves;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.api.tables.TablesView;
import minglu.platform.time.BusinessDates;
import minglu.query.tables.MovesService;
import org.springframework.stereotype.Component;

/** Explains what a further version of a report changes (更正说明). */
@Component
class Restatements {

    private final MovesService moves;
    private final BusinessDates dates;
    private final StatutoryFormat format = Formats.current();

    Restatements(MovesService moves, BusinessDates dates) {
        this.moves = moves;
        this.dates = dates;
    }

    /**
     * 更正说明.
     *
     * @param previousVersion the version it corrects
     * @param previousPosition position of the figures of that version
     * @param reason why the report was restated
     * @param cells the cells that changed, in the order of the form
     * @param laterYears years after the report's own in which the same acts, with what followed them, moved a cell, oldest first
     * @param note the same in words, as it is printed
     */
    record Restatement(
            int previousVersion,
            long previousPosition,
            String reason,
            List<ChangedCell> cells,
            List<LaterYear> laterYears,
            String note) {}

    /**
     * A cell that changed.
     *
     * @param cell the cell
     * @param previous as published
     * @param adjustment what is added
     * @param restated as it reads now
     * @param acts the acts, corrections and changes of units behind it, by position; their amounts sum to the adjustment
     */
    record ChangedCell(String cell, Object previous, Object adjustment, Object restated, List<ActBehind> acts) {}

    /** An act behind a changed cell; subject and id are null for a change of units. */
    record ActBehind(String unit, String subject, String id, long position, Object amount) {}

    /** A later year, and its cells that the same acts moved. */
    record LaterYear(int year, List<String> cells) {}

    /**
     * Explains a restatement.
     *
     * @param previous the figures of the version before
     * @param restated the figures now
     * @param reason why the report was restated
     */
    Restatement explain(
            String unit, int year, int previousVersion, KeptFigures previous, TablesView restated, String reason) {
        KnownAt known = restated.knownAt();
        List<FoundMoves.Event> events = moved(unit, year, previous, known);
        List<ChangedCell> changed = new ArrayList<>();
        List<ActBehind> behind = new ArrayList<>();
        for (Cell cell : format.cells()) {
            Measure measure = cell.measure();
            long before = measure.base(previous.cells().get(cell.id()));
            long after = measure.base(restated.cells().get(cell.id()));
            if (before != after) {
                List<ActBehind> acts = events.stream()
                        .filter(event -> event.cells().containsKey(cell.id()))
                        .map(event -> new ActBehind(
                                event.unit(),
                                event.subject(),
                                event.id(),
                                event.position(),
                                event.cells().get(cell.id())))
                        .toList();
                behind.addAll(acts);
                changed.add(new ChangedCell(
                        cell.id(),
                        measure.shown(before),
                        measure.shown(Math.subtractExact(after, before)),
                        measure.shown(after),
                        acts));
            }
        }
        List<LaterYear> later = laterYears(unit, year, previous, known, behind);
        return new Restatement(
                previousVersion,
                previous.position(),
                reason,
                changed,
                later,
                new RestatementNote(format).write(previousVersion, reason, changed, later));
    }

    /**
     * What else happened in later years meanwhile is none of this report's business. What the same acts moved there is, taken together
     * with what came after them in the same subjects: a late request that was decided the year after is carried in there and not
     * carried out.
     */
    private List<LaterYear> laterYears(
            String unit, int year, KeptFigures previous, KnownAt known, List<ActBehind> behind) {
        Set<Long> positions = new HashSet<>();
        Map<String, Long> since = new HashMap<>();
        for (ActBehind act : behind) {
            positions.add(act.position());
            if (act.subject() != null) {
                since.merge(Identifiers.subjectStream(act.unit(), act.subject()), act.position(), Math::min);
            }
        }
        List<LaterYear> later = new ArrayList<>();
        for (int next = year + 1; !behind.isEmpty() && next <= dates.today().getYear(); next++) {
            Map<String, Long> sums = new HashMap<>();
            moved(unit, next, previous, known).stream()
                    .filter(event -> positions.contains(event.position()) || follows(event, since))
                    .forEach(event -> event.cells()
                            .forEach((cell, amount) -> sums.merge(
                                    cell,
                                    format.find(cell).orElseThrow().measure().base(amount),
                                    Math::addExact)));
            List<String> cells = format.cells().stream()
                    .map(Cell::id)
                    .filter(cell -> sums.getOrDefault(cell, 0L) != 0)
                    .toList();
            if (!cells.isEmpty()) {
                later.add(new LaterYear(next, cells));
            }
        }
        return later;
    }

    private static boolean follows(FoundMoves.Event event, Map<String, Long> since) {
        return event.subject() != null
                && event.position()
                        > since.getOrDefault(Identifiers.subjectStream(event.unit(), event.subject()), Long.MAX_VALUE);
    }

    private List<FoundMoves.Event> moved(String unit, int year, KeptFigures previous, KnownAt known) {
        return moves.find(new FindMoves(
                        unit, year, previous.scope(), previous.position(), Moment.knownAt(known.position())))
                .events();
    }
}
