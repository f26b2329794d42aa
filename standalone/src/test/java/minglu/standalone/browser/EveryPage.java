package minglu.standalone.browser;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.BeanDefinitionDefaults;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address that answers a browser is opened once, by somebody who may see it and with something to show, and held to what all pages
 * promise. Which addresses there are is read from the mappings themselves: a page that is added and not opened here fails.
 */
abstract class EveryPage extends BrowserTest {

    private static final String CASE = "/portal/cases/{unit}/{subject}";
    private static final String REPORT = "/portal/office/reports/{unit}/{year}";

    /** Parts of pages: they come without head and title, and stand in pages that are opened whole. */
    private static final Set<String> PARTS = Set.of("/portal/acts/{type}/deadline", "/portal/imports/{id}/progress");

    /** What a browser keeps as a file and shows as no page. */
    private static final Set<String> FILES = Set.of("/portal/inspect/sample/file");

    /**
     * How a page is opened.
     *
     * @param user who opens it; null: a stranger
     * @param address one that the pattern takes
     */
    private record Sample(String user, String address) {}

    private static Map<String, List<Sample>> samples(WornUnit worn) {
        String unit = WornUnit.UNIT;
        String year = String.valueOf(WornUnit.YEAR);
        String ofYear = "?unit=" + unit + "&year=" + year;
        return Map.ofEntries(
                entry("/login", List.of(new Sample(null, "/login?wrong"))),
                entry("/", List.of(of(WornUnit.USER, "/"), of("chen", "/?lang=en"), of("chen", "/?lang=zh-CN"))),
                entry("/portal/**", List.of(of("chen", "/portal/no/such/page"))),
                entry("/portal/acts", List.of(of(WornUnit.USER, "/portal/acts"))),
                entry(
                        "/portal/acts/{type}",
                        List.of(
                                of(WornUnit.USER, "/portal/acts/request-received?subject=NEW-1"),
                                of("chen", "/portal/acts/fee-charged?unit=" + unit + "&subject=NOW%2F2"))),
                entry(
                        "/portal/acts/{type}/deadline",
                        List.of(of(
                                WornUnit.USER,
                                "/portal/acts/request-received/deadline?unit=" + unit + "&subject=NEW-1&occurredOn="
                                        + PortalServer.today()))),
                entry("/portal/cases", List.of(of(WornUnit.USER, "/portal/cases?kind=request"))),
                entry(
                        CASE,
                        List.of(
                                of(WornUnit.USER, "/portal/cases/" + unit + "/SQ-3"),
                                of(WornUnit.USER, "/portal/cases/" + unit + "/NOW%2F1"))),
                entry(CASE + "/acts/{id}", List.of(of(WornUnit.USER, "/portal/cases/" + unit + "/SQ-3/acts/1"))),
                entry(
                        CASE + "/acts/{id}/{how:amend|retract}",
                        List.of(
                                of(WornUnit.USER, "/portal/cases/" + unit + "/SQ-3/acts/1/amend"),
                                of(WornUnit.USER, "/portal/cases/" + unit + "/SQ-3/acts/1/retract"))),
                entry("/portal/imports", List.of(of(WornUnit.USER, "/portal/imports"))),
                entry("/portal/imports/{id}", List.of(of(WornUnit.USER, "/portal/imports/" + worn.faultyImport()))),
                entry(
                        "/portal/imports/{id}/progress",
                        List.of(of(WornUnit.USER, "/portal/imports/" + worn.faultyImport() + "/progress"))),
                entry("/portal/tables", List.of(of("sun", "/portal/tables" + ofYear))),
                entry("/portal/tables/cells/{cell}", List.of(of("sun", "/portal/tables/cells/3.new.total" + ofYear))),
                entry("/portal/returns", List.of(of(WornUnit.USER, "/portal/returns"))),
                entry(
                        "/portal/returns/{unit}/{year}",
                        List.of(of(WornUnit.USER, "/portal/returns/" + unit + "/" + year))),
                entry("/portal/office", List.of(of("chen", "/portal/office?year=2024"))),
                entry(
                        "/portal/office/returns/{unit}/{year}",
                        List.of(of("chen", "/portal/office/returns/" + unit + "/" + year))),
                entry(
                        REPORT,
                        List.of(
                                of("chen", "/portal/office/reports/" + unit + "/" + year),
                                of("chen", "/portal/office/reports/" + unit + "/2022"))),
                entry(
                        REPORT + "/reference",
                        List.of(of("chen", "/portal/office/reports/" + unit + "/" + year + "/reference"))),
                entry("/portal/charts", List.of(of("chen", "/portal/charts" + ofYear))),
                entry("/portal/inspect", List.of(of("sun", "/portal/inspect"))),
                entry("/portal/inspect/corrections", List.of(of("sun", "/portal/inspect/corrections" + ofYear))),
                entry("/portal/inspect/accesses", List.of(of("sun", "/portal/inspect/accesses"))),
                entry(
                        "/portal/inspect/sample",
                        List.of(of("sun", "/portal/inspect/sample" + ofYear + "&cell=3.new.total&n=20&seed=8-15-23"))),
                entry(
                        "/portal/inspect/sample/file",
                        List.of(of("sun", "/portal/inspect/sample/file" + ofYear + "&seed=8-15-23"))),
                entry("/portal/inspect/time", List.of(of("sun", "/portal/inspect/time" + ofYear + "&knownAt=100"))),
                entry(
                        "/portal/inspect/diff",
                        List.of(of("sun", "/portal/inspect/diff" + ofYear + "&from=version:1&to=version:2"))),
                entry(
                        "/portal/inspect/replay/{unit}/{subject}",
                        List.of(of("sun", "/portal/inspect/replay/" + unit + "/SQ-3?step=2"))),
                entry("/api/docs", List.of(of("sun", "/api/docs"))));
    }

