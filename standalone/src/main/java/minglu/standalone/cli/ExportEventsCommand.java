package minglu.standalone.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import minglu.standalone.history.HistoryTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code minglu export-events}: writes a whole history into a file. */
@Command(
        name = "export-events",
        description = "把全部事件写入文件 / writes the whole history into a file",
        mixinStandardHelpOptions = true)
final class ExportEventsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOptions store;

    @Parameters(paramLabel = "FILE", description = "要写的文件,不能已存在 / the file to write; it must not exist")
    private Path file;

    ExportEventsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        HistoryTransfer.Carried carried =
                new HistoryTransfer(file, new EventProgress(terminal)::at).export(store.location(terminal));
        terminal.out()
                .printf(
                        "已从 %s 导出 %d 个事件 / exported %d events%nSHA-256 %s%n",
                        carried.store(), carried.events(), carried.events(), carried.sha256());
        return 0;
    }
}
