package minglu.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import minglu.api.problem.ProblemCode;
import minglu.platform.problem.Problem;
import minglu.platform.problem.ProblemResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** What the security filters answer: problem documents. */
final class AccessProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private static final String CHALLENGE = "Basic realm=\"minglu\", charset=\"UTF-8\"";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof RefusedSignIn refused) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(refused.retryAfterSeconds()));
            ProblemResponse.write(response, Problem.of(refused.refusal()));
            return;
        }
        // A browser's own window would come up over a page that asks by itself.
        if (!"XMLHttpRequest".equals(request.getHeader("X-Requested-With"))) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        ProblemResponse.write(
                response,
                Problem.of(
                        ProblemCode.UNAUTHENTICATED,
                        request.getHeader(HttpHeaders.AUTHORIZATION) == null
                                ? "this address needs a user"
                                : "wrong name or password"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        ProblemResponse.write(response, Problem.of(ProblemCode.FORBIDDEN, "the user may not do this"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        ProblemResponse.write(
                response, Problem.of(ProblemCode.MALFORMED, "the address or a header holds what is not allowed there"));
    }
}
