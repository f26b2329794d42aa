package minglu.verifier;

import java.nio.charset.StandardCharsets;

/**
 * A leaf of the log, read from bytes that are in the one canonical form. Which member means what is said in section 1 of the
 * format.
 *
 * @param log origin of the log
 * @param index leaf index
 * @param id identifier of the event
 * @param type type of the event
 * @param revision revision of the type
 * @param streamType kind of stream
 * @param stream pseudonym of the stream
 * @param sequence place in the stream
 * @param unit pseudonym of the unit; empty for none
 * @param recorded when the event was recorded
 * @param occurred business date; empty for none
 * @param payloadLength length of the payload in bytes
 * @param payloadHash hash over salt and payload, 64 hex digits
 * @param previous hash of the recovery note; null where the leaf has none
 */
record Leaf(
        String log,
        long index,
        String id,
        String type,
        String revision,
        String streamType,
        String stream,
        long sequence,
        String unit,
        String recorded,
        String occurred,
        long payloadLength,
        String payloadHash,
        String previous) {

    private static final int PSEUDONYM = 32;
    private static final int DIGEST = 64;

    /** Reads a leaf. */
    static Leaf parse(byte[] bytes) throws FaultException {
        return parse(bytes, 0, bytes.length);
    }

    static Leaf parse(byte[] bytes, int from, int length) throws FaultException {
        Canonical in = new Canonical(bytes, from, length);
        in.literal("{\"actor\":");
        pseudonymOrNone("actor", in.string());
        in.literal(",\"agg\":");
        String stream = in.string();
        demand(Bytes.isHex(stream, PSEUDONYM), "agg");
        in.literal(",\"aggType\":");
        String streamType = in.string();
        in.literal(",\"cmd\":");
        in.string();
        in.literal(",\"i\":");
        long index = in.number();
        in.literal(",\"id\":");
        String id = in.string();
        demand(!id.isEmpty(), "id");
        in.literal(",\"len\":");
        long payloadLength = in.number();
        in.literal(",\"log\":");
        String log = in.string();
        in.literal(",\"meta\":");
        demand(Bytes.isHex(in.string(), DIGEST), "meta");
        in.literal(",\"occ\":");
        String occurred = in.string();
        demand(occurred.isEmpty() || Dates.isDate(occurred), "occ");
        in.literal(",\"pay\":");
        String payloadHash = in.string();
        demand(Bytes.isHex(payloadHash, DIGEST), "pay");
        String previous = null;
        if (in.follows(",\"prev\":")) {
            previous = in.string();
            demand(Bytes.isHex(previous, DIGEST), "prev");
        }
        in.literal(",\"rec\":");
        String recorded = in.string();
        demand(Dates.isTime(recorded), "rec");
        in.literal(",\"rev\":");
        String revision = in.string();
        in.literal(",\"seq\":");
        long sequence = in.number();
        in.literal(",\"type\":");
        String type = in.string();
        demand(!type.isEmpty(), "type");
        in.literal(",\"unit\":");
        String unit = in.string();
        pseudonymOrNone("unit", unit);
        in.literal(",\"v\":");
        demand(in.number() == 1, "v");
        in.literal("}");
        in.end();
        return new Leaf(
                log,
                index,
                id,
                type,
                revision,
                streamType,
                stream,
                sequence,
                unit,
                recorded,
                occurred,
                payloadLength,
                payloadHash,
                previous);
    }

    private static void pseudonymOrNone(String member, String text) throws FaultException {
        demand(text.isEmpty() || Bytes.isHex(text, PSEUDONYM), member);
    }

    private static void demand(boolean holds, String member) throws FaultException {
        if (!holds) {
            throw new FaultException("成员 " + member + " 的格式不正确", "its member " + member + " is not of its form");
        }
    }

    /** Reads canonical JSON (RFC 8785) and refuses every other spelling of the same value. */
    private static final class Canonical {

        private final byte[] bytes;
        private final int end;
        private int at;

        private Canonical(byte[] bytes, int from, int length) {
            this.bytes = bytes;
            this.at = from;
            this.end = from + length;
        }

        private boolean follows(String expected) {
            int length = expected.length();
            if (end - at < length) {
                return false;
            }
            for (int index = 0; index < length; index++) {
                if (bytes[at + index] != expected.charAt(index)) {
                    return false;
                }
            }
            at += length;
            return true;
        }

        private void literal(String expected) throws FaultException {
            if (!follows(expected)) {
                throw new FaultException("应为规范的 " + expected, "it is not canonical: expected " + expected);
            }
        }

        private void end() throws FaultException {
            if (at != end) {
                throw new FaultException("末尾有多余内容", "something follows its end");
            }
        }

        private long number() throws FaultException {
            int from = at;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
                at++;
            }
            long value = Bytes.decimal(new String(bytes, from, at - from, StandardCharsets.ISO_8859_1));
            if (value < 0) {
                throw new FaultException("数字格式不正确", "a number is not of its form");
            }
            return value;
        }

        private String string() throws FaultException {
            literal("\"");
            int from = at;
            while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
                at++;
            }
            if (at < end && bytes[at] == '"') {
                return new String(bytes, from, at++ - from, StandardCharsets.ISO_8859_1);
            }
            return rare(from);
        }

        /** A string with escapes or with more than ASCII. */
        private String rare(int from) throws FaultException {
            StringBuilder text = new StringBuilder();
            int literal = from;
            while (at < end) {
                byte here = bytes[at];
                if (here >= 0 && here < ' ') {
                    break;
                }
                if (here != '"' && here != '\\') {
                    at++;
                    continue;
                }
                String piece = Bytes.ofUtf8(bytes, literal, at - literal);
                if (piece == null) {
                    break;
                }
                text.append(piece);
                at++;
                if (here == '"') {
                    return text.toString();
                }
                text.append(escaped());
                literal = at;
            }
            throw noString();
        }

        /** Each character that must be escaped has one escape; all others have none. */
        private char escaped() throws FaultException {
            if (at == end) {
                throw noString();
            }
            return switch (bytes[at++]) {
                case '"' -> '"';
                case '\\' -> '\\';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> control();
                default -> throw noString();
            };
        }

        private char control() throws FaultException {
            if (end - at < 4) {
                throw noString();
            }
            String digits = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
            at += 4;
            int value = Bytes.isHex(digits, 4) ? Integer.parseInt(digits, 16) : ' ';
            if (value >= ' ' || "\b\f\n\r\t".indexOf(value) >= 0) {
                throw noString();
            }
            return (char) value;
        }

        private static FaultException noString() {
            return new FaultException("字符串格式不规范", "a string is not in its canonical form");
        }
    }
}
