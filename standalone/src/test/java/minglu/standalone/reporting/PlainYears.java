package minglu.standalone.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A plain count of what acts add to the cells of a unit's year, written from the form and not from the product: flows by year, stocks
 * as sums of all before. Which unit a recording unit counts for in a year is said by the test.
 */
final class PlainYears {

    static final List<String> APPLICANTS = List.of(
            "natural-person",
            "enterprise",
            "research-institution",
            "social-organisation",
            "legal-service",
            "other-organisation");
    static final List<String> DISPUTES =
            List.of("reconsideration", "litigation-direct", "litigation-after-reconsideration");
    static final List<String> DOCUMENTS = List.of("regulation", "normative");

    private record Moved(String unit, int year, String what, long amount) {}

    private final List<Moved> flows = new ArrayList<>();
    private final List<Moved> stocks = new ArrayList<>();
    private final BiFunction<String, Integer, String> owner;

    /** @param owner the unit that a recording unit counts for in a year; null for none */
    PlainYears(BiFunction<String, Integer, String> owner) {
        this.owner = owner;
    }

    void flow(String unit, int year, String cell, long amount) {
        flows.add(new Moved(unit, year, cell, amount));
    }

    /** @param stock {@code open/<applicant>}, {@code in-force/<kind>} or {@code pending/<kind>} */
    void stock(String unit, int year, String stock, long amount) {
        stocks.add(new Moved(unit, year, stock, amount));
    }

    /** What a unit's stock was at the end of a year, its predecessors of the year {@code as} included. */
    long stockAt(String unit, int as, int end, String stock) {
        return stocks.stream()
                .filter(moved -> moved.what().equals(stock) && moved.year() <= end)
                .filter(moved -> unit.equals(owner.apply(moved.unit(), as)))
                .mapToLong(Moved::amount)
                .sum();
    }

    /** The cells of some units' year; a missing one is zero. Charges in fen. */
    Map<String, Long> cells(List<String> units, int year) {
        Map<String, Long> cells = new HashMap<>();
        for (String unit : units) {
            for (Moved moved : flows) {
                if (moved.year() == year && unit.equals(owner.apply(moved.unit(), year))) {
                    add(cells, moved.what(), moved.amount());
                }
            }
            for (String applicant : APPLICANTS) {
                add(cells, "3.carried-in." + applicant, stockAt(unit, year, year - 1, "open/" + applicant));
                add(cells, "3.carried-out." + applicant, stockAt(unit, year, year, "open/" + applicant));
            }
            for (String kind : DOCUMENTS) {
                add(cells, "2." + kind + ".in-force", stockAt(unit, year, year, "in-force/" + kind));
            }
            for (String kind : DISPUTES) {
                add(cells, "4." + kind + ".pending", stockAt(unit, year, year, "pending/" + kind));
            }
        }
        totals(cells);
        return cells;
    }

    private static void totals(Map<String, Long> cells) {
        for (Map.Entry<String, Long> cell : new TreeMap<>(cells).entrySet()) {
            String[] name = cell.getKey().split("\\.");
            if (name[0].equals("3")) {
                boolean isResult = !List.of("new", "carried-in", "carried-out").contains(name[1]);
                add(cells, "3." + name[1] + ".total", cell.getValue());
                if (isResult) {
                    add(cells, "3.total." + name[2], cell.getValue());
                    add(cells, "3.total.total", cell.getValue());
                }
            } else if (name[0].equals("4")) {
                add(cells, "4." + name[1] + ".total", cell.getValue());
            }
        }
    }

    private static void add(Map<String, Long> cells, String cell, long amount) {
        cells.merge(cell, amount, Long::sum);
    }

    /** A cell as the contract writes it. */
    static String shown(String cell, long amount) {
        if (!cell.equals("2.charges")) {
            return String.valueOf(amount);
        }
        BigDecimal wan = BigDecimal.valueOf(amount, 6).stripTrailingZeros();
        return wan.signum() == 0 ? "0" : wan.toPlainString();
    }
}
