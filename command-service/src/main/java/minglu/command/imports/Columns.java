package minglu.command.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minglu.api.act.ActLabels;
import minglu.api.act.Field;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.platform.sheet.FormulaGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The columns of a table of acts: {@code unit}, {@code subject}, {@code id}, {@code type}, {@code occurredOn}, {@code reason},
 * {@code late}, {@code data.<field>} and, for amendments, {@code data.data.<field>}. Text cells become the JSON that the field
 * wants; a cell that cannot stays text, so that the form check says what is wrong with it. Headings and codes may also be given by
 * their Chinese names ({@link ActLabels}); what an amendment replaces has the prefix {@link #AMENDED_ZH}.
 */
final class Columns {

    private static final int ADDED_BY_US = -1;
    private static final int NAMELESS = -2;
    private static final String DATA = "data";
    private static final String DATA_PREFIX = "data.";
    private static final List<String> REQUIRED = List.of("unit", "subject", "id", "type", "occurredOn");
    private static final Map<String, Field.Kind> ACT_MEMBERS = Map.of(
            "unit", Field.Kind.LINK,
            "subject", Field.Kind.LINK,
            "id", Field.Kind.ACT_ID,
            "type", Field.Kind.CODE,
            "occurredOn", Field.Kind.DATE,
            "reason", Field.Kind.TEXT,
            "late", Field.Kind.BOOLEAN);
    /** Chinese headings of what a file of refused rows adds. */
    static final String REJECTION_CODE_ZH = "拒绝代码";

    static final String REJECTION_REASON_ZH = "拒绝原因";
    private static final Set<String> ADDED =
            Set.of(ImportFormat.REJECTION_CODE, ImportFormat.REJECTION_REASON, REJECTION_CODE_ZH, REJECTION_REASON_ZH);
    /** Before the Chinese heading of what an amendment replaces. */
    static final String AMENDED_ZH = "更正后-";

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern SLASHED_DATE = Pattern.compile("(\\d{4})/(\\d{1,2})/(\\d{1,2})");

    /**
     * One column.
     *
     * @param heading its name in the file
     * @param depth 0: a member of the act, 1: of its data, 2: of the data within the data; -1: added by us and passed over; -2:
     *     without a heading, and passed over as long as nothing stands below
     * @param member name of the member
     * @param kind what its cells are
     */
    private record Column(String heading, int depth, String member, Field.Kind kind) {

        boolean isNameless() {
            return depth == NAMELESS;
        }

        /** The same in both languages. */
        String name() {
            return depth < 0 ? member : DATA_PREFIX.repeat(depth) + member;
        }
    }

    private final List<Column> columns;

    private Columns(List<Column> columns) {
        this.columns = columns;
    }

    /**
     * Reads a header.
     *
     * @throws RefusedException {@code invalid-file} naming an unknown, duplicate or missing column
     */
    static Columns of(List<String> header) {
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String heading : header) {
            Column column = column(heading, columns.size() + 1);
            if (!column.isNameless() && !seen.add(column.name())) {
                throw invalid("the column \"" + shown(heading) + "\" stands there twice");
            }
            columns.add(column);
        }
        List<String> missing =
                REQUIRED.stream().filter(name -> !seen.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw invalid(
                    "the header lacks the column" + (missing.size() == 1 ? " " : "s ") + String.join(", ", missing));
        }
        return new Columns(columns);
    }

    /** The headings but those that a file of refused rows adds, and those that say nothing. */
    List<String> headings() {
        return columns.stream()
                .filter(column -> column.depth >= 0)
                .map(Column::heading)
                .toList();
    }

    /** What the cells of the columns are, in their order. */
    List<Field.Kind> kinds() {
        return columns.stream().map(Column::kind).toList();
    }

    /**
     * The columns but those that a file of refused rows adds, and those without a heading.
     *
     * @return this, if there are none of them
     */
    Columns withoutAdded() {
        List<Column> sent = columns.stream().filter(column -> column.depth >= 0).toList();
        return sent.size() == columns.size() ? this : new Columns(sent);
    }

    /** What is wrong with a row that has text below no heading: in a column without one, or beyond the last. */
    Optional<Refusal> excess(List<String> cells) {
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
            if (columns.get(i).isNameless() && !cells.get(i).isEmpty()) {
                return Optional.of(Refusal.of(
                        ProblemCode.MALFORMED,
                        "column " + (i + 1) + " has no heading, but \"" + shown(cells.get(i)) + "\" stands in it"));
            }
        }
        for (int i = columns.size(); i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                return Optional.of(Refusal.of(
                        ProblemCode.MALFORMED,
                        "the row has " + cells.size() + " cells, the header only " + columns.size()));
            }
        }
        return Optional.empty();
    }

    /** Of a row the cells below {@link #withoutAdded()}; of a file of refused rows without their guards. */
    List<String> sentCells(List<String> cells) {
        boolean isOurs = columns.stream().anyMatch(column -> column.depth == ADDED_BY_US);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).depth >= 0) {
                String cell = i < cells.size() ? cells.get(i) : "";
                sent.add(isOurs ? FormulaGuard.remove(cell) : cell);
            }
        }
        return sent;
    }

    /**
     * Of a row of a file of refused rows, the cells below {@link #withoutAdded()} and those that stand below no heading, which go
     * to the end.
     */
    List<String> sentOnly(List<String> cells) {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).depth >= 0) {
                sent.add(i < cells.size() ? cells.get(i) : "");
            }
        }
        sent.addAll(cells.subList(Math.min(columns.size(), cells.size()), cells.size()));
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
            if (columns.get(i).isNameless() && !cells.get(i).isEmpty()) {
                sent.add(cells.get(i));
            }
        }
        return sent;
    }

    /** The act of a row, which may be shorter than the header. */
    ObjectNode act(List<String> cells) {
        ObjectNode act = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
            Column column = columns.get(i);
            if (!cells.get(i).isEmpty()) {
                target(act, column.depth).set(column.member, value(column, cells.get(i)));
            }
        }
        return act;
    }

    private static ObjectNode target(ObjectNode act, int depth) {
        ObjectNode target = act;
        for (int i = 0; i < depth; i++) {
            target = target.get(DATA) instanceof ObjectNode data ? data : target.putObject(DATA);
        }
        return target;
    }

    private static JsonNode value(Column column, String cell) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Field.Kind kind = column.kind;
        if (kind == Field.Kind.CODE) {
            return json.stringNode(ActLabels.codeOf(column.member, cell).orElse(cell));
        }
        if (kind == Field.Kind.COUNT && INTEGER.matcher(cell).matches()) {
            return json.numberNode(Long.parseLong(cell));
        }
        if (kind == Field.Kind.BOOLEAN) {
            switch (cell.toLowerCase(Locale.ROOT)) {
                case "true", "是":
                    return json.booleanNode(true);
                case "false", "否":
                    return json.booleanNode(false);
                default:
                    break;
            }
        }
        Matcher date = SLASHED_DATE.matcher(cell);
        if (kind == Field.Kind.DATE && date.matches()) {
            return json.stringNode(date.group(1) + "-" + twoDigits(date.group(2)) + "-" + twoDigits(date.group(3)));
        }
        return json.stringNode(cell);
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    private static Column column(String heading, int number) {
        if (ADDED.contains(heading)) {
            boolean isCode = heading.equals(ImportFormat.REJECTION_CODE) || heading.equals(REJECTION_CODE_ZH);
            String member = isCode ? ImportFormat.REJECTION_CODE : ImportFormat.REJECTION_REASON;
            return new Column(heading, ADDED_BY_US, member, Field.Kind.TEXT);
        }
        if (heading.isEmpty()) {
            return new Column(heading, NAMELESS, "", Field.Kind.TEXT);
        }
        Column chinese = chinese(heading);
        if (chinese != null) {
            return chinese;
        }
        int depth = 0;
        String member = heading;
        while (depth < 2 && member.startsWith(DATA_PREFIX)) {
            member = member.substring(DATA_PREFIX.length());
            depth++;
        }
        Field.Kind kind = depth == 0 ? ACT_MEMBERS.get(member) : Field.kindOf(member);
        if (kind == null || kind == Field.Kind.DATA) {
            throw invalid("column " + number + " has the unknown heading \"" + shown(heading) + "\"");
        }
        return new Column(heading, depth, member, kind);
    }

    /** The column with a Chinese heading; null for any other. */
    private static Column chinese(String heading) {
        boolean amended = heading.startsWith(AMENDED_ZH);
        String member = ActLabels.memberOf(amended ? heading.substring(AMENDED_ZH.length()) : heading)
                .orElse(null);
        if (member == null) {
            return null;
        }
        Field.Kind kind = ACT_MEMBERS.getOrDefault(member, Field.kindOf(member));
        if (kind == null || kind == Field.Kind.DATA) {
            return null;
        }
        if (!amended) {
            return new Column(heading, ACT_MEMBERS.containsKey(member) ? 0 : 1, member, kind);
        }
        // Of the members of an act itself, an amendment replaces the date alone.
        if (ACT_MEMBERS.containsKey(member)) {
            return member.equals("occurredOn") ? new Column(heading, 1, member, kind) : null;
        }
        return new Column(heading, 2, member, kind);
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(ProblemCode.INVALID_FILE, detail);
    }

    private static String shown(String heading) {
        String cut = heading.length() <= 60 ? heading : heading.substring(0, 60) + "…";
        return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }
}
