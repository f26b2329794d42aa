package minglu.platform.node;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.platform.problem.Problem;
import minglu.platform.problem.ProblemResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers whatever would change something with {@code unavailable} while this node cannot record: before a body is read, and for
 * things that are no events too, since the node that writes is the one to send them to. Left alone is what changes the transparency
 * log: that belongs to the notary's node, whether it writes events or stands by.
 */
final class WriteGuard extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String API = "/api/";
    private static final String LOG = "/api/v1/log/";

    private final Supplier<WriteStanding> standing;

    /** @param standing gives null where no events are written by the application itself */
    WriteGuard(Supplier<WriteStanding> standing) {
        this.standing = standing;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> obstacle = changesSomething(request) ? obstacle() : Optional.empty();
        if (obstacle.isPresent()) {
            ProblemResponse.write(
                    response,
                    Problem.of(Refusal.of(ProblemCode.UNAVAILABLE, "Nothing was recorded: " + obstacle.get())));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean changesSomething(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !READING.contains(request.getMethod()) && path.startsWith(API) && !path.startsWith(LOG);
    }

    private Optional<String> obstacle() {
        WriteStanding known = standing.get();
        return known == null ? Optional.empty() : known.obstacle();
    }
}
