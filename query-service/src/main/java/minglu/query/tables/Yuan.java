package minglu.query.tables;

import java.math.BigDecimal;

/** Amounts as the API shows them. */
final class Yuan {

    private static final int FEN_PLACES = 2;

    private Yuan() {}

    /** Fen as a decimal string of yuan without trailing zeros. */
    static String ofFen(long fen) {
        return BigDecimal.valueOf(fen, FEN_PLACES).stripTrailingZeros().toPlainString();
    }
}
