package minglu.standalone.sample;

import minglu.api.act.Coded;

/** Names of cells as the contract writes them, section 4. */
final class Cells {

    static final String CHARGES = "2.charges";
    static final String ISSUED = "issued";
    static final String REPEALED = "repealed";
    static final String IN_FORCE = "in-force";
    static final String NEW = "new";
    static final String CARRIED_IN = "carried-in";
    static final String CARRIED_OUT = "carried-out";
    static final String PENDING = "pending";
    static final String TOTAL = "total";

    private Cells() {}

    /** A cell of table two that has one number only: a kind of decision. */
    static String tableTwo(Coded decision) {
        return "2." + decision.code();
    }

    /** A cell of table two about documents. */
    static String tableTwo(Coded document, String column) {
        return "2." + document.code() + "." + column;
    }

    static String tableThree(String row, String column) {
        return "3." + row + "." + column;
    }

    static String tableFour(Coded dispute, String column) {
        return "4." + dispute.code() + "." + column;
    }
}
