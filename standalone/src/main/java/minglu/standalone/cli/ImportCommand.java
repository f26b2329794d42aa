package minglu.standalone.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code minglu import}: sends a file of acts. */
@Command(name = "import", description = "导入数据文件 / imports a file of acts", mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    private static final int SHOWN_REJECTIONS = 20;
    private static final int DETAIL_COLUMN = 5;
    private static final int UNBROKEN = 200;

    private final Terminal terminal;

    @Mixin
    private ServerAddress server;

    @Parameters(paramLabel = "FILE", description = "文件:.ndjson、.csv 或 .xlsx / the file: .ndjson, .csv or .xlsx")
    private Path file;

    @Option(names = "--dry-run", description = "只检查,不写入 / checks only, writes nothing")
    private boolean dryRun;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String mediaType = mediaType();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CommandFailure(CommandFailure.USAGE, "文件不存在或不可读 / The file " + file + " cannot be read.");
        }
        JsonNode result = new ActImport(server.client(terminal), terminal).send(file, mediaType, dryRun);
        terminal.out()
                .printf(
                        "%s:新记录 %d,重复 %d,拒绝 %d(共 %d 行) / %s: recorded %d, duplicates %d, rejected %d of %d rows%n",
                        dryRun ? "试导入" : "导入完成",
                        result.path("recorded").asLong(),
                        result.path("duplicates").asLong(),
                        result.path("rejected").asLong(),
                        result.path("rows").asLong(),
                        dryRun ? "dry run" : "imported",
                        result.path("recorded").asLong(),
                        result.path("duplicates").asLong(),
                        result.path("rejected").asLong(),
                        result.path("rows").asLong());
        if (result.path("rejected").asLong() == 0) {
            return 0;
        }
        printRejections(result);
        return CommandFailure.REJECTED;
    }

    private String mediaType() {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return ActImport.NDJSON;
        }
        if (name.endsWith(".csv")) {
            return "text/csv";
        }
        if (name.endsWith(".xlsx")) {
            return ActImport.SPREADSHEET;
        }
        throw new CommandFailure(
                CommandFailure.USAGE, "不支持的文件类型 / The file must end in .ndjson, .csv or .xlsx: " + file);
    }

    private void printRejections(JsonNode result) {
        TextTable table = new TextTable(List.of("行", "单位", "主体", "编号", "代码", "说明"), DETAIL_COLUMN + 1, UNBROKEN);
        int shown = 0;
        for (JsonNode rejection : result.path("rejections")) {
            if (shown++ == SHOWN_REJECTIONS) {
                break;
            }
            table.row(List.of(
                    rejection.path("row").asString(""),
                    rejection.path("unit").asString(""),
                    rejection.path("subject").asString(""),
                    rejection.path("id").asString(""),
                    rejection.path("code").asString(""),
                    rejection.path("detail").asString("")));
        }
        table.lines().forEach(terminal.out()::println);
        long more = result.path("rejected").asLong() - SHOWN_REJECTIONS;
        if (more > 0) {
            terminal.out()
                    .printf(
                            "另有 %d 行被拒绝,见 / %d more at /api/v1/imports/%s/rejections%n",
                            more, more, result.path("import").asString(""));
        }
    }
}
