package minglu.standalone.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code minglu rebuild}: has the read side built anew from the events, and reports rate and drift. */
@Command(
        name = "rebuild",
        description = "从事件重建读侧并比对 / rebuilds the read side from the events and reports rate and drift",
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

    private static final String PATH = "/api/v1/read-side/rebuilds";
    private static final int SHOWN = 20;
    private static final int CELLS_COLUMN = 6;
    private static final int UNBROKEN = 200;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Terminal terminal;

    @Mixin
    private ServerAddress server;

    RebuildCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        MingluClient client = server.client(terminal);
        MingluClient.Answer started = client.post(PATH);
        JsonNode found = follow(client, URI.create(started.location()).getPath(), started.json());
        if (found.path("state").asString("").equals("interrupted")) {
            throw new CommandFailure(
                    CommandFailure.REJECTED,
                    "重建中断,未作任何更改 / The rebuild was interrupted, and nothing has changed: "
                            + found.path("failure").asString("the server was stopped"));
        }
        long drift = found.path("drift").asLong();
        terminal.out()
                .printf(
                        "已重建 %1$d 个事件,每秒 %2$d 个,差异 %3$d 行 / rebuilt from %1$d events, %2$d events/s, drift %3$d rows%n",
                        found.path("eventsDone").asLong(),
                        found.path("eventsPerSecond").asLong(),
                        drift);
        if (drift == 0) {
            return 0;
        }
        terminal.out()
                .println("原有数据与事件不符,已用重建的数据替换 / What was read until now differed from the events; it has been"
                        + " replaced by what was rebuilt.");
        print(found.path("differences"));
        return CommandFailure.REJECTED;
    }

    private JsonNode follow(MingluClient client, String location, JsonNode started) {
        JsonNode state = started;
        try (ProgressBar progress =
                ErrorLine.bar(terminal, "rebuild", state.path("eventsTotal").asLong(0))) {
            do {
                LockSupport.parkNanos(POLL_NANOS);
                state = client.getPatiently(location, Map.of()).json();
                progress.maxHint(state.path("eventsTotal").asLong(0));
                progress.stepTo(state.path("eventsDone").asLong(0));
            } while (state.path("state").asString("").equals("running"));
        }
        return state;
    }

    private void print(JsonNode differences) {
        TextTable table = new TextTable(List.of("表", "位置", "单位", "年", "现值", "应为", "单元格"), CELLS_COLUMN + 1, UNBROKEN);
        int shown = 0;
        for (JsonNode difference : differences) {
            if (shown++ == SHOWN) {
                break;
            }
            String cells = StreamSupport.stream(difference.path("cells").spliterator(), false)
                    .map(cell -> cell.asString(""))
                    .collect(Collectors.joining(" "));
            table.row(List.of(
                    difference.path("table").asString(""),
                    difference.path("position").asString(""),
                    difference.path("unit").asString(""),
                    difference.path("year").asString(""),
                    difference.path("live").asString(""),
                    difference.path("rebuilt").asString(""),
                    cells.isEmpty() ? difference.path("account").asString("") : cells));
        }
        table.lines().forEach(terminal.out()::println);
        if (differences.size() > SHOWN) {
            terminal.out().printf("另有 %1$d 处 / %1$d more%n", differences.size() - SHOWN);
        }
    }
}
