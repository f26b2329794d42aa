package minglu.query.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import minglu.api.format.Formula;
import minglu.query.ledger.Ledger.Sums;

/**
 * The sums of accounts in the windows of a year; an account nobody posted to is zero.
 *
 * @param byAccount by the name of the account
 */
public record AccountSums(Map<String, Sums> byAccount) {

    /** The sums of several, account by account. */
    public static AccountSums total(Stream<AccountSums> several) {
        Map<String, Sums> total = new HashMap<>();
        several.forEach(sums -> sums.byAccount.forEach((account, sum) -> total.merge(account, sum, Sums::plus)));
        return new AccountSums(total);
    }

    /** What was posted with a date in the year, up to the chosen day. */
    public long flow(String account) {
        return of(account).flow();
    }

    /** What was posted with a date in the year, whatever the chosen day. */
    public long wholeYear(String account) {
        return of(account).wholeYear();
    }

    /** What was posted with a date before the year. */
    public long opening(String account) {
        return of(account).opening();
    }

    /** The sum a formula reads. */
    public long read(Formula formula) {
        Sums sums = of(formula.account());
        return switch (formula.kind()) {
            case FLOW -> sums.flow();
            case STOCK -> sums.closing();
            case OPENING_STOCK -> sums.opening();
            case SUM -> throw new IllegalStateException("a sum of cells reads no account: " + formula);
        };
    }

    private Sums of(String account) {
        return byAccount.getOrDefault(account, Sums.ZERO);
    }
}
