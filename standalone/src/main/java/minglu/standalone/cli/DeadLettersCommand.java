package minglu.standalone.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code minglu dead-letters}: events that the read side could not take in. */
@Command(
        name = "dead-letters",
        description = "查看或重试搁置的事件 / lists parked events, or tries them again",
        mixinStandardHelpOptions = true)
final class DeadLettersCommand implements Runnable {

    private static final String PATH = "/api/v1/dead-letters";
    private static final int CAUSE_COLUMN = 6;
    private static final int UNBROKEN = 200;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    DeadLettersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请给出命令 / Give a command: list, retry.");
    }

    @Command(name = "list", description = "列出搁置的事件 / lists the parked events", mixinStandardHelpOptions = true)
    int list(@Mixin ServerAddress server) {
        print(server.client(terminal));
        return 0;
    }

    @Command(name = "retry", description = "重试全部搁置的事件 / tries all parked events again", mixinStandardHelpOptions = true)
    int retry(@Mixin ServerAddress server) {
        MingluClient client = server.client(terminal);
        JsonNode outcome = client.post(PATH + "/retry").json();
        long left = outcome.path("parked").asLong();
        terminal.out()
                .printf(
                        "重试 %1$d 个,入账 %2$d 个,仍搁置 %3$d 个 / retried %1$d, posted %2$d, still parked %3$d%n",
                        outcome.path("retried").asLong(), outcome.path("posted").asLong(), left);
        if (left == 0) {
            return 0;
        }
        print(client);
        return CommandFailure.REJECTED;
    }

    private void print(MingluClient client) {
        TextTable table = new TextTable(List.of("位置", "投影", "单位", "主体", "编号", "重试", "原因"), CAUSE_COLUMN + 1, UNBROKEN);
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("limit", "1000"));
        long count = 0;
        JsonNode page;
        do {
            page = client.get(PATH, parameters).json();
            for (JsonNode letter : page.path("deadLetters")) {
                table.row(List.of(
                        letter.path("position").asString(""),
                        letter.path("projection").asString(""),
                        letter.path("unit").asString(""),
                        letter.path("subject").asString(""),
                        letter.path("id").asString(""),
                        letter.path("attempts").asString(""),
                        letter.path("cause").asString("")));
                count++;
            }
            parameters.put("after", page.path("next").asString(""));
        } while (page.path("next").isString());
        if (count == 0) {
            terminal.out().println("没有搁置的事件 / No event is parked.");
        } else {
            table.lines().forEach(terminal.out()::println);
        }
    }
}
