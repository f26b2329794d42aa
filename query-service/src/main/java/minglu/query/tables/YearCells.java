package minglu.query.tables;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import minglu.api.format.Cell;
import minglu.api.format.Formula;
import minglu.api.format.StatutoryFormat;

/** Which cells of a year a posting moves: the format read from the accounts to the cells. */
final class YearCells {

    private record Part(String cell, Formula.Kind kind) {}

    private final LocalDate start;
    private final LocalDate end;
    private final Map<String, List<Part>> byAccount = new HashMap<>();
    private final Set<String> flows = new TreeSet<>();
    private final Set<String> stocks = new TreeSet<>();

    /** The cells of a whole year. */
    YearCells(StatutoryFormat format, int year) {
        start = LocalDate.of(year, 1, 1);
        end = LocalDate.of(year, 12, 31);
        for (Cell cell : format.cells()) {
            for (Formula part : format.parts(cell.id())) {
                byAccount
                        .computeIfAbsent(part.account(), account -> new ArrayList<>())
                        .add(new Part(cell.id(), part.kind()));
                (part.kind() == Formula.Kind.FLOW ? flows : stocks).add(part.account());
            }
        }
    }

    /** First day of the year. */
    LocalDate start() {
        return start;
    }

    /** Last day of the year. */
    LocalDate end() {
        return end;
    }

    /** Accounts that count within the year alone. */
    Set<String> flows() {
        return flows;
    }

    /** Accounts that count whenever they were posted to before the year's end. */
    Set<String> stocks() {
        return stocks;
    }

    /** Adds what an amount on an account moves to what others moved, in base units; sums may come out as 0. */
    void add(Map<String, Long> moved, String account, LocalDate occurredOn, long amount) {
        for (Part part : byAccount.getOrDefault(account, List.of())) {
            boolean counts =
                    switch (part.kind()) {
                        case FLOW -> !occurredOn.isBefore(start) && !occurredOn.isAfter(end);
                        case STOCK -> !occurredOn.isAfter(end);
                        case OPENING_STOCK -> occurredOn.isBefore(start);
                        case SUM -> throw new IllegalStateException("a sum of cells reads no account: " + part);
                    };
            if (counts) {
                moved.merge(part.cell(), amount, Math::addExact);
            }
        }
    }
}
