package minglu.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the compose file and its companions promise: fixed images, secrets by file, health checks, and one rule for the proxy. */
class DeploymentFilesTest {

    private static final Path TOP = Path.of("").toAbsolutePath().getParent();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+(\\.\\d+)+[A-Za-z0-9._-]*");
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token)");

    private static String read(String file) throws IOException {
        return Files.readString(TOP.resolve(file));
    }

    private static Map<String, Object> map(Object node) {
        Map<String, Object> found = new TreeMap<>();
        ((Map<?, ?>) node).forEach((name, value) -> found.put(name.toString(), value));
        return found;
    }

    private static Map<String, Object> compose() throws IOException {
        return map(new Yaml().load(read("docker-compose.yml")));
    }

    private static String withDefaults(String text) {
        Matcher variable = VARIABLE.matcher(text);
        return variable.replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
    }

    private static boolean isPinned(String image) {
        return PINNED.matcher(image).matches();
    }

    @Test
    void each_image_has_a_fixed_tag() throws IOException {
        List<String> images = new ArrayList<>();
        map(compose().get("services"))
                .values()
                .forEach(service ->
                        images.add(withDefaults(map(service).get("image").toString())));
        Matcher base = Pattern.compile("(?m)^ARG JAVA_IMAGE=(\\S+)$").matcher(read("deploy/Dockerfile"));
        assertThat(base.find()).isTrue();
        images.add(base.group(1));

        assertThat(images).hasSizeGreaterThanOrEqualTo(9).allMatch(DeploymentFilesTest::isPinned);
        assertThat(images).contains("axoniq/axonserver:2025.2.7");
        assertThat(List.of("nginx", "nginx:latest", "nginx:", "postgres:alpine", "grafana/grafana:main"))
                .noneMatch(DeploymentFilesTest::isPinned);
    }

    @Test
    void each_service_is_watched_and_comes_back() throws IOException {
        map(compose().get("services")).forEach((name, service) -> {
            assertThat(map(service)).as(name).containsKeys("healthcheck", "restart");
            assertThat(map(map(service).get("healthcheck"))).as(name).containsKeys("test", "interval", "retries");
        });
        assertThat(map(compose().get("services")))
                .containsKeys(
                        "axonserver",
                        "postgres",
                        "command-service-1",
                        "command-service-2",
                        "query-service-1",
                        "query-service-2",
                        "proxy",
                        "prometheus",
                        "grafana");
    }

    @Test
    void one_node_is_the_notary_and_the_proxy_sends_changes_of_the_log_there() throws IOException {
        Map<String, String> notaries = new TreeMap<>();
        map(compose().get("services")).forEach((name, service) -> {
            if (name.startsWith("query-service")) {
                Map<String, Object> environment = map(map(service).get("environment"));
                notaries.put(name, String.valueOf(environment.get("MINGLU_LOG_NOTARY")));
            }
        });

        assertThat(notaries).hasSizeGreaterThanOrEqualTo(2).containsEntry("query-service-1", "true");
        assertThat(notaries.values())
                .as("%s", notaries)
                .containsOnlyOnce("true")
                .allMatch(Set.of("true", "false")::contains);
        assertThat(read("deploy/nginx.conf"))
                .containsPattern("upstream notary \\{\\s+server query-service-1:8080;")
                .contains("location ~ ^/api/v1/log(/|$) {\n            proxy_pass http://$log_side;");
    }

    /** Where docker-compose is installed, it reads the file as well; what it reads must be what is written here. */
    @Test
    void the_compose_program_accepts_the_file() throws Exception {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "docker-compose"))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                program.isPresent(), "docker-compose is not installed: the file was read by this test only");
        Process compose = new ProcessBuilder(
                        program.get().toString(),
                        "-f",
                        TOP.resolve("docker-compose.yml").toString(),
                        "config")
                .redirectErrorStream(true)
                .start();
        String said = new String(compose.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(compose.waitFor()).as(said).isZero();
        Map<String, Object> services = map(map(new Yaml().load(said)).get("services"));
        assertThat(services.keySet()).isEqualTo(map(compose().get("services")).keySet());
        services.forEach(
                (name, service) -> assertThat(isPinned(map(service).get("image").toString()))
                        .as("image of %s", name)
                        .isTrue());
    }

    @Test
    void secrets_come_from_files_that_are_not_kept_with_the_sources() throws IOException {
        map(compose().get("secrets"))
                .forEach((name, secret) ->
                        assertThat(map(secret).get("file").toString()).as(name).startsWith("./deploy/secrets/"));
        assertThat(read(".gitignore").lines()).contains("deploy/secrets/");
        map(compose().get("services")).forEach((name, service) -> {
            Object environment = map(service).getOrDefault("environment", Map.of());
            assertThat(map(environment).keySet())
                    .as("environment of %s", name)
                    .noneMatch(variable -> SECRET.matcher(variable).matches());
        });
    }

    @Test
    void the_dashboard_asks_the_source_that_is_provisioned() throws IOException {
        JsonNode dashboard = JsonMapper.shared().readTree(read("deploy/grafana/dashboards/minglu.json"));
        Map<String, Object> source =
                map(((List<?>) map(new Yaml().load(read("deploy/grafana/provisioning/datasources/prometheus.yml")))
                                .get("datasources"))
                        .get(0));

        assertThat(dashboard.get("panels").size()).isGreaterThanOrEqualTo(4);
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(panel.at("/datasource/uid").stringValue()).isEqualTo(source.get("uid"));
            assertThat(panel.at("/targets/0/expr").stringValue()).isNotBlank();
        }
    }

    /**
     * The rule of deploy/nginx.conf: imports to the write side, parked events to the read side, what changes the log to the notary's
     * node, which is one of the read side; else GET and HEAD to the read side, everything else to the write side.
     */
    @Test
    void each_endpoint_lies_on_the_side_that_the_proxy_sends_its_requests_to() throws IOException {
        assertThat(read("deploy/nginx.conf"))
                .contains(
                        "GET read_side;",
                        "HEAD read_side;",
                        "default write_side;",
                        "^/api/v1/imports(/|$)",
                        "^/api/v1/(dead-letters|read-side)(/|$)",
                        "^/api/v1/log(/|$)",
                        "default notary;");

        List<String> onTheWriteSide = endpoints("minglu.command");
        List<String> onTheReadSide = endpoints("minglu.query");

        assertThat(onTheWriteSide).isNotEmpty();
        assertThat(onTheWriteSide.stream().filter(endpoint -> endpoint.startsWith("GET ")))
                .isNotEmpty()
                .allMatch(endpoint -> endpoint.startsWith("GET /api/v1/imports"));
        assertThat(onTheReadSide)
                .isNotEmpty()
                .allMatch(endpoint -> endpoint.startsWith("GET ")
                        || endpoint.matches("[A-Z]+ /api/v1/(dead-letters|log|read-side)(/.*)?"));
        assertThat(onTheReadSide).noneMatch(endpoint -> endpoint.startsWith("GET /api/v1/imports"));
    }

    /** As "METHOD /path" of every handler below a package. */
    private static List<String> endpoints(String packageName) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packageName);
        List<String> found = new ArrayList<>();
        classes.forEach(javaClass -> {
            Class<?> controller = javaClass.reflect();
            RequestMapping above = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
            String prefix = above == null || above.path().length == 0 ? "" : above.path()[0];
            for (Method method : controller.getDeclaredMethods()) {
                RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping != null) {
                    String path = mapping.path().length == 0 ? "" : mapping.path()[0];
                    Stream.of(mapping.method())
                            .map(RequestMethod::name)
                            .forEach(verb -> found.add(verb + " " + prefix + path));
                }
            }
        });
        return found;
    }
}
