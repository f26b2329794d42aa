package minglu.query.documents;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import minglu.api.format.Cell;
import minglu.api.format.StatutoryFormat;
import minglu.api.tables.Scope;

/**
 * Everything that a document of a unit's year shows; each file format is a function of it.
 *
 * @param format the form
 * @param unit the unit or node
 * @param unitName its name as known then
 * @param scope which units are covered
 * @param year the year
 * @param occurredUntil last day that counts
 * @param version number of the version of a report; null for figures that nobody has signed
 * @param position position of the history that the figures stand on
 * @param recordedAt when the event there was recorded; null at position 0
 * @param figures cell id to figure in the unit of the form; a cell that is not in it is unknown and never 0
 * @param texts name of a text section to its text, references resolved; empty where only tables are shown
 * @param checkpoint the signed checkpoint of the log that covers the position; null where there is none yet
 * @param digest SHA-256 of the content, 64 hexadecimal digits
 */
public record ReportDocument(
        StatutoryFormat format,
        String unit,
        String unitName,
        Scope scope,
        int year,
        LocalDate occurredUntil,
        Integer version,
        long position,
        Instant recordedAt,
        Map<String, BigDecimal> figures,
        Map<String, String> texts,
        String checkpoint,
        String digest) {

    /** Keeps the cells of the form only, in its order. */
    public ReportDocument {
        figures = Map.copyOf(figures);
        texts = Map.copyOf(texts);
    }

    /**
     * A document whose digest is that of its content in canonical JSON (RFC 8785): the members {@code cells}, {@code format},
     * {@code occurredUntil}, {@code position}, {@code rules}, {@code scope}, {@code texts}, {@code unit}, {@code unitName}, {@code
     * version} and {@code year}, as they stand in {@link DocumentFormat#JSON}. The checkpoint is made later and is not part of
     * it.
     */
    public static ReportDocument withDigest(
            StatutoryFormat format,
            String unit,
            String unitName,
            Scope scope,
            int year,
            LocalDate occurredUntil,
            Integer version,
            long position,
            Instant recordedAt,
            Map<String, BigDecimal> figures,
            Map<String, String> texts,
            String checkpoint) {
        ReportDocument document = new ReportDocument(
                format,
                unit,
                unitName,
                scope,
                year,
                occurredUntil,
                version,
                position,
                recordedAt,
                figures,
                texts,
                checkpoint,
                "");
        return new ReportDocument(
                format,
                unit,
                unitName,
                scope,
                year,
                occurredUntil,
                version,
                position,
                recordedAt,
                figures,
                texts,
                checkpoint,
                CanonicalJson.sha256(document.content()));
    }

    /** The title above the report. */
    public String title() {
        return unitName + year + "年政府信息公开工作年度报告";
    }

    /** The figure of a cell in digits; empty where it is unknown. */
    public String shown(String cell) {
        BigDecimal figure = figures.get(cell);
        return figure == null ? "" : figure.toPlainString();
    }

    /** What the digest covers. */
    Map<String, Object> content() {
        Map<String, Object> cells = new TreeMap<>();
        for (Cell cell : format.cells()) {
            cells.put(cell.id(), JsonFile.figure(this, cell));
        }
        Map<String, Object> content = new TreeMap<>();
        content.put("cells", cells);
        content.put("format", format.format());
        content.put("occurredUntil", occurredUntil.toString());
        content.put("position", position);
        content.put("rules", format.rules());
        content.put("scope", scope.code());
        content.put("texts", new TreeMap<>(texts));
        content.put("unit", unit);
        content.put("unitName", unitName);
        content.put("version", version);
        content.put("year", year);
        return content;
    }
}
