package minglu.standalone.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What a clerk does from day to day. */
abstract class DepartmentJourneys extends BrowserTest {

    @Test
    void a_clerk_records_a_request_and_sees_it_due() {
        signIn("zhang");
        open("/");
        picture("home-empty");
        page.click("text=登记收到的申请");
        picture("act-form");
        page.fill("#f-subject", "SQ-A-001");
        page.selectOption("#f-data-applicant", "natural-person");
        page.selectOption("#f-data-channel", "mail");
        page.fill("#f-occurredOn", PortalServer.today().minusDays(3).toString());
        page.dispatchEvent("#f-occurredOn", "change");
        page.locator("#deadline b").first().waitFor();
        assertThat(page.textContent("#deadline")).contains("最迟应于");
        picture("act-form-filled");
        page.click("button[value=save]");
        page.waitForURL("**/portal/cases/jyj/SQ-A-001**");
        assertThat(page.textContent("main")).contains("已保存").contains("收到申请");
        picture("case");

        open("/");
        Locator line = page.locator("tr", new Page.LocatorOptions().setHasText("SQ-A-001"));
        assertThat(line.count()).isEqualTo(1);
        picture("home");
    }

    @Test
    void what_is_filled_in_wrongly_is_said_at_its_field_and_nothing_is_saved() {
        signIn("zhang");
        open("/portal/acts/fee-charged?subject=SQ-B-001&unit=jyj");
        page.selectOption("#f-data-basis", "per-page");
        page.fill("#f-data-quantity", "many");
        page.fill("#f-data-amountYuan", "12.345");
        page.click("button[value=save]");
        page.locator("[role=alert]").waitFor();
        assertThat(page.getAttribute("#f-data-quantity", "aria-invalid")).isEqualTo("true");
        assertThat(page.getAttribute("#f-data-amountYuan", "aria-invalid")).isEqualTo("true");
        assertThat(page.inputValue("#f-data-amountYuan")).isEqualTo("12.345");
        assertThat(server.api("zhang")
                        .get("/api/v1/units/jyj/subjects/SQ-B-001")
                        .status())
                .isEqualTo(404);
        isAccessible();
        picture("act-form-wrong");
    }

    @Test
    void a_figure_leads_to_its_act_and_the_act_to_its_receipt() {
        LocalDate day = PortalServer.today().minusDays(10);
        server.record(
                "{\"unit\":\"jyj\",\"subject\":\"SQ-C/001\",\"id\":\"1\",\"type\":\"request-received\",\"occurredOn\":\""
                        + day + "\",\"data\":{\"applicant\":\"legal-service\",\"channel\":\"online\"}}");
        signIn("zhang");
        open("/portal/tables?year=" + day.getYear());
        picture("tables");
        assertThat(page.locator("table.form thead").nth(1).locator("tr").count())
                .isEqualTo(3);
        assertThat(page.locator("table.form td a").count()).isEqualTo(200);
        page.click("a[href*='cells/3.new.legal-service']");
        page.waitForURL("**/portal/tables/cells/**");
        picture("cell");
        page.click("a[href*='/acts/1']");
        page.waitForURL("**/acts/1");
        picture("act");
        String receipt = page.getAttribute("a[href$='/receipt']", "href");
        String proof = (String) page.evaluate(
                "async address => { for (let i = 0; i < 50; i++) { const r = await fetch(address); if (r.status ==="
                        + " 200) return r.text(); await new Promise(f => setTimeout(f, 200)); } return ''; }",
                receipt);
        assertThat(proof).startsWith("c2sp.org/tlog-proof");
    }

    @Test
    void reading_and_recording_go_without_javascript() {
        withoutScript();
        signIn("zhang");
        page.navigate("/portal/acts/request-received");
        page.fill("#f-subject", "SQ-D-001");
        page.selectOption("#f-data-applicant", "enterprise");
        page.selectOption("#f-data-channel", "online");
        page.click("button[value=preview]");
        assertThat(page.textContent("#deadline")).contains("最迟应于");
        assertThat(page.inputValue("#f-data-channel")).isEqualTo("online");
        page.click("button[value=save]");
        page.waitForURL("**/portal/cases/jyj/SQ-D-001**");
        page.navigate("/portal/cases?text=SQ-D");
        assertThat(page.textContent("main")).contains("SQ-D-001");
    }
}
