package minglu.platform.docs;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An OpenAPI description as one page to be read: no scripts, nothing fetched. */
final class ApiPage {

    private final JsonNode description;
    private final StringBuilder out = new StringBuilder();

    private ApiPage(JsonNode description) {
        this.description = description;
    }

    /**
     * The page.
     *
     * @param description an OpenAPI 3.1 document
     * @param style CSS
     */
    static String of(JsonNode description, String style) {
        ApiPage page = new ApiPage(description);
        page.write(style);
        return page.out.toString();
    }

    private void write(String style) {
        String title = description.at("/info/title").asString();
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>")
                .append(style)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n<p>")
                .append(escaped(description.at("/info/description").asString()))
                .append("</p>\n");
        Map<String, StringBuilder> byTag = new LinkedHashMap<>();
        description
                .path("paths")
                .forEachEntry((path, operations) -> operations.forEachEntry((method, operation) ->
                        byTag.computeIfAbsent(operation.at("/tags/0").asString(), tag -> new StringBuilder())
                                .append(operation(path, method, operation))));
        out.append("<nav>");
        byTag.keySet().forEach(tag -> out.append("<a href=\"#")
                .append(id(tag))
                .append("\">")
                .append(escaped(tag))
                .append("</a> "));
        out.append("<a href=\"#schemas\">Schemas</a></nav>\n");
        byTag.forEach((tag, operations) -> out.append("<section id=\"")
                .append(id(tag))
                .append("\">\n<h2>")
                .append(escaped(tag))
                .append("</h2>\n")
                .append(operations)
                .append("</section>\n"));
        out.append("<section id=\"schemas\">\n<h2>Schemas</h2>\n");
        description.at("/components/schemas").forEachEntry(this::schema);
        out.append("</section>\n</main>\n</body>\n</html>\n");
    }

    private static String operation(String path, String method, JsonNode operation) {
        StringBuilder out = new StringBuilder("<article id=\"")
                .append(escaped(operation.path("operationId").asString()))
                .append("\">\n<h3><span class=\"method\">")
                .append(method.toUpperCase(Locale.ROOT))
                .append("</span> <code>")
                .append(escaped(path))
                .append("</code></h3>\n<p>")
                .append(escaped(operation.path("summary").asString()))
                .append(" ")
                .append(escaped(operation.path("description").asString()))
                .append("</p>\n");
        if (operation.has("parameters")) {
            out.append("<table>\n<thead><tr><th scope=\"col\">Parameter</th><th scope=\"col\">In</th>"
                    + "<th scope=\"col\">Meaning</th></tr></thead>\n<tbody>\n");
            operation.path("parameters").forEach(parameter -> out.append("<tr><th scope=\"row\"><code>")
                    .append(escaped(parameter.path("name").asString()))
                    .append("</code></th><td>")
                    .append(escaped(parameter.path("in").asString()))
                    .append("</td><td>")
                    .append(escaped(parameter.path("description").asString()))
                    .append("</td></tr>\n"));
            out.append("</tbody>\n</table>\n");
        }
        operation.at("/requestBody/content").forEachEntry((type, media) -> out.append("<p>Body: <code>")
                .append(escaped(type))
                .append("</code> ")
                .append(type(media.path("schema")))
                .append("</p>\n"));
        operation.path("responses").forEachEntry((status, response) -> {
            out.append("<p>")
                    .append(escaped(status))
                    .append(": ")
                    .append(escaped(response.path("description").asString()));
            response.path("content").forEachEntry((type, media) -> out.append(" <code>")
                    .append(escaped(type))
                    .append("</code> ")
                    .append(type(media.path("schema"))));
            out.append("</p>\n");
        });
        operation.path("x-codeSamples").forEach(sample -> out.append("<pre><code>")
                .append(escaped(sample.path("source").asString()))
                .append("</code></pre>\n"));
        return out.append("</article>\n").toString();
    }

    private void schema(String name, JsonNode schema) {
        out.append("<article id=\"schema-")
                .append(escaped(name))
                .append("\">\n<h3><code>")
                .append(escaped(name))
                .append("</code> ")
                .append(escaped(schema.path("title").asString("")))
                .append(
                        "</h3>\n<table>\n<thead><tr><th scope=\"col\">Member</th><th scope=\"col\">Type</th></tr></thead>\n<tbody>\n");
        schema.path("properties").forEachEntry((member, type) -> out.append("<tr><th scope=\"row\"><code>")
                .append(escaped(member))
                .append("</code> ")
                .append(escaped(type.path("title").asString("")))
                .append(isRequired(schema, member) ? " *" : "")
                .append("</th><td>")
                .append(type(type))
                .append("</td></tr>\n"));
        out.append("</tbody>\n</table>\n</article>\n");
    }

    private static boolean isRequired(JsonNode schema, String member) {
        return schema.path("required").valueStream().anyMatch(name -> name.asString()
                .equals(member));
    }

    /** A schema in a few words, with links to those it names. */
    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = escaped(schema.path("$ref").asString().replaceFirst(".*/", ""));
            return "<a href=\"#schema-" + name + "\">" + name + "</a>";
        }
        StringBuilder words = new StringBuilder();
        for (JsonNode one : schema.path("anyOf")) {
            words.append(words.isEmpty() ? "" : " | ").append(type(one));
        }
        if (schema.path("type").isArray()) {
            for (JsonNode one : schema.path("type")) {
                words.append(words.isEmpty() ? "" : " | ").append(escaped(one.asString()));
            }
        } else if (schema.has("type")) {
            words.append(escaped(schema.path("type").asString()));
        }
        if (schema.has("items")) {
            words.append(" of ").append(type(schema.path("items")));
        }
        if (schema.path("additionalProperties").isObject()) {
            words.append(" of ").append(type(schema.path("additionalProperties")));
        }
        for (JsonNode code : schema.path("enum")) {
            words.append(" <code>").append(escaped(code.asString("null"))).append("</code>");
        }
        return words.toString();
    }

    private static String id(String tag) {
        return "tag-" + tag.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
