package minglu.platform.evolution;

import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** The upcasters, one step of one event each, the older steps first. Axon makes its chain of them, for either event store. */
@AutoConfiguration(beforeName = "org.axonframework.springboot.autoconfig.AxonAutoConfiguration")
class EvolutionAutoConfiguration {

    @Bean
    @Order(1)
    EventUpcaster referenceFiguresFrom1To2() {
        return new ReferenceFiguresFrom1To2();
    }
}
