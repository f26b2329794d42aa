package minglu.standalone.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A year of a department: nil declared, submitted, withdrawn; an act corrected. */
abstract class ReturnJourney extends BrowserTest {

    @Test
    void a_silent_year_is_declared_nil_submitted_and_withdrawn() {
        int year = PortalServer.today().getYear() - 1;
        signIn("wang");
        open("/portal/returns/wjj/" + year);
        picture("return-silent");
        page.click("text=编写年度报告的文字和情况说明");
        page.waitForURL("**/portal/office/reports/wjj/" + year);
        page.click("text=回到本单位报表");
        page.waitForURL("**/portal/returns/wjj/" + year);
        assertThat(page.locator("ul.months a").count()).isEqualTo(12);
        page.navigate("/portal/acts/nil-declared?data.year=" + year);
        assertThat(page.inputValue("#f-data-year")).isEqualTo(String.valueOf(year));
        page.click("button[value=save]");
        page.waitForURL("**/portal/cases/wjj/**");
        open("/portal/returns/wjj/" + year);
        assertThat(page.locator("text=各月都有记录或零报告").count()).isEqualTo(1);
        page.click("text=提交年度报表");
        page.locator("[role=status]").waitFor();
        assertThat(page.textContent("main")).contains("已提交");
        picture("return-submitted");
        page.fill("#comment", "数字还要核对");
        page.click("text=撤回 >> nth=-1");
        page.locator("text=已撤回。").waitFor();
        assertThat(server.api("wang")
                        .get("/api/v1/returns/wjj/" + year)
                        .json()
                        .get("state")
                        .stringValue())
                .isEqualTo("open");
    }

    @Test
    void a_year_that_is_not_over_is_refused_with_the_reason() {
        signIn("li");
        open("/portal/returns/jyj/" + PortalServer.today().getYear());
        page.click("text=提交年度报表");
        page.locator("[role=alert]").waitFor();
        assertThat(page.textContent("[role=alert]"))
                .contains("年度还没有结束")
                .contains(PortalServer.today().getYear() + " 年还没有结束(今天 " + PortalServer.today() + ")")
                .contains("is not over on " + PortalServer.today());
    }

    @Test
    void a_wrong_act_is_corrected_from_its_page_and_then_retracted() {
        String day = PortalServer.today().minusDays(2).toString();
        server.record(
                "{\"unit\":\"jyj\",\"subject\":\"SQ-K-1\",\"id\":\"1\",\"type\":\"request-received\",\"occurredOn\":\""
                        + day + "\",\"data\":{\"applicant\":\"enterprise\",\"channel\":\"mail\"}}");
        signIn("zhang");
        open("/portal/cases/jyj/SQ-K-1/acts/1/amend");
        assertThat(page.inputValue("#f-data-applicant")).isEqualTo("enterprise");
        picture("amend");
        page.selectOption("#f-data-applicant", "legal-service");
        page.fill("#f-reason", "申请人类别选错");
        page.click("main button[type=submit]");
        page.waitForURL("**/portal/cases/jyj/SQ-K-1?atLeast=*");
        assertThat(page.textContent("main")).contains("更正记录").contains("申请人类别选错");
        picture("case-corrected");
        open("/portal/cases/jyj/SQ-K-1/acts/1/retract");
        page.fill("#f-reason", "重复登记");
        page.click("main button[type=submit]");
        page.waitForURL("**/portal/cases/jyj/SQ-K-1?atLeast=*");
        assertThat(page.textContent("main")).contains("已撤销");
    }

    @Test
    void nobody_records_or_reads_for_another_unit() {
        signIn("zhang");
        page.navigate("/portal/cases/wjj/NIL");
        assertThat(page.textContent("h1")).contains("没有这个单位");
        page.navigate("/portal/returns/wjj/" + (PortalServer.today().getYear() - 1));
        assertThat(page.textContent("h1")).contains("没有这个单位");
    }
}
