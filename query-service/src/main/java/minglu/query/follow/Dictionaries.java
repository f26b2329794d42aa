package minglu.query.follow;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The names that stand as numbers in the rows of projections. */
@Component
public class Dictionaries {

    private final Dictionary accounts;
    private final Dictionary units;
    private final Dictionary recorders;

    /** The dictionaries in this database. */
    public Dictionaries(JdbcClient jdbc, TransactionTemplate transactions) {
        accounts = new Dictionary(jdbc, transactions, "account");
        units = new Dictionary(jdbc, transactions, "recording_unit");
        recorders = new Dictionary(jdbc, transactions, "recorder");
    }

    /** Accounts of the ledger. */
    public Dictionary accounts() {
        return accounts;
    }

    /** Units that recorded something. */
    public Dictionary units() {
        return units;
    }

    /** Users who recorded something, by their opaque ids. */
    public Dictionary recorders() {
        return recorders;
    }
}
