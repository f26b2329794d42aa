package minglu.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minglu.evidence.RandomHistory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the verifier has of tables and digests is what docs/evidence-format.md says. */
class DocumentTest {

    private static String document() throws IOException {
        return Files.readString(Path.of("../docs/evidence-format.md"));
    }

    @Test
    void the_table_of_accounts_is_that_of_the_document() throws IOException {
        Matcher block =
                Pattern.compile("```json accounts\n(.*?)```", Pattern.DOTALL).matcher(document());
        assertThat(block.find()).isTrue();
        try (InputStream in = Accounts.class.getResourceAsStream("accounts.json")) {
            assertThat(JsonMapper.shared().readTree(in))
                    .isEqualTo(JsonMapper.shared().readTree(block.group(1)));
        }
    }

    @Test
    void the_types_of_acts_are_those_of_the_document() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        Matcher row = Pattern.compile("\\| `([a-z-]+)` \\| `([a-z]+\\.[A-Za-z]+)` \\|")
                .matcher(document());
        while (row.find()) {
            listed.put("minglu.api." + row.group(2), row.group(1));
        }

        assertThat(listed).hasSize(30).isEqualTo(new TreeMap<>(ActTypes.all()));
        assertThat(RandomHistory.types()).hasSize(28);
        RandomHistory.types().forEach((act, type) -> assertThat(listed).containsEntry("minglu.api." + type, act));
    }

    @Test
    void every_act_but_corrections_has_its_lines() {
        Accounts accounts = Accounts.ofThisVersion();
        ActTypes.all()
                .values()
                .forEach(act -> assertThat(accounts.knows(act)).as(act).isEqualTo(!ActTypes.isCorrection(act)));
    }

    @Test
    void the_formats_known_are_those_of_the_document_and_of_the_product() throws IOException {
        Matcher row = Pattern.compile("\\| `([0-9-]+)` \\| `([0-9]+)` \\| `([0-9a-f]{64})` \\|")
                .matcher(document());
        int rows = 0;
        while (row.find()) {
            StatutoryFormat.Known known = StatutoryFormat.KNOWN.get(row.group(1));
            assertThat(known).isEqualTo(new StatutoryFormat.Known(row.group(2), row.group(3)));
            rows++;
        }
        assertThat(rows).isEqualTo(StatutoryFormat.KNOWN.size()).isPositive();
        assertThat(Bytes.hex(Bytes.sha256(FormatFile.bytes())))
                .isEqualTo(StatutoryFormat.KNOWN.get("2021-30").digest());
        assertThat(StatutoryFormat.known("2021-30").cells()).hasSize(200);
    }
}
