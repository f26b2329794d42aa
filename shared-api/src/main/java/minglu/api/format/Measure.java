package minglu.api.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import minglu.api.act.Coded;

/** What the number in a cell counts. Inside Minglu every figure is a {@code long} of the base unit named here. */
public enum Measure implements Coded {
    /** 件: pieces; the base unit is one. */
    COUNT(0),
    /** 万元: shown in ten thousand yuan; the base unit is one fen, so six places are exact. */
    TEN_THOUSAND_YUAN(6);

    private final int places;

    Measure(int places) {
        this.places = places;
    }

    /** Decimal places that one base unit is away from the unit of the form. */
    public int places() {
        return places;
    }

    /** The figure as a number in the unit of the form, without trailing zeros and never in scientific notation. */
    public BigDecimal number(long base) {
        BigDecimal number = BigDecimal.valueOf(base, places).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /** The figure as the API shows it: a {@link Long} for a count, a decimal string for money. */
    public Object shown(long base) {
        return this == COUNT ? (Object) base : number(base).toPlainString();
    }

    /**
     * The figure that is shown like this: the inverse of {@link #shown}, also for what became of it in JSON.
     *
     * @param shown a whole number or a decimal string
     * @throws IllegalArgumentException if it is no figure of this measure
     */
    public long base(Object shown) {
        try {
            return new BigDecimal(String.valueOf(shown)).movePointRight(places).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(shown + " is no figure of measure " + code(), e);
        }
    }

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
