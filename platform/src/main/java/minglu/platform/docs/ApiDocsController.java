package minglu.platform.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Serves {@code docs/openapi.json}, which a test holds equal to the code, as it is and as a page. */
@RestController
class ApiDocsController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final byte[] description = resource("/minglu/docs/openapi.json");
    private final String style = new String(resource("/minglu/platform/docs/api.css"), StandardCharsets.UTF_8);
    private final String page = ApiPage.of(JsonMapper.shared().readTree(description), style);

    @GetMapping("/api/v1/openapi.json")
    ResponseEntity<byte[]> description() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(description);
    }

    @GetMapping("/api/docs")
    ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .contentType(HTML)
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'sha256-" + base64Sha256(style)
                                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .body(page);
    }

    private static byte[] resource(String name) {
        try (InputStream in = ApiDocsController.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + " cannot be read", e);
        }
    }

    private static String base64Sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
