package minglu.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on a server that runs. */
class EmbeddedPostgresTest {

    @TempDir
    static Path directory;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void open() {
        server = EmbeddedPostgres.open(directory, Sql.durable());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"})
    void committedDataSurviveAPowerCut(String setting) throws SQLException {
        assertThat(Sql.one(server, Role.APP, "SHOW " + setting)).isEqualTo("on");
    }

    @Test
    void textIsUnicodeAndOrderedAlikeOnEveryMachine() throws SQLException {
        assertThat(Sql.one(server, Role.APP, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(Sql.one(
                        server,
                        Role.APP,
                        "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = 'minglu'"))
                .isEqualTo("b C.UTF-8");
    }

    @Test
    void theOwnerCreatesTablesAndTheApplicationDoesNot() throws SQLException {
        Sql.run(server, Role.OWNER, "CREATE TABLE owned (id int)");

        assertRefused(Role.APP, "CREATE TABLE mine (id int)", "permission denied for schema public");
        assertRefused(Role.APP, "CREATE TEMPORARY TABLE mine (id int)", "permission denied");
        assertRefused(Role.APP, "CREATE SCHEMA mine", "permission denied");
        assertRefused(Role.APP, "DROP TABLE owned", "must be owner");
        assertRefused(Role.APP, "SELECT * FROM owned", "permission denied for table owned");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void noRoleHandedOutGovernsTheServer(Role role) {
        assertRefused(role, "ALTER SYSTEM SET fsync = off", "permission denied");
        assertRefused(role, "CREATE ROLE other", "permission denied");
        assertRefused(role, "CREATE DATABASE other", "permission denied");
        assertRefused(role, "SET ROLE postgres", "permission denied");
        assertRefused(role, "COPY (SELECT 1) TO PROGRAM 'true'", "permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "minglu_owner", "minglu_app"})
    void nobodyEntersWithoutTheRightPassword(String user) throws SQLException {
        String url = server.jdbcUrl(Role.APP);

        assertThatThrownBy(() -> DriverManager.getConnection(url, user, "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> DriverManager.getConnection(url, user, null))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no password was provided");
    }

    @Test
    void onlyPasswordsOverLoopbackOpenTheDoor() throws Exception {
        assertThat(Files.readString(directory.resolve("data/pg_hba.conf"))
                        .lines()
                        .filter(line -> !line.startsWith("#")))
                .singleElement()
                .asString()
                .matches("host +all +all +127.0.0.1/32 +scram-sha-256");
        assertThat(Sql.one(server, Role.APP, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(Sql.one(server, Role.APP, "SHOW password_encryption")).isEqualTo("scram-sha-256");
    }

    @Test
    void theApplicationDoesNotEnterTheMaintenanceDatabase() {
        assertThatThrownBy(() -> DriverManager.getConnection(
                        server.jdbcUrl(Role.APP, "postgres"), server.user(Role.APP), server.password(Role.APP)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"passwords.properties", "postgres.log", "minglu.lock"})
    void whatItKeepsIsForItsOwnerOnly(String file) throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void valuesOfFailedStatementsStayOutOfTheLog() throws Exception {
        Sql.run(server, Role.OWNER, "CREATE TABLE person (name text PRIMARY KEY, age int CHECK (age > 0))");
        Sql.run(server, Role.OWNER, "INSERT INTO person VALUES ('secretname', 1)");

        assertRefused(Role.OWNER, "INSERT INTO person VALUES ('secretname', 1)", "duplicate key");
        assertRefused(Role.OWNER, "INSERT INTO person VALUES ('secretname', -1)", "violates check");
        assertRefused(Role.OWNER, "SELECT 'secretname'::int", "invalid input syntax");
        assertRefused(Role.OWNER, "SELEC 'secretname'", "syntax error");

        assertThat(Files.readString(directory.resolve("postgres.log")))
                .contains("database system is ready")
                .doesNotContain("secretname");
    }

    @Test
    void errorsReachTheApplicationWithoutTheValuesOfOtherRows() throws Exception {
        Sql.run(server, Role.OWNER, "CREATE TABLE keyed (name text PRIMARY KEY)");
        Sql.run(server, Role.OWNER, "INSERT INTO keyed VALUES ('somebody')");

        assertThatThrownBy(() -> Sql.run(server, Role.OWNER, "INSERT INTO keyed VALUES ('somebody')"))
                .hasMessageContaining("keyed_pkey")
                .hasMessageNotContaining("somebody");
    }

    @Test
    void furtherDatabasesAreMadeForBothRolesAndDeletedAgain() throws SQLException {
        server.createDatabase("further");
        try (var owner = DriverManager.getConnection(
                        server.jdbcUrl(Role.OWNER, "further"), server.user(Role.OWNER), server.password(Role.OWNER));
                var statement = owner.createStatement()) {
            statement.execute("CREATE TABLE here (id int)");
        }
        assertThatThrownBy(() -> server.createDatabase("further"))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("further")
                .hasMessageContaining("already exists");

        server.dropDatabase("further");

        assertThatThrownBy(() -> server.dropDatabase("further"))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void namesThatAreNoPlainWordsAreNoDatabases() {
        assertThatThrownBy(() -> server.createDatabase("x; DROP DATABASE minglu"))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("x; DROP DATABASE minglu");
    }

    @Test
    void theMainDatabaseIsNeverDeleted() {
        assertThatThrownBy(() -> server.dropDatabase("minglu"))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("minglu is never deleted");
    }

    @Test
    void theSameProcessDoesNotOpenTheDirectoryTwice() throws SQLException {
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> EmbeddedPostgres.open(directory, Sql.durable()))
                    .isInstanceOf(AlreadyRunningException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        assertThatThrownBy(() -> EmbeddedPostgres.discard(directory)).isInstanceOf(AlreadyRunningException.class);
        assertThat(Sql.one(server, Role.APP, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void aServerThatDiesIsNotAliveAndRecoversAtTheNextStart(@TempDir Path other) throws Exception {
        Sql.usedBefore(other);
        try (EmbeddedPostgres dying = EmbeddedPostgres.open(other, Sql.durable())) {
            Sql.run(dying, Role.OWNER, "CREATE TABLE act AS SELECT 7 AS id");
            assertThat(dying.isAlive()).isTrue();
            dying.killHard();
            assertThat(dying.isAlive()).isFalse();
        }
        try (EmbeddedPostgres again = EmbeddedPostgres.open(other, Sql.durable())) {
            assertThat(Sql.one(again, Role.OWNER, "SELECT id FROM act")).isEqualTo("7");
        }
    }

    @Test
    void closingStopsTheServerAndFreesTheDirectoryAndPasswordsStay(@TempDir Path other) throws Exception {
        Sql.usedBefore(other);
        EmbeddedPostgres first = EmbeddedPostgres.open(other, Sql.durable());
        String password = first.password(Role.APP);
        first.close();
        first.close();
        assertThat(first.isAlive()).isFalse();
        assertThat(other.resolve("data/postmaster.pid")).doesNotExist();

        try (EmbeddedPostgres second = EmbeddedPostgres.open(other, Sql.durable())) {
            assertThat(second.password(Role.APP)).isEqualTo(password);
            assertThat(Sql.one(second, Role.APP, "SELECT 1")).isEqualTo("1");
        }
        EmbeddedPostgres.discard(other);
        assertThat(other).doesNotExist();
        Files.createDirectory(other);
        assertThatThrownBy(() -> EmbeddedPostgres.discard(other))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("none of ours");
    }

    @Test
    void aServerThatIsNotAsDurableAsToldIsRefused(@TempDir Path other) throws Exception {
        Sql.usedBefore(other);
        try (EmbeddedPostgres weakened = EmbeddedPostgres.open(other, Sql.durable())) {
            Sql.run(weakened, Role.OWNER, "ALTER DATABASE minglu SET synchronous_commit = off");
        }

        assertThatThrownBy(() -> EmbeddedPostgres.open(other, Sql.durable()))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("synchronous_commit=off")
                .hasMessageContaining("needs on");
        assertThat(other.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void whatARoleSetForItselfIsTakenBackAtTheNextStart(@TempDir Path other) throws Exception {
        Sql.usedBefore(other);
        try (EmbeddedPostgres weakened = EmbeddedPostgres.open(other, Sql.durable())) {
            Sql.run(weakened, Role.APP, "ALTER ROLE minglu_app SET synchronous_commit = off");
        }
        try (EmbeddedPostgres again = EmbeddedPostgres.open(other, Sql.durable())) {
            assertThat(Sql.one(again, Role.APP, "SHOW synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void settingsWrittenIntoItsFilesDoNotMakeItLessDurable(@TempDir Path other) throws Exception {
        Sql.usedBefore(other);
        Files.writeString(other.resolve("data/postgresql.auto.conf"), "fsync = off\nlisten_addresses = '*'\n");
        Files.writeString(other.resolve("data/pg_hba.conf"), "host all all 0.0.0.0/0 trust\n");

        try (EmbeddedPostgres server = EmbeddedPostgres.open(other, Sql.durable())) {
            assertThat(Sql.one(server, Role.APP, "SHOW fsync")).isEqualTo("on");
            assertThat(Sql.one(server, Role.APP, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(Role.APP), "postgres", "wrong"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void dataOfAnotherMajorVersionAreRefused(@TempDir Path other) throws Exception {
        Files.createDirectories(other.resolve("data"));
        Files.writeString(other.resolve("data/PG_VERSION"), "15\n");

        assertThatThrownBy(() -> EmbeddedPostgres.open(other, Sql.durable()))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("PostgreSQL 15")
                .hasMessageContaining("PostgreSQL " + PostgresBinaries.majorVersion())
                .hasMessageContaining("minglu export-events")
                .hasMessageContaining("--database");
    }

    @Test
    void aDirectoryThatHoldsSomethingElseIsRefused(@TempDir Path other) throws Exception {
        Files.createDirectories(other.resolve("data"));

        assertThatThrownBy(() -> EmbeddedPostgres.open(other, Sql.durable()))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("no file PG_VERSION");
    }

    @Test
    void dataWithoutTheirPasswordFileAreRefused(@TempDir Path other) throws Exception {
        Sql.usedBefore(other);
        Files.delete(other.resolve("passwords.properties"));

        assertThatThrownBy(() -> EmbeddedPostgres.open(other, Sql.durable()))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("passwords.properties")
                .hasMessageContaining("restore the file from a backup");
    }

    @Test
    void aStartThatTakesTooLongIsRefusedAndLeavesNoServer(@TempDir Path other) {
        assertThatThrownBy(() -> EmbeddedPostgres.open(other, Sql.durable().withStartupTimeout(Duration.ZERO)))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("was not ready after 0 s");
        await().until(() -> ProcessHandle.allProcesses()
                .noneMatch(process -> Leftovers.worksOn(process.pid(), other.resolve("data"))));
    }

    @Test
    void sizesTooSmallToStartAreRefused() {
        assertThatThrownBy(() -> Options.defaults().withSharedBuffersMegabytes(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 MiB");
        assertThatThrownBy(() -> Options.defaults().withMaxConnections(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max_connections of 1");
    }

    private static void assertRefused(Role role, String sql, String reason) {
        assertThatThrownBy(() -> Sql.run(server, role, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(reason);
    }
}
