package minglu.query.calendar;

import minglu.query.clock.ClockRules;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules of the clock as configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadlineProperties.class)
class CalendarConfiguration {

    @Bean
    ClockRules clockRules(DeadlineProperties properties) {
        return properties.rules();
    }
}
