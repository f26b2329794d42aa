package minglu.api.reporting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.SummaryFigures;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sentences with the figures behind them, as tests keep them in files. */
final class TextPhrases {

    private static final StatutoryFormat FORMAT = Formats.current();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TextPhrases() {}

    static JsonNode resource(String name) {
        try (InputStream in = TextPhrases.class.getResourceAsStream(name)) {
            return JSON.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(byte[] json) {
        return JSON.readTree(json);
    }

    /** All figures are 0 but these. */
    static Map<String, BigDecimal> figures(JsonNode named) {
        Map<String, BigDecimal> figures = new HashMap<>();
        FORMAT.cells().forEach(cell -> figures.put(cell.id(), BigDecimal.ZERO));
        SummaryFigures.names().forEach(name -> figures.put(name, BigDecimal.ZERO));
        named.properties()
                .forEach(one ->
                        figures.put(one.getKey(), new BigDecimal(one.getValue().asString())));
        return figures;
    }

    /** What is reported: contradictions of either grade. */
    static List<TextCheck> reported(String section, String text, Map<String, BigDecimal> figures) {
        ReportTexts texts = new ReportTexts(
                section.equals("overview") ? text : null,
                section.equals("problems") ? text : null,
                section.equals("other") ? text : null);
        return TextFooting.check(FORMAT, texts, figures).stream()
                .filter(check -> check.status() != CheckStatus.HOLDS)
                .toList();
    }
}
