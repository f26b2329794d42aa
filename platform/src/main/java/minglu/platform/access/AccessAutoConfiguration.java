package minglu.platform.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import minglu.platform.node.Node;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Users, and the filter chain that asks for one at every address that is not public. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        },
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableWebSecurity
@Import({UserController.class, PageSecurity.class})
class AccessAutoConfiguration {

    private static final String CONTENT_SECURITY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static final String BASIC = "Basic";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Bean
    UserStore userStore(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new UserStore(jdbc, new TransactionTemplate(transactions), clock);
    }

    @Bean
    PasswordHashing passwordHashing() {
        return new PasswordHashing();
    }

    /** Before the web server starts, so that nobody meets an installation without a user. */
    @Bean
    SmartInitializingSingleton firstUser(UserStore users, PasswordHashing hashing, Environment environment, Node node) {
        return () -> {
            if (!node.readOnly()) {
                new FirstUser(users, hashing, environment.getProperty("MINGLU_ADMIN_PASSWORD"), System.out)
                        .createIfNobody();
            }
        };
    }

    @Bean
    AuthenticationManager authenticationManager(UserStore users, PasswordHashing hashing, Clock clock) {
        return new ProviderManager(
                new PasswordAuthentication(users, hashing, new VerifiedCredentials(), new FailureDelay(clock)));
    }

    /** For a collector of meters that has no user; the address must then not be reachable from outside. */
    @Bean
    @ConditionalOnProperty("minglu.metrics.public")
    PublicPaths publicMeters() {
        return PublicPaths.of("/actuator/prometheus");
    }

    /** Each filter of the chain observed by itself would cost more than the request; the request as a whole still is. */
    @Bean
    SecurityObservationSettings unobservedSecurity() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    AccessProblems accessProblems() {
        return new AccessProblems();
    }

    /**
     * Last in order: pages have a chain of their own before it. Machine clients send their password with each request; a browser that
     * signed in on a page may follow its links to here with its session, which is read but never begun.
     */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain statelessChain(
            HttpSecurity http,
            AuthenticationManager manager,
            AccessProblems problems,
            UserStore users,
            ObjectProvider<PublicPaths> publicPaths) {
        // Never empty: a matcher of a method without a pattern would open every address.
        String[] open = Stream.concat(
                        Stream.of("/actuator/health", "/actuator/health/**"),
                        publicPaths.stream().flatMap(paths -> paths.patterns().stream()))
                .toArray(String[]::new);
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, open)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, open)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .authenticationManager(manager)
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .csrf(csrf -> csrf.csrfTokenRepository(new HttpSessionCsrfTokenRepository())
                        .requireCsrfProtectionMatcher(AccessAutoConfiguration::isChangeInSession))
                .securityContext(context -> context.securityContextRepository(sessionsOfPages()))
                .addFilterAfter(new FreshUserFilter(users), SecurityContextHolderFilter.class)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    private static HttpSessionSecurityContextRepository sessionsOfPages() {
        HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
        sessions.setAllowSessionCreation(false);
        return sessions;
    }

    /** A password in a header is sent by no other site; a cookie would be. */
    private static boolean isChangeInSession(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean basic = authorization != null && authorization.trim().regionMatches(true, 0, BASIC, 0, BASIC.length());
        return !basic
                && !READING.contains(request.getMethod())
                && SecurityContextHolder.getContext().getAuthentication() != null;
    }

    @Bean
    WebMvcConfigurer callerParameters() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver());
            }
        };
    }
}
