package minglu.verifier;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables that a bundle claims, section 5.3 of the format.
 *
 * @param format name of the statutory format
 * @param rules version of its rules
 * @param unit whose tables they are
 * @param consolidated whether the units below a node are summed
 * @param year the year
 * @param position the position up to which the history was known
 * @param recordedAt when that event was recorded; null for position 0
 * @param occurredUntil the last day that counts
 * @param cells the cells as JSON, by id
 * @param checks the outcomes of the rules, in order
 * @param included units summed
 * @param silent those of them that recorded nothing
 * @param excluded units not summed
 * @param complete whether no event was missing
 * @param reasons how many reasons are given for being incomplete
 */
record TablesClaim(
        String format,
        String rules,
        String unit,
        boolean consolidated,
        int year,
        long position,
        String recordedAt,
        String occurredUntil,
        Map<String, Json> cells,
        List<Line> checks,
        List<String> included,
        List<String> silent,
        List<String> excluded,
        boolean complete,
        int reasons) {

    /** How long the file may be, in bytes. */
    static final int LONGEST = 4 << 20;

    /**
     * The outcome of a rule.
     *
     * @param left left side; null where it is not known
     * @param right right side; null where it is not known
     */
    record Line(
            String rule,
            String where,
            String severity,
            String status,
            BigDecimal left,
            BigDecimal right,
            List<String> cells) {}

    static TablesClaim parse(byte[] bytes) throws FaultException {
        Json.Obj tables = Json.parseObject(bytes);
        demand(
                tables.hasExactly(
                        "format",
                        "rules",
                        "unit",
                        "scope",
                        "year",
                        "knownAt",
                        "occurredUntil",
                        "cells",
                        "checks",
                        "units",
                        "complete",
                        "incompleteBecause"),
                "");
        Json.Obj knownAt = object(tables, "knownAt", "position", "recordedAt");
        Json.Obj units = object(tables, "units", "included", "silent", "excluded");
        Json recordedAt = knownAt.get("recordedAt");
        demand(recordedAt instanceof Json.Null || recordedAt instanceof Json.Str, "knownAt.recordedAt");
        long position = knownAt.number("position");
        demand(position >= 0, "knownAt.position");
        long year = tables.number("year");
        demand(year >= 1 && year <= 9999, "year");
        demand(tables.object("cells") != null, "cells");
        demand(tables.get("complete") instanceof Json.Bool, "complete");
        List<Json> reasons = tables.array("incompleteBecause");
        demand(reasons != null, "incompleteBecause");
        return new TablesClaim(
                text(tables, "format"),
                text(tables, "rules"),
                text(tables, "unit"),
                isConsolidated(tables, "scope"),
                (int) year,
                position,
                knownAt.string("recordedAt"),
                text(tables, "occurredUntil"),
                new LinkedHashMap<>(tables.object("cells").members()),
                lines(tables),
                texts(units, "included"),
                texts(units, "silent"),
                texts(units, "excluded"),
                ((Json.Bool) tables.get("complete")).value(),
                reasons.size());
    }

    /** Reads a scope. */
    static boolean isConsolidated(Json.Obj object, String member) throws FaultException {
        String scope = text(object, member);
        demand(scope.equals("own") || scope.equals("consolidated"), member);
        return scope.equals("consolidated");
    }

    private static List<Line> lines(Json.Obj tables) throws FaultException {
        List<Json> checks = tables.array("checks");
        demand(checks != null, "checks");
        List<Line> lines = new ArrayList<>();
        for (Json check : checks) {
            demand(
                    check instanceof Json.Obj line
                            && line.hasExactly("rule", "where", "severity", "status", "left", "right", "cells"),
                    "checks");
            Json.Obj line = (Json.Obj) check;
            lines.add(new Line(
                    text(line, "rule"),
                    text(line, "where"),
                    text(line, "severity"),
                    text(line, "status"),
                    number(line, "left"),
                    number(line, "right"),
                    texts(line, "cells")));
        }
        return List.copyOf(lines);
    }

    private static BigDecimal number(Json.Obj line, String member) throws FaultException {
        Json value = line.get(member);
        if (value instanceof Json.Num number) {
            try {
                return new BigDecimal(number.text());
            } catch (NumberFormatException outOfRange) {
                // The exponent does not fit.
                demand(false, member);
            }
        }
        demand(value instanceof Json.Null, member);
        return null;
    }

    private static Json.Obj object(Json.Obj in, String member, String... members) throws FaultException {
        Json.Obj object = in.object(member);
        demand(object != null && object.hasExactly(members), member);
        return object;
    }

    private static String text(Json.Obj in, String member) throws FaultException {
        String text = in.string(member);
        demand(text != null, member);
        return text;
    }

    private static List<String> texts(Json.Obj in, String member) throws FaultException {
        List<Json> items = in.array(member);
        demand(items != null && items.stream().allMatch(Json.Str.class::isInstance), member);
        return items.stream().map(item -> ((Json.Str) item).value()).toList();
    }

    private static void demand(boolean holds, String member) throws FaultException {
        if (!holds) {
            throw member.isEmpty()
                    ? new FaultException("成员不符合规定", "it has not exactly the members given")
                    : new FaultException("成员 " + member + " 的格式不正确", "its member " + member + " is not of its form");
        }
    }
}
