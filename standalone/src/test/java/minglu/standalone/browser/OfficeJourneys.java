package minglu.standalone.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import minglu.standalone.testing.Api;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What the district office and the inspectorate do with a year that is over; one year goes through all its steps. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class OfficeJourneys extends BrowserTest {

    private static final int YEAR = 2024;
    private static final String COMMENT = "{\"comment\":null}";
    private static boolean recorded;

    /** A year of two units, handed in. */
    private void aYearThatIsOver() {
        if (recorded) {
            return;
        }
        recorded = true;
        act(
                "jyj",
                "OF-001",
                "1",
                "request-received",
                "2024-03-01",
                "{\"applicant\":\"natural-person\",\"channel\":\"mail\"}");
        act("jyj", "OF-001", "2", "request-decided", "2024-03-15", "{\"outcome\":\"granted\"}");
        act(
                "jyj",
                "OF-002",
                "1",
                "request-received",
                "2024-05-06",
                "{\"applicant\":\"natural-person\",\"channel\":\"online\"}");
        act("jyj", "OF-002", "2", "request-decided", "2024-05-20", "{\"outcome\":\"granted-in-part\"}");
        server.record(
                "{\"unit\":\"jyj\",\"subject\":\"OF-002\",\"id\":\"3\",\"type\":\"act-amended\",\"occurredOn\":\"2024-06-03\","
                        + "\"data\":{\"act\":\"1\",\"data\":{\"applicant\":\"enterprise\",\"channel\":\"online\"}},\"reason\":\"申请人类别选错\"}");
        act("wjj", "NIL-2024", "1", "nil-declared", "2025-01-06", "{\"year\":2024}");
        submit("li", "jyj");
        submit("wang", "wjj");
    }

    private void act(String unit, String subject, String id, String type, String day, String data) {
        server.record("{\"unit\":\"" + unit + "\",\"subject\":\"" + subject + "\",\"id\":\"" + id + "\",\"type\":\""
                + type + "\",\"occurredOn\":\"" + day + "\",\"data\":" + data + "}");
    }

    /** Hands a return in, and waits until pages show it: they are opened without a position. */
    private void submit(String reviewer, String unit) {
        String path = "/api/v1/returns/" + unit + "/" + YEAR;
        long position = Api.require(Api.caughtUp(() -> server.api(reviewer).post(path + "/submit", COMMENT)), 200)
                .json()
                .get("position")
                .longValue();
        Api.require(Api.caughtUp(() -> server.api(reviewer).get(path + "?atLeast=" + position)), 200);
    }

    @Test
    @Order(1)
    void the_office_sees_who_acted_when_and_sends_a_return_back_and_accepts_it() {
        aYearThatIsOver();
        signIn("chen");
        open("/portal/office?year=" + YEAR);
        Locator school = page.locator("table.matrix tr", new Page.LocatorOptions().setHasText("教育局"));
        assertThat(school.locator("td.acts").count()).isEqualTo(2);
        assertThat(school.locator("td.none").count()).isEqualTo(10);
        assertThat(page.locator("table.matrix tr", new Page.LocatorOptions().setHasText("卫生健康局"))
                        .locator("td.nil")
                        .count())
                .isEqualTo(12);
        picture("office-board");

        open("/portal/office/returns/jyj/" + YEAR);
        picture("office-return");
        page.fill("#back-comment", "请核对第二件申请的处理结果");
        page.click("form[action*='send-back'] button");
        page.waitForURL("**/portal/office/returns/jyj/" + YEAR + "?atLeast=*");
        assertThat(page.textContent("main")).contains("已退回").contains("请核对第二件申请");

        submit("li", "jyj");
        for (String unit : new String[] {"jyj", "wjj"}) {
            open("/portal/office/returns/" + unit + "/" + YEAR);
            page.click("form[action*='accept'] button");
            page.waitForURL("**?atLeast=*");
            assertThat(page.textContent("main")).contains("已接收");
        }
    }

    @Test
    @Order(2)
    void a_report_is_written_with_bound_figures_signed_published_by_another_and_restated() {
        signIn("chen");
        open("/portal/office/reports/district/" + YEAR);
        page.fill("#overview", "全年新收申请 {3.new.total} 件,{no.such} 件。");
        page.locator("#preview", new Page.LocatorOptions().setHasText("新收申请 2 件,{no.such} 件"))
                .waitFor();
        page.fill("#overview", "全年收到申请9件。");
        page.fill("#problems", "主动公开还不够及时。");
        page.click("button[value=save]");
        page.locator("p[role=status]", new Page.LocatorOptions().setHasText("已保存"))
                .waitFor();
        page.click("form[action$='/sign'] button");
        page.locator("[role=alert]").waitFor();
        Locator refused = page.locator("[role=alert] li", new Page.LocatorOptions().setHasText("9 ≠ 2"));
        assertThat(refused.textContent()).contains("正文“收到、受理”的申请数量").contains("一、总体情况");
        assertThat(page.inputValue("#overview"))
                .as("the text stays in its field")
                .isEqualTo("全年收到申请9件。");
        assertThat(refused.locator("details a").allTextContents()).containsExactly("jyj OF-001", "jyj OF-002");
        picture("office-report-refused");
        page.fill("#overview", "全年新收申请 {3.new.total} 件,予以公开 {3.granted.total} 件。");
        page.fill("#problems", "主动公开还不够及时。");
        page.fill("#other", "无。");
        page.click("button[value=save]");
        page.locator("p[role=status]", new Page.LocatorOptions().setHasText("已保存"))
                .waitFor();
        assertThat(page.inputValue("#overview")).isEqualTo("全年新收申请 {3.new.total} 件,予以公开 {3.granted.total} 件。");
        picture("office-report");
        page.click("form[action$='/sign'] button");
        page.waitForURL("**?atLeast=*");
        assertThat(page.textContent("main")).contains("已签发").contains("等待公布");

        context.clearCookies();
        signIn("zhao");
        open("/portal/office/reports/district/" + YEAR);
        page.click("form[action$='/publish'] button");
        page.waitForURL("**?atLeast=*");
        assertThat(page.textContent("main")).contains("已公布");
        for (String format : new String[] {"docx", "xlsx", "html", "json"}) {
            String file = page.getAttribute("a.file[href$='format=" + format + "']", "href");
            assertThat(context.request().get(file).status()).as(format).isEqualTo(200);
        }

        context.clearCookies();
        signIn("chen");
        open("/portal/office/reports/district/" + YEAR);
        page.fill("#restate-comment", "更正一件申请的类别");
        page.click("form[action$='/restate'] button");
        page.waitForURL("**?atLeast=*");
        assertThat(page.textContent("main")).contains("第 2 版").contains("更正一件申请的类别");
    }

    @Test
    @Order(3)
    void who_signed_may_not_publish_and_a_reader_has_no_buttons() {
        signIn("sun");
        open("/portal/office/reports/district/" + YEAR);
        assertThat(page.locator("main button").count()).isZero();
        open("/portal/office/returns/jyj/" + YEAR);
        assertThat(page.locator("main button").count()).isZero();
        context.clearCookies();
        signIn("zhang");
        assertThat(page.navigate("/portal/office").status()).isEqualTo(403);
    }

    @Test
    @Order(4)
    void figures_published_before_are_kept_and_shown_over_the_years() {
        signIn("chen");
        open("/portal/office/reports/district/2022/reference");
        page.fill("input[name='3.new.total']", "17");
        page.click("form[action$='/reference'] button");
        page.locator("p[role=status]").waitFor();
        assertThat(page.inputValue("input[name='3.new.total']")).isEqualTo("17");
        assertThat(page.inputValue("input[name='2.licence']")).isEmpty();

        page.navigate("/portal/charts?unit=district&year=" + YEAR);
        assertThat(page.locator("#years tr", new Page.LocatorOptions().setHasText("2022"))
                        .textContent())
                .contains("17");
        assertThat(page.locator(".chart canvas").count()).isEqualTo(2);
        picture("charts");
    }

    @Test
    @Order(5)
    void the_inspector_moves_through_time_with_and_without_script() {
        aYearThatIsOver();
        signIn("sun");
        open("/portal/inspect/time?unit=jyj&year=" + YEAR);
        assertThat(cell("3.new.total")).isEqualTo("2");
        page.locator("#slide-until")
                .evaluate("e => { e.value = 100; e.dispatchEvent(new Event('input'));"
                        + " e.dispatchEvent(new Event('change')); }");
        page.waitForURL("**occurredUntil=2024-04-10**");
        page.locator("#then", new Page.LocatorOptions().setHasText("个数字与现在不同")).waitFor();
        assertThat(cell("3.new.total")).isEqualTo("1");
        picture("inspect-time");

        withoutScript();
        signIn("sun");
        page.navigate("/portal/inspect/time?unit=jyj&year=" + YEAR);
        assertThat(page.isVisible("#sliders")).isFalse();
        page.fill("#knownAt", "0");
        page.click("#time button");
        assertThat(cell("3.new.total")).isEqualTo("0");
    }

    private String cell(String id) {
        return page.textContent("table.form a[href*='/cells/" + id + "?']").trim();
    }

    @Test
    @Order(6)
    void the_inspector_compares_two_moments_and_follows_a_case_step_by_step() {
        aYearThatIsOver();
        signIn("sun");
        open("/portal/inspect/diff?unit=jyj&year=" + YEAR + "&from=0");
        Locator line = page.locator("main table tr", new Page.LocatorOptions().setHasText("OF-001"));
        assertThat(line.count()).isPositive();
        assertThat(line.first().textContent()).contains("+1");
        picture("inspect-diff");
        open("/portal/inspect/diff?unit=jyj&year=" + YEAR + "&unit2=wjj");
        assertThat(page.locator("main table b.amount").first().textContent()).isEqualTo("-1");

        open("/portal/inspect/replay/jyj/OF-002?step=1");
        assertThat(page.locator("ol.time > li").count()).isEqualTo(1);
        page.click("text=下一步");
        page.click("text=下一步");
        assertThat(page.textContent("ol.time")).contains("更正").contains("申请人类别选错");
        picture("inspect-replay");
    }

    @Test
    @Order(7)
    void the_inspector_reads_the_log_the_corrections_and_who_read_what() {
        aYearThatIsOver();
        signIn("sun");
        open("/portal/inspect");
        assertThat(page.textContent("main")).contains("尚无外部见证");
        picture("inspect-log");
        open("/portal/inspect/corrections?unit=jyj");
        assertThat(page.textContent("main table")).contains("OF-002").contains("申请人类别选错");
        server.api("zhang").get("/api/v1/units/jyj/subjects/OF-001");
        open("/portal/inspect/accesses");
        assertThat(page.textContent("main table")).contains("zhang").contains("OF-001");
        assertThat(page.navigate("/api/docs").status()).isEqualTo(200);
        context.clearCookies();
        signIn("zhang");
        assertThat(page.navigate("/portal/inspect/accesses").status()).isEqualTo(403);
    }

    @Test
    @Order(8)
    void the_inspector_draws_a_sample_that_anybody_can_draw_again() {
        aYearThatIsOver();
        signIn("sun");
        open("/portal/tables/cells/3.new.total?unit=jyj&year=" + YEAR);
        page.click("text=抽查这个数字");
        page.waitForURL("**/portal/inspect/sample**");
        assertThat(page.inputValue("#seed")).isNotBlank();
        page.fill("#seed", "8-15-23");
        page.fill("#n", "1");
        page.click("main form button");
        page.waitForURL("**seed=8-15-23**");
        assertThat(page.textContent("h2")).contains("抽到 1 条,共有 2 条");
        String drawn = page.textContent("table.list tbody");
        picture("inspect-sample");

        // One act more behind the figure: the address still draws the same.
        Api.require(
                server.api("chen")
                        .post(
                                "/api/v1/acts",
                                "{\"unit\":\"jyj\",\"subject\":\"OF-003\",\"id\":\"1\",\"type\":\"request-received\",\"occurredOn\":"
                                        + "\"2024-09-03\",\"data\":{\"applicant\":\"enterprise\",\"channel\":\"mail\"},\"late\":true,"
                                        + "\"reason\":\"漏报\"}"),
                201);
        String again = page.getAttribute("#again", "href");
        assertThat(again).contains("knownAt=");
        open(again);
        assertThat(page.textContent("table.list tbody")).isEqualTo(drawn);
        APIResponse file = context.request().get(page.getAttribute("a[href*='/sample/file']", "href"));
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.text().lines()).hasSize(2).last().asString().startsWith("jyj,OF-00");
        page.click("table.list tbody td:nth-child(3) a");
        page.waitForURL("**/acts/1");

        context.clearCookies();
        signIn("zhang");
        assertThat(page.navigate("/portal/inspect/sample").status()).isEqualTo(403);
        assertThat(page.textContent("[role=alert]")).contains("检查人员").contains("needs the role inspector");
    }
}
