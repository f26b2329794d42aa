package minglu.standalone.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a session lets through, and what not. */
abstract class Sessions extends BrowserTest {

    private static final String ACT =
            "{\"unit\":\"jyj\",\"subject\":\"SQ-S-001\",\"id\":\"1\",\"type\":\"request-received\","
                    + "\"occurredOn\":\"2026-01-05\",\"data\":{\"applicant\":\"enterprise\",\"channel\":\"mail\"}}";

    @Test
    void a_page_asks_strangers_to_sign_in_and_then_shows_what_they_wanted() {
        page.navigate("/portal/tables?year=2026");
        assertThat(page.url()).contains("/login");
        picture("login");
        page.fill("#username", "zhang");
        page.fill("#password", "wrong");
        page.click("main button[type=submit]");
        assertThat(page.textContent("[role=alert]")).contains("不正确");
        page.fill("#username", "zhang");
        page.fill("#password", PortalServer.PASSWORD);
        page.click("main button[type=submit]");
        page.waitForURL("**/portal/tables?year=2026");
    }

    @Test
    void nobody_is_sent_to_another_site_after_signing_in() {
        page.navigate("/login?next=//elsewhere.example/");
        page.fill("#username", "zhang");
        page.fill("#password", PortalServer.PASSWORD);
        page.click("main button[type=submit]");
        page.waitForURL(address -> !address.contains("/login"));
        assertThat(page.url()).isEqualTo(server.url() + "/");
    }

    @Test
    void the_cookie_is_of_this_site_and_out_of_reach_of_scripts() {
        signInByForm("zhang");
        Cookie session = context.cookies().stream()
                .filter(cookie -> cookie.name.equals("JSESSIONID"))
                .findFirst()
                .orElseThrow();
        assertThat(session.httpOnly).isTrue();
        assertThat(session.sameSite.name()).isIn("LAX", "STRICT");
        String policy = page.navigate("/").headers().get("content-security-policy");
        assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe");
    }

    @Test
    void the_interface_takes_a_session_for_reading_and_a_token_for_writing() {
        signInByForm("zhang");
        APIRequestContext api = context.request();
        assertThat(api.get("/api/v1/tables?unit=jyj&year=2026").status()).isEqualTo(200);
        APIResponse without = api.post(
                "/api/v1/acts",
                RequestOptions.create()
                        .setHeader("Content-Type", "application/json")
                        .setData(ACT));
        assertThat(without.status()).isEqualTo(403);
        String token = page.inputValue("form.who input[name=_csrf]");
        APIResponse with = api.post(
                "/api/v1/acts",
                RequestOptions.create()
                        .setHeader("Content-Type", "application/json")
                        .setHeader("X-CSRF-TOKEN", token)
                        .setData(ACT));
        assertThat(with.status()).isEqualTo(201);
    }

    @Test
    void files_are_taken_from_who_signed_in_and_by_the_form_for_them_alone() {
        APIRequestContext browser = context.request();
        FormData form = FormData.create()
                .set("how", "real")
                .set("file", new FilePayload("a.csv", "text/csv", "unit\n".getBytes(StandardCharsets.UTF_8)));
        RequestOptions sent = RequestOptions.create().setMultipart(form).setMaxRedirects(0);
        for (String page : new String[] {"/portal/imports", "/login"}) {
            APIResponse stranger = browser.post(page, sent);
            assertThat(stranger.status()).isEqualTo(302);
            assertThat(stranger.headers().get("location")).contains("/login");
        }
        signInByForm("zhang");
        APIResponse without = browser.post("/portal/imports", sent);
        assertThat(without.status()).isEqualTo(302);
        assertThat(without.headers().get("location")).endsWith("/login?expired");
        form.set("_csrf", page.inputValue("form.who input[name=_csrf]"));
        assertThat(browser.post("/portal/acts/request-received", sent).status()).isEqualTo(415);
        APIResponse taken = browser.post("/portal/imports", sent);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.text()).contains("文件无法读取");
    }

    @Test
    void machine_clients_need_no_token_and_get_no_session() {
        assertThat(server.api("zhang")
                        .post("/api/v1/acts", ACT.replace("SQ-S-001", "SQ-S-002"))
                        .status())
                .isEqualTo(201);
        assertThat(server.api("zhang").get("/api/v1/units").headers().firstValue("set-cookie"))
                .isEmpty();
    }

    @Test
    void a_stranger_at_the_interface_is_told_so_as_before() {
        APIResponse answer = context.request().get("/api/v1/tables?unit=jyj&year=2026");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
    }

    @Test
    void a_changed_user_signs_in_again() {
        server.admin().user("guo", PortalServer.PASSWORD, "jyj", "clerk");
        signInByForm("guo");
        server.admin().user("guo", PortalServer.PASSWORD, "wjj", "clerk");
        await().until(() -> {
            page.navigate("/portal/cases");
            return page.url().contains("/login");
        });
        assertThat(context.request().get("/api/v1/units").status()).isEqualTo(401);
    }

    @Test
    void who_signed_out_is_out() {
        signInByForm("zhang");
        page.click("form.who button");
        page.waitForURL("**/login?out");
        assertThat(context.request().get("/api/v1/units").status()).isEqualTo(401);
    }

    @Test
    void the_language_stays_as_chosen() {
        signInByForm("zhang");
        page.click("a[hreflang=en]");
        assertThat(page.textContent("nav")).contains("Cases");
        page.navigate("/portal/cases");
        assertThat(page.getAttribute("html", "lang")).isEqualTo("en");
        page.click("a[hreflang=zh-CN]");
        assertThat(page.getAttribute("html", "lang")).isEqualTo("zh-CN");
    }
}
