package minglu.query.follow;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The numbers that stand for names in the rows of projections; once given, a number stays. */
public final class Dictionary {

    private final JdbcClient jdbc;
    private final TransactionTemplate alone;
    private final String table;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    /** The numbers that stand in a table with the columns {@code id} and {@code name}. */
    Dictionary(JdbcClient jdbc, TransactionTemplate transactions, String table) {
        this.jdbc = jdbc;
        this.alone = new TransactionTemplate(transactions.getTransactionManager());
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.table = table;
    }

    /** The numbers of the names that have one; others are left out. */
    public Integer[] numbers(Collection<String> names) {
        Map<String, Integer> numbers = known(Set.copyOf(names));
        return names.stream().map(numbers::get).filter(number -> number != null).toArray(Integer[]::new);
    }

    /**
     * The numbers of the names. New ones are given in a transaction of their own: a name without rows does no harm, and others that
     * write at the same time know it at once.
     */
    public Map<String, Integer> numbersOrNew(Set<String> names) {
        Map<String, Integer> numbers = known(names);
        if (numbers.size() < names.size()) {
            Set<String> fresh = new TreeSet<>(names);
            fresh.removeAll(numbers.keySet());
            alone.executeWithoutResult(status -> jdbc.sql("INSERT INTO " + table
                            + " (name) SELECT name FROM unnest(:names) AS t (name) ON CONFLICT (name) DO NOTHING")
                    .param("names", fresh.toArray(String[]::new))
                    .update());
            numbers = known(names);
        }
        return numbers;
    }

    private Map<String, Integer> known(Set<String> names) {
        List<String> unknown =
                names.stream().filter(name -> !known.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            jdbc.sql("SELECT id, name FROM " + table + " WHERE name = ANY (:names)")
                    .param("names", unknown.toArray(String[]::new))
                    .query(row -> {
                        known.put(row.getString("name"), row.getInt("id"));
                    });
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : names) {
            Integer number = known.get(name);
            if (number != null) {
                numbers.put(name, number);
            }
        }
        return numbers;
    }
}
