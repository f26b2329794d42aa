package minglu.standalone.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code minglu tables}: the statutory tables of a year. */
@Command(
        name = "tables",
        description = "打印年度报告的统计表 / prints the statutory tables of a year",
        mixinStandardHelpOptions = true)
final class TablesCommand implements Callable<Integer> {

    /** What can be had today. */
    enum Format {
        TEXT,
        JSON
    }

    private final Terminal terminal;

    @Mixin
    private ServerAddress server;

    @Option(names = "--year", required = true, paramLabel = "Y", description = "报告年度 / report year")
    private int year;

    @Option(names = "--unit", paramLabel = "U", defaultValue = "district", description = "单位 / unit (${DEFAULT-VALUE})")
    private String unit;

    @Option(
            names = "--known-at",
            paramLabel = "P",
            description = "截至位置、时刻或日期 / as known at a position, an instant or a date")
    private String knownAt;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "输出格式 / output format (${DEFAULT-VALUE})")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "写入文件 / writes to a file")
    private Path out;

    TablesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("unit", unit);
        parameters.put("year", String.valueOf(year));
        if (knownAt != null) {
            parameters.put("knownAt", knownAt);
        }
        MingluClient.Answer answer = server.client(terminal).get("/api/v1/tables", parameters);
        String text =
                switch (format) {
                    case TEXT -> String.join("\n", TablesText.lines(answer.json())) + "\n";
                    case JSON -> new String(answer.body(), StandardCharsets.UTF_8);
                };
        if (out == null) {
            terminal.out().print(text);
        } else {
            write(text);
        }
        return 0;
    }

    private void write(String text) {
        try {
            Files.writeString(out, text);
        } catch (IOException e) {
            throw new CommandFailure(CommandFailure.USAGE, "无法写入文件 / Cannot write " + out + ": " + e);
        }
    }
}
