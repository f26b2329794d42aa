package minglu.api.act;

/** Bounds that keep every sum exact: a count of any number of acts fits a {@code long}. */
public final class Quantities {

    /** Largest count, quantity, participants or stock of one act. */
    public static final long LARGEST = 1_000_000_000L;

    /** Largest amount of one act in yuan; with two decimals it is 10^15 fen. */
    public static final long LARGEST_YUAN = 10_000_000_000_000L;

    private Quantities() {}
}
