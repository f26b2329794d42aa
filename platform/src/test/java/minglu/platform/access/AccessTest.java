package minglu.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import minglu.platform.HttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class AccessTest extends HttpTest {

    private static final AtomicInteger USERS = new AtomicInteger();
    private static final String PASSWORD = "correct-horse";

    @Autowired
    private JdbcClient jdbc;

    private static String newName() {
        return "user." + USERS.incrementAndGet();
    }

    private HttpResponse<String> put(String name, String body) {
        return send(json("PUT", asAdmin("/api/v1/users/" + name), body));
    }

    private String newUser(String roles, String unit) {
        String name = newName();
        assertThat(put(
                                name,
                                "{'password':'%s','roles':[%s],'unit':%s}"
                                        .formatted(PASSWORD, roles, unit)
                                        .replace('\'', '"'))
                        .statusCode())
                .isEqualTo(201);
        return name;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/users",
                "/api/v1/nothing",
                "/",
                "/actuator/prometheus",
                "/actuator/info",
                "/actuator",
                "/other"
            })
    void withoutAUserAnAddressIsClosed(String path) {
        HttpResponse<String> response = send(to(path));

        problem(response, 401, "unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
    }

    @Test
    void aPageThatAsksByItselfGetsNoPromptOfTheBrowser() {
        HttpResponse<String> response = send(to("/api/v1/users").header("X-Requested-With", "XMLHttpRequest"));

        problem(response, 401, "unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void healthIsPublicAndItsDetailsAreNot() {
        assertThat(send(to("/actuator/health/readiness")).statusCode()).isEqualTo(200);
        assertThat(body(send(to("/actuator/health"))).has("components")).isFalse();
        assertThat(body(send(asAdmin("/actuator/health"))).has("components")).isTrue();
        assertThat(send(asAdmin("/actuator/info")).statusCode()).isEqualTo(200);
    }

    @Test
    void aDeclaredPathIsOpenForReadingOnly() {
        assertThat(send(to("/open/door")).body()).isEqualTo("nobody");
        assertThat(send(asAdmin("/open/door")).body()).isEqualTo("admin");
        problem(send(json("POST", to("/open/door"), "{}")), 401, "unauthenticated");
        problem(send(to("/open/door/further")), 401, "unauthenticated");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() {
        String name = newUser("\"inspector\"", "null");

        HttpResponse<String> wrong = send(as(name, "wrong-password", "/api/v1/sample/me"));
        HttpResponse<String> unknown = send(as("nobody", "wrong-password", "/api/v1/sample/me"));

        problem(wrong, 401, "unauthenticated");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        problem(send(to("/api/v1/sample/me").header("Authorization", "Basic !!")), 401, "unauthenticated");
        problem(
                send(to("/api/v1/sample/me").header("Authorization", "Basic " + "bm9jb2xvbg==")),
                401,
                "unauthenticated");
    }

    @Test
    void answersCarrySecurityHeaders() {
        HttpResponse<String> response = send(asAdmin("/api/v1/sample/me"));

        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void anEndpointKnowsItsCaller() {
        String name = newUser("\"reviewer\",\"clerk\"", "\"jyj\"");

        JsonNode caller = body(send(as(name, PASSWORD, "/api/v1/sample/me")));

        assertThat(caller.path("name").asString()).isEqualTo(name);
        assertThat(caller.path("unit").asString()).isEqualTo("jyj");
        assertThat(caller.path("roles").valueStream().map(JsonNode::asString)).containsExactly("clerk", "reviewer");
        assertThat(caller.path("id").asString()).hasSize(36).isNotEqualTo(name);
    }

    @Test
    void aMissingRoleIsForbiddenAndNamed() {
        String name = newUser("\"inspector\"", "null");

        JsonNode problem = problem(send(as(name, PASSWORD, "/api/v1/sample/publishers")), 403, "forbidden");

        assertThat(problem.path("detail").asString())
                .isEqualTo("user " + name + " needs the role publisher or consolidator");
    }

    @Test
    void aUserIsCreatedThenChangedAndThePasswordIsNeverShown() {
        String name = newName();
        String created = "{\"password\":\"" + PASSWORD + "\",\"roles\":[\"importer\",\"admin\"],\"unit\":null}";

        HttpResponse<String> first = put(name, created);
        HttpResponse<String> second = put(name, "{\"roles\":[\"clerk\"],\"unit\":\"jyj\"}");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.body())
                .isEqualTo("{\"name\":\"" + name + "\",\"roles\":[\"admin\",\"importer\"],\"unit\":null}");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo("{\"name\":\"" + name + "\",\"roles\":[\"clerk\"],\"unit\":\"jyj\"}");
        assertThat(send(as(name, PASSWORD, "/api/v1/sample/me")).statusCode())
                .as("the password stays when none is given")
                .isEqualTo(200);
        assertThat(jdbc.sql("SELECT password_hash FROM users WHERE name = ?")
                        .param(name)
                        .query(String.class)
                        .single())
                .startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void aChangeHoldsAtOnceForARememberedUser() {
        String name = newUser("\"admin\"", "null");
        assertThat(send(as(name, PASSWORD, "/api/v1/users")).statusCode()).isEqualTo(200);

        put(name, "{\"roles\":[\"inspector\"]}");
        problem(send(as(name, PASSWORD, "/api/v1/users")), 403, "forbidden");

        put(name, "{\"password\":\"another-password\",\"roles\":[\"inspector\"]}");
        problem(send(as(name, PASSWORD, "/api/v1/sample/me")), 401, "unauthenticated");
        assertThat(send(as(name, "another-password", "/api/v1/sample/me")).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'roles':['inspector']}|/password",
                "{'password':'short','roles':['inspector']}|/password",
                "{'password':'correct-horse\\ud800','roles':['inspector']}|/password",
                "{'password':'correct-horse\\u0000','roles':['inspector']}|/password",
                "{'password':'correct-horse','roles':[]}|/roles",
                "{'password':'correct-horse'}|/roles",
                "{'password':'correct-horse','roles':['inspector','king']}|/roles/1",
                "{'password':'correct-horse','roles':[null]}|/roles/0",
                "{'password':'correct-horse','roles':['clerk']}|/unit",
                "{'password':'correct-horse','roles':['inspector'],'unit':'JYJ'}|/unit",
                "{'password':'correct-horse','roles':['inspector'],'name':'x'}|/name"
            })
    void aFaultyUserIsRefusedWithThePlaceOfTheFault(String body, String pointer) {
        JsonNode problem = problem(put(newName(), body.replace('\'', '"')), 422, "invalid-request");

        assertThat(problem.at("/violations/0/pointer").asString()).isEqualTo(pointer);
        assertThat(problem.toString()).doesNotContain("short");
    }

    @Test
    void aNameOfAnotherFormIsRefused() {
        String body = "{\"password\":\"correct-horse\",\"roles\":[\"inspector\"]}";

        problem(put("%E5%BC%A0%E4%B8%89", body), 422, "invalid-parameter");
        problem(put("a".repeat(65), body), 422, "invalid-parameter");
    }

    @Test
    void onlyAdministratorsSeeAndChangeUsers() {
        String name = newUser("\"consolidator\"", "null");

        problem(send(as(name, PASSWORD, "/api/v1/users")), 403, "forbidden");
        problem(
                send(json("PUT", as(name, PASSWORD, "/api/v1/users/" + name), "{\"roles\":[\"admin\"]}")),
                403,
                "forbidden");
    }

    @Test
    void theLastAdministratorKeepsTheRole() {
        String other = newUser("\"admin\"", "null");
        jdbc.sql("SELECT name FROM users WHERE 'admin' = ANY(roles) AND name <> 'admin'")
                .query(String.class)
                .list()
                .forEach(name -> assertThat(
                                put(name, "{\"roles\":[\"inspector\"]}").statusCode())
                        .isEqualTo(200));

        JsonNode problem = problem(put("admin", "{\"roles\":[\"inspector\"]}"), 422, "invalid-request");

        assertThat(problem.at("/violations/0/pointer").asString()).isEqualTo("/roles");
        problem(send(as(other, PASSWORD, "/api/v1/users")), 403, "forbidden");
        assertThat(send(asAdmin("/api/v1/users")).statusCode()).isEqualTo(200);
    }

    @Test
    void usersAreListedInPages() {
        newUser("\"inspector\"", "null");
        newUser("\"inspector\"", "null");
        List<String> all = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = body(send(asAdmin("/api/v1/users?limit=2" + after)));
            assertThat(page.path("users").size()).isBetween(1, 2);
            page.path("users")
                    .valueStream()
                    .forEach(user -> all.add(user.path("name").asString()));
            after = page.path("next").isNull()
                    ? null
                    : "&after=" + page.path("next").asString();
        } while (after != null);

        assertThat(all).contains("admin").doesNotHaveDuplicates().isSorted();
        assertThat(all)
                .hasSize(jdbc.sql("SELECT count(*) FROM users")
                        .query(Integer.class)
                        .single());
        problem(send(asAdmin("/api/v1/users?limit=0")), 422, "invalid-parameter");
        problem(send(asAdmin("/api/v1/users?limit=1001")), 422, "invalid-parameter");
        problem(send(asAdmin("/api/v1/users?after=%21")), 422, "invalid-parameter");
    }

    @Test
    void whatIsDoneToUsersIsKeptForGood() {
        String name = newUser("\"clerk\"", "\"jyj\"");
        put(name, "{\"roles\":[\"reviewer\"],\"unit\":\"wjj\"}");

        assertThat(jdbc.sql(
                                """
                                SELECT a.action || ' ' || a.password_changed || ' ' || a.roles[1] || ' ' || a.unit || ' by ' || b.name
                                FROM user_audit a JOIN users u ON u.id = a.user_id JOIN users b ON b.id = a.actor
                                WHERE u.name = ? ORDER BY a.id
                                """)
                        .param(name)
                        .query(String.class)
                        .list())
                .containsExactly("created true clerk jyj by admin", "changed false reviewer wjj by admin");
        for (String forbidden : new String[] {
            "DELETE FROM user_audit", "UPDATE user_audit SET unit = 'x'", "DELETE FROM users", "TRUNCATE user_audit"
        }) {
            assertThatThrownBy(() -> jdbc.sql(forbidden).update())
                    .as(forbidden)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void afterFiveWrongPasswordsAnAccountMustWaitButARememberedClientGoesOn() {
        String name = newUser("\"inspector\"", "null");
        assertThat(send(as(name, PASSWORD, "/api/v1/sample/me")).statusCode()).isEqualTo(200);
        HttpResponse<String> last = null;
        for (int i = 0; i < 6; i++) {
            last = send(as(name, "wrong-password", "/api/v1/sample/me"));
        }

        problem(last, 429, "too-many-requests");
        assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
        assertThat(send(as(name, PASSWORD, "/api/v1/sample/me")).statusCode()).isEqualTo(200);
    }
}
