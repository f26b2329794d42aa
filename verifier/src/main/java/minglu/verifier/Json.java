package minglu.verifier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of strict JSON (RFC 8259): UTF-8 without a byte order mark, no member twice, no lone surrogate, nothing after the
 * end, nesting at most {@value #DEEPEST}. Numbers keep the text in which they are written.
 */
sealed interface Json permits Json.Obj, Json.Arr, Json.Str, Json.Num, Json.Bool, Json.Null {

    /** How many objects and arrays may stand in each other. */
    int DEEPEST = 32;

    /** How many characters a number may have. */
    int LONGEST_NUMBER = 100;

    /** An object; members in the order of the text. */
    record Obj(Map<String, Json> members) implements Json {

        /** The member, or null. */
        Json get(String name) {
            return members.get(name);
        }

        /** The member if it is a string, else null. */
        String string(String name) {
            return members.get(name) instanceof Str text ? text.value() : null;
        }

        /** The member if it is an object, else null. */
        Obj object(String name) {
            return members.get(name) instanceof Obj object ? object : null;
        }

        /** The member if it is an array, else null. */
        List<Json> array(String name) {
            return members.get(name) instanceof Arr array ? array.items() : null;
        }

        /** The member if it is a whole number from 0 to 2^53 − 1 without fraction and exponent, else −1. */
        long number(String name) {
            return members.get(name) instanceof Num number ? Bytes.decimal(number.text()) : -1;
        }

        /** Whether the object has exactly these members. */
        boolean hasExactly(String... names) {
            return members.size() == names.length && members.keySet().containsAll(List.of(names));
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {}

    /** A string. */
    record Str(String value) implements Json {}

    /** A number, as written. */
    record Num(String text) implements Json {}

    /** A truth value. */
    record Bool(boolean value) implements Json {}

    /** null. */
    record Null() implements Json {}

    /** Reads a text of JSON. */
    static Json parse(byte[] utf8) throws FaultException {
        return new Parser(utf8).whole();
    }

    /** Reads a text that must be an object. */
    static Obj parseObject(byte[] utf8) throws FaultException {
        if (parse(utf8) instanceof Obj object) {
            return object;
        }
        throw new FaultException("JSON 顶层不是对象", "the JSON is not an object");
    }

    /** The reader: one pass over the bytes. */
    final class Parser {

        private static final Null NULL = new Null();

        private final byte[] bytes;
        private int at;

        private Parser(byte[] bytes) {
            this.bytes = bytes;
        }

        private Json whole() throws FaultException {
            space();
            Json value = value(0);
            space();
            if (at != bytes.length) {
                throw fault("末尾有多余内容", "something follows the end");
            }
            return value;
        }

        private Json value(int depth) throws FaultException {
            if (at == bytes.length) {
                throw fault("内容中断", "it breaks off");
            }
            return switch (bytes[at]) {
                case '{' -> object(deeper(depth));
                case '[' -> array(deeper(depth));
                case '"' -> new Str(string());
                case 't' -> word("true", new Bool(true));
                case 'f' -> word("false", new Bool(false));
                case 'n' -> word("null", NULL);
                default -> number();
            };
        }

        private int deeper(int depth) throws FaultException {
            if (depth == DEEPEST) {
                throw fault("嵌套超过 " + DEEPEST + " 层", "it is nested more than " + DEEPEST + " deep");
            }
            at++;
            return depth + 1;
        }

        private Obj object(int depth) throws FaultException {
            Map<String, Json> members = new LinkedHashMap<>();
            space();
            if (skip('}')) {
                return new Obj(members);
            }
            do {
                space();
                if (at == bytes.length || bytes[at] != '"') {
                    throw fault("缺少成员名", "the name of a member is missing");
                }
                String name = string();
                space();
                if (!skip(':')) {
                    throw fault("成员名后缺少冒号", "no colon follows the name of a member");
                }
                space();
                Json value = value(depth);
                if (members.putIfAbsent(name, value) != null) {
                    String shown = Text.quote(name);
                    throw fault("成员 " + shown + " 重复", "the member " + shown + " occurs twice");
                }
                space();
            } while (skip(','));
            if (!skip('}')) {
                throw fault("对象未结束", "an object is not closed");
            }
            return new Obj(members);
        }

        private Arr array(int depth) throws FaultException {
            List<Json> items = new ArrayList<>();
            space();
            if (skip(']')) {
                return new Arr(items);
            }
            do {
                space();
                items.add(value(depth));
                space();
            } while (skip(','));
            if (!skip(']')) {
                throw fault("数组未结束", "an array is not closed");
            }
            return new Arr(items);
        }

        private String string() throws FaultException {
            int from = ++at;
            while (at < bytes.length && bytes[at] >= 0x20 && bytes[at] != '"' && bytes[at] != '\\') {
                at++;
            }
            if (at < bytes.length && bytes[at] == '"') {
                return new String(bytes, from, at++ - from, StandardCharsets.ISO_8859_1);
            }
            return longString(from);
        }

        /** The rest of a string that holds more than plain ASCII. */
        private String longString(int from) throws FaultException {
            StringBuilder text = new StringBuilder();
            int literal = from;
            while (true) {
                if (at == bytes.length) {
                    throw fault("字符串未结束", "a string is not closed");
                }
                byte here = bytes[at];
                if (here >= 0 && here < 0x20) {
                    throw fault("字符串中有控制字符", "a control character stands in a string");
                }
                if (here != '"' && here != '\\') {
                    at++;
                    continue;
                }
                String piece = Bytes.ofUtf8(bytes, literal, at - literal);
                if (piece == null) {
                    throw fault("字符串不是 UTF-8", "a string is not UTF-8");
                }
                text.append(piece);
                at++;
                if (here == '"') {
                    return text.toString();
                }
                text.append(escaped());
                literal = at;
            }
        }

        private String escaped() throws FaultException {
            if (at == bytes.length) {
                throw fault("转义中断", "an escape breaks off");
            }
            return switch (bytes[at++]) {
                case '"' -> "\"";
                case '\\' -> "\\";
                case '/' -> "/";
                case 'b' -> "\b";
                case 'f' -> "\f";
                case 'n' -> "\n";
                case 'r' -> "\r";
                case 't' -> "\t";
                case 'u' -> codeUnits();
                default -> throw fault("未知的转义", "an escape is unknown");
            };
        }

        private String codeUnits() throws FaultException {
            char first = codeUnit();
            if (!Character.isSurrogate(first)) {
                return String.valueOf(first);
            }
            if (Character.isHighSurrogate(first)
                    && at + 1 < bytes.length
                    && bytes[at] == '\\'
                    && bytes[at + 1] == 'u') {
                at += 2;
                char second = codeUnit();
                if (Character.isLowSurrogate(second)) {
                    return new String(new char[] {first, second});
                }
            }
            throw fault("孤立的代理项", "a surrogate stands alone");
        }

        private char codeUnit() throws FaultException {
            if (at + 4 > bytes.length) {
                throw fault("转义中断", "an escape breaks off");
            }
            int unit = 0;
            for (int end = at + 4; at < end; at++) {
                int digit = Character.digit(bytes[at], 16);
                if (digit < 0) {
                    throw fault("转义不是十六进制", "an escape is not hexadecimal");
                }
                unit = unit << 4 | digit;
            }
            return (char) unit;
        }

        private Json word(String word, Json value) throws FaultException {
            for (int index = 0; index < word.length(); index++, at++) {
                if (at == bytes.length || bytes[at] != word.charAt(index)) {
                    throw fault("不是 JSON 值", "this is no value of JSON");
                }
            }
            return value;
        }

        private Num number() throws FaultException {
            int from = at;
            skip('-');
            if (!skip('0')) {
                digits();
            }
            if (skip('.')) {
                digits();
            }
            if (skip('e') || skip('E')) {
                if (!skip('+')) {
                    skip('-');
                }
                digits();
            }
            if (at - from > LONGEST_NUMBER) {
                throw fault("数字过长", "a number is too long");
            }
            return new Num(new String(bytes, from, at - from, StandardCharsets.ISO_8859_1));
        }

        private void digits() throws FaultException {
            int from = at;
            while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
                at++;
            }
            if (at == from) {
                throw fault("不是 JSON 值", "this is no value of JSON");
            }
        }

        private boolean skip(char expected) {
            if (at < bytes.length && bytes[at] == expected) {
                at++;
                return true;
            }
            return false;
        }

        private void space() {
            while (at < bytes.length
                    && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
                at++;
            }
        }

        private FaultException fault(String zh, String en) {
            return new FaultException("第 " + at + " 字节处:" + zh, "at byte " + at + ": " + en);
        }
    }
}
