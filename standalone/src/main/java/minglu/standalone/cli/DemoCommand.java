package minglu.standalone.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import minglu.standalone.sample.PublishedReport;
import minglu.standalone.sample.ReportActs;
import minglu.standalone.sample.SampleAct;
import minglu.standalone.sample.SampleUnit;
import minglu.standalone.sample.SummaryFigures;
import minglu.standalone.serve.MingluServer;
import minglu.standalone.serve.ServeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * {@code minglu demo}: starts a server, brings in the sample year act by act as any client would, and shows that the published
 * tables come out. Called again on the same directory it finds everything done.
 */
@Command(
        name = "demo",
        description = "演示:载入示例年度并打印其统计表 / loads the sample year and prints its tables",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final String ADMIN = "admin";
    private static final String USER = "demo";
    private static final long SEED = 2021;

    private final Terminal terminal;

    @Mixin
    private PortOption port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "数据目录 / data directory (${DEFAULT-VALUE})")
    private Path data;

    @Option(names = "--exit", description = "打印后退出 / stops after printing")
    private boolean exit;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        int value = port.value();
        String given = terminal.variable(ServeOptions.ADMIN_PASSWORD, () -> null);
        String password = given == null ? DemoPassword.of(data) : given;
        say("正在启动,数据目录 %s / Starting on the data directory %s …", data, data);
        try (MingluServer server = MingluServer.start(new ServeOptions(
                value,
                "127.0.0.1",
                data,
                data.resolve("keys"),
                null,
                false,
                Map.of(ServeOptions.ADMIN_PASSWORD, password)))) {
            boolean matches = show(server, password);
            say("");
            say("网址 / Address:  %s", server.url());
            say("用户 / User:     %s", USER);
            say("密码 / Password: %s", given == null ? password : ServeOptions.ADMIN_PASSWORD);
            if (!exit) {
                say("按 Ctrl-C 停止 / Ctrl-C stops the server.");
                server.awaitStop();
            }
            return matches ? 0 : CommandFailure.REJECTED;
        }
    }

    private boolean show(MingluServer server, String password) {
        PublishedReport report = PublishedReport.seed();
        ReportActs sample = new ReportActs(report, ReportActs.Options.of(SEED, server.today()));
        MingluClient admin = new MingluClient(URI.create(server.url()), ADMIN, password);
        MingluClient user = new MingluClient(URI.create(server.url()), USER, password);

        define(admin, report, sample.units(), password);
        JsonNode imported = bringIn(user, sample);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("unit", SampleUnit.ROOT);
        parameters.put("year", String.valueOf(report.year()));
        parameters.put("atLeast", imported.path("lastPosition").asString());
        JsonNode tables = user.getPatiently("/api/v1/tables", parameters).json();
        JsonNode summary = user.getPatiently("/api/v1/summary", parameters).json();

        say("");
        say("%s %d 年 / The report of %s on %d", report.organ(), report.year(), report.organ(), report.year());
        TablesText.lines(tables).forEach(this::say);
        boolean textMatches = showSummary(summary, report.summary());
        return showComparison(tables, report) && textMatches;
    }

    private void define(MingluClient admin, PublishedReport report, List<SampleUnit> units, String password) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("password", password);
        user.put("roles", List.of("importer", "inspector"));
        user.put("unit", null);
        admin.put("/api/v1/users/" + USER, user);
        admin.put("/api/v1/units/" + SampleUnit.ROOT, Map.of("name", report.organ(), "kind", "government"));
        units.forEach(unit -> admin.put("/api/v1/units/" + unit.unit(), unit.body()));
    }

    private JsonNode bringIn(MingluClient user, ReportActs sample) {
        Path file = data.resolve("sample.ndjson");
        try (Stream<SampleAct> acts = sample.acts()) {
            Files.write(file, (Iterable<String>) acts.map(SampleAct::json)::iterator);
        } catch (IOException e) {
            throw new UncheckedIOException("the sample acts are written to " + file, e);
        }
        JsonNode imported = new ActImport(user, terminal).send(file, ActImport.NDJSON, false);
        say(
                "示例数据 / Sample acts: 新记录 %d,已存在 %d,拒绝 %d / recorded %d, already there %d, rejected %d",
                imported.path("recorded").asLong(),
                imported.path("duplicates").asLong(),
                imported.path("rejected").asLong(),
                imported.path("recorded").asLong(),
                imported.path("duplicates").asLong(),
                imported.path("rejected").asLong());
        if (imported.path("rejected").asLong() > 0) {
            throw new CommandFailure(
                    CommandFailure.REJECTED,
                    "示例数据被拒绝 / Sample acts were rejected, the first: "
                            + imported.path("rejections").path(0));
        }
        return imported;
    }

    private boolean showSummary(JsonNode summary, SummaryFigures published) {
        JsonNode items = summary.path("items");
        long dynamics = items.path("website").path("dynamics").asLong();
        long catalogue = items.path("website").path("catalogue").asLong();
        long website = items.path("website").path("total").asLong();
        long socialMedia = items.path("socialMedia").asLong();
        long complaints = summary.path("complaints").path("total").asLong();
        say(
                "网站:政务动态 %d + 目录 %d = %d 条 / Website: news %d + catalogue %d = %d items",
                dynamics, catalogue, website, dynamics, catalogue, website);
        say("社交媒体 %d 条 / Social media: %d items", socialMedia, socialMedia);
        say("投诉、建议 %d 件 / Complaints and suggestions: %d", complaints, complaints);
        if (published.websiteStated() != website) {
            say(
                    "注意:报告正文称网站公开 %d 条,其分项之和为 %d 条 / Note: the report's own text gives %d items on the website, "
                            + "its parts add up to %d.",
                    published.websiteStated(), website, published.websiteStated(), website);
        }
        return dynamics == published.websiteDynamics()
                && catalogue == published.websiteCatalogue()
                && socialMedia == published.socialMedia()
                && complaints == published.complaints();
    }

    private boolean showComparison(JsonNode tables, PublishedReport report) {
        List<String> differences = new ArrayList<>();
        report.cells().forEach((cell, printed) -> {
            JsonNode computed = tables.path("cells").path(cell);
            if (computed.isMissingNode() || new BigDecimal(computed.asString()).compareTo(printed) != 0) {
                differences.add(cell + ": " + printed.toPlainString() + " ≠ " + computed);
            }
        });
        if (differences.isEmpty()) {
            say(
                    "%d 个单元格与公布的报告完全一致 / All %d cells equal the published report.",
                    report.cells().size(), report.cells().size());
        } else {
            say("与公布的报告不一致 / Not as published:");
            differences.forEach(this::say);
        }
        return differences.isEmpty();
    }

    private void say(String format, Object... values) {
        terminal.out().println(format.formatted(values));
        terminal.out().flush();
    }

    private void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }
}
