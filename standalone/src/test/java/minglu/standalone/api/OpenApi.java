package minglu.standalone.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import minglu.api.act.ActLabels;
import minglu.api.act.ActType;
import minglu.api.act.Coded;
import minglu.api.act.Field;
import minglu.api.problem.ProblemCode;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of the public interface (OpenAPI 3.1), made from what the code says – addresses, methods, parameters, records of
 * requests and answers, fields of acts, codes of problems – and from {@code catalogue.json}, which says in words what each address
 * is for. An address that only one of the two knows is a fault.
 */
final class OpenApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String VERSION = "1";
    private static final JsonNode CATALOGUE = read();
    private static final Map<String, Operation> OPERATIONS = scan();

    private final JsonNode catalogue = CATALOGUE;
    private final ObjectNode schemas = NODES.objectNode();
    private final Map<String, Type> described = new TreeMap<>();

    private OpenApi() {}

    /** An address as the code has it. */
    record Operation(String method, String path, Method handler) {

        String key() {
            return method + " " + path;
        }
    }

    static JsonNode catalogue() {
        return CATALOGUE;
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(OpenApi.class.getResourceAsStream("catalogue.json"))) {
            return JSON.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All addresses, in order. */
    static Map<String, Operation> operations() {
        return OPERATIONS;
    }

    private static Map<String, Operation> scan() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        Map<String, Operation> operations = new TreeMap<>();
        scanner.findCandidateComponents("minglu").stream()
                .map(found -> load(found.getBeanClassName()))
                // Classes of tests stand beside those of the product.
                .filter(type -> !type.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()
                        .contains("test-classes"))
                .forEach(type -> add(type, operations));
        return operations;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Class<?> type, Map<String, Operation> operations) {
        RequestMapping above = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
        for (Method method : type.getDeclaredMethods()) {
            RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
            if (mapping == null || mapping.method().length == 0) {
                continue;
            }
            for (RequestMethod verb : mapping.method()) {
                for (String head : paths(above)) {
                    for (String tail : paths(mapping)) {
                        String path = (head + tail)
                                .replaceAll("\\{([a-z]+):[^}]*}", "{$1}")
                                .replace("{*rest}", "{rest}");
                        Operation operation = new Operation(verb.name(), path, method);
                        operations.put(operation.key(), operation);
                    }
                }
            }
        }
    }

    private static List<String> paths(RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    }

    /** The whole description, ending with a line feed. */
    static String text() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new OpenApi().document()) + "\n";
    }

    private ObjectNode document() {
        ObjectNode document = NODES.objectNode();
        document.put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Minglu (明录)");
        info.put("version", VERSION);
        info.put(
                "description",
                "Disclosure acts in, statutory tables out. JSON in UTF-8; dates YYYY-MM-DD in Asia/Shanghai, instants ISO 8601 UTC"
                        + " with 6 decimals; amounts are decimal strings. Members of answers are always there, null when unknown."
                        + " Refusals are RFC 9457 problem documents. Positions are 1, 2, 3 … in the order of recording.");
        ObjectNode paths = document.putObject("paths");
        operations().forEach((key, operation) -> paths.withObjectProperty(operation.path())
                .set(operation.method().toLowerCase(java.util.Locale.ROOT), operation(operation)));
        acts();
        problems();
        ObjectNode comment = schemas.putObject("Comment").put("type", "object");
        comment.putObject("properties").set("comment", nullable("string"));
        ObjectNode figures = schemas.putObject("ReferenceFigures").put("type", "object");
        ObjectNode cells = figures.putObject("properties").putObject("cells").put("type", "object");
        cells.putObject("additionalProperties").putArray("type").add("integer").add("string");
        figures.putArray("required").add("cells");
        ObjectNode components = document.putObject("components");
        ObjectNode sorted = components.putObject("schemas");
        new java.util.TreeSet<>(schemas.propertyNames()).forEach(name -> sorted.set(name, schemas.get(name)));
        components
                .putObject("securitySchemes")
                .putObject("basic")
                .put("type", "http")
                .put("scheme", "basic");
        document.putArray("security").addObject().putArray("basic");
        return document;
    }

    private ObjectNode operation(Operation operation) {
        JsonNode words = catalogue.path("operations").path(operation.key());
        if (!words.isObject()) {
            throw new IllegalStateException("catalogue.json does not say what " + operation.key() + " is for");
        }
        ObjectNode described = NODES.objectNode();
        described.putArray("tags").add(words.required("tag").stringValue());
        described.put("summary", words.required("summary").stringValue());
        described.put("description", "Roles: " + words.required("roles").stringValue() + ".");
        described.put("operationId", operationId(operation));
        if (words.path("roles").stringValue().equals("public")) {
            described.putArray("security").addObject();
        }
        ArrayNode parameters = NODES.arrayNode();
        for (java.lang.reflect.Parameter parameter : operation.handler().getParameters()) {
            if (parameter.isAnnotationPresent(PathVariable.class)) {
                parameters.add(parameter(parameter.getName(), "path", parameter.getType()));
            } else if (parameter.isAnnotationPresent(RequestParam.class)
                    && !Map.class.isAssignableFrom(parameter.getType())) {
                parameters.add(parameter(parameter.getName(), "query", parameter.getType()));
            }
        }
        words.path("query").forEach(name -> {
            if (parameters.valueStream().noneMatch(known -> known.path("name").equals(name))) {
                parameters.add(parameter(name.stringValue(), "query", String.class));
            }
        });
        if (!parameters.isEmpty()) {
            described.set("parameters", parameters);
        }
        body(operation, words, described);
        responses(operation, words, described.putObject("responses"));
        examples(operation, described);
        return described;
    }

    private static String operationId(Operation operation) {
        return operation.method().toLowerCase(java.util.Locale.ROOT)
                + Arrays.stream(operation.path().split("[^A-Za-z0-9]+"))
                        .filter(part -> !part.isEmpty() && !part.equals("api") && !part.equals("v1"))
                        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                        .reduce("", String::concat);
    }

    private ObjectNode parameter(String name, String in, Class<?> type) {
        String meaning = catalogue.path("parameters").path(name).asString("");
        if (meaning.isEmpty()) {
            throw new IllegalStateException("catalogue.json does not say what the parameter " + name + " means");
        }
        ObjectNode parameter = NODES.objectNode();
        parameter.put("name", name).put("in", in);
        if (in.equals("path")) {
            parameter.put("required", true);
        }
        parameter.put("description", meaning);
        boolean number = type == Integer.class || type == int.class || name.equals("limit");
        parameter.putObject("schema").put("type", number ? "integer" : "string");
        return parameter;
    }

    private void body(Operation operation, JsonNode words, ObjectNode described) {
        JsonNode named = words.path("body");
        Type taken = Arrays.stream(operation.handler().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .map(java.lang.reflect.Parameter::getParameterizedType)
                .findFirst()
                .orElse(null);
        if (named.isMissingNode() && taken == null) {
            return;
        }
        ObjectNode content = described.putObject("requestBody").putObject("content");
        if (named.isMissingNode()) {
            content.putObject("application/json").set("schema", schema(taken));
        }
        named.forEachEntry((mediaType, schema) -> {
            ObjectNode media = content.putObject(mediaType);
            if (!schema.isNull()) {
                media.set("schema", named(schema.stringValue()));
            }
        });
    }

    private void responses(Operation operation, JsonNode words, ObjectNode responses) {
        JsonNode statuses = words.path("statuses");
        Type answered = words.has("response")
                ? load(words.required("response").stringValue())
                : bare(operation.handler().getGenericReturnType());
        if (statuses.isMissingNode()) {
            statuses = NODES.objectNode().put("200", "The answer.");
        }
        statuses.forEachEntry((status, meaning) -> {
            ObjectNode response = responses.putObject(status);
            response.put("description", meaning.stringValue());
            ObjectNode content = response.putObject("content");
            if (words.has("produces") && !(status.equals("202"))) {
                words.path("produces").forEach(type -> content.putObject(type.stringValue()));
            } else {
                content.putObject("application/json").set("schema", schema(answered));
            }
        });
        ObjectNode refused = responses.putObject("default");
        refused.put("description", "A refusal.");
        refused.putObject("content").putObject("application/problem+json").set("schema", reference("Problem"));
    }

    private static Type bare(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == ResponseEntity.class) {
            return generic.getActualTypeArguments()[0];
        }
        return type;
    }

    private void examples(Operation operation, ObjectNode described) {
        ArrayNode samples = NODES.arrayNode();
        for (JsonNode example : catalogue.path("examples")) {
            if (OpenApiExamples.isOf(example, operation)) {
                samples.addObject().put("lang", "Shell").put("source", OpenApiExamples.curl(example));
            }
        }
        if (!samples.isEmpty()) {
            described.set("x-codeSamples", samples);
        }
    }

    private ObjectNode named(String name) {
        return name.contains(".") ? schema(load(name)) : reference(name);
    }

    private static ObjectNode reference(String name) {
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static ObjectNode nullable(String type) {
        ObjectNode schema = NODES.objectNode();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    /** What an act of each type says: from the descriptions of its fields. */
    private void acts() {
        ObjectNode act = schemas.putObject("Act").put("type", "object");
        ObjectNode members = act.putObject("properties");
        members.putObject("unit").put("type", "string");
        members.putObject("subject").put("type", "string");
        members.putObject("id").put("type", "string");
        ArrayNode types = members.putObject("type").put("type", "string").putArray("enum");
        members.putObject("occurredOn").put("type", "string").put("format", "date");
        ArrayNode data = members.putObject("data").putArray("anyOf");
        members.set("reason", nullable("string"));
        members.putObject("late").put("type", "boolean");
        act.putArray("required")
                .add("unit")
                .add("subject")
                .add("id")
                .add("type")
                .add("occurredOn");
        act.put("additionalProperties", false);
        for (ActType type : ActType.values()) {
            types.add(type.code());
            String name = "ActData." + type.code();
            data.add(reference(name));
            ObjectNode schema = schemas.putObject(name).put("type", "object");
            schema.put("title", ActLabels.type(type));
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = NODES.arrayNode();
            for (Field field : Field.of(type)) {
                properties.set(field.name(), field(field));
                if (field.required()) {
                    required.add(field.name());
                }
            }
            if (!required.isEmpty()) {
                schema.set("required", required);
            }
            schema.put("additionalProperties", false);
        }
    }

    private static ObjectNode field(Field field) {
        ObjectNode schema = NODES.objectNode();
        switch (field.kind()) {
            case COUNT -> {
                schema.put("type", "integer");
                if (field.min() != Long.MIN_VALUE) {
                    schema.put("minimum", field.min());
                }
                if (field.max() != Long.MAX_VALUE) {
                    schema.put("maximum", field.max());
                }
            }
            case BOOLEAN -> schema.put("type", "boolean");
            case DATE -> schema.put("type", "string").put("format", "date");
            case MONEY -> schema.put("type", "string").put("pattern", "^[0-9]+(\\.[0-9]{1,2})?$");
            case HEX -> schema.put("type", "string").put("pattern", "^[0-9a-f]{64}$");
            case CODE -> {
                ArrayNode codes = schema.put("type", "string").putArray("enum");
                field.codes().forEach(codes::add);
            }
            case DATA -> schema.put("type", "object");
            default -> schema.put("type", "string");
        }
        schema.put("title", ActLabels.member(field.name()));
        return schema;
    }

    private void problems() {
        ObjectNode problem = schemas.putObject("Problem").put("type", "object");
        ObjectNode members = problem.putObject("properties");
        ArrayNode types = members.putObject("type").put("type", "string").putArray("enum");
        for (ProblemCode code : ProblemCode.values()) {
            types.add("urn:minglu:problem:" + code.code());
        }
        members.putObject("title").put("type", "string");
        members.putObject("status").put("type", "integer");
        members.putObject("detail").put("type", "string");
        members.putObject("violations").put("type", "array");
        members.putObject("checks").put("type", "array");
        problem.putArray("required").add("type").add("title").add("status").add("detail");
    }

    private ObjectNode schema(Type type) {
        ObjectNode schema = NODES.objectNode();
        if (type instanceof WildcardType || type == Object.class || type == JsonNode.class || type == void.class) {
            return schema;
        }
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (Map.class.isAssignableFrom(raw)) {
                schema.putArray("type").add("object").add("null");
                schema.set("additionalProperties", schema(arguments[1]));
                return schema;
            }
            if (Collection.class.isAssignableFrom(raw)) {
                schema.putArray("type").add("array").add("null");
                schema.set("items", schema(arguments[0]));
                return schema;
            }
            return schema;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == int.class || plain == long.class) {
            return schema.put("type", "integer");
        }
        if (plain == boolean.class) {
            return schema.put("type", "boolean");
        }
        if (plain == Integer.class || plain == Long.class) {
            return nullable("integer");
        }
        if (plain == Boolean.class) {
            return nullable("boolean");
        }
        if (plain == BigDecimal.class) {
            return nullable("number");
        }
        if (plain == LocalDate.class) {
            return nullable("string").put("format", "date");
        }
        if (plain == Instant.class) {
            return nullable("string").put("format", "date-time");
        }
        if (plain == String.class || plain == UUID.class) {
            return nullable("string");
        }
        if (plain.isEnum() && Coded.class.isAssignableFrom(plain)) {
            ObjectNode codes = nullable("string");
            ArrayNode allowed = codes.putArray("enum");
            for (Object member : plain.getEnumConstants()) {
                allowed.add(((Coded) member).code());
            }
            return codes.set("enum", allowed.addNull());
        }
        if (plain.isRecord()) {
            ObjectNode either = NODES.objectNode();
            either.putArray("anyOf").add(reference(recorded(plain))).addObject().put("type", "null");
            return either;
        }
        return schema;
    }

    private String recorded(Class<?> type) {
        String name = name(type);
        Type known = described.putIfAbsent(name, type);
        if (known != null && known != type) {
            throw new IllegalStateException("both " + known + " and " + type + " are called " + name);
        }
        if (known == null) {
            ObjectNode schema = schemas.putObject(name).put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            List<String> names = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
                String member = renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
                properties.set(member, schema(component.getGenericType()));
                if (component.getAccessor().getAnnotation(JsonInclude.class) == null) {
                    names.add(member);
                }
            }
            ArrayNode required = schema.putArray("required");
            names.forEach(required::add);
        }
        return name;
    }

    private static String name(Class<?> type) {
        String own = type.getSimpleName();
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? own : outer.getSimpleName().replaceAll("(Endpoint|Controller|Views)$", "") + "." + own;
    }
}
