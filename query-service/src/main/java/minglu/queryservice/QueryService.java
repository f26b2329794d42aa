package minglu.queryservice;

import minglu.platform.start.ServiceProgram;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The read side as a process of its own, on Axon Server. Outside the packages that the one-process installation scans. */
@SpringBootApplication(scanBasePackages = "minglu.query", proxyBeanMethods = false)
public class QueryService {

    /** Starts the service; arguments are properties, as {@code --server.port=8082}. */
    public static void main(String[] args) {
        ServiceProgram.run(QueryService.class, "query-service", args);
    }
}
