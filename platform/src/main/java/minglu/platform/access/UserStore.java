package minglu.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of users, and the audit of what is done to them. */
final class UserStore {

    /** How long a user may be taken from memory: so long a change made on another node goes unnoticed. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final int MAX_REMEMBERED = 10_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Cache<String, Optional<User>> fresh = Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumSize(MAX_REMEMBERED)
            .build();

    UserStore(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The user of this name, at most a second old. */
    Optional<User> find(String name) {
        return fresh.get(name, this::read);
    }

    /** Users by name, from the one after {@code after} on; null: from the first. */
    List<User> list(String after, int limit) {
        return jdbc.sql(
                        """
                        SELECT id, name, password_hash, roles, unit FROM users
                        WHERE :after::text IS NULL OR name COLLATE "C" > :after
                        ORDER BY name COLLATE "C" LIMIT :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query(UserStore::user)
                .list();
    }

    boolean isEmpty() {
        return !jdbc.sql("SELECT EXISTS (SELECT FROM users)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Creates a user.
     *
     * @param actor id of the user who does it; null: the installation itself
     * @return false, and nothing is changed, if the name is taken
     */
    boolean create(String name, String passwordHash, Set<Role> roles, String unit, UUID actor) {
        UUID id = UUID.randomUUID();
        boolean created = Boolean.TRUE.equals(transaction.execute(status -> {
            int rows = jdbc.sql(
                            """
                            INSERT INTO users (id, name, password_hash, roles, unit, created_at, changed_at)
                            VALUES (:id, :name, :hash, :roles, :unit, :now, :now)
                            ON CONFLICT ON CONSTRAINT users_name DO NOTHING
                            """)
                    .param("id", id)
                    .param("name", name)
                    .param("hash", passwordHash)
                    .param("roles", codes(roles))
                    .param("unit", unit)
                    .param("now", now())
                    .update();
            if (rows == 1) {
                audit(id, "created", true, roles, unit, actor);
            }
            return rows == 1;
        }));
        fresh.invalidate(name);
        return created;
    }

    /**
     * Changes a user.
     *
     * @param passwordHash null: the password stays
     * @param actor id of the user who does it
     * @throws IllegalStateException if there is no such user
     * @throws RefusedException {@code invalid-request} if nobody would be left who may change users
     */
    void change(String name, String passwordHash, Set<Role> roles, String unit, UUID actor) {
        transaction.executeWithoutResult(status -> {
            if (!roles.contains(Role.ADMIN)) {
                requireAnotherAdministrator(name);
            }
            UUID id = jdbc.sql(
                            """
                            UPDATE users SET password_hash = COALESCE(:hash, password_hash), roles = :roles, unit = :unit,
                                changed_at = :now
                            WHERE name = :name RETURNING id
                            """)
                    .param("hash", passwordHash)
                    .param("roles", codes(roles))
                    .param("unit", unit)
                    .param("now", now())
                    .param("name", name)
                    .query(UUID.class)
                    .optional()
                    .orElseThrow(() -> new IllegalStateException("There is no user " + name + " to change"));
            audit(id, "changed", passwordHash != null, roles, unit, actor);
        });
        fresh.invalidate(name);
    }

    /** Locks them, so that two administrators cannot take the role from each other at once. */
    private void requireAnotherAdministrator(String name) {
        List<String> administrators = jdbc.sql(
                        "SELECT name FROM users WHERE :admin = ANY(roles) ORDER BY name FOR UPDATE")
                .param("admin", Role.ADMIN.code())
                .query(String.class)
                .list();
        if (administrators.equals(List.of(name))) {
            String sentence = name + " is the last administrator and keeps the role " + Role.ADMIN.code();
            throw new RefusedException(
                    ProblemCode.INVALID_REQUEST, sentence, List.of(new Violation("/roles", sentence)));
        }
    }

    private void audit(UUID user, String action, boolean passwordChanged, Set<Role> roles, String unit, UUID actor) {
        jdbc.sql(
                        """
                        INSERT INTO user_audit (at, actor, user_id, action, password_changed, roles, unit)
                        VALUES (:now, :actor, :user, :action, :passwordChanged, :roles, :unit)
                        """)
                .param("now", now())
                .param("actor", actor)
                .param("user", user)
                .param("action", action)
                .param("passwordChanged", passwordChanged)
                .param("roles", codes(roles))
                .param("unit", unit)
                .update();
    }

    private Optional<User> read(String name) {
        return jdbc.sql("SELECT id, name, password_hash, roles, unit FROM users WHERE name = :name")
                .param("name", name)
                .query(UserStore::user)
                .optional();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String[] codes(Set<Role> roles) {
        return roles.stream().map(Role::code).toArray(String[]::new);
    }

    private static User user(ResultSet row, int number) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Array codes = row.getArray("roles");
        for (String code : (String[]) codes.getArray()) {
            roles.add(Role.valueOf(code.toUpperCase(Locale.ROOT)));
        }
        return new User(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("password_hash"),
                Collections.unmodifiableSet(roles),
                row.getString("unit"));
    }
}
