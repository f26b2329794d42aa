package minglu.standalone.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import minglu.standalone.history.HistoryTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code minglu import-events}: stores a whole history from a file. */
@Command(
        name = "import-events",
        description = "把文件中的全部事件写入空的事件库 / stores the whole history of a file in an empty event store",
        mixinStandardHelpOptions = true)
final class ImportEventsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StoreOptions store;

    @Parameters(paramLabel = "FILE", description = "export-events 写的文件 / a file written by export-events")
    private Path file;

    ImportEventsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        HistoryTransfer.Carried carried =
                new HistoryTransfer(file, new EventProgress(terminal)::at).importInto(store.location(terminal));
        terminal.out()
                .printf(
                        "已向 %s 导入 %d 个事件,并已逐字节核对 / imported %d events and read them back, equal to the byte%n",
                        carried.store(), carried.events(), carried.events());
        return 0;
    }
}
