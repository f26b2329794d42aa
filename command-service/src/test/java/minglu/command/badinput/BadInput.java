package minglu.command.badinput;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import minglu.api.act.ActType;
import minglu.api.act.Field;
import minglu.api.problem.ProblemCode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that a client can get wrong about the form of an act or a file, and what the contract answers. */
final class BadInput {

    static final String ACTS = "/api/v1/acts";
    static final String IMPORTS = "/api/v1/imports";
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";

    private static final String JSON = "application/json";
    private static final String IDENTITY_NUMBER = "11010519491231002X";
    private static final String MOBILE_NUMBER = "13800138000";
    private static final String GOOD =
            "{\"unit\":\"jyj\",\"subject\":\"BAD-1\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"2021-06-01\","
                    + "\"data\":{\"kind\":\"licence\"}}";
    private static final String HEADER = "unit,subject,id,type,occurredOn,data.kind";

    private BadInput() {}

    /**
     * One bad input.
     *
     * @param name what is wrong
     * @param user who sends it
     * @param path where to
     * @param contentType its media type; null for none
     * @param body what is sent
     * @param code expected code; for a row of a file the code of its rejection
     * @param row line of the rejected row; 0 if the whole request is refused
     */
    record Case(
            String name,
            String user,
            String path,
            String contentType,
            Supplier<BodyPublisher> body,
            ProblemCode code,
            long row) {

        @Override
        public String toString() {
            return name + " → " + code.code();
        }
    }

    /** Acts that are refused as a whole. */
    static List<Case> acts() {
        List<Case> cases = new ArrayList<>();
        syntax(cases);
        members(cases);
        everyType(cases);
        return cases;
    }

    private static void syntax(List<Case> cases) {
        act(cases, "an empty body", "", ProblemCode.MALFORMED);
        act(cases, "blanks", " \n ", ProblemCode.MALFORMED);
        act(cases, "no JSON", "unit=jyj", ProblemCode.MALFORMED);
        act(cases, "a cut object", GOOD.substring(0, GOOD.length() - 1), ProblemCode.MALFORMED);
        act(cases, "text behind the act", GOOD + "x", ProblemCode.MALFORMED);
        act(cases, "a second act behind the act", GOOD + GOOD, ProblemCode.MALFORMED);
        act(cases, "a member twice", GOOD.replace("\"id\"", "\"id\":\"0\",\"id\""), ProblemCode.MALFORMED);
        act(cases, "a member of data twice", data("\"kind\":\"licence\",\"kind\":\"penalty\""), ProblemCode.MALFORMED);
        act(cases, "single quotes", GOOD.replace('"', '\''), ProblemCode.MALFORMED);
        act(cases, "a comment", "/* */" + GOOD, ProblemCode.MALFORMED);
        act(cases, "a trailing comma", data("\"kind\":\"licence\","), ProblemCode.MALFORMED);
        act(cases, "not a number", data("\"kind\":NaN"), ProblemCode.MALFORMED);
        act(cases, "a number with a leading zero", data("\"kind\":01"), ProblemCode.MALFORMED);
        act(cases, "a number of 5,000 digits", data("\"kind\":" + "9".repeat(5000)), ProblemCode.MALFORMED);
        act(cases, "a raw control character in a text", data("\"kind\":\"\u0001\""), ProblemCode.MALFORMED);
        act(cases, "a raw NUL", GOOD.replace("jyj", "j\u0000j"), ProblemCode.MALFORMED);
        act(
                cases,
                "nesting of 100 levels",
                data("\"kind\":" + "[".repeat(100) + "]".repeat(100)),
                ProblemCode.MALFORMED);
        act(cases, "nesting of 10,000 levels", "[".repeat(10_000) + "]".repeat(10_000), ProblemCode.MALFORMED);
        raw(cases, "broken UTF-8", withByte(GOOD.getBytes(StandardCharsets.UTF_8), 10, 0xFF), ProblemCode.MALFORMED);
        raw(
                cases,
                "GBK",
                data("\"kind\":\"licence\",\"title\":\"公开\"").getBytes(Charset.forName("GBK")),
                ProblemCode.MALFORMED);
        raw(cases, "UTF-16", GOOD.getBytes(StandardCharsets.UTF_16), ProblemCode.MALFORMED);
        raw(cases, "UTF-32", GOOD.getBytes(Charset.forName("UTF-32")), ProblemCode.MALFORMED);
        raw(
                cases,
                "an overlong encoding of a slash",
                withBytes(GOOD.getBytes(StandardCharsets.UTF_8), 10, 0xC0, 0xAF),
                ProblemCode.MALFORMED);
        act(cases, "an act over 32 KiB", GOOD + " ".repeat(32 * 1024), ProblemCode.TOO_LARGE);
        act(cases, "an act of 3 MiB", GOOD + " ".repeat(3 << 20), ProblemCode.TOO_LARGE);
        cases.add(new Case(
                "a form instead of JSON",
                "imp",
                ACTS,
                "application/x-www-form-urlencoded",
                () -> text("unit=jyj"),
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                0));
        cases.add(new Case(
                "plain text instead of JSON",
                "imp",
                ACTS,
                "text/plain",
                () -> text(GOOD),
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                0));
        cases.add(new Case(
                "no content type", "imp", ACTS, null, () -> text(GOOD), ProblemCode.UNSUPPORTED_MEDIA_TYPE, 0));
        cases.add(new Case(
                "a content type that is none",
                "imp",
                ACTS,
                "json",
                () -> text(GOOD),
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                0));
    }

