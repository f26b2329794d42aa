package minglu.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.Api.Answer;
import minglu.standalone.testing.MingluProcess;
import minglu.standalone.testing.SharedServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The examples of the documentation, run against the shared server in their order; answers have the form that is described. Their
 * units and users have plain names ({@code jyj}, {@code importer}), which no other test on that server takes.
 */
class ApiExamplesTest {

    private static final String PASSWORD = "a-long-password";

    private static MingluProcess server;
    private static List<String> faults;

    private long written;
    private final JsonNode description = JsonMapper.shared().readTree(OpenApi.text());

    @BeforeAll
    static void start() {
        server = SharedServer.get();
    }

    private static Api user(String name) {
        return name.equals("admin") ? server.admin() : new Api(server.url(), name, PASSWORD);
    }

    @Test
    void every_example_is_answered_as_described() {
        for (JsonNode example : OpenApi.catalogue().path("examples")) {
            String request = example.path("request").stringValue();
            Answer answer = send(example);
            assertThat(example.path("status").valueStream().map(JsonNode::intValue))
                    .as(request + ": " + answer.text())
                    .contains(answer.status());
            JsonNode schema = schema(example, answer);
            if (schema.isObject()) {
                for (String position : List.of("position", "lastPosition")) {
                    written = Math.max(written, answer.json().path(position).asLong(0));
                }
                faults = new ArrayList<>();
                check(schema, answer.json(), request);
                assertThat(faults).as(request).isEmpty();
            }
        }
        queryParametersAreThoseOfTheDescription();
    }

    /** The address of a read that waits for what the examples before it have written. */
    private String upToDate(JsonNode example) {
        String address = OpenApiExamples.address(example);
        JsonNode query = OpenApi.catalogue()
                .path("operations")
                .path(operation(example).key())
                .path("query");
        if (query.valueStream().noneMatch(name -> name.stringValue().equals("atLeast"))) {
            return address;
        }
        String plain = address.replaceFirst("[?&]atLeast=\\d+$", "");
        return plain + (plain.contains("?") ? "&" : "?") + "atLeast=" + written;
    }

    private static OpenApi.Operation operation(JsonNode example) {
        return OpenApi.operations().values().stream()
                .filter(candidate -> OpenApiExamples.isOf(example, candidate))
                .findFirst()
                .orElseThrow();
    }

    private Answer send(JsonNode example) {
        Api api = user(example.path("user").stringValue());
        String address = OpenApiExamples.address(example);
        String body = OpenApiExamples.body(example);
        return switch (OpenApiExamples.method(example)) {
            case "GET" -> Api.caughtUp(() -> api.get(upToDate(example)));
            case "PUT" -> api.put(address, body);
            default -> api.post(address, OpenApiExamples.mediaType(example), body.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** An unknown parameter is refused with a list of the known ones. */
    private void queryParametersAreThoseOfTheDescription() {
        int asked = 0;
        for (OpenApi.Operation operation : OpenApi.operations().values()) {
            JsonNode query =
                    OpenApi.catalogue().path("operations").path(operation.key()).path("query");
            if (!operation.method().equals("GET") || !query.isArray() || query.isEmpty()) {
                continue;
            }
            String path = operation
                    .path()
                    .replace("{unit}", "jyj")
                    .replace("{year}", "2021")
                    .replace("{subject}", "SQ-2021-001")
                    .replace("{cell}", "3.new.total")
                    .replace("{version}", "1");
            Answer answer = user("inspector").get(path + "?no-such-parameter=1");
            assertThat(answer.code()).as(operation.key() + " " + answer.text()).isEqualTo("invalid-parameter");
            String detail = answer.json().path("detail").stringValue();
            assertThat(Arrays.asList(
                            detail.substring(detail.indexOf("there are ") + 10).split(", ")))
                    .as(operation.key())
                    .containsExactlyElementsOf(new TreeSet<>(
                            query.valueStream().map(JsonNode::stringValue).toList()));
            asked++;
        }
        assertThat(asked).isGreaterThan(15);
    }

    @Test
    void the_documentation_can_be_read_by_every_user_and_by_nobody_else() {
        Answer page = server.admin().get("/api/docs");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        for (OpenApi.Operation operation : OpenApi.operations().values()) {
            assertThat(page.text()).contains(operation.path());
        }
        assertThat(page.text())
                .doesNotContainPattern("(?i)<(script|link|img|iframe)\\b")
                .doesNotContainPattern("(?i)\\bsrc\\s*=");
        assertThat(server.admin().get("/api/v1/openapi.json").text()).isEqualTo(OpenApi.text());
        assertThat(new Api(server.url(), "nobody", "no-password")
                        .get("/api/docs")
                        .status())
                .isEqualTo(401);
    }

    private JsonNode schema(JsonNode example, Answer answer) {
        OpenApi.Operation operation = operation(example);
        JsonNode responses = description
                .path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT))
                .path("responses");
        return answer.status() >= 400
                ? responses.at("/default/content/application~1problem+json/schema")
                : responses.path(String.valueOf(answer.status())).at("/content/application~1json/schema");
    }

    /** What the descriptions use of JSON Schema. */
    private void check(JsonNode schema, JsonNode value, String at) {
        if (schema.has("$ref")) {
            check(description.at(schema.path("$ref").stringValue().substring(1)), value, at);
            return;
        }
        if (schema.has("anyOf")) {
            if (!value.isNull()) {
                check(schema.path("anyOf").get(0), value, at);
            }
            return;
        }
        List<String> types = schema.path("type").isArray()
                ? schema.path("type").valueStream().map(JsonNode::stringValue).toList()
                : schema.has("type") ? List.of(schema.path("type").stringValue()) : List.of();
        if (!types.isEmpty() && types.stream().noneMatch(type -> isOf(type, value))) {
            faults.add(at + " is not " + types + " but " + value);
            return;
        }
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
            faults.add(at + " is none of the codes: " + value);
        }
        schema.path("required").forEach(name -> {
            if (!value.isNull() && !value.has(name.stringValue())) {
                faults.add(at + " lacks " + name);
            }
        });
        if (value.isObject() && schema.has("properties")) {
            value.forEachEntry((name, member) -> {
                if (schema.path("properties").has(name)) {
                    check(schema.path("properties").path(name), member, at + "/" + name);
                } else {
                    faults.add(at + " has the member " + name + ", which is not described");
                }
            });
        } else if (value.isObject() && schema.has("additionalProperties")) {
            value.forEachEntry((name, member) -> check(schema.path("additionalProperties"), member, at + "/" + name));
        }
        if (value.isArray()) {
            value.forEach(item -> check(schema.path("items"), item, at + "[]"));
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException(type);
        };
    }
}
