package minglu.query.cases;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The names behind the opaque ids in events; a name is resolved on reading and never stored with an act. */
@Component
public class UserNames {

    private final JdbcClient jdbc;

    UserNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Name by id; a user who is no longer there is left out. */
    public Map<String, String> of(Collection<String> ids) {
        List<String> wanted = ids.stream().filter(Objects::nonNull).distinct().toList();
        Map<String, String> names = new HashMap<>();
        if (!wanted.isEmpty()) {
            jdbc.sql("SELECT CAST(id AS TEXT) AS id, name FROM users WHERE CAST(id AS TEXT) = ANY (:ids)")
                    .param("ids", wanted.toArray(String[]::new))
                    .query(row -> {
                        names.put(row.getString("id"), row.getString("name"));
                    });
        }
        return names;
    }
}
