package minglu.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Holds each request to the parameters that its endpoint names: with {@code dryrun=true} in the place of {@code dryRun=true} a trial
 * would be recorded in earnest. Endpoints that take all parameters as a map look at them themselves.
 */
final class NamedParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && handler instanceof HandlerMethod method && !takesAll(method)) {
            QueryNames.verify(
                    UriComponentsBuilder.newInstance()
                            .query(request.getQueryString())
                            .build()
                            .getQueryParams(),
                    names(method));
        }
        return true;
    }

    private static boolean takesAll(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestParam.class)
                        && MultiValueMap.class.isAssignableFrom(parameter.getParameterType()));
    }

    private static Set<String> names(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(NamedParameters::name)
                .collect(Collectors.toSet());
    }

    private static String name(MethodParameter parameter) {
        String name = parameter.getParameterAnnotation(RequestParam.class).name();
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return name.isEmpty() ? parameter.getParameterName() : name;
    }
}
