package minglu.platform.axon;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Keeps Axon's update checker out of every application: it reports a machine id to the vendor and writes it below the home
 * directory, even when its property says disabled. A filter and not the property {@code spring.autoconfigure.exclude}, since an
 * application that sets that property for reasons of its own would let the checker in again.
 */
final class NoUpdateChecker implements AutoConfigurationImportFilter {

    private static final String CHECKER = "org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration";

    @Override
    public boolean[] match(String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[autoConfigurationClasses.length];
        for (int i = 0; i < matches.length; i++) {
            matches[i] = !CHECKER.equals(autoConfigurationClasses[i]);
        }
        return matches;
    }
}
