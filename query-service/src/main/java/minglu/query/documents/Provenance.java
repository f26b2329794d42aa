package minglu.query.documents;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import minglu.api.tables.Scope;
import minglu.platform.time.BusinessDates;

/** Where the figures of a document come from, as it says itself. */
final class Provenance {

    private static final DateTimeFormatter SHANGHAI = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Provenance() {}

    /**
     * One statement.
     *
     * @param name name of the property of the file
     * @param label what it is called
     * @param value never null
     */
    record Statement(String name, String label, String value) {}

    static List<Statement> of(ReportDocument document) {
        return List.of(
                new Statement("unit", "单位", document.unitName() + "(" + document.unit() + ")"),
                new Statement("year", "报告年度", String.valueOf(document.year())),
                new Statement("scope", "统计口径", document.scope() == Scope.OWN ? "本机关" : "汇总"),
                new Statement(
                        "occurredUntil", "统计截止日期", document.occurredUntil().toString()),
                new Statement(
                        "version", "版本", document.version() == null ? "实时数据,未签发" : "第 " + document.version() + " 版"),
                new Statement("position", "截至记录位置", String.valueOf(document.position())),
                new Statement("recordedAt", "该位置的记录时间", recordedAt(document)),
                new Statement("format", "报告格式", document.format().source()),
                new Statement("digest", "内容摘要(SHA-256)", document.digest()),
                new Statement("checkpoint", "透明日志检查点", document.checkpoint() == null ? "暂无" : document.checkpoint()));
    }

    /** The statements that fit into the foot of a page. */
    static String line(ReportDocument document) {
        return document.unitName() + " " + document.year() + " 年度  "
                + (document.version() == null ? "实时数据,未签发" : "第 " + document.version() + " 版") + "  截至位置 "
                + document.position() + "  摘要 " + document.digest();
    }

    private static String recordedAt(ReportDocument document) {
        return document.recordedAt() == null
                ? "尚无记录"
                : SHANGHAI.format(ZonedDateTime.ofInstant(document.recordedAt(), BusinessDates.ZONE)) + "(北京时间)";
    }
}
