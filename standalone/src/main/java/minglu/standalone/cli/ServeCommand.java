package minglu.standalone.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import minglu.standalone.serve.MingluServer;
import minglu.standalone.serve.ServeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code minglu serve}: starts the server and keeps it until it is told to stop. */
@Command(name = "serve", description = "启动服务 / starts the server", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private PortOption port;

    @Option(
            names = "--address",
            defaultValue = "127.0.0.1",
            description = "监听地址 / address to listen on (${DEFAULT-VALUE})")
    private String address;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "数据目录 / data directory (${DEFAULT-VALUE})")
    private Path data;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "密钥目录,默认在数据目录内 / directory of the keys (keys in the data directory)")
    private Path keys;

    @Option(
            names = "--database",
            paramLabel = "JDBC_URL",
            description = "自备的 PostgreSQL,用户取自 MINGLU_DATABASE_USER、MINGLU_DATABASE_PASSWORD 等 / a PostgreSQL of "
                    + "your own; its users come from MINGLU_DATABASE_USER, MINGLU_DATABASE_PASSWORD, "
                    + "MINGLU_DATABASE_OWNER_USER, MINGLU_DATABASE_OWNER_PASSWORD")
    private String database;

    @Option(names = "--read-only", description = "只读节点,需与 --database 同用 / only answers readers; needs --database")
    private boolean readOnly;

    @Spec
    private CommandSpec command;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (readOnly && database == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "只读节点需要 --database / --read-only needs --database: the embedded one has one node.");
        }
        MingluServer server = MingluServer.start(new ServeOptions(
                port.value(), address, data, keys == null ? data.resolve("keys") : keys, database, readOnly, Map.of()));
        terminal.out().println("明录已就绪 / Minglu is ready: " + server.url());
        server.writeObstacle().ifPresent(why -> terminal.out().println("仅供读取 / For readers only: " + why));
        terminal.out().flush();
        server.awaitStop();
        return 0;
    }
}
