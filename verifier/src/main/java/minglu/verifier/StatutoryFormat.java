package minglu.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A statutory format, section 6.4 of the evidence format: which cells there are, what they sum, and which rules they keep.
 *
 * @param name name of the format
 * @param rules version of its rules
 * @param cells the cells by id, in the order of the form
 * @param footing the rules, in their order
 */
record StatutoryFormat(String name, String rules, Map<String, Cell> cells, List<Rule> footing) {

    /**
     * A format that this version knows.
     *
     * @param rules version of the rules
     * @param digest SHA-256 of the format file, in hex
     */
    record Known(String rules, String digest) {}

    /** The formats known, by name. */
    static final Map<String, Known> KNOWN =
            Map.of("2021-30", new Known("1", "e42afd4abe55d7922be23998f16e44585b1cd8dc38a651f2c557d8653be690e3"));

    /** In what a cell is written. */
    enum Measure {
        COUNT,
        TEN_THOUSAND_YUAN
    }

    /** How a cell comes about. */
    sealed interface Formula {}

    /** A sum of postings. */
    record OfAccount(String account, Sums.Window window) implements Formula {}

    /** A sum of other cells. */
    record OfCells(List<String> cells) implements Formula {}

    /** A cell of the form. */
    record Cell(String id, Measure measure, Formula formula) {

        /** The figure, in pieces or fen, as the form writes it: plain, without trailing zeros. */
        String write(BigInteger figure) {
            return number(figure).toPlainString();
        }

        /** Whether a claim is the JSON of a figure written so: an integer for pieces, a string for money. */
        boolean isWrittenAs(Json claimed, String written) {
            return switch (measure) {
                case COUNT ->
                    claimed instanceof Json.Num number && number.text().equals(written);
                case TEN_THOUSAND_YUAN ->
                    claimed instanceof Json.Str text && text.value().equals(written);
            };
        }

        /** The figure in the unit of the form. */
        BigDecimal number(BigInteger figure) {
            return switch (measure) {
                case COUNT -> new BigDecimal(figure);
                case TEN_THOUSAND_YUAN ->
                    figure.signum() == 0 ? BigDecimal.ZERO : plain(new BigDecimal(figure, 6).stripTrailingZeros());
            };
        }

        private static BigDecimal plain(BigDecimal number) {
            return number.scale() < 0 ? number.setScale(0) : number;
        }
    }

    /** A term of a balance. */
    record Term(String cell, boolean before, boolean negative) {}

    /** A rule that the cells keep. */
    record Rule(
            String id,
            String severity,
            String kind,
            List<String> where,
            List<String> left,
            List<String> right,
            boolean atMost) {

        /** Whether somebody may give a reason for breaking it. */
        boolean isWarning() {
            return severity.equals("warning");
        }

        List<Term> left(String where) {
            return left.stream().map(term -> term(term, where)).toList();
        }

        List<Term> right(String where) {
            return right.stream().map(term -> term(term, where)).toList();
        }

        private static Term term(String written, String where) {
            String rest = written.replace("{where}", where);
            boolean negative = rest.startsWith("-");
            rest = negative ? rest.substring(1) : rest;
            boolean before = rest.startsWith("before:");
            return new Term(before ? rest.substring("before:".length()) : rest, before, negative);
        }
    }

    /** The format of the name as this program carries it; its bytes are those of the digest. */
    static StatutoryFormat known(String name) {
        try (InputStream in = StatutoryFormat.class.getResourceAsStream("format/" + name + ".json")) {
            return parse(in.readAllBytes());
        } catch (IOException | FaultException incomplete) {
            throw new IllegalStateException("known formats are part of the program", incomplete);
        }
    }

    private static StatutoryFormat parse(byte[] bytes) throws FaultException {
        Json.Obj format = Json.parseObject(bytes);
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (Json table : format.array("tables")) {
            for (Json block : ((Json.Obj) table).array("blocks")) {
                cells((Json.Obj) block, cells);
            }
        }
        List<Rule> footing = new ArrayList<>();
        format.array("footing").forEach(rule -> footing.add(rule((Json.Obj) rule)));
        return new StatutoryFormat(format.string("format"), format.string("rules"), cells, List.copyOf(footing));
    }

