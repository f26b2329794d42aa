package minglu.standalone.sample;

import java.math.BigDecimal;

/**
 * A printed number that no history of single acts can lead to, because other printed numbers of the same report say otherwise.
 *
 * @param cell name of the cell, contract section 4
 * @param printed what the report prints; for {@code 2.charges} in 万元
 * @param reached what the acts made from the other numbers lead to, in the same unit
 */
public record Contradiction(String cell, BigDecimal printed, BigDecimal reached) {

    /** One sentence with both numbers. */
    public String sentence() {
        return cell + " is printed as " + printed.toPlainString() + ", but its parts lead to " + reached.toPlainString()
                + ".";
    }
}
