package minglu.platform.node;

import java.lang.management.ManagementFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** What kind of node this is: {@code minglu.read-only}, and {@code minglu.node} for a name of one's own. */
@AutoConfiguration
class NodeAutoConfiguration {

    /** Before the chain that asks for a user: who asks is of no matter where nothing can be done. */
    private static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 100;

    @Bean
    Node node(@Value("${minglu.node:}") String name, @Value("${minglu.read-only:false}") boolean readOnly) {
        // Process number and host.
        return new Node(name.isBlank() ? ManagementFactory.getRuntimeMXBean().getName() : name, readOnly);
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    FilterRegistrationBean<WriteGuard> writeGuard(ObjectProvider<WriteStanding> standing) {
        FilterRegistrationBean<WriteGuard> guard =
                new FilterRegistrationBean<>(new WriteGuard(standing::getIfAvailable));
        guard.setOrder(BEFORE_SECURITY);
        return guard;
    }
}
