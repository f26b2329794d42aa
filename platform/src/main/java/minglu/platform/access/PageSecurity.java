package minglu.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minglu.api.problem.ProblemCode;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.web.server.servlet.CookieSameSiteSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.util.UriComponentsBuilder;

/** The filter chain of pages: a form login, a session in a cookie of this site alone, and a token in each form. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(PagePaths.class)
class PageSecurity {

    static final String LOGIN = "/login";
    private static final String HOME = "/";
    private static final String NEXT = "next";

    /** Nothing inline, nothing from elsewhere. */
    private static final String CONTENT_SECURITY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src"
                    + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** A path of this site: one slash, then no second one, no backslash and no control character. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x5B\\x5D-\\x7E]{0,500}");

    @Bean
    CookieSameSiteSupplier sessionCookieStaysOnThisSite() {
        return CookieSameSiteSupplier.ofLax().whenHasName("JSESSIONID");
    }

    @Bean
    @Order(1)
    SecurityFilterChain pageChain(HttpSecurity http, AuthenticationManager manager, PagePaths paths, UserStore users) {
        String[] assets = paths.assets().toArray(String[]::new);
        String[] all = Stream.of(Stream.of(LOGIN, "/logout"), paths.pages().stream(), paths.assets().stream())
                .flatMap(part -> part)
                .toArray(String[]::new);
        return http.securityMatcher(all)
                .authorizeHttpRequests(requests -> requests.requestMatchers(LOGIN)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, assets)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, assets)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .authenticationManager(manager)
                .formLogin(form -> form.loginPage(LOGIN)
                        .successHandler((request, response, user) ->
                                response.sendRedirect(request.getContextPath() + next(request.getParameter(NEXT))))
                        .failureHandler((request, response, failure) ->
                                response.sendRedirect(request.getContextPath() + failed(request, failure))))
                .logout(logout -> logout.logoutSuccessUrl(LOGIN + "?out"))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .exceptionHandling(failures -> failures.authenticationEntryPoint((request, response, failure) ->
                                response.sendRedirect(request.getContextPath() + signIn(request)))
                        .accessDeniedHandler(PageSecurity::denied))
                .addFilterAfter(new FreshUserFilter(users), SecurityContextHolderFilter.class)
                .addFilterAfter(new UploadGuard(paths), FreshUserFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** Where a user goes after signing in: never to another site, whatever the parameter says. */
    static String next(String asked) {
        return asked != null && OWN_PATH.matcher(asked).matches() ? asked : HOME;
    }

    private static String signIn(HttpServletRequest request) {
        String query = request.getQueryString();
        String asked = request.getMethod().equals("GET")
                ? request.getRequestURI().substring(request.getContextPath().length())
                        + (query == null ? "" : "?" + query)
                : HOME;
        return with(LOGIN, asked);
    }

    /** A form without its token: mostly one that stood open longer than the session. */
    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (request.getUserPrincipal() == null) {
            response.sendRedirect(request.getContextPath() + LOGIN + "?expired");
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static String failed(HttpServletRequest request, AuthenticationException failure) {
        Supplier<String> reason = () -> {
            if (failure instanceof RefusedSignIn refused) {
                return refused.refusal().code() == ProblemCode.TOO_MANY_REQUESTS
                        ? "wait&seconds=" + refused.retryAfterSeconds()
                        : "unavailable";
            }
            return "wrong";
        };
        String asked = request.getParameter(NEXT);
        return with(LOGIN + "?" + reason.get(), asked == null ? HOME : asked);
    }

    private static String with(String address, String asked) {
        String next = next(asked);
        return next.equals(HOME)
                ? address
                : UriComponentsBuilder.fromUriString(address)
                        .queryParam(NEXT, "{next}")
                        .encode()
                        .buildAndExpand(next)
                        .toUriString();
    }
}
