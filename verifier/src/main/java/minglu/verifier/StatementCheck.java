package minglu.verifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Checks the statement of a department about its part of a cell, section 7 of the format. */
final class StatementCheck {

    private static final String VERSION = "minglu-statement/1";
    private static final int LONGEST_LINE = 2 << 20;
    private static final int LONGEST_PATH = 64;

    private final VerifierKey key;
    private final Findings findings;
    private final List<Text> proven = new ArrayList<>();

    private Head head;
    private Checkpoint checkpoint;
    private StatutoryFormat format;
    private final List<Definition> definitions = new ArrayList<>();
    private Sums sums;
    private Set<String> accounts = Set.of();
    private long last = -1;
    private long acts;

    StatementCheck(VerifierKey key, Findings findings) {
        this.key = key;
        this.findings = findings;
    }

    private record Head(
            String unit,
            String node,
            String cell,
            int year,
            long known,
            Json contribution,
            String countsFor,
            String format,
            String rules,
            String checkpoint) {

        private static Head parse(Json.Obj head) throws FaultException {
            Json countsFor = head.get("countsFor");
            long year = head.number("year");
            boolean formed = head.hasExactly(
                            "statement",
                            "unit",
                            "node",
                            "cell",
                            "year",
                            "knownAt",
                            "contribution",
                            "countsFor",
                            "format",
                            "rules",
                            "checkpoint")
                    && head.string("unit") != null
                    && head.string("node") != null
                    && head.string("cell") != null
                    && year >= 1
                    && year <= 9999
                    && head.number("knownAt") >= 0
                    && (countsFor instanceof Json.Null || countsFor instanceof Json.Str)
                    && head.string("format") != null
                    && head.string("rules") != null
                    && head.string("checkpoint") != null;
            if (!formed) {
                throw new FaultException("首行的成员不符合规定", "the first line has not exactly the members given");
            }
            return new Head(
                    head.string("unit"),
                    head.string("node"),
                    head.string("cell"),
                    (int) year,
                    head.number("knownAt"),
                    head.get("contribution"),
                    head.string("countsFor"),
                    head.string("format"),
                    head.string("rules"),
                    head.string("checkpoint"));
        }
    }

    /** What was shown, in sentences. */
    List<Text> proven() {
        return proven;
    }

