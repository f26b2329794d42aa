package minglu.api.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lays a table of the form out as the official form prints it. A heading is a path from the outermost group to the label; equal
 * beginnings of neighbours are printed once and span them, and the last heading of a path fills what is left of the head.
 */
public final class TableLayout {

    private static final int THOUSAND = 1000;
    /** Shares of the columns of row labels, outermost group first, where there are as many. */
    private static final List<List<Integer>> LABEL_WIDTHS =
            List.of(List.of(), List.of(250), List.of(150, 300), List.of(95, 135, 290));

    private final FormTable table;
    private final Function<Label, String> language;
    private final List<Grid.Place> places = new ArrayList<>();

    private TableLayout(FormTable table, Function<Label, String> language) {
        this.table = table;
        this.language = language;
    }

    /** The table as the official form prints it. */
    public static Grid of(FormTable table) {
        return of(table, Label::zh);
    }

    /** The table with its labels in a language. */
    public static Grid of(FormTable table, Function<Label, String> language) {
        return new TableLayout(table, language).grid();
    }

    private Grid grid() {
        FormBlock first = table.blocks().get(0);
        if (first.title() != null) {
            return stacked();
        }
        if (table.blocks().size() != 1) {
            throw new IllegalStateException("table " + table.id() + " has several blocks, and the first has no title");
        }
        return first.across() ? across(first) : matrix(first);
    }

    /** Blocks below one another, each with its heading; all share the columns of the widest. */
    private Grid stacked() {
        int most = table.blocks().stream()
                .mapToInt(block -> block.columns().size())
                .reduce(1, TableLayout::leastCommonMultiple);
        int row = 0;
        for (FormBlock block : table.blocks()) {
            int title = place(Grid.Kind.BLOCK, row, 0, 1, most + 1, language.apply(block.title()), List.of());
            int heading = place(Grid.Kind.COLUMN, row + 1, 0, 1, 1, language.apply(block.rowHeading()), List.of());
            int span = most / block.columns().size();
            List<Integer> heads = new ArrayList<>();
            for (FormColumn column : block.columns()) {
                heads.add(place(
                        Grid.Kind.COLUMN,
                        row + 1,
                        1 + heads.size() * span,
                        1,
                        span,
                        language.apply(column.label()),
                        List.of()));
            }
            row += 2;
            for (FormRow line : block.rows()) {
                int label = place(Grid.Kind.ROW, row, 0, 1, 1, language.apply(line.label()), List.of(title, heading));
                for (int i = 0; i < block.columns().size(); i++) {
                    figure(
                            block,
                            line,
                            block.columns().get(i),
                            row,
                            1 + i * span,
                            span,
                            List.of(title, heads.get(i), label));
                }
                row++;
            }
        }
        return finished(evenly(THOUSAND, most + 1), 0);
    }

