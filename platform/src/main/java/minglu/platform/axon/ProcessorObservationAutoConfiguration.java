package minglu.platform.axon;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import minglu.platform.node.Node;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Shows how each event processor stands: in the health of the application, and as the meter {@code minglu.processor.lag}. */
@AutoConfiguration(
        afterName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.EventProcessingAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
class ProcessorObservationAutoConfiguration {

    @Bean
    ProcessorStates processorStates(EventProcessingConfiguration processing, ObjectProvider<StoreHead> head) {
        return new ProcessorStates(processing, head::getIfAvailable);
    }

    @Bean
    ProcessorsHealthIndicator processorsHealthIndicator(ProcessorStates states, Node node) {
        return new ProcessorsHealthIndicator(states, node);
    }

    @Bean
    @ConditionalOnBean(MeterRegistry.class)
    SmartInitializingSingleton processorLagMeters(
            EventProcessingConfiguration processing, ProcessorStates states, MeterRegistry registry) {
        return () -> processing.eventProcessors().keySet().forEach(name -> Gauge.builder(
                        "minglu.processor.lag", states, all -> all.of(name).lagOrNaN())
                .description("Events between the head of the store and what the processor has applied; NaN: unknown")
                .tag("processor", name)
                .register(registry));
    }
}
