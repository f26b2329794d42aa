package minglu.standalone.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import minglu.api.format.FormBlock;
import minglu.api.format.FormColumn;
import minglu.api.format.FormRow;
import minglu.api.format.FormTable;
import minglu.api.format.Formats;
import minglu.api.format.Label;
import tools.jackson.databind.JsonNode;

/** The statutory tables of an answer of {@code GET /api/v1/tables} as Chinese text. */
final class TablesText {

    private static final int LABELS_AT_MOST = 46;
    private static final String INDENT = "  ";

    /** What stands where the answer has no number. */
    private static final String NOTHING = "–";

    private TablesText() {}

    /** All lines, a blank one after each table. */
    static List<String> lines(JsonNode tables) {
        List<String> lines = new ArrayList<>();
        JsonNode known = tables.path("knownAt");
        lines.add("%s  %d 年  %s  截至位置 %s  %s"
                .formatted(
                        tables.path("unit").asString(""),
                        tables.path("year").intValue(),
                        tables.path("scope").asString("").equals("own") ? "本单位" : "汇总",
                        known.path("position").asString(""),
                        known.path("recordedAt").asString("")));
        lines.add("");
        for (FormTable table :
                Formats.load(tables.path("format").asString(Formats.F2021_30)).tables()) {
            lines.add(table.title().zh());
            if (table.note() != null) {
                lines.add(table.note().zh());
            }
            lines.add("");
            table.blocks().forEach(block -> {
                lines.addAll(block(block, tables.path("cells")));
                lines.add("");
            });
        }
        lines.addAll(remarks(tables));
        return lines;
    }

    private static List<String> block(FormBlock block, JsonNode cells) {
        TextTable table = new TextTable(
                Stream.concat(
                                Stream.of(
                                        block.title() == null
                                                ? ""
                                                : block.title().zh()),
                                block.columns().stream().map(FormColumn::label).map(Label::zh))
                        .toList(),
                1,
                LABELS_AT_MOST);
        List<Label> open = List.of();
        for (FormRow row : block.rows()) {
            List<Label> groups = row.groups();
            for (int depth = 0; depth < groups.size(); depth++) {
                boolean stillOpen =
                        depth < open.size() && groups.subList(0, depth + 1).equals(open.subList(0, depth + 1));
                if (!stillOpen) {
                    table.row(List.of(INDENT.repeat(depth) + groups.get(depth).zh()));
                }
            }
            open = groups;
            table.row(Stream.concat(
                            Stream.of(INDENT.repeat(groups.size()) + row.label().zh()),
                            block.columns().stream().map(column -> cells.path(block.cellId(row, column))
                                    .asString(NOTHING)))
                    .toList());
        }
        return table.lines();
    }

    /** What a reader of the numbers must know: checks that do not hold, silent units, an unfinished ledger. */
    private static List<String> remarks(JsonNode tables) {
        List<String> lines = new ArrayList<>();
        tables.path("checks").forEach(check -> {
            if (check.path("status").asString("").equals("fails")) {
                lines.add("勾稽关系不成立 %s(%s):%s ≠ %s"
                        .formatted(
                                check.path("rule").asString(""),
                                check.path("where").asString(""),
                                check.path("left").asString(NOTHING),
                                check.path("right").asString(NOTHING)));
            }
        });
        List<String> silent = new ArrayList<>();
        tables.path("units").path("silent").forEach(unit -> silent.add(unit.asString()));
        if (!silent.isEmpty()) {
            lines.add("本年度既无记录也未零报告的单位:" + String.join("、", silent));
        }
        if (!tables.path("complete").asBoolean(true)) {
            lines.add("数据尚不完整:" + tables.path("incompleteBecause"));
        }
        return lines;
    }
}
