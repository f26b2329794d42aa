package minglu.standalone;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Both services in one process. Composition only: the platform and the store come from auto-configuration. */
@SpringBootApplication(
        scanBasePackages = {"minglu.command", "minglu.query"},
        proxyBeanMethods = false)
public class MingluApplication {}
