package minglu.platform.axon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import minglu.platform.TestProperties;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/** A whole application that is put together unsafely stops at its start. */
class UnsafeStartTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class StockEngine {

        @Bean
        EventStorageEngine eventStorageEngine() {
            return new InMemoryEventStorageEngine();
        }
    }

    @Test
    void anApplicationOnAStockEngineDoesNotStart() {
        SpringApplicationBuilder application = new SpringApplicationBuilder(StockEngine.class)
                .web(WebApplicationType.NONE)
                .properties(TestProperties.fresh());

        assertThatThrownBy(application::run)
                .isInstanceOf(UnsafeSetupException.class)
                .hasMessageContaining("InMemoryEventStorageEngine");
    }
}
