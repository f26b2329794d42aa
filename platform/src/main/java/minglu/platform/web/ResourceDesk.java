package minglu.platform.web;

import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.resource.ResourceAnswer;
import minglu.platform.access.Caller;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers addresses of the contract inside the process, by the very endpoints that answer them over HTTP: pages and machine clients
 * cannot be told different things. Endpoints that stream bytes are not answered here.
 */
public final class ResourceDesk {

    private static final String CONTRACT = "/api/v1/";

    private final RequestMappingHandlerMapping mapping;
    private final JsonMapper json;

    /**
     * @param mapping knows the endpoints of this process
     * @param json the mapper of the web layer
     */
    public ResourceDesk(RequestMappingHandlerMapping mapping, JsonMapper json) {
        this.mapping = mapping;
        this.json = json;
    }

    private record Endpoint(PathPattern pattern, HandlerMethod handler) {}

    /**
     * Answers an address.
     *
     * @param caller on whose behalf
     * @param method of HTTP
     * @param path segments percent-encoded
     * @param parameters of the query, decoded
     * @param body JSON, or null
     * @throws RefusedException as over HTTP; {@code not-found} where no endpoint has the address
     */
    public ResourceAnswer answer(
            Caller caller, RequestMethod method, String path, Map<String, String> parameters, String body) {
        PathContainer parsed = PathContainer.parsePath(path);
        Endpoint endpoint = find(method, path, parsed)
                .orElseThrow(() -> new RefusedException(ProblemCode.NOT_FOUND, "there is nothing at " + path));
        Map<String, String> variables = variables(endpoint, parsed);
        List<Object> arguments = new ArrayList<>();
        for (MethodParameter parameter : endpoint.handler.getMethodParameters()) {
            arguments.add(argument(parameter, caller, variables, parameters, body));
        }
        return answer(invoke(endpoint.handler.createWithResolvedBean(), arguments.toArray()));
    }

    /** The variables that an address has in its path, by the endpoint that answers it; empty where there is none. */
    public Map<String, String> variables(RequestMethod method, String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return find(method, path, parsed)
                .map(endpoint -> variables(endpoint, parsed))
                .orElse(Map.of());
    }

    private static Map<String, String> variables(Endpoint endpoint, PathContainer path) {
        PathPattern.PathMatchInfo match = endpoint.pattern.matchAndExtract(path);
        return match == null ? Map.of() : match.getUriVariables();
    }

    private Optional<Endpoint> find(RequestMethod method, String path, PathContainer parsed) {
        if (!path.startsWith(CONTRACT)) {
            return Optional.empty();
        }
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry ->
                        entry.getKey().getMethodsCondition().getMethods().contains(method))
                .flatMap(entry -> Optional.ofNullable(entry.getKey().getPathPatternsCondition()).stream()
                        .map(condition -> condition.getPatterns())
                        .flatMap(Collection::stream)
                        .filter(pattern -> pattern.matches(parsed))
                        .map(pattern -> new Endpoint(pattern, entry.getValue())))
                .min(Comparator.comparing(Endpoint::pattern));
    }

    private Object argument(
            MethodParameter parameter,
            Caller caller,
            Map<String, String> variables,
            Map<String, String> parameters,
            String body) {
        Class<?> type = parameter.getParameterType();
        if (type == Caller.class) {
            return caller;
        }
        if (parameter.hasParameterAnnotation(PathVariable.class)) {
            return converted(variables.get(parameter.getParameter().getName()), type);
        }
        if (MultiValueMap.class.isAssignableFrom(type)) {
            MultiValueMap<String, String> all = new LinkedMultiValueMap<>();
            parameters.forEach(all::add);
            return all;
        }
        if (parameter.hasParameterAnnotation(RequestParam.class)) {
            return converted(parameters.get(parameter.getParameter().getName()), type);
        }
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return body == null ? null : read(body, type);
        }
        if (parameter.hasParameterAnnotation(RequestHeader.class)) {
            return null;
        }
        throw new IllegalArgumentException(parameter.getExecutable() + " cannot be answered here: " + parameter);
    }

    private Object read(String body, Class<?> type) {
        try {
            return json.readValue(body, type);
        } catch (JacksonException e) {
            throw new RefusedException(
                    ProblemCode.INVALID_REQUEST, "the body cannot be read: " + e.getOriginalMessage());
        }
    }

    private static Object converted(String text, Class<?> type) {
        try {
            return DefaultConversionService.getSharedInstance().convert(text, type);
        } catch (ConversionFailedException e) {
            throw new RefusedException(ProblemCode.INVALID_PARAMETER, "\"" + text + "\" cannot stand here");
        }
    }

    private static Object invoke(HandlerMethod handler, Object[] arguments) {
        try {
            handler.getMethod().setAccessible(true);
            return handler.getMethod().invoke(handler.getBean(), arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private ResourceAnswer answer(Object returned) {
        if (returned instanceof ResponseEntity<?> response) {
            return new ResourceAnswer(
                    response.getStatusCode().value(),
                    response.getBody() instanceof byte[] file
                            ? text(file, response.getHeaders().getContentType())
                            : written(response.getBody()));
        }
        return new ResourceAnswer(200, written(returned));
    }

    /** A document with fixed bytes, as a message can carry it. */
    private static String text(byte[] file, MediaType type) {
        if (!MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
            throw new RefusedException(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "a message carries JSON, not a file of type " + type);
        }
        return new String(file, StandardCharsets.UTF_8);
    }

    private String written(Object body) {
        return body == null ? null : json.writeValueAsString(body);
    }
}
