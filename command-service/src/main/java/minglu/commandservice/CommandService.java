package minglu.commandservice;

import minglu.platform.start.ServiceProgram;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The write side as a process of its own, on Axon Server. Outside the packages that the one-process installation scans. */
@SpringBootApplication(scanBasePackages = "minglu.command", proxyBeanMethods = false)
public class CommandService {

    /** Starts the service; arguments are properties, as {@code --server.port=8081}. */
    public static void main(String[] args) {
        ServiceProgram.run(CommandService.class, "command-service", args);
    }
}
