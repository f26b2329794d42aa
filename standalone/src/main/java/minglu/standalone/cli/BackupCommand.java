package minglu.standalone.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import minglu.standalone.backup.InstallationBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minglu backup}: copies a running installation. */
@Command(
        name = "backup",
        description = "备份运行中的数据库 / copies the database of the running server",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "备份目录,须不存在或为空 / where to; must not exist or be empty")
    private Path target;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "数据目录,服务须在运行 / data directory, whose server must run (${DEFAULT-VALUE})")
    private Path data;

    BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        long bytes = new InstallationBackup(data, Clock.systemUTC()).take(target);
        terminal.out()
                .printf(
                        "已备份到 %s,%,d 字节 / The backup is in %s, %,d bytes%n"
                                + "未含密钥,请另行保管 / Without the keys, keep them apart: %s%n",
                        target, bytes, target, bytes, data.resolve("keys"));
        return 0;
    }
}
