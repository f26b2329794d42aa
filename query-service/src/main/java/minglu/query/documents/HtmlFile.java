package minglu.query.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import minglu.api.format.FormSection;
import minglu.api.format.FormTable;
import minglu.api.format.Grid;
import minglu.api.format.TableLayout;

/** The report as one page that fetches nothing, printable on A4; headings of tables are real headings with their scope. */
final class HtmlFile {

    private static final String STYLE = style();

    /** What a browser may do with the page: apply its own style, nothing else. */
    static final String CONTENT_SECURITY = "default-src 'none'; style-src 'sha256-" + base64Sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ReportDocument document;
    private final StringBuilder out = new StringBuilder();

    private HtmlFile(ReportDocument document) {
        this.document = document;
    }

    static byte[] write(ReportDocument document) {
        HtmlFile file = new HtmlFile(document);
        file.page();
        return file.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void page() {
        out.append("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>")
                .append(escaped(document.title()))
                .append("</title>\n");
        for (Provenance.Statement statement : Provenance.of(document)) {
            out.append("<meta name=\"minglu.")
                    .append(statement.name())
                    .append("\" content=\"")
                    .append(escaped(raw(statement)))
                    .append("\">\n");
        }
        out.append("<style>").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n<h1>");
        out.append(escaped(document.title())).append("</h1>\n");
        for (FormSection section : document.format().sections()) {
            if (section.table() != null) {
                table(document.format().tables().stream()
                        .filter(table -> table.id().equals(section.table()))
                        .findFirst()
                        .orElseThrow());
            } else if (document.texts().containsKey(section.text())) {
                text(section);
            }
        }
        out.append("</main>\n<footer>\n<dl>\n");
        for (Provenance.Statement statement : Provenance.of(document)) {
            out.append("<div><dt>")
                    .append(statement.label())
                    .append("</dt><dd>")
                    .append(escaped(statement.value()))
                    .append("</dd></div>\n");
        }
        out.append("</dl>\n</footer>\n</body>\n</html>\n");
    }

    /** For programs the bare value, where the one for readers is dressed up. */
    private String raw(Provenance.Statement statement) {
        return switch (statement.name()) {
            case "unit" -> document.unit();
            case "version" ->
                document.version() == null ? "" : document.version().toString();
            case "scope" -> document.scope().code();
            case "checkpoint" -> document.checkpoint() == null ? "" : document.checkpoint();
            default -> statement.value();
        };
    }

    private void text(FormSection section) {
        out.append("<section>\n<h2>").append(section.title().zh()).append("</h2>\n");
        for (String paragraph : Paragraphs.of(document.texts().get(section.text()))) {
            out.append("<p>").append(escaped(paragraph)).append("</p>\n");
        }
        out.append("</section>\n");
    }

    private void table(FormTable table) {
        Grid grid = TableLayout.of(table);
        out.append("<section>\n<h2>")
                .append(grid.title())
                .append("</h2>\n<div class=\"wide\"><table id=\"t")
                .append(grid.table())
                .append("\" aria-label=\"")
                .append(grid.title())
                .append("\">\n<colgroup>");
        grid.widths()
                .forEach(width -> out.append("<col class=\"w").append(width).append("\">"));
        out.append("</colgroup>\n");
        String part = "";
        for (int row = 0; row < grid.rows(); row++) {
            List<Grid.Place> places = placesOf(grid, row);
            boolean begins = places.get(0).kind() == Grid.Kind.BLOCK || row == grid.headRows();
            String wanted = row < grid.headRows() ? "thead" : "tbody";
            if (!part.equals(wanted) || begins) {
                out.append(part.isEmpty() ? "" : "</" + part + ">\n")
                        .append("<")
                        .append(wanted)
                        .append(">\n");
                part = wanted;
            }
            out.append("<tr>");
            places.forEach(place -> place(grid, place));
            out.append("</tr>\n");
        }
        out.append("</").append(part).append(">\n</table></div>\n</section>\n");
    }

    private static List<Grid.Place> placesOf(Grid grid, int row) {
        return grid.places().stream()
                .filter(place -> place.row() == row)
                .sorted((one, other) -> Integer.compare(one.column(), other.column()))
                .toList();
    }

    private void place(Grid grid, Grid.Place place) {
        boolean heading = place.kind() != Grid.Kind.FIGURE && place.kind() != Grid.Kind.NOTE;
        out.append(heading ? "<th" : "<td");
        if (place.rowSpan() > 1) {
            out.append(" rowspan=\"").append(place.rowSpan()).append('"');
        }
        if (place.columnSpan() > 1) {
            out.append(" colspan=\"").append(place.columnSpan()).append('"');
        }
        if (heading) {
            out.append(" id=\"")
                    .append(id(grid, grid.places().indexOf(place)))
                    .append("\" scope=\"")
                    .append(scope(place))
                    .append('"');
        }
        switch (place.kind()) {
            case FIGURE -> {
                String shown = document.shown(place.text());
                out.append(" headers=\"")
                        .append(place.heads().stream()
                                .map(head -> id(grid, head))
                                .collect(Collectors.joining(" ")))
                        .append("\" data-cell=\"")
                        .append(place.text())
                        .append("\">")
                        .append(shown.isEmpty() ? Paragraphs.UNKNOWN : shown)
                        .append("</td>");
            }
            case NOTE ->
                out.append(" class=\"note\">").append(escaped(place.text())).append("</td>");
            default -> out.append('>').append(escaped(place.text())).append("</th>");
        }
    }

    private static String scope(Grid.Place place) {
        return switch (place.kind()) {
            case BLOCK -> "rowgroup";
            case COLUMN -> place.columnSpan() > 1 ? "colgroup" : "col";
            default -> place.rowSpan() > 1 ? "rowgroup" : "row";
        };
    }

    private static String id(Grid grid, int index) {
        return "t" + grid.table() + "h" + index;
    }

    private static String escaped(String text) {
        return Paragraphs.clean(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String style() {
        try (InputStream in = HtmlFile.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the style of reports cannot be read", e);
        }
    }

    private static String base64Sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