    private static void members(List<Case> cases) {
        act(cases, "a list instead of an object", "[" + GOOD + "]", ProblemCode.INVALID_ACT);
        act(cases, "a text instead of an object", "\"act\"", ProblemCode.INVALID_ACT);
        act(cases, "null instead of an object", "null", ProblemCode.INVALID_ACT);
        act(cases, "an empty object", "{}", ProblemCode.INVALID_ACT);
        for (String member : List.of("unit", "subject", "id", "type", "occurredOn")) {
            act(cases, "no " + member, with(member, null), ProblemCode.INVALID_ACT);
            act(cases, member + " null", with(member, "null"), ProblemCode.INVALID_ACT);
            act(cases, member + " as a number", with(member, "1"), ProblemCode.INVALID_ACT);
            act(cases, member + " as a list", with(member, "[]"), ProblemCode.INVALID_ACT);
            act(cases, member + " empty", with(member, "\"\""), ProblemCode.INVALID_ACT);
        }
        act(cases, "an unknown member", GOOD.replace("{\"unit\"", "{\"colour\":1,\"unit\""), ProblemCode.INVALID_ACT);
        act(cases, "a member in capitals", GOOD.replace("\"unit\"", "\"Unit\""), ProblemCode.INVALID_ACT);
        act(cases, "an unknown member of data", data("\"kind\":\"licence\",\"colour\":1"), ProblemCode.INVALID_ACT);
        act(cases, "a unit in capitals", with("unit", "\"JYJ\""), ProblemCode.INVALID_ACT);
        act(cases, "a unit of 33 characters", with("unit", "\"" + "a".repeat(33) + "\""), ProblemCode.INVALID_ACT);
        act(cases, "a unit with a line feed behind it", with("unit", "\"jyj\\n\""), ProblemCode.INVALID_ACT);
        act(
                cases,
                "a subject of 65 characters",
                with("subject", "\"" + "a".repeat(65) + "\""),
                ProblemCode.INVALID_ACT);
        act(cases, "a subject that begins with a mark", with("subject", "\"-1\""), ProblemCode.INVALID_ACT);
        act(cases, "a subject with a space", with("subject", "\"SQ 1\""), ProblemCode.INVALID_ACT);
        act(cases, "a subject with a NUL", with("subject", "\"SQ\\u0000\""), ProblemCode.INVALID_ACT);
        act(cases, "half a character in the subject", with("subject", "\"SQ\\ud800\""), ProblemCode.INVALID_ACT);
        act(cases, "a type nobody knows", with("type", "\"tea-made\""), ProblemCode.INVALID_ACT);
        act(cases, "a type in capitals", with("type", "\"DECISION-MADE\""), ProblemCode.INVALID_ACT);
        for (String date : List.of(
                "2021-02-29",
                "2021-13-01",
                "2021-6-1",
                "2021/06/01",
                "20210601",
                "2021-06-01T00:00:00Z",
                "1899-12-31",
                "01.06.2021",
                "+2021-06-01",
                "２０２１-06-01",
                "2021-06-01 ")) {
            act(cases, "the date " + date, with("occurredOn", "\"" + date + "\""), ProblemCode.INVALID_ACT);
        }
        act(cases, "a date in the future", with("occurredOn", "\"9999-12-31\""), ProblemCode.IN_THE_FUTURE);
        act(cases, "data as a list", with("data", "[]"), ProblemCode.INVALID_ACT);
        act(cases, "data as a text", with("data", "\"kind\""), ProblemCode.INVALID_ACT);
        act(cases, "late as a text", GOOD.replace("\"id\"", "\"late\":\"true\",\"id\""), ProblemCode.INVALID_ACT);
        act(cases, "late without reason", GOOD.replace("\"id\"", "\"late\":true,\"id\""), ProblemCode.INVALID_ACT);
        act(cases, "an empty reason", GOOD.replace("\"id\"", "\"reason\":\" \",\"id\""), ProblemCode.INVALID_ACT);
        act(
                cases,
                "half a character in a text",
                data("\"kind\":\"licence\",\"title\":\"a\\udc00\""),
                ProblemCode.INVALID_ACT);
        act(cases, "a NUL in a text", data("\"kind\":\"licence\",\"title\":\"a\\u0000\""), ProblemCode.INVALID_ACT);
        act(cases, "a bell in a text", data("\"kind\":\"licence\",\"title\":\"a\\u0007\""), ProblemCode.INVALID_ACT);
        act(
                cases,
                "a text of 501 characters",
                data("\"kind\":\"licence\",\"title\":\"" + "字".repeat(501) + "\""),
                ProblemCode.TOO_LARGE);
        act(
                cases,
                "an unknown text of 501 characters",
                data("\"x\":\"" + "x".repeat(501) + "\""),
                ProblemCode.TOO_LARGE);
        act(
                cases,
                "a full-width identity number",
                data("\"kind\":\"licence\",\"title\":\"１１０１０５１９４９１２３１００２Ｘ\""),
                ProblemCode.PERSONAL_DATA);
        act(
                cases,
                "an identity number as subject",
                with("subject", "\"" + IDENTITY_NUMBER + "\""),
                ProblemCode.PERSONAL_DATA);
        act(cases, "a mobile number as id", with("id", "\"" + MOBILE_NUMBER + "\""), ProblemCode.PERSONAL_DATA);
        act(
                cases,
                "an identity number in a reason",
                GOOD.replace("\"id\"", "\"reason\":\"见" + IDENTITY_NUMBER + "\",\"id\""),
                ProblemCode.PERSONAL_DATA);
        act(
                cases,
                "an identity number in the data of an amendment",
                "{\"unit\":\"jyj\",\"subject\":\"A\",\"id\":\"2\",\"type\":\"act-amended\",\"occurredOn\":\"2021-06-01\","
                        + "\"reason\":\"r\",\"data\":{\"act\":\"1\",\"data\":{\"title\":\"" + IDENTITY_NUMBER + "\"}}}",
                ProblemCode.PERSONAL_DATA);
    }