    private static void cells(Json.Obj block, Map<String, Cell> cells) {
        for (Json rowOf : block.array("rows")) {
            Json.Obj row = (Json.Obj) rowOf;
            for (Json columnOf : block.array("columns")) {
                Json.Obj column = (Json.Obj) columnOf;
                Json.Obj formula = column.object("formula") == null ? row.object("formula") : column.object("formula");
                Filler filler = new Filler(row.string("code"), column.string("code"));
                String id = filler.fill(block.string("cell"));
                Measure measure =
                        switch (row.string("measure")) {
                            case "count" -> Measure.COUNT;
                            case "ten-thousand-yuan" -> Measure.TEN_THOUSAND_YUAN;
                            default -> throw new IllegalStateException("unknown measure of " + id);
                        };
                cells.put(id, new Cell(id, measure, formula(formula, filler)));
            }
        }
    }

    private record Filler(String row, String column) {

        private String fill(String pattern) {
            return pattern.replace("{row}", row).replace("{column}", column);
        }
    }

    private static Formula formula(Json.Obj formula, Filler filler) {
        String kind = formula.string("kind");
        if (kind.equals("sum")) {
            List<String> cells = new ArrayList<>();
            formula.array("cells").forEach(cell -> cells.add(filler.fill(((Json.Str) cell).value())));
            return new OfCells(List.copyOf(cells));
        }
        Sums.Window window =
                switch (kind) {
                    case "flow" -> Sums.Window.FLOW;
                    case "stock" -> Sums.Window.STOCK;
                    case "opening-stock" -> Sums.Window.OPENING;
                    default -> throw new IllegalStateException("unknown formula " + kind);
                };
        return new OfAccount(filler.fill(formula.string("account")), window);
    }

    private static Rule rule(Json.Obj rule) {
        Json.Obj how = rule.object("how");
        return new Rule(
                rule.string("id"),
                rule.string("severity"),
                how.string("kind"),
                texts(how, "where"),
                texts(how, "left"),
                texts(how, "right"),
                "at-most".equals(how.string("relation")));
    }

    private static List<String> texts(Json.Obj object, String member) {
        List<Json> items = object.array(member);
        return items == null
                ? List.of()
                : items.stream().map(item -> ((Json.Str) item).value()).toList();
    }

    /** Every account that some cell sums. */
    Set<String> accounts() {
        Set<String> accounts = new TreeSet<>();
        for (Cell cell : cells.values()) {
            if (cell.formula() instanceof OfAccount of) {
                accounts.add(of.account());
            }
        }
        return accounts;
    }

    /** The sums of postings that the cell comes to. */
    List<OfAccount> partsOf(String cell) {
        List<OfAccount> parts = new ArrayList<>();
        collect(cell, parts);
        return parts;
    }

    private void collect(String cell, List<OfAccount> parts) {
        Formula formula = cells.get(cell).formula();
        if (formula instanceof OfAccount part) {
            parts.add(part);
        } else if (formula instanceof OfCells sum) {
            sum.cells().forEach(one -> collect(one, parts));
        }
    }

    /** The figure of a cell for these units, in pieces or fen. */
    BigInteger figure(String cell, Set<String> owners, Sums sums) {
        BigInteger figure = BigInteger.ZERO;
        for (OfAccount part : partsOf(cell)) {
            figure = figure.add(sums.of(owners, part.account(), part.window()));
        }
        return figure;
    }

    /** The figure of the year before; null where it is not known. */
    BigInteger figureBefore(String cell, Set<String> unitsBefore, Sums sums) {
        List<OfAccount> parts = partsOf(cell);
        if (unitsBefore.isEmpty() || parts.stream().anyMatch(part -> part.window() != Sums.Window.STOCK)) {
            return null;
        }
        BigInteger figure = BigInteger.ZERO;
        for (OfAccount part : parts) {
            figure = figure.add(sums.of(unitsBefore, part.account(), Sums.Window.OPENING));
        }
        return figure;
    }
}
