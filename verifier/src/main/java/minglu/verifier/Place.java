package minglu.verifier;

/**
 * Where in the evidence something was found.
 *
 * @param kind what kind of place
 * @param leaf index of the leaf; −1 for other kinds
 * @param name name of the file, the cell or the like; empty for a leaf and for the evidence as a whole
 */
record Place(Kind kind, long leaf, String name) {

    /** The kinds of places. */
    enum Kind {
        WHOLE,
        FILE,
        LEAF,
        CELL,
        CHECK,
        UNITS,
        ARGUMENT
    }

    /** The evidence as a whole. */
    static final Place WHOLE = new Place(Kind.WHOLE, -1, "");

    static Place file(String name) {
        return new Place(Kind.FILE, -1, name);
    }

    static Place leaf(long index) {
        return new Place(Kind.LEAF, index, "");
    }

    static Place cell(String id) {
        return new Place(Kind.CELL, -1, id);
    }

    static Place check(String rule, String where) {
        return new Place(Kind.CHECK, -1, rule + " " + where);
    }

    static Place units(String list) {
        return new Place(Kind.UNITS, -1, list);
    }

    static Place argument(String name) {
        return new Place(Kind.ARGUMENT, -1, name);
    }

    /** For people. */
    Text words() {
        String shown = Text.quote(name);
        return switch (kind) {
            case WHOLE -> new Text("证据", "evidence");
            case FILE -> new Text("文件 " + shown, "file " + shown);
            case LEAF ->
                new Text("叶 " + leaf + "(位置 " + (leaf + 1) + ")", "leaf " + leaf + " (position " + (leaf + 1) + ")");
            case CELL -> new Text("单元格 " + shown, "cell " + shown);
            case CHECK -> new Text("勾稽 " + shown, "check " + shown);
            case UNITS -> new Text("单位清单 " + shown, "list of units " + shown);
            case ARGUMENT -> new Text("参数 " + shown, "argument " + shown);
        };
    }
}
