package minglu.query.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The numbers that stand for the names of accounts. */
final class AccountDictionary {

    private final JdbcClient jdbc;
    private final Map<String, Integer> committed = new ConcurrentHashMap<>();

    AccountDictionary(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The numbers of the accounts that exist; a name nobody posted to is left out. */
    List<Integer> numbers(Collection<String> names) {
        if (!committed.keySet().containsAll(names)) {
            load();
        }
        return names.stream().filter(committed::containsKey).map(committed::get).toList();
    }

    /** The numbers of the accounts, new ones created within the caller's transaction. */
    Map<String, Integer> numbersOrNew(Set<String> names) {
        if (!committed.keySet().containsAll(names)) {
            load();
        }
        Map<String, Integer> numbers = new HashMap<>(committed);
        Set<String> fresh = new TreeSet<>(names);
        fresh.removeAll(numbers.keySet());
        // What this transaction creates is not remembered: it may be rolled back.
        for (String name : fresh) {
            numbers.put(name, create(name));
        }
        return numbers;
    }

    private int create(String name) {
        return jdbc.sql("INSERT INTO account (name) VALUES (:name) RETURNING id")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    private void load() {
        jdbc.sql("SELECT id, name FROM account").query(row -> {
            committed.put(row.getString("name"), row.getInt("id"));
        });
    }
}
