package minglu.query.documents;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minglu.api.format.Cell;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.api.tables.Scope;

/** Documents for tests. */
final class Reports {

    static final StatutoryFormat FORMAT = Formats.current();
    static final String CHECKPOINT =
            "minglu.example/log\n5632\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— minglu.example/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=";

    static final Map<String, String> TEXTS = Map.of(
            "overview",
            "2021年,全年通过经开区网站公开各类事项、政务信息、政策法规等2022条。\n(一)主动公开政府信息情况。处理网上投诉、建议50条。\n\n=1+1 不是公式 <b>&amp;",
            "problems",
            "一是政务信息整合能力和信息发布时效性有待提升。",
            "other",
            "无其他需要报告事项,无收取信息处理费的情况。");

    private Reports() {}

    /** A different number in every cell, so that none can stand in the place of another. */
    static Map<String, BigDecimal> distinct() {
        Map<String, BigDecimal> figures = new HashMap<>();
        long next = 1001;
        for (Cell cell : FORMAT.cells()) {
            figures.put(cell.id(), BigDecimal.valueOf(next++));
        }
        figures.put("2.charges", new BigDecimal("4166.241619"));
        return figures;
    }

    static ReportDocument live(Map<String, BigDecimal> figures) {
        return ReportDocument.withDigest(
                FORMAT,
                "district",
                "渭南经济技术开发区",
                Scope.CONSOLIDATED,
                2021,
                LocalDate.of(2021, 12, 31),
                null,
                5632,
                Instant.parse("2022-01-17T08:30:00.123456Z"),
                figures,
                Map.of(),
                null);
    }

    static ReportDocument published(Map<String, BigDecimal> figures) {
        return ReportDocument.withDigest(
                FORMAT,
                "district",
                "渭南经济技术开发区",
                Scope.CONSOLIDATED,
                2021,
                LocalDate.of(2021, 12, 31),
                1,
                5632,
                Instant.parse("2022-01-17T08:30:00.123456Z"),
                figures,
                TEXTS,
                CHECKPOINT);
    }

    /** The cells in the order in which the tables of the form are read. */
    static List<String> cells(String table) {
        return FORMAT.cells().stream()
                .filter(cell -> cell.table().equals(table))
                .map(Cell::id)
                .toList();
    }
}
