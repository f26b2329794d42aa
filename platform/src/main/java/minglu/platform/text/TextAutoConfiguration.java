package minglu.platform.text;

import java.nio.file.Path;
import java.time.Clock;
import minglu.platform.node.Node;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys of texts and digests of acts, from the files below the directory {@code minglu.keys}. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        })
class TextAutoConfiguration {

    private static final String DIRECTORY = "minglu.keys";

    @Bean
    TextKeyRows textKeyRows(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${axon.axonserver.enabled}") boolean eventsElsewhere) {
        TransactionTemplate outside = new TransactionTemplate(transactions);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        return new TextKeyRows(jdbc, outside, clock, !eventsElsewhere);
    }

    @Bean
    @DependsOnDatabaseInitialization
    InstallationKeys installationKeys(Environment environment, JdbcClient jdbc, TextKeyRows rows, Node node) {
        String directory = environment.getProperty(DIRECTORY);
        if (directory == null || directory.isBlank()) {
            throw new IllegalStateException(
                    DIRECTORY + " must name the directory of the installation's keys, which only its owner may read");
        }
        KeyFingerprints fingerprints = new KeyFingerprints(jdbc);
        InstallationKeys keys =
                InstallationKeys.open(Path.of(directory), rows.any(), node.readOnly() || fingerprints.exist());
        if (!node.readOnly()) {
            fingerprints.keep(keys);
        }
        fingerprints.require(keys, Path.of(directory));
        return keys;
    }

    @Bean
    TextKeys textKeys(TextKeyRows rows, InstallationKeys keys) {
        return new TextKeys(rows, keys.wrapping());
    }

    @Bean
    ActDigest actDigest(InstallationKeys keys) {
        return new ActDigest(keys.digest());
    }
}