    /** From the description of the fields: what is missing, of the wrong kind, out of bounds or personal, in every type. */
    private static void everyType(List<Case> cases) {
        for (ActType type : ActType.values()) {
            for (Field field : Field.of(type)) {
                String name = type.code() + "." + field.name();
                if (field.required()) {
                    ObjectNode act = Samples.act(type);
                    ((ObjectNode) act.get("data")).remove(field.name());
                    act(cases, name + " missing", act.toString(), ProblemCode.INVALID_ACT);
                }
                field(cases, type, field, name + " as a list", "[1]");
                field(cases, type, field, name + " as a fraction", "1.5");
                if (field.kind() != Field.Kind.DATA) {
                    field(cases, type, field, name + " as an object", "{\"a\":1}");
                }
                switch (field.kind()) {
                    case COUNT -> {
                        field(cases, type, field, name + " negative", "-1");
                        field(cases, type, field, name + " as a text", "\"1\"");
                        field(cases, type, field, name + " as 1.0", "1.0");
                        field(cases, type, field, name + " as 1e2", "1e2");
                        field(cases, type, field, name + " over 64 bits", "9223372036854775808");
                        field(cases, type, field, name + " over every bound", "9223372036854775807");
                    }
                    case MONEY -> {
                        for (String amount :
                                List.of("1.234", "0", "0.00", "-1", "1,000", "1e3", "", "１", "99999999999999")) {
                            field(cases, type, field, name + " of " + amount, "\"" + amount + "\"");
                        }
                        field(cases, type, field, name + " as a number", "380");
                    }
                    case BOOLEAN -> {
                        field(cases, type, field, name + " as a text", "\"true\"");
                        field(cases, type, field, name + " as a number", "1");
                    }
                    case CODE -> {
                        field(cases, type, field, name + " unknown", "\"unknown-code\"");
                        field(
                                cases,
                                type,
                                field,
                                name + " in capitals",
                                "\"" + field.codes().get(0).toUpperCase(java.util.Locale.ROOT) + "\"");
                    }
                    case DATE -> field(cases, type, field, name + " on 30 February", "\"2021-02-30\"");
                    case HEX -> field(cases, type, field, name + " in capitals", "\"" + "A".repeat(64) + "\"");
                    case TEXT -> {
                        field(cases, type, field, name + " empty", "\"\"");
                        if (!field.name().equals("url")) {
                            personal(cases, type, field, name + " with an identity number", "李某" + IDENTITY_NUMBER);
                            personal(cases, type, field, name + " with a mobile number", "电话" + MOBILE_NUMBER + "。");
                        }
                    }
                    case LINK, ACT_ID -> field(cases, type, field, name + " that is no identifier", "\"a b\"");
                    case DATA -> field(cases, type, field, name + " with a list in it", "{\"kind\":[]}");
                }
            }
        }
    }

