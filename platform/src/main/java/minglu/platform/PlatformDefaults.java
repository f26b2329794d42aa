package minglu.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/** Gives each application the properties of {@code minglu-defaults.properties}, below everything it sets itself. */
final class PlatformDefaults implements EnvironmentPostProcessor {

    private static final String RESOURCE = "minglu-defaults.properties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        // Axon prints an advertisement unless this system property is set before its classes are loaded.
        System.setProperty("disable-axoniq-console-message", "true");
        try {
            environment
                    .getPropertySources()
                    .addLast(new ResourcePropertySource(
                            RESOURCE, new ClassPathResource(RESOURCE, getClass().getClassLoader())));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " is missing from the platform's jar", e);
        }
    }
}
