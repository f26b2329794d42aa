package minglu.standalone.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import minglu.standalone.history.StoreLocation;
import picocli.CommandLine.Option;

/** Which event store a verb works on. */
final class StoreOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "数据目录,服务须已停止 / data directory, whose server must be stopped (${DEFAULT-VALUE})")
    private Path data;

    @Option(
            names = "--database",
            paramLabel = "JDBC_URL",
            description = "自备的 PostgreSQL,用户变量同 serve / a PostgreSQL of your own instead; its users come from the same"
                    + " variables as for serve")
    private String database;

    @Option(
            names = "--axonserver",
            paramLabel = "HOST:PORT",
            description = "Axon Server 的 gRPC 地址,令牌取自 MINGLU_AXONSERVER_TOKEN / Axon Server instead; its token, if any,"
                    + " comes from MINGLU_AXONSERVER_TOKEN")
    private String axonServer;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Axon Server 的上下文 / context of Axon Server (${DEFAULT-VALUE})")
    private String context;

    StoreLocation location(Terminal terminal) {
        if (database != null && axonServer != null) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    "--database 与 --axonserver 只能选一个 / Give --database or --axonserver, not both.");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : StoreLocation.VARIABLES) {
            String value = terminal.variable(name, () -> null);
            if (value != null) {
                variables.put(name, value);
            }
        }
        return new StoreLocation(data, database, axonServer, context, variables);
    }
}
