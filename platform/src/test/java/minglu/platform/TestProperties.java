package minglu.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;

/** The properties that an application on the platform needs, with a database without rows and an empty directory of keys. */
public final class TestProperties {

    private TestProperties() {}

    /** For a fresh database. */
    public static Map<String, Object> fresh() {
        return of(MigratedDatabase.copy());
    }

    /** For this database. */
    public static Map<String, Object> of(TestDatabase database) {
        try {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("minglu.database.url", database.jdbcUrl(Role.APP));
            properties.put("minglu.database.user", database.user(Role.APP));
            properties.put("minglu.database.password", database.password(Role.APP));
            properties.put("minglu.database.owner-user", database.user(Role.OWNER));
            properties.put("minglu.database.owner-password", database.password(Role.OWNER));
            properties.put("minglu.database.pool-size", "5");
            properties.put(
                    "minglu.keys",
                    Files.createTempDirectory("minglu-keys").resolve("keys").toString());
            properties.put("MINGLU_ADMIN_PASSWORD", HttpTest.ADMIN_PASSWORD);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
