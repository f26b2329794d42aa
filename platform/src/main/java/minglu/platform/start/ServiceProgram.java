package minglu.platform.start;

import java.util.Map;
import org.springframework.boot.SpringApplication;

/** The main program of a service that runs as a process of its own. */
public final class ServiceProgram {

    private static final int FAILED = 1;

    private ServiceProgram() {}

    /**
     * Starts a service and returns when it answers requests; until then its port answers why it does not. Where it cannot start, the
     * process ends with status 1.
     *
     * @param application the Spring application
     * @param name name of the service and of its properties file, so that those of several modules on one class path stay apart
     * @param arguments of the command line, as {@code --server.port=8081}
     */
    public static void run(Class<?> application, String name, String... arguments) {
        SpringApplication spring = new SpringApplication(application);
        spring.setDefaultProperties(Map.of("spring.config.name", name, "spring.application.name", name));
        spring.addInitializers(new StartGate());
        try {
            spring.run(arguments);
        } catch (RuntimeException e) {
            // Spring has told why. Threads of libraries would keep the process alive.
            System.exit(FAILED);
        }
    }
}
