package minglu.standalone.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
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

    /** What can be had: the tables as they are answered, or a file of the server. */
    enum Format {
        TEXT,
        JSON,
        CSV,
        HTML,
        DOCX,
        XLSX;

        /** Whether a terminal cannot show it. */
        boolean isBinary() {
            return this == DOCX || this == XLSX;
        }
    }

    private static final String TABLES = "/api/v1/tables";

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
            paramLabel = "text|json|csv|html|docx|xlsx",
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
        if (format.isBinary() && out == null) {
            throw new CommandFailure(
                    CommandFailure.USAGE, "该格式须用 --out 指定文件 / The format " + name() + " needs --out FILE.");
        }
        MingluClient client = server.client(terminal);
        byte[] file =
                switch (format) {
                    case TEXT ->
                        (String.join(
                                                "\n",
                                                TablesText.lines(client.get(TABLES, parameters)
                                                        .json())) + "\n")
                                .getBytes(StandardCharsets.UTF_8);
                    case JSON -> client.get(TABLES, parameters).body();
                    default -> {
                        parameters.put("format", name());
                        yield client.get(TABLES + "/document", parameters).body();
                    }
                };
        if (out == null) {
            terminal.out().print(new String(file, StandardCharsets.UTF_8));
        } else {
            write(file);
        }
        return 0;
    }

    private String name() {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private void write(byte[] file) {
        try {
            Files.write(out, file);
        } catch (IOException e) {
            throw new CommandFailure(CommandFailure.USAGE, "无法写入文件 / Cannot write " + out + ": " + e);
        }
    }
}
