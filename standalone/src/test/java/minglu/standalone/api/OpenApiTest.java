package minglu.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description that is checked in is the one of this code. */
class OpenApiTest {

    private static final Path FILE = Path.of("..", "docs", "openapi.json");
    private static final String RENEW = "minglu.renew";

    private final JsonNode description = JsonMapper.shared().readTree(OpenApi.text());

    @Test
    void the_file_says_what_the_code_says() throws IOException {
        if (Boolean.getBoolean(RENEW)) {
            Files.writeString(FILE, OpenApi.text());
        }

        assertThat(Files.readString(FILE))
                .as("docs/openapi.json is not that of this code. Renew it with: mvn -pl standalone -am"
                        + " -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false -D" + RENEW + "=true test")
                .isEqualTo(OpenApi.text());
    }

    @Test
    void the_catalogue_knows_no_address_that_the_code_does_not_have() {
        assertThat(new TreeSet<>(OpenApi.catalogue().path("operations").propertyNames()))
                .isEqualTo(new TreeSet<>(OpenApi.operations().keySet()));
    }

    /** The addresses that the project promises to clients; a new one is added here when it is promised. */
    @Test
    void every_address_of_the_public_contract_is_described() {
        assertThat(OpenApi.operations().keySet())
                .contains(
                        "PUT /api/v1/users/{name}",
                        "GET /api/v1/users",
                        "PUT /api/v1/units/{unit}",
                        "GET /api/v1/units",
                        "GET /api/v1/units/{unit}/subjects",
                        "GET /api/v1/units/{unit}/subjects/{subject}",
                        "GET /api/v1/units/{unit}/subjects/{subject}/acts/{id}/receipt",
                        "GET /api/v1/corrections",
                        "GET /api/v1/deadlines",
                        "PUT /api/v1/calendar/{year}",
                        "POST /api/v1/acts",
                        "POST /api/v1/imports",
                        "GET /api/v1/imports",
                        "GET /api/v1/imports/{id}",
                        "GET /api/v1/imports/{id}/rejections",
                        "GET /api/v1/imports/template.xlsx",
                        "GET /api/v1/tables",
                        "GET /api/v1/tables/cells/{cell}/acts",
                        "GET /api/v1/tables/diff",
                        "GET /api/v1/summary",
                        "POST /api/v1/returns/{unit}/{year}/{step}",
                        "GET /api/v1/returns/{unit}/{year}",
                        "GET /api/v1/returns",
                        "POST /api/v1/reports/{unit}/{year}/{step}",
                        "GET /api/v1/reports/{unit}/{year}",
                        "GET /api/v1/reports/{unit}/{year}/versions/{version}",
                        "PUT /api/v1/reports/{unit}/{year}/texts",
                        "PUT /api/v1/reports/{unit}/{year}/justifications",
                        "PUT /api/v1/reports/{unit}/{year}/dismissals",
                        "PUT /api/v1/reports/{unit}/{year}/reference-figures",
                        "GET /api/v1/reports/{unit}/{year}/reference-figures",
                        "GET /api/v1/evidence",
                        "GET /api/v1/access-log",
                        "GET /api/v1/events",
                        "GET /log/checkpoint",
                        "GET /log/key",
                        "GET /log/tile/{level}/{rest}",
                        "GET /log/tile/entries/{rest}");
    }

    @Test
    void every_reference_leads_somewhere_and_every_operation_has_a_name_of_its_own() {
        Set<String> known = new TreeSet<>(description.at("/components/schemas").propertyNames());
        List<String> references = new ArrayList<>();
        description
                .findValuesAsString("$ref")
                .forEach(reference -> references.add(reference.replace("#/components/schemas/", "")));
        assertThat(references).isNotEmpty().isSubsetOf(known);
        assertThat(description.findValuesAsString("operationId")).doesNotHaveDuplicates();
    }

    @Test
    void acts_are_described_with_their_fields_and_codes() {
        JsonNode decided = description.at("/components/schemas/ActData.request-decided");

        assertThat(decided.path("required").get(0).stringValue()).isEqualTo("outcome");
        assertThat(decided.at("/properties/outcome/enum").size()).isEqualTo(21);
        assertThat(decided.path("title").stringValue()).isEqualTo("作出处理决定");
    }

    @Test
    void every_example_is_one_of_exactly_one_address() {
        for (JsonNode example : OpenApi.catalogue().path("examples")) {
            assertThat(OpenApi.operations().values().stream()
                            .filter(operation -> OpenApiExamples.isOf(example, operation)))
                    .as(example.path("request").stringValue())
                    .hasSize(1);
        }
    }
}
