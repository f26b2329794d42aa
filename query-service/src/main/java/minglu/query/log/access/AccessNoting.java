package minglu.query.log.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Notes every answer of an address that shows single cases or hands out data, before its first byte leaves: nobody reads without a
 * trace, and who was refused is noted too.
 */
@ControllerAdvice
class AccessNoting implements ResponseBodyAdvice<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(AccessNoting.class);
    private static final int FIRST_REFUSAL = 400;

    /** By the address as it was sent; the first that fits. */
    private static final Map<Pattern, String> WATCHED = watched();

    private final ObjectProvider<AccessLog> log;

    AccessNoting(ObjectProvider<AccessLog> log) {
        this.log = log;
    }

    private static Map<Pattern, String> watched() {
        Map<String, String> actions = new LinkedHashMap<>();
        actions.put("/api/v1/units/[^/]+/subjects", "cases");
        actions.put("/api/v1/units/[^/]+/subjects/[^/]+", "case");
        actions.put("/api/v1/units/[^/]+/subjects/[^/]+/acts/[^/]+/receipt", "receipt");
        actions.put("/api/v1/units/[^/]+/statement", "statement");
        actions.put("/api/v1/evidence", "evidence");
        actions.put("/api/v1/tables/cells/[^/]+/acts", "acts");
        actions.put("/api/v1/tables/diff", "moves");
        actions.put("/api/v1/corrections", "corrections");
        actions.put("/api/v1/deadlines", "deadlines");
        actions.put("/api/v1/sample", "sample");
        actions.put("/api/v1/events", "events");
        actions.put("/api/v1/imports/[^/]+/rejections", "rejections");
        actions.put("/api/v1/reports/[^/]+/[^/]+/versions/[^/]+", "report");
        actions.put("/api/v1/access-log", "access-log");
        actions.put("/log/tile/entries/.+", "entries");
        Map<Pattern, String> watched = new LinkedHashMap<>();
        actions.forEach((address, action) -> watched.put(Pattern.compile(address + "/?"), action));
        return watched;
    }

    /** What is read at an address; empty for what nobody watches. */
    static Optional<String> action(String path) {
        return WATCHED.entrySet().stream()
                .filter(watched -> watched.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object beforeBodyWrite(
            Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (request instanceof ServletServerHttpRequest servlet
                && response instanceof ServletServerHttpResponse answer
                && authentication != null
                && authentication.getPrincipal() instanceof Caller caller
                && !servlet.getServletRequest().getMethod().equals("POST")) {
            action(servlet.getServletRequest().getRequestURI())
                    .ifPresent(action -> note(
                            caller, action, servlet, answer.getServletResponse().getStatus()));
        }
        return body;
    }

    private void note(Caller caller, String action, ServletServerHttpRequest request, int status) {
        note(
                caller,
                action,
                named(request, "unit"),
                named(request, "subject"),
                request.getServletRequest().getQueryString(),
                status);
    }

    /**
     * Notes an access.
     *
     * @throws RefusedException {@code unavailable} where it cannot be noted and something would be shown
     */
    void note(Caller caller, String action, String unit, String subject, String query, int status) {
        try {
            log.getObject().note(caller, action, unit, subject, query, status);
        } catch (DataAccessException e) {
            LOG.error("An access could not be noted", e);
            if (status < FIRST_REFUSAL) {
                throw new RefusedException(
                        ProblemCode.UNAVAILABLE, "the access could not be noted, so nothing is shown; try again soon");
            }
        }
    }

    private static String named(ServletServerHttpRequest request, String name) {
        Object variables = request.getServletRequest().getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (variables instanceof Map<?, ?> inPath && inPath.get(name) instanceof String value) {
            return value;
        }
        return request.getServletRequest().getParameter(name);
    }
}