    private static Sample of(String user, String address) {
        return new Sample(user, address);
    }

    @Test
    void every_page_is_accessible_light_and_true_to_the_content_policy() {
        WornUnit worn = WornUnit.on(server);
        Map<String, List<Sample>> samples = samples(worn);
        TreeSet<String> mapped = mapped();
        mapped.add("/api/docs");
        assertThat(samples.keySet())
                .as("an address opened here for each that is mapped")
                .isEqualTo(mapped);

        List<String> faults = new ArrayList<>();
        for (String user : new String[] {null, WornUnit.USER, "chen", "sun"}) {
            if (user != null) {
                context.clearCookies();
                signIn(user);
            }
            samples.forEach((pattern, opened) -> opened.stream()
                    .filter(sample -> user == null ? sample.user() == null : user.equals(sample.user()))
                    .forEach(sample -> {
                        if (FILES.contains(pattern)) {
                            APIResponse file = context.request().get(sample.address());
                            assertThat(file.status()).as(sample.address()).isEqualTo(200);
                            assertThat(file.headers().get("content-disposition"))
                                    .startsWith("attachment");
                        } else {
                            int expected = pattern.endsWith("**") ? 404 : 200;
                            faults.addAll(faultsOf(sample.address(), expected, !PARTS.contains(pattern)));
                        }
                    }));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void what_a_restatement_changed_stands_on_the_page_of_the_report() {
        WornUnit.on(server);
        signIn("sun");
        open("/portal/office/reports/" + WornUnit.UNIT + "/" + WornUnit.YEAR);
        assertThat(page.textContent("main")).contains("更正说明(第 2 版,更正第 1 版)").contains("漏报两件许可");
        assertThat(page.locator("#restated tbody tr").allTextContents())
                .singleElement()
                .asString()
                .containsPattern("(?s)行政许可.*7\\+29.*\\+2 swj XK");
        page.click("section[aria-labelledby=rs] > p a");
        page.waitForURL("**/portal/inspect/diff**");
        assertThat(page.locator("main table tbody tr").count()).isEqualTo(1);
    }

    @Test
    void faults_are_found() {
        page.navigate("/login");
        assertThat(inaccessible()).isEmpty();
        page.evaluate("() => document.documentElement.removeAttribute('lang')");
        assertThat(inaccessible()).singleElement().asString().startsWith("html-has-lang");
        page.evaluate("() => { const inline = document.createElement('script'); inline.textContent = '1';"
                + " document.body.append(inline); }");
        assertThat(complaints()).singleElement().asString().contains("Content Security Policy");
    }

    private List<String> faultsOf(String address, int expected, boolean whole) {
        List<String> faults = new ArrayList<>();
        Response response = weigh(address, faults);
        if (response.status() != expected) {
            faults.add("status " + response.status());
        } else if (whole) {
            faults.addAll(inaccessible());
        }
        faults.addAll(complaints());
        return faults.stream().map(fault -> address + ": " + fault).toList();
    }

    /** The addresses that the pages' controllers answer with GET, as the web layer maps them. */
    private static TreeSet<String> mapped() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(beans, false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        scanner.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        scanner.setIncludeAnnotationConfig(false);
        // Only what they map is read; none of them is made.
        scanner.setBeanDefinitionDefaults(lazy());
        scanner.scan("minglu.portal");
        TreeSet<String> patterns = new TreeSet<>();
        try (GenericWebApplicationContext context = new GenericWebApplicationContext(beans)) {
            context.refresh();
            RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
            mapping.setApplicationContext(context);
            mapping.afterPropertiesSet();
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
                    patterns.addAll(info.getPatternValues());
                }
            }
        }
        assertThat(patterns).hasSizeGreaterThan(20);
        return patterns;
    }

    private static BeanDefinitionDefaults lazy() {
        BeanDefinitionDefaults lazy = new BeanDefinitionDefaults();
        lazy.setLazyInit(true);
        return lazy;
    }
}
