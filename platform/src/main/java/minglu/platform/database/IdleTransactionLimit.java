package minglu.platform.database;

import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Bounds how long a writing transaction may lie idle. A node that is paused, or cut off from the network, would otherwise keep the
 * locks of its open transactions – a processor's claim, the key of a subject – and the node that takes over would wait for ever.
 * Reading transactions are left alone: they lock nothing, and their readers may be slow.
 *
 * <p>The limit is the connection's own, and a reading transaction lifts it: the other way round, each of the many small writing
 * transactions would pay for a statement of its own.
 */
final class IdleTransactionLimit implements TransactionExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(IdleTransactionLimit.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What each new connection of the pool begins with. */
    static final String OF_CONNECTION = "set idle_in_transaction_session_timeout = " + LIMIT.toMillis();

    private static final String LIFTED = "set local idle_in_transaction_session_timeout = 0";

    private final JdbcTemplate jdbc;

    IdleTransactionLimit(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public void afterBegin(TransactionExecution transaction, Throwable beginFailure) {
        if (beginFailure == null && transaction.isNewTransaction() && transaction.isReadOnly()) {
            try {
                jdbc.execute(LIFTED);
            } catch (DataAccessException e) {
                // Thrown from here it would leave the connection bound to the thread; the next statement fails in
                // order.
                LOG.debug("The limit of an idle transaction could not be lifted", e);
            }
        }
    }
}
