package minglu.standalone.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import minglu.standalone.backup.InstallationBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minglu restore}: puts a backup in place of a lost database. */
@Command(
        name = "restore",
        description = "用备份恢复数据库 / puts a backup in place of a lost database",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "备份目录 / the backup")
    private Path backup;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "数据目录,其中不得有数据库 / data directory; must hold no database (${DEFAULT-VALUE})")
    private Path data;

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String madeAt = new InstallationBackup(data, Clock.systemUTC()).restore(backup);
        terminal.out()
                .printf(
                        "已恢复 %s 的备份到 %s / The backup of %s is in %s%n"
                                + "把备份时的密钥放入 %s 后启动 / Put the keys of then into %s and start: minglu serve%n",
                        madeAt, data, madeAt, data, data.resolve("keys"), data.resolve("keys"));
        return 0;
    }
}
