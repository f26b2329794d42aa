package minglu.standalone.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A file with a fault, sent, mended and sent again. */
abstract class ImportJourney extends BrowserTest {

    private static final String HEADER = "unit,subject,id,type,occurredOn,reason,late,data.applicant,data.channel\n";

    @Test
    void a_faulty_import_is_tried_mended_and_sent_again() throws IOException {
        String day = PortalServer.today().minusDays(5).toString();
        String good = "jyj,SQ-I-1,1,request-received," + day + ",,,enterprise,mail\n";
        String bad = "jyj,SQ-I-2,1,request-received," + day + ",,,nobody,mail\n";
        signIn("zhang");
        open("/portal/imports");
        picture("imports");
        send(HEADER + good + bad);
        page.click("button[value=dry]");
        page.waitForURL("**/portal/imports/*?dry=1");
        page.locator("table.list").waitFor();
        assertThat(page.textContent("h1")).contains("没有保存");
        assertThat(server.api("zhang").get("/api/v1/units/jyj/subjects/SQ-I-1").status())
                .isEqualTo(404);

        page.navigate("/portal/imports");
        send(HEADER + good + bad);
        page.click("button[value=real]");
        page.waitForURL(address -> address.matches(".*/portal/imports/[0-9a-f-]{36}"));
        page.locator("table.list").waitFor();
        picture("import");
        assertThat(page.textContent("dl.facts-list")).contains("已登记").doesNotContain("可以登记");
        assertThat(page.textContent("table.list"))
                .contains("SQ-I-2")
                .contains("3")
                .contains("“申请人类别”:“nobody”不在可选的值之内:自然人、商业企业、")
                .contains("\"nobody\" is none of natural-person, enterprise, ")
                .doesNotContain("SQ-I-1");
        Download mended = page.waitForDownload(() -> page.click("a[href$='/rejections']"));
        String rows = Files.readString(mended.path());
        assertThat(rows).contains("SQ-I-2").doesNotContain("SQ-I-1");

        page.navigate("/portal/imports");
        // As if it were too large for a form: it goes to the interface by script.
        page.evaluate("() => { document.getElementById('upload').dataset.largest = '0'; }");
        send(HEADER + bad.replace("nobody", "natural-person"));
        page.click("button[value=real]");
        page.waitForURL(address -> address.matches(".*/portal/imports/[0-9a-f-]{36}"));
        page.locator(".note.good").waitFor();
        assertThat(server.api("zhang").get("/api/v1/units/jyj/subjects/SQ-I-2").status())
                .isEqualTo(200);
    }

    @Test
    void what_is_no_file_of_acts_is_said_beside_the_button() {
        signIn("zhang");
        page.navigate("/portal/imports");
        page.setInputFiles(
                "#file", new FilePayload("picture.csv", "text/csv", "no,heading\n".getBytes(StandardCharsets.UTF_8)));
        page.click("button[value=real]");
        page.locator("[role=alert]:visible").waitFor();
        assertThat(page.textContent("[role=alert]:visible")).contains("文件无法读取").contains("第 1 列的表头“no”不认识");
    }

    @Test
    void a_file_goes_without_javascript() {
        withoutScript();
        signIn("zhang");
        page.navigate("/portal/imports");
        String day = PortalServer.today().minusDays(5).toString();
        send(HEADER + "jyj,SQ-I-3,1,request-received," + day + ",,,enterprise,mail\n");
        page.click("button[value=dry]");
        page.waitForURL("**/portal/imports/*?dry=1");
        // The page asks again by itself until the file is gone through.
        page.locator(".note.good").waitFor();
        assertThat(page.textContent("h1")).contains("没有保存");

        page.navigate("/portal/imports");
        send(HEADER + "jyj,SQ-I-3,1,request-received," + day + ",,,enterprise,mail\n");
        page.click("button[value=real]");
        page.locator(".note.good").waitFor();
        assertThat(server.api("zhang").get("/api/v1/units/jyj/subjects/SQ-I-3").status())
                .isEqualTo(200);

        page.navigate("/portal/imports");
        page.setInputFiles(
                "#file", new FilePayload("acts.pdf", "application/pdf", "%PDF".getBytes(StandardCharsets.UTF_8)));
        page.click("button[value=real]");
        assertThat(page.textContent("[role=alert]"))
                .contains("请使用 xlsx、csv 或 ndjson 文件")
                .contains("ends with \"pdf\"");
    }

    private void send(String csv) {
        page.setInputFiles("#file", new FilePayload("acts.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    }
}
