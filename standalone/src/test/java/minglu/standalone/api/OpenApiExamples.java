package minglu.standalone.api;

import tools.jackson.databind.JsonNode;

/** The examples of the catalogue. */
final class OpenApiExamples {

    private OpenApiExamples() {}

    static String method(JsonNode example) {
        return example.required("request").stringValue().split(" ", 2)[0];
    }

    /** Path and query. */
    static String address(JsonNode example) {
        return example.required("request").stringValue().split(" ", 2)[1];
    }

    /** Whether an example is one of an address; a fixed address is never taken for one with variables. */
    static boolean isOf(JsonNode example, OpenApi.Operation operation) {
        String path = address(example).replaceFirst("\\?.*", "");
        if (!method(example).equals(operation.method())) {
            return false;
        }
        return operation.path().equals(path)
                || (!OpenApi.operations().containsKey(operation.method() + " " + path)
                        && path.matches(operation
                                .path()
                                .replaceAll("\\{[a-z]+}", "[^/]+")
                                .replace(".", "\\.")));
    }

    /** The body and its media type; null where there is none. */
    static String body(JsonNode example) {
        return example.has("text")
                ? example.path("text").stringValue()
                : example.has("body") ? example.path("body").toString() : null;
    }

    static String mediaType(JsonNode example) {
        return example.path("type").asString("application/json");
    }

    /** The example as a command of a shell. */
    static String curl(JsonNode example) {
        StringBuilder command = new StringBuilder("curl -u ")
                .append(example.required("user").stringValue())
                .append(" -X ")
                .append(method(example))
                .append(" 'http://127.0.0.1:8080")
                .append(address(example))
                .append("'");
        if (body(example) != null) {
            command.append(" -H 'Content-Type: ")
                    .append(mediaType(example))
                    .append("' --data-binary $'")
                    .append(body(example)
                            .replace("\\", "\\\\")
                            .replace("'", "\\'")
                            .replace("\n", "\\n"))
                    .append("'");
        }
        return command.toString();
    }
}