    /** Files that are refused as a whole. */
    static List<Case> files() {
        List<Case> cases = new ArrayList<>();
        file(cases, "an empty NDJSON file", NDJSON, "", ProblemCode.INVALID_FILE);
        file(cases, "an empty CSV file", CSV, "", ProblemCode.INVALID_FILE);
        file(cases, "a CSV file of a byte order mark", CSV, "\uFEFF", ProblemCode.INVALID_FILE);
        file(cases, "a CSV file of blank lines", CSV, "\n\n,,\n", ProblemCode.INVALID_FILE);
        file(cases, "an unknown column", CSV, HEADER + ",colour\n" + row("F1", ",x"), ProblemCode.INVALID_FILE);
        file(
                cases,
                "an unknown column of data",
                CSV,
                HEADER + ",data.colour\n" + row("F1", ",x"),
                ProblemCode.INVALID_FILE);
        file(cases, "a column twice", CSV, HEADER + ",id\n" + row("F1", ",2"), ProblemCode.INVALID_FILE);
        file(cases, "no column id", CSV, "unit,subject,type,occurredOn\n", ProblemCode.INVALID_FILE);
        file(cases, "no header", CSV, row("F1", ""), ProblemCode.INVALID_FILE);
        file(cases, "semicolons", CSV, HEADER.replace(',', ';') + "\n", ProblemCode.INVALID_FILE);
        file(cases, "a header with a NUL", CSV, "\u0000" + HEADER + "\n", ProblemCode.INVALID_FILE);
        file(cases, "a header in UTF-16 without saying so", CSV, null, ProblemCode.INVALID_FILE);
        cases.set(
                cases.size() - 1,
                new Case(
                        "a header in UTF-16 without saying so",
                        "imp",
                        IMPORTS,
                        CSV,
                        () -> BodyPublishers.ofByteArray((HEADER + "\n").getBytes(StandardCharsets.UTF_16)),
                        ProblemCode.INVALID_FILE,
                        0));
        cases.add(new Case(
                "a header line of 100 MB",
                "imp",
                IMPORTS,
                CSV,
                () -> longLine("unit", ""),
                ProblemCode.INVALID_FILE,
                0));
        for (String type : List.of(
                "application/json",
                "text/plain",
                "application/octet-stream",
                "multipart/form-data; boundary=x",
                "csv")) {
            file(cases, "a file of the type " + type, type, GOOD, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
        file(cases, "a file of no type", null, GOOD, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        parameter(cases, "an unknown charset", "?charset=EBCDIC-9");
        parameter(cases, "a charset with a space", "?charset=a%20b");
        parameter(cases, "an empty charset", "?charset=");
        parameter(cases, "dryRun=yes", "?dryRun=yes");
        parameter(cases, "an empty dryRun", "?dryRun=");
        cases.add(new Case("an inspector", "insp", IMPORTS, NDJSON, () -> text(GOOD), ProblemCode.FORBIDDEN, 0));
        cases.add(new Case("an administrator", "admin", IMPORTS, NDJSON, () -> text(GOOD), ProblemCode.FORBIDDEN, 0));
        return cases;
    }

    /** Files of which one row is refused, and nothing is recorded. */
    static List<Case> rows() {
        List<Case> cases = new ArrayList<>();
        for (Case act : acts()) {
            boolean isLine = act.contentType() != null
                    && act.contentType().equals(JSON)
                    && !act.name().equals("an empty body")
                    && !act.name().equals("blanks")
                    && !act.name().startsWith("UTF-")
                    // A file that is not UTF-8 is GB18030.
                    && !act.name().equals("GBK")
                    && !act.name().startsWith("an overlong encoding")
                    && !act.name().equals("an act of 3 MiB");
            if (isLine && cases.size() < 120) {
                cases.add(new Case("a line with " + act.name(), "imp", IMPORTS, NDJSON, act.body(), act.code(), 1));
            }
        }
        line(cases, "a line of 1 MiB and more", GOOD + " ".repeat(1 << 20), ProblemCode.TOO_LARGE);
        cases.add(new Case(
                "a line of 100 MB",
                "imp",
                IMPORTS,
                NDJSON,
                () -> longLine("{\"unit\":\"", "\"}"),
                ProblemCode.TOO_LARGE,
                1));
        cases.add(new Case(
                "a CSV cell of 100 MB",
                "imp",
                IMPORTS,
                CSV,
                () -> longLine(HEADER + "\njyj,\"", "\",1,decision-made,2021-06-01,licence\n"),
                ProblemCode.TOO_LARGE,
                2));
        cases.add(new Case(
                "GBK that is said to be UTF-8",
                "imp",
                IMPORTS + "?charset=UTF-8",
                NDJSON,
                () -> BodyPublishers.ofByteArray(
                        data("\"kind\":\"licence\",\"title\":\"公开\"").getBytes(Charset.forName("GBK"))),
                ProblemCode.MALFORMED,
                1));
        cell(cases, "a CSV row with a NUL", row("A\u0000", ""), ProblemCode.INVALID_ACT);
        cell(
                cases,
                "a CSV row with text behind a quoted cell",
                "jyj,\"A\"b,1,decision-made,2021-06-01,licence\n",
                ProblemCode.MALFORMED);
        cell(cases, "a CSV row with too many cells", row("A", ",x"), ProblemCode.MALFORMED);
        cell(
                cases,
                "a CSV row with an open quotation mark",
                "jyj,\"A,1,decision-made,2021-06-01,licence\n",
                ProblemCode.MALFORMED);
        cell(cases, "a CSV row with too few cells", "jyj,A\n", ProblemCode.INVALID_ACT);
        cell(cases, "a CSV row of a bad date", "jyj,A,1,decision-made,2021/2/30,licence\n", ProblemCode.INVALID_ACT);
        cell(cases, "a CSV row of another table", "1,2,3,4,5,6\n", ProblemCode.INVALID_ACT);
        cell(
                cases,
                "a CSV row of an unknown unit",
                "none,A,1,decision-made,2021-06-01,licence\n",
                ProblemCode.UNKNOWN_UNIT);
        cases.add(new Case(
                "a row of another unit",
                "clerk",
                IMPORTS,
                NDJSON,
                () -> text(GOOD.replace("jyj", "gaj")),
                ProblemCode.FORBIDDEN,
                1));
        cases.add(new Case(
                "a row of a consolidator that is not late",
                "con",
                IMPORTS,
                NDJSON,
                () -> text(GOOD),
                ProblemCode.FORBIDDEN,
                1));
        return cases;
    }

    private static void act(List<Case> cases, String name, String body, ProblemCode code) {
        raw(cases, name, body.getBytes(StandardCharsets.UTF_8), code);
    }

    private static void raw(List<Case> cases, String name, byte[] body, ProblemCode code) {
        cases.add(new Case(name, "imp", ACTS, JSON, () -> BodyPublishers.ofByteArray(body), code, 0));
    }

    private static void field(List<Case> cases, ActType type, Field field, String name, String value) {
        ObjectNode act = Samples.act(type);
        ((ObjectNode) act.get("data")).remove(field.name());
        String data = act.get("data").toString();
        String members = data.substring(1, data.length() - 1);
        String changed = "{" + members + (members.isEmpty() ? "" : ",") + "\"" + field.name() + "\":" + value + "}";
        act(cases, name, act.toString().replace("\"data\":" + data, "\"data\":" + changed), ProblemCode.INVALID_ACT);
    }

    private static void personal(List<Case> cases, ActType type, Field field, String name, String value) {
        ObjectNode act = Samples.act(type);
        ((ObjectNode) act.get("data")).put(field.name(), value);
        act(cases, name, act.toString(), ProblemCode.PERSONAL_DATA);
    }

    private static void file(List<Case> cases, String name, String type, String body, ProblemCode code) {
        cases.add(new Case(name, "imp", IMPORTS, type, () -> text(body), code, 0));
    }

    private static void parameter(List<Case> cases, String name, String query) {
        cases.add(new Case(name, "imp", IMPORTS + query, NDJSON, () -> text(GOOD), ProblemCode.INVALID_PARAMETER, 0));
    }

    private static void line(List<Case> cases, String name, String line, ProblemCode code) {
        cases.add(new Case(name, "imp", IMPORTS, NDJSON, () -> text(line), code, 1));
    }

    private static void cell(List<Case> cases, String name, String row, ProblemCode code) {
        cases.add(new Case(name, "imp", IMPORTS, CSV, () -> text(HEADER + "\n" + row), code, 2));
    }

    private static String row(String subject, String more) {
        return "jyj," + subject + ",1,decision-made,2021-06-01,licence" + more + "\n";
    }

    private static String data(String members) {
        return GOOD.replace("\"kind\":\"licence\"", members);
    }

    /** The good act with another value of a member, or without it. */
    private static String with(String member, String value) {
        String good = GOOD.replace("\"data\":{\"kind\":\"licence\"}", "\"data\":D");
        String changed = value == null
                ? good.replaceFirst("\"" + member + "\":[^,}]+,?", "")
                : good.replaceFirst(
                        "\"" + member + "\":[^,}]+",
                        java.util.regex.Matcher.quoteReplacement("\"" + member + "\":" + value));
        return changed.replace("\"data\":D", "\"data\":{\"kind\":\"licence\"}");
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A line of 100 MB that is never in memory as a whole. */
    private static BodyPublisher longLine(String before, String after) {
        return BodyPublishers.ofInputStream(() ->
                new SequenceInputStream(new SequenceInputStream(bytes(before), new Filler(100_000_000)), bytes(after)));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] withByte(byte[] bytes, int at, int value) {
        return withBytes(bytes, at, value);
    }

    private static byte[] withBytes(byte[] bytes, int at, int... values) {
        byte[] changed = Arrays.copyOf(bytes, bytes.length);
        for (int i = 0; i < values.length; i++) {
            changed[at + i] = (byte) values[i];
        }
        return changed;
    }

    /** So many letters. */
    private static final class Filler extends InputStream {

        private long left;

        Filler(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int from, int count) {
            if (left <= 0) {
                return -1;
            }
            int filled = (int) Math.min(left, count);
            Arrays.fill(buffer, from, from + filled, (byte) 'x');
            left -= filled;
            return filled;
        }
    }
}
