package minglu.query.follow;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets several statements of one answer read one state of the database, so that none of them sees a change the others do not. */
@Component
public class OneState {

    private final TransactionTemplate reading;

    /** @param transactions the application's */
    public OneState(TransactionTemplate transactions) {
        reading = new TransactionTemplate(transactions.getTransactionManager());
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        reading.setReadOnly(true);
    }

    /** Reads; never waits for a projection, which would not be seen to advance. */
    public <T> T read(Supplier<T> answer) {
        return reading.execute(status -> answer.get());
    }
}
