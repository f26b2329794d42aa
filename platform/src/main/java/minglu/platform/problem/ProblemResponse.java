package minglu.platform.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Sends problem documents, from a controller or from a filter. */
public final class ProblemResponse {

    private static final Set<Integer> WORTH_RETRYING = Set.of(429, 503);
    private static final String RETRY_AFTER_SECONDS = "1";

    private ProblemResponse() {}

    /** As the answer of a controller; 429 and 503 carry {@code Retry-After: 1}. */
    public static ResponseEntity<Problem> entity(Problem problem) {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(problem.status()).contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
        if (WORTH_RETRYING.contains(problem.status())) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.body(problem);
    }

    /**
     * Straight to the response. A {@code Retry-After} that is already set stays.
     *
     * @throws IOException if the client has gone
     */
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        if (WORTH_RETRYING.contains(problem.status()) && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.getOutputStream().write(problem.toJson().getBytes(StandardCharsets.UTF_8));
    }
}
