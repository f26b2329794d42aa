package minglu.query.log.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import minglu.api.format.Cell;
import minglu.api.format.Formats;
import minglu.api.format.Formula;
import minglu.api.format.StatutoryFormat;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.tables.Scope;
import minglu.query.ledger.AccountSums;
import minglu.query.ledger.Ledger;
import minglu.query.log.merkle.Proofs;
import minglu.query.log.notary.Leaves;
import minglu.query.log.notary.LogRows.Published;
import minglu.query.log.notary.PublishedLog;
import minglu.query.log.note.StrictBase64;
import minglu.query.units.UnitStore;
import minglu.query.units.UnitTree;
import tools.jackson.databind.json.JsonMapper;

/** A department says which of its acts stand inside a cell of a node, and proves each (docs/evidence-format.md, section 7). */
final class Statements {

    private static final String VERSION = "minglu-statement/1";
    private static final int CHUNK = 1_000;

    private final StatutoryFormat format = Formats.current();
    private final Ledger ledger;
    private final UnitStore units;
    private final PublishedLog log;
    private final Leaves leaves;
    private final JsonMapper json;

    Statements(Ledger ledger, UnitStore units, PublishedLog log, Leaves leaves, JsonMapper json) {
        this.ledger = ledger;
        this.units = units;
        this.log = log;
        this.leaves = leaves;
        this.json = json;
    }

    /**
     * What is stated.
     *
     * @param unit who states
     * @param node inside whose cell
     * @param cell which cell
     * @param year of which year
     * @param position what is known
     * @param countsFor the included unit that the unit counts for; null: it does not count there
     */
    record Asked(String unit, String node, Cell cell, int year, long position, String countsFor) {}

    /**
     * Looks up what is asked for.
     *
     * @throws RefusedException {@code unknown-unit} or {@code unknown-cell}
     */
    Asked asked(String unit, String node, String cell, int year, long position) {
        Cell known = format.find(cell)
                .orElseThrow(() -> new RefusedException(
                        ProblemCode.UNKNOWN_CELL, "format " + format.format() + " has no cell " + cell));
        if (units.latest().find(node).isEmpty()) {
            throw new RefusedException(ProblemCode.UNKNOWN_UNIT, "there is no unit " + node);
        }
        UnitTree tree = units.treeAt(year, position);
        boolean isNode = tree.find(node).map(definition -> definition.isNode()).orElse(false);
        UnitTree.Coverage coverage = tree.cover(node, isNode ? Scope.CONSOLIDATED : Scope.OWN);
        return new Asked(unit, node, known, year, position, coverage.owners().get(unit));
    }

    void write(Asked asked, Published checkpoint, OutputStream out) throws IOException {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("statement", VERSION);
        head.put("unit", asked.unit());
        head.put("node", asked.node());
        head.put("cell", asked.cell().id());
        head.put("year", asked.year());
        head.put("knownAt", asked.position());
        head.put("contribution", asked.cell().measure().shown(contribution(asked)));
        head.put("countsFor", asked.countsFor());
        head.put("format", format.format());
        head.put("rules", format.rules());
        head.put("checkpoint", checkpoint.note());
        line(out, head);
        Proofs proofs = new Proofs(log.tree(checkpoint));
        for (long position : positions(asked)) {
            entry(out, position, checkpoint, proofs);
        }
    }

    private long contribution(Asked asked) {
        if (asked.countsFor() == null) {
            return 0;
        }
        AccountSums sums = ledger.sums(
                        Set.of(asked.unit()), asked.year(), LocalDate.of(asked.year(), 12, 31), asked.position())
                .getOrDefault(asked.unit(), new AccountSums(Map.of()));
        return format.parts(asked.cell().id()).stream().mapToLong(sums::read).reduce(0, Math::addExact);
    }

    private SortedSet<Long> positions(Asked asked) {
        SortedSet<Long> positions = new TreeSet<>(definitions(asked));
        LocalDate start = LocalDate.of(asked.year(), 1, 1);
        LocalDate end = LocalDate.of(asked.year(), 12, 31);
        Set<String> unit = Set.of(asked.unit());
        Set<String> opening = accounts(asked, Formula.Kind.OPENING_STOCK);
        collect(
                new Ledger.Wanted(
                        unit, accounts(asked, Formula.Kind.FLOW), accounts(asked, Formula.Kind.STOCK), start, end),
                asked,
                positions);
        if (!opening.isEmpty()) {
            collect(new Ledger.Wanted(unit, Set.of(), opening, start, start.minusDays(1)), asked, positions);
        }
        return positions;
    }

    private Set<String> accounts(Asked asked, Formula.Kind kind) {
        return format.parts(asked.cell().id()).stream()
                .filter(part -> part.kind() == kind)
                .map(Formula::account)
                .collect(Collectors.toSet());
    }

    private void collect(Ledger.Wanted wanted, Asked asked, Set<Long> positions) {
        long after = 0;
        List<Ledger.Booked> booked;
        do {
            booked = ledger.booked(wanted, after, asked.position(), CHUNK);
            booked.forEach(posting -> positions.add(posting.position()));
            // A page may end within an event; what is left of it has the same position.
            after = booked.isEmpty() ? after : booked.get(booked.size() - 1).position();
        } while (booked.size() == CHUNK);
    }

    /** Positions of all definitions of the unit, of its successors, and of what stands above them up to the node. */
    private Set<Long> definitions(Asked asked) {
        List<UnitStore.Known> history = units.history(asked.position());
        Set<String> wanted = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(asked.unit()));
        while (!next.isEmpty()) {
            String unit = next.pop();
            if (wanted.add(unit) && !unit.equals(asked.node())) {
                history.stream()
                        .filter(known -> known.definition().unit().equals(unit))
                        .forEach(known -> {
                            push(next, known.definition().definition().parent());
                            push(next, known.definition().definition().successor());
                        });
            }
        }
        wanted.add(asked.node());
        return history.stream()
                .filter(known -> wanted.contains(known.definition().unit()))
                .map(UnitStore.Known::position)
                .collect(Collectors.toSet());
    }

    private static void push(Deque<String> next, String unit) {
        if (unit != null) {
            next.push(unit);
        }
    }

    private void entry(OutputStream out, long position, Published checkpoint, Proofs proofs) throws IOException {
        long index = position - 1;
        Leaves.Notarised notarised = leaves.get(checkpoint.epoch(), index);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("i", index);
        entry.put("leaf", StrictBase64.encode(notarised.bytes()));
        entry.put("salt", HexFormat.of().formatHex(leaves.salt(checkpoint.epoch(), notarised.event())));
        entry.put("payload", StrictBase64.encode(notarised.event().payload()));
        entry.put(
                "proof",
                proofs.inclusion(index, checkpoint.size()).stream()
                        .map(StrictBase64::encode)
                        .toList());
        line(out, entry);
    }

    private void line(OutputStream out, Map<String, Object> members) throws IOException {
        out.write(json.writeValueAsBytes(members));
        out.write('\n');
    }
}
