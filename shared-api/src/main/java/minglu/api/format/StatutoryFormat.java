package minglu.api.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import minglu.api.tables.SummaryFigures;

/**
 * A version of the statutory form: what is printed, how each cell follows from the ledger, and which rules hold between the
 * figures. It is data; a form of the future is another resource over the same ledger.
 */
public final class StatutoryFormat {

    private final String format;
    private final String rules;
    private final String source;
    private final Label title;
    private final List<FormSection> sections;
    private final List<FormTable> tables;
    private final List<FootingRule> footing;
    private final List<TextRule> textRules;
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final Map<String, List<Formula>> parts = new LinkedHashMap<>();

    /**
     * Expands the templates and checks that everything named exists.
     *
     * @throws IllegalStateException if a cell is defined twice, lacks a formula, adds itself, if a sum or a rule names a cell
     *     that does not exist, or if the sections do not show each table once
     */
    StatutoryFormat(
            String format,
            String rules,
            String source,
            Label title,
            List<FormSection> sections,
            List<FormTable> tables,
            List<FootingRule> footing,
            List<TextRule> textRules) {
        this.format = format;
        this.rules = rules;
        this.source = source;
        this.title = title;
        this.sections = List.copyOf(sections);
        this.tables = List.copyOf(tables);
        this.footing = List.copyOf(footing);
        this.textRules = textRules == null ? List.of() : List.copyOf(textRules);
        List<String> shown = sections.stream()
                .map(FormSection::table)
                .filter(Objects::nonNull)
                .toList();
        if (!shown.equals(tables.stream().map(FormTable::id).toList())) {
            throw new IllegalStateException("the sections of format " + format + " show the tables " + shown);
        }
        for (FormTable table : tables) {
            for (FormBlock block : table.blocks()) {
                for (FormRow row : block.rows()) {
                    for (FormColumn column : block.columns()) {
                        define(block.cell(table.id(), row, column));
                    }
                }
            }
        }
        cells.keySet().forEach(id -> parts.put(id, List.copyOf(partsOf(id, new LinkedHashSet<>()))));
        for (FootingRule rule : footing) {
            for (String where : rule.how().where()) {
                rule.how().left().forEach(term -> defined(term.cellAt(where)));
                rule.how().right().forEach(term -> defined(term.cellAt(where)));
            }
        }
        this.textRules.stream()
                .flatMap(rule -> rule.readings().stream())
                .flatMap(reading -> reading.sums().stream())
                .flatMap(List::stream)
                .filter(name -> !SummaryFigures.names().contains(name))
                .forEach(this::defined);
    }

    /** Name of the format, for example {@code 2021-30}. */
    public String format() {
        return format;
    }

    /** Version of its footing rules. */
    public String rules() {
        return rules;
    }

    /** The document that prescribes the form. */
    public String source() {
        return source;
    }

    /** Title of the form. */
    public Label title() {
        return title;
    }

    /** The sections of the report in the order of the form. */
    public List<FormSection> sections() {
        return sections;
    }

    /** The tables in the order of the form. */
    public List<FormTable> tables() {
        return tables;
    }

    /** The rules in the order in which they are checked. */
    public List<FootingRule> footing() {
        return footing;
    }

    /** The rules between the texts of a report and its figures. */
    public List<TextRule> textRules() {
        return textRules;
    }

    /** All cells in the order of the form. */
    public List<Cell> cells() {
        return List.copyOf(cells.values());
    }

    /** The cell with this id; empty where the form has none. */
    public Optional<Cell> find(String id) {
        return Optional.ofNullable(cells.get(id));
    }

    /** The formulas that read accounts and whose sum is the cell: its own, or those of everything it adds up. */
    public List<Formula> parts(String id) {
        return parts.get(defined(id).id());
    }

    /**
     * Computes every cell.
     *
     * @param account the sum of an account in the window a formula names, in base units
     * @return cell id to figure in the base unit of its {@link Measure}, in the order of the form
     * @throws ArithmeticException if a sum exceeds a {@code long}
     */
    public Map<String, Long> compute(ToLongFunction<Formula> account) {
        Map<String, Long> figures = new LinkedHashMap<>();
        parts.forEach((id, formulas) ->
                figures.put(id, formulas.stream().mapToLong(account).reduce(0, Math::addExact)));
        return Collections.unmodifiableMap(figures);
    }

    private void define(Cell cell) {
        if (cells.put(cell.id(), cell) != null) {
            throw new IllegalStateException("format " + format + " defines cell " + cell.id() + " twice");
        }
    }

    private Cell defined(String id) {
        return find(id).orElseThrow(
                        () -> new IllegalStateException("format " + format + " names the unknown cell " + id));
    }

    private List<Formula> partsOf(String id, Set<String> above) {
        if (!above.add(id)) {
            throw new IllegalStateException("cell " + id + " of format " + format + " adds itself: " + above);
        }
        Formula formula = defined(id).formula();
        List<Formula> found = new ArrayList<>();
        if (formula.kind() == Formula.Kind.SUM) {
            formula.cells().forEach(cell -> found.addAll(partsOf(cell, above)));
        } else {
            found.add(formula);
        }
        above.remove(id);
        return found;
    }
}
