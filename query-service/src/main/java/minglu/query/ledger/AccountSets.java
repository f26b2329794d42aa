package minglu.query.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sets of accounts that acts move together, in the order of their postings; the number of an account is negative where the
 * amount is taken away. There are about as many sets as there are kinds of acts and corrections.
 */
@Component
class AccountSets {

    private final JdbcClient jdbc;
    private final TransactionTemplate alone;
    private final Map<List<Integer>, Integer> known = new ConcurrentHashMap<>();

    AccountSets(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.alone = new TransactionTemplate(transactions.getTransactionManager());
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The numbers of the sets; new ones are kept in a transaction of their own, as the accounts are. */
    Map<List<Integer>, Integer> numbers(Set<List<Integer>> sets) {
        Map<List<Integer>, Integer> numbers = new HashMap<>();
        for (List<Integer> set : sets) {
            Integer number = known.get(set);
            numbers.put(set, number != null ? number : numberOrNew(set));
        }
        return numbers;
    }

    /** Few sets are ever new. */
    private Integer numberOrNew(List<Integer> set) {
        String array = set.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        Integer number = alone.execute(status -> {
            jdbc.sql(
                            "INSERT INTO account_set (accounts) VALUES (CAST(:accounts AS INTEGER[])) ON CONFLICT (accounts) DO NOTHING")
                    .param("accounts", array)
                    .update();
            return jdbc.sql("SELECT id FROM account_set WHERE accounts = CAST(:accounts AS INTEGER[])")
                    .param("accounts", array)
                    .query(Integer.class)
                    .single();
        });
        known.put(set, number);
        return number;
    }
}
