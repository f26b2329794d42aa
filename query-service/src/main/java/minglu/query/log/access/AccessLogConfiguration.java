package minglu.query.log.access;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The log of accesses. */
@Configuration(proxyBeanMethods = false)
class AccessLogConfiguration {

    @Bean
    AccessLog accessLog(JdbcTemplate jdbc, Clock clock) {
        return new AccessLog(jdbc, clock);
    }
}
