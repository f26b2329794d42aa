package minglu.query.follow;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets several statements of one answer read one state of the database, so that none of them sees a change the others do not. */
@Component
public class OneState {

    private final TransactionTemplate reading;

    private final JdbcClient jdbc;

    /** @param transactions the application's */
    public OneState(TransactionTemplate transactions, JdbcClient jdbc) {
        this.jdbc = jdbc;
        reading = new TransactionTemplate(transactions.getTransactionManager());
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        reading.setReadOnly(true);
    }

    /** Reads; never waits for a projection, which would not be seen to advance. */
    public <T> T read(Supplier<T> answer) {
        return reading.execute(status -> {
            // Before the first statement that sees anything: so the rows it will see are not dropped meanwhile.
            jdbc.sql("LOCK TABLE live_generation IN ACCESS SHARE MODE").update();
            return answer.get();
        });
    }
}
