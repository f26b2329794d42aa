package minglu.platform.axon;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/**
 * Puts Axon's JDBC, transaction and metrics configurations after Boot's. Axon 4.13 still names the packages of Boot 3, so that
 * without this class it looks for a data source before there is one, and then runs without transactions and on tokens in memory
 * (AxonFramework 4339, 4450). Empty by intention: only a listed auto-configuration influences the order.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        },
        beforeName = {
            "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.axonframework.springboot.autoconfig.MicrometerMetricsAutoConfiguration"
        })
public class AxonOrderingAutoConfiguration {}
