package minglu.verifier;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The postings of all units, summed for one year: those dated before it and those dated in it. */
final class Sums {

    /** What the postings of an account come to. */
    private static final class Account {

        private BigInteger before = BigInteger.ZERO;
        private BigInteger within = BigInteger.ZERO;
    }

    /** Which postings a figure looks at. */
    enum Window {
        /** Dated in the year. */
        FLOW,
        /** Dated up to its last day. */
        STOCK,
        /** Dated before its first day. */
        OPENING
    }

    private final int year;
    private final Map<String, Map<String, Account>> units = new HashMap<>();

    Sums(int year) {
        this.year = year;
    }

    void add(String unit, Posting posting) {
        int dated = Dates.year(posting.date());
        if (dated > year) {
            return;
        }
        Account account = units.computeIfAbsent(unit, one -> new HashMap<>())
                .computeIfAbsent(posting.account(), one -> new Account());
        if (dated < year) {
            account.before = account.before.add(posting.amount());
        } else {
            account.within = account.within.add(posting.amount());
        }
    }

    /** What the postings of these units on the account come to. */
    BigInteger of(Collection<String> owners, String account, Window window) {
        BigInteger sum = BigInteger.ZERO;
        for (String owner : owners) {
            Account one = units.getOrDefault(owner, Map.of()).get(account);
            if (one != null) {
                sum = sum.add(
                        switch (window) {
                            case FLOW -> one.within;
                            case STOCK -> one.before.add(one.within);
                            case OPENING -> one.before;
                        });
            }
        }
        return sum;
    }
}