    /** Checks a statement. */
    void run(InputStream in, Place place) throws IOException, UnusableException {
        Lines lines = new Lines(in);
        try {
            readHead(lines, place);
        } catch (FaultException malformed) {
            findings.contradicts(0, place, malformed.what());
            return;
        }
        long number = 1;
        try {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                number++;
                entry(Json.parseObject(line));
            }
        } catch (FaultException malformed) {
            findings.contradicts(
                    0,
                    place,
                    "第 " + number + " 行:" + malformed.what().zh(),
                    "line " + number + ": " + malformed.what().en());
            return;
        }
        conclude(place);
    }

    private void readHead(Lines lines, Place place) throws IOException, UnusableException, FaultException {
        Json.Obj first;
        try {
            byte[] line = lines.next();
            first = Json.parseObject(line == null ? new byte[0] : line);
        } catch (FaultException noStatement) {
            throw new UnusableException(place, noStatement.what());
        }
        if (!VERSION.equals(first.string("statement"))) {
            throw new UnusableException(place, "不是 " + VERSION, "this is no " + VERSION);
        }
        head = Head.parse(first);
        checkpoint = Checkpoint.parse(Bytes.utf8(head.checkpoint()));
        if (SignatureCheck.judge(checkpoint, key, 4, place, findings)) {
            proven.add(new Text(
                    "检查点由该密钥签署:" + checkpoint.size() + " 叶",
                    "the checkpoint is signed by the key: " + checkpoint.size() + " leaves"));
        }
        if (head.known() > checkpoint.size()) {
            throw new FaultException("knownAt 超过日志大小", "knownAt is beyond the size of the log");
        }
        sums = new Sums(head.year());
        StatutoryFormat.Known known = StatutoryFormat.KNOWN.get(head.format());
        if (known == null || !known.rules().equals(head.rules())) {
            findings.missing(15, place, "本核验器不认识该格式及规则", "this verifier does not know the format and rules");
            return;
        }
        format = StatutoryFormat.known(head.format());
        if (!format.cells().containsKey(head.cell())) {
            throw new FaultException("格式中没有该单元格", "the format has no such cell");
        }
        accounts = new HashSet<>();
        format.partsOf(head.cell()).forEach(part -> accounts.add(part.account()));
    }

    private void entry(Json.Obj line) throws FaultException {
        byte[] leaf = line.string("leaf") == null ? null : Bytes.ofBase64(line.string("leaf"));
        byte[] payload = line.string("payload") == null ? null : Bytes.ofBase64(line.string("payload"));
        byte[] salt = line.string("salt") == null ? null : Bytes.ofHex(line.string("salt"));
        List<Json> proof = line.array("proof");
        long index = line.number("i");
        if (!line.hasExactly("i", "leaf", "salt", "payload", "proof")
                || index < 0
                || leaf == null
                || payload == null
                || salt == null
                || salt.length != Bytes.HASH
                || proof == null
                || proof.size() > LONGEST_PATH) {
            throw new FaultException("条目格式不正确", "the entry is not of its form");
        }
        List<byte[]> path = new ArrayList<>();
        for (Json hash : proof) {
            byte[] bytes = hash instanceof Json.Str text ? Bytes.ofBase64(text.value()) : null;
            if (bytes == null) {
                throw new FaultException("证明不是 base64", "the proof is not base64");
            }
            path.add(bytes);
        }
        if (index <= last) {
            findings.contradicts(0, Place.leaf(index), "条目未按序号排列或重复", "entries are not in order, or occur twice");
        }
        last = index;
        if (index >= head.known()) {
            findings.contradicts(0, Place.leaf(index), "在 knownAt 之后", "it lies beyond knownAt");
        }
        ReceiptCheck.Entry.Read read =
                new ReceiptCheck.Entry(index, leaf, payload, salt, path).check(checkpoint, accounts, findings);
        if (read != null) {
            take(index, read);
        }
    }

    private void take(long index, ReceiptCheck.Entry.Read read) {
        Place place = Place.leaf(index);
        Event event = read.event();
        switch (ActTypes.meaning(read.leaf())) {
            case ACT, DEFINITION -> {
                if (event.unknown()) {
                    findings.missing(
                            14,
                            place,
                            event.unreadable().zh(),
                            event.unreadable().en());
                } else if (event.unreadable() != null) {
                    findings.contradicts(14, place, event.unreadable());
                } else if (event.definition() != null) {
                    definitions.add(event.definition());
                } else if (!event.unit().equals(head.unit())) {
                    findings.contradicts(0, place, "此行为属于另一单位", "this act belongs to another unit");
                } else {
                    acts++;
                    event.postings().forEach(posting -> sums.add(event.unit(), posting));
                }
            }
            case UNKNOWN -> findings.missing(14, place, "本版本不认识事件类型", "this version does not know the type of event");
            case NOTHING -> findings.contradicts(0, place, "此事件不属于声明", "this event does not belong into a statement");
        }
    }

    private void conclude(Place place) {
        if (format == null || findings.outcome() == Outcome.TAMPERED || findings.any(14)) {
            return;
        }
        UnitTree tree = new UnitTree(definitions, head.year());
        String owner = tree.owner(head.unit());
        Set<String> included = tree.cover(head.node(), tree.isNode(head.node())).included();
        String countsFor = owner != null && included.contains(owner) ? owner : null;
        if (!Objects.equals(countsFor, head.countsFor())) {
            String shown = Text.quote(head.countsFor() + " : " + countsFor);
            findings.contradicts(
                    17, place, "countsFor 与单位定义不符:" + shown, "countsFor is not what the definitions say: " + shown);
        }
        StatutoryFormat.Cell cell = format.cells().get(head.cell());
        Set<String> summed = countsFor == null ? Set.of() : Set.of(head.unit());
        String computed = cell.write(format.figure(head.cell(), summed, sums));
        if (!cell.isWrittenAs(head.contribution(), computed)) {
            findings.contradicts(
                    17,
                    Place.cell(head.cell()),
                    "所称与条目不符,由条目得 " + computed,
                    "the claim is not what the entries come to, " + computed);
            return;
        }
        proven.add(new Text(
                Text.quote(head.unit()) + " 的 " + acts + " 个行为为 " + Text.quote(head.node()) + " 的单元格 " + head.cell()
                        + " 计 " + computed,
                acts + " acts of " + Text.quote(head.unit()) + " come to " + computed + " in the cell " + head.cell()
                        + " of " + Text.quote(head.node())));
    }

    /** Lines of bytes, each ended by a line break (the last one perhaps not). */
    private static final class Lines {

        private final InputStream in;
        private boolean ended;

        private Lines(InputStream in) {
            this.in = in;
        }

        /** The next line without its break; null at the end. */
        private byte[] next() throws IOException, FaultException {
            if (ended) {
                return null;
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int read;
            while ((read = in.read()) >= 0 && read != '\n') {
                line.write(read);
                if (line.size() > LONGEST_LINE) {
                    throw new FaultException("有一行过长", "a line is too long");
                }
            }
            ended = read < 0;
            return ended && line.size() == 0 ? null : line.toByteArray();
        }
    }
}