    /** Rows below one another with their labels to the left; the note of the table stands in the corner. */
    private Grid matrix(FormBlock block) {
        List<List<String>> rows = block.rows().stream()
                .map(row -> path(row.groups(), row.label()))
                .toList();
        List<List<String>> columns = block.columns().stream()
                .map(column -> path(column.groups(), column.label()))
                .toList();
        int labels = deepest(rows);
        int head = deepest(columns);
        if (labels >= LABEL_WIDTHS.size()) {
            throw new IllegalStateException("table " + table.id() + " has rows in " + (labels - 1) + " groups");
        }
        place(Grid.Kind.NOTE, 0, 0, head, labels, table.note() == null ? "" : language.apply(table.note()), List.of());
        List<List<Integer>> columnHeads = heads(
                columns,
                head,
                (from, count, level, depth, text) ->
                        place(Grid.Kind.COLUMN, level, labels + from, depth, count, text, List.of()));
        List<List<Integer>> rowHeads = heads(
                rows,
                labels,
                (from, count, level, depth, text) ->
                        place(Grid.Kind.ROW, head + from, level, count, depth, text, List.of()));
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                figure(
                        block,
                        block.rows().get(r),
                        block.columns().get(c),
                        head + r,
                        labels + c,
                        1,
                        joined(columnHeads.get(c), rowHeads.get(r)));
            }
        }
        List<Integer> labelWidths = LABEL_WIDTHS.get(labels);
        int left = THOUSAND - labelWidths.stream().mapToInt(Integer::intValue).sum();
        return finished(joined(labelWidths, evenly(left, columns.size())), head);
    }

    /** One line of numbers below the labels of rows and columns. */
    private Grid across(FormBlock block) {
        List<List<String>> paths = block.rows().stream()
                .flatMap(row -> block.columns().stream()
                        .map(column -> joined(path(row.groups(), row.label()), path(column.groups(), column.label()))))
                .toList();
        int head = deepest(paths);
        List<List<Integer>> heads = heads(
                paths,
                head,
                (from, count, level, depth, text) ->
                        place(Grid.Kind.COLUMN, level, from, depth, count, text, List.of()));
        int column = 0;
        for (FormRow row : block.rows()) {
            for (FormColumn part : block.columns()) {
                figure(block, row, part, head, column, 1, heads.get(column));
                column++;
            }
        }
        return finished(evenly(THOUSAND, paths.size()), head);
    }

    /** Puts a heading down: at which entry it begins, how many it spans, its level, how many levels it fills. */
    private interface Heading {
        int put(int from, int count, int level, int depth, String text);
    }

    /** Puts the headings of entries down and gives, for each entry, the indexes of those it belongs to. */
    private static List<List<Integer>> heads(List<List<String>> paths, int levels, Heading heading) {
        List<List<Integer>> found = new ArrayList<>();
        paths.forEach(path -> found.add(new ArrayList<>()));
        for (int level = 0; level < levels; level++) {
            int from = 0;
            while (from < paths.size()) {
                List<String> path = paths.get(from);
                if (level >= path.size()) {
                    from++;
                    continue;
                }
                boolean last = level == path.size() - 1;
                int count = 1;
                while (!last && from + count < paths.size() && sharesGroup(path, paths.get(from + count), level)) {
                    count++;
                }
                int index = heading.put(from, count, level, last ? levels - level : 1, path.get(level));
                for (int entry = from; entry < from + count; entry++) {
                    found.get(entry).add(index);
                }
                from += count;
            }
        }
        return found;
    }

    private static boolean sharesGroup(List<String> path, List<String> other, int level) {
        return other.size() > level + 1 && other.subList(0, level + 1).equals(path.subList(0, level + 1));
    }

    private void figure(
            FormBlock block, FormRow row, FormColumn column, int atRow, int atColumn, int span, List<Integer> heads) {
        place(Grid.Kind.FIGURE, atRow, atColumn, 1, span, block.cellId(row, column), heads);
    }

    private int place(
            Grid.Kind kind, int row, int column, int rowSpan, int columnSpan, String text, List<Integer> heads) {
        places.add(new Grid.Place(kind, row, column, rowSpan, columnSpan, text, heads));
        return places.size() - 1;
    }

    private Grid finished(List<Integer> widths, int headRows) {
        return new Grid(table.id(), language.apply(table.title()), widths, headRows, List.copyOf(places));
    }

    private List<String> path(List<Label> groups, Label label) {
        return Stream.concat(groups.stream(), Stream.of(label)).map(language).toList();
    }

    private static int deepest(List<List<String>> paths) {
        return paths.stream().mapToInt(List::size).max().orElse(0);
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** A width in equal parts, the first ones one larger where it does not divide. */
    private static List<Integer> evenly(int width, int parts) {
        if (parts == 0) {
            return Collections.emptyList();
        }
        return IntStream.range(0, parts)
                .mapToObj(i -> width / parts + (i < width % parts ? 1 : 0))
                .toList();
    }

    private static int leastCommonMultiple(int one, int other) {
        int multiple = one;
        while (multiple % other != 0) {
            multiple += one;
        }
        return multiple;
    }
}
