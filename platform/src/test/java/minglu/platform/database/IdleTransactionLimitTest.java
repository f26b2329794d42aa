package minglu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import minglu.platform.HttpTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class IdleTransactionLimitTest extends HttpTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void aWritingTransactionMayNotLieIdleForLong() {
        assertThat(new TransactionTemplate(transactions).<String>execute(status -> limit()))
                .isEqualTo("10s");
    }

    @Test
    void aReaderMayBeSlow() {
        TransactionTemplate reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);

        assertThat(reading.<String>execute(status -> limit())).isEqualTo("0");
        assertThat(limit()).as("after the transaction").isEqualTo("10s");
    }

    private String limit() {
        return jdbc.sql("show idle_in_transaction_session_timeout")
                .query(String.class)
                .single();
    }
}
