package minglu.platform.axon;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import minglu.api.problem.Refusal;
import minglu.platform.node.Node;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.AxonException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.ListenerInvocationErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.BeanValidationInterceptor;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Axon as every application of Minglu runs it. */
@AutoConfiguration(
        after = AxonOrderingAutoConfiguration.class,
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonServerBusAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.axonframework.springboot.autoconfig.InterceptorAutoConfiguration"
        })
class AxonPlatformAutoConfiguration {

    /** The name of the user's opaque id in the metadata of commands and events. */
    static final String ACTOR = "actor";

    private static final String UNIQUE_VIOLATION = "23505";

    /**
     * The mapper of all three serializers; there may be only one such bean. The validator lets replay tokens be read again
     * (AxonFramework 4160); the number features keep decimals exact, also in upcasters. Maps, metadata among them, are written in
     * the order of their keys: so the same bytes come out of a store that keeps metadata as a map.
     */
    @Bean
    Jackson3SerializerCustomizer axonMapper() {
        return mapper -> mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.")
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    /** Axon's default logs a failing handler and goes on: a row would be missing and nobody would know. */
    @Bean
    ListenerInvocationErrorHandler propagatingErrorHandler() {
        return PropagatingErrorHandler.instance();
    }

    /** On a node that only reads the processors are there, but never start: the others write what is read. */
    @Bean
    ConfigurerModule trackingProcessors(Node node) {
        return configurer -> {
            if (node.readOnly()) {
                configurer
                        .eventProcessing()
                        .registerEventProcessorFactory(AxonPlatformAutoConfiguration::idleProcessor);
            } else {
                configurer.eventProcessing().usingTrackingEventProcessors();
            }
        };
    }

    private static EventProcessor idleProcessor(String name, Configuration axon, EventHandlerInvoker invoker) {
        return TrackingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(invoker)
                .messageSource(axon.eventStore())
                .tokenStore(axon.getComponent(TokenStore.class))
                .transactionManager(axon.getComponent(TransactionManager.class))
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andAutoStart(false))
                .build();
    }

    /** pgjdbc throws none of the subclasses of SQLException that Axon's own resolver looks for (AxonFramework 1368). */
    @Bean
    @ConditionalOnMissingBean
    PersistenceExceptionResolver duplicateKeys() {
        return failure -> {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                    return true;
                }
            }
            return false;
        };
    }

    /**
     * Axon's own provider binds a connection to the unit of work until it is cleaned up, so that each command that has read its
     * aggregate would hold one while it waits for the group commit. Spring's transaction decides instead.
     */
    @Bean
    @ConditionalOnMissingBean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new SpringDataSourceConnectionProvider(dataSource);
    }

    /** Declared since the provider below would switch Axon's default off. */
    @Bean
    CorrelationDataProvider messageOriginProvider() {
        return new MessageOriginProvider();
    }

    @Bean
    CorrelationDataProvider actorProvider() {
        return new SimpleCorrelationDataProvider(ACTOR);
    }

    /** Outermost, so that it sees what the others throw. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RefusalInterceptor<CommandMessage<?>> commandRefusals() {
        return new RefusalInterceptor<>() {
            @Override
            AxonException carry(RuntimeException cause, Refusal refusal) {
                return new CommandExecutionException(refusal.detail(), cause, refusal);
            }
        };
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RefusalInterceptor<QueryMessage<?, ?>> queryRefusals() {
        return new RefusalInterceptor<>() {
            @Override
            AxonException carry(RuntimeException cause, Refusal refusal) {
                return new QueryExecutionException(refusal.detail(), cause, refusal);
            }
        };
    }

    @Bean
    BeanValidationInterceptor<CommandMessage<?>> commandValidation() {
        return new BeanValidationInterceptor<>();
    }

    /**
     * Commands run without a database transaction: the event store keeps their events in one of its own, and a command that waits
     * for it must not hold a pooled connection, or the pool would cap the number of commands on their way. With Axon Server this is
     * the part of the bus that handles what the server sends to this node.
     */
    @Bean
    @Qualifier("localSegment")
    @ConditionalOnMissingBean(CommandBus.class)
    SimpleCommandBus commandBus(Configuration configuration, DuplicateCommandHandlerResolver duplicates) {
        SimpleCommandBus bus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.INSTANCE)
                .duplicateCommandHandlerResolver(duplicates)
                .spanFactory(configuration.getComponent(CommandBusSpanFactory.class))
                .messageMonitor(configuration.messageMonitor(CommandBus.class, "commandBus"))
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
        return bus;
    }

    /** Inside the refusals, beside validation. */
    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
    AppendTimer appendTimer(MeterRegistry registry) {
        return new AppendTimer(registry);
    }

    /** Before processors start and before the web server does. */
    @Bean
    SmartInitializingSingleton eventStoreGuard(
            JdbcClient jdbc, @Value("${axon.axonserver.enabled}") boolean onAxonServer) {
        return () ->
                new EventStoreGuard(jdbc).claim(onAxonServer ? EventStoreKind.AXON_SERVER : EventStoreKind.POSTGRESQL);
    }

    @Bean
    SmartInitializingSingleton startupAssertion(
            Configuration configuration,
            ObjectProvider<TransactionManager> transactionManager,
            ObjectProvider<TokenStore> tokenStore,
            ObjectProvider<EventBus> eventBus,
            ObjectProvider<EventStorageEngine> engine) {
        return () -> {
            EventProcessingConfiguration processing = configuration.eventProcessingConfiguration();
            Map<String, ListenerInvocationErrorHandler> errorHandlers = new HashMap<>();
            processing
                    .eventProcessors()
                    .keySet()
                    .forEach(name -> errorHandlers.put(name, processing.listenerInvocationErrorHandler(name)));
            new StartupAssertion(
                            transactionManager.getIfAvailable(),
                            tokenStore.getIfAvailable(),
                            eventBus.getIfAvailable(),
                            engine.getIfAvailable(),
                            Map.of(
                                    "general", configuration.serializer(),
                                    "events", configuration.eventSerializer(),
                                    "messages", configuration.messageSerializer()),
                            processing.eventProcessors(),
                            errorHandlers)
                    .check();
        };
    }
}
