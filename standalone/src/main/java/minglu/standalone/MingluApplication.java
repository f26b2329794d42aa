package minglu.standalone;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Both services and the pages in one process. Composition only: the platform and the store come from auto-configuration. */
@SpringBootApplication(
        scanBasePackages = {"minglu.command", "minglu.query", "minglu.portal"},
        proxyBeanMethods = false)
public class MingluApplication {}
