package minglu.query.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.format.Cell;
import minglu.api.format.Label;
import minglu.api.format.Measure;
import minglu.api.format.StatutoryFormat;
import minglu.query.reporting.Restatements.ActBehind;
import minglu.query.reporting.Restatements.ChangedCell;
import minglu.query.reporting.Restatements.LaterYear;

/** 更正说明 in words, with the labels of the form. */
final class RestatementNote {

    private static final int MOST_NAMED = 10;

    private final StatutoryFormat format;

    RestatementNote(StatutoryFormat format) {
        this.format = format;
    }

    /** Writes the note; a paragraph for each changed cell. */
    String write(int previousVersion, String reason, List<ChangedCell> changed, List<LaterYear> later) {
        List<String> lines = new ArrayList<>();
        lines.add("更正说明:本报告为第" + (previousVersion + 1) + "版,更正第" + previousVersion + "版。更正原因:" + reason);
        if (changed.isEmpty()) {
            lines.add("各项数据与第" + previousVersion + "版一致。");
        }
        changed.forEach(cell -> lines.add(line(cell)));
        later.forEach(year -> lines.add(year.year() + "年报告受影响的数据:"
                + year.cells().stream().map(this::label).collect(Collectors.joining("、")) + "。"));
        return String.join("\n", lines);
    }

    private String line(ChangedCell changed) {
        String measure = format.find(changed.cell()).orElseThrow().measure() == Measure.COUNT ? "件" : "万元";
        BigDecimal adjustment = new BigDecimal(changed.adjustment().toString());
        return label(changed.cell()) + ":原为" + changed.previous() + measure + ",调整"
                + (adjustment.signum() > 0 ? "+" : "") + changed.adjustment() + measure + ",更正后为"
                + changed.restated() + measure + "。依据:" + acts(changed.acts()) + "。";
    }

    private static String acts(List<ActBehind> acts) {
        String named = acts.stream()
                .limit(MOST_NAMED)
                .map(act ->
                        act.subject() == null ? act.unit() + "单位变更" : act.unit() + " " + act.subject() + " " + act.id())
                .collect(Collectors.joining("、"));
        return acts.size() > MOST_NAMED ? named + "等" + acts.size() + "条记录" : named;
    }

    private String label(String id) {
        Cell cell = format.find(id).orElseThrow();
        return Stream.of(
                        cell.row().groups().stream(),
                        Stream.of(cell.row().label()),
                        cell.column().groups().stream(),
                        Stream.of(cell.column().label()))
                .flatMap(labels -> labels)
                .map(Label::zh)
                .collect(Collectors.joining(" "));
    }
}
