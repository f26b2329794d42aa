package minglu.verifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes all checks of section 8 of the format on a bundle. */
final class BundleCheck {

    private static final String VERSION = "minglu-evidence/1";
    private static final int LONGEST_BUNDLE_JSON = 64 * 1024;
    private static final int LONGEST_FORMAT = 1 << 20;
    private static final int LONGEST_README = 1 << 20;
    /** One a day for a hundred years. */
    private static final int MOST_CHECKPOINTS = 40_000;

    private static final String BUNDLE = "bundle.json";
    private static final String CHECKPOINT = "checkpoint";
    private static final String TABLES = "tables.json";
    private static final Set<String> READMES = Set.of("README.zh.txt", "README.en.txt");
    private static final String CHECKPOINTS = "checkpoints/";
    private static final String RECOVERY = "recovery/";
    private static final Pattern CHECKPOINT_NAME = Pattern.compile("[0-9]{20}");
    private static final Pattern FORMAT_NAME = Pattern.compile("format/[a-z0-9][a-z0-9-]{0,40}\\.json");

    private final BundleFiles bundle;
    private final VerifierKey key;
    private final List<Outside> outside;
    private final Findings findings;
    private final List<Text> proven = new ArrayList<>();

    private Checkpoint checkpoint;
    private boolean signed;
    private LogCheck log;

    /**
     * Prepares the checks.
     *
     * @param outside checkpoints kept outside, signed by the key
     * @param findings takes what is not as it should be
     */
    BundleCheck(BundleFiles bundle, VerifierKey key, List<Outside> outside, Findings findings) {
        this.bundle = bundle;
        this.key = key;
        this.outside = outside;
        this.findings = findings;
    }

    /** The checkpoint of the bundle; null where it is not of its form. */
    Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Whether the checkpoint is signed by the key and is the root of all leaves. */
    boolean isCheckpointProven() {
        return signed && log != null && log.rootHolds();
    }

    /** What was shown, in sentences. */
    List<Text> proven() {
        return proven;
    }

    /** Makes the checks. */
    void run() throws IOException, UnusableException {
        if (!bundle.files().containsKey(BUNDLE) || !bundle.files().containsKey(CHECKPOINT)) {
            throw new UnusableException(
                    Place.WHOLE,
                    "不是证据包:缺少 bundle.json 或 checkpoint",
                    "this is no bundle: bundle.json or checkpoint is missing");
        }
        bundle.faults().forEach(findings::add);
        Json.Obj description = description();
        readCheckpoint();
        TablesClaim claim = claim();
        names(description);
        StatutoryFormat format = format(description, claim);
        long known = claim != null ? claim.position() : description != null ? description.number("knownAt") : 0;
        Sums sums = new Sums(claim == null ? 0 : claim.year());
        History history = new History(known, sums, findings);
        if (checkpoint != null) {
            Set<String> accounts = format == null ? Set.of() : TablesCheck.accounts(format);
            TileReader reader =
                    new TileReader(checkpoint.origin(), new Event.Reader(Accounts.ofThisVersion(), accounts));
            log = new LogCheck(bundle, expected(), reader, history, findings);
            log.run();
            epochs();
            proveLog(history);
        }
        agreement(description, claim, history);
        tables(claim, format, history, sums);
    }

    private Json.Obj description() throws IOException, UnusableException {
        byte[] bytes = read(BUNDLE, LONGEST_BUNDLE_JSON, 3);
        if (bytes == null) {
            return null;
        }
        Json.Obj description;
        try {
            description = Json.parseObject(bytes);
        } catch (FaultException malformed) {
            findings.contradicts(3, Place.file(BUNDLE), malformed.what());
            return null;
        }
        String version = description.string("bundle");
        if (version != null && !version.equals(VERSION)) {
            throw new UnusableException(
                    Place.file(BUNDLE),
                    "版本是 " + Text.quote(version) + ",本核验器只认识 " + VERSION,
                    "its version is " + Text.quote(version) + ", this verifier knows " + VERSION);
        }
        boolean formed =
                description.hasExactly("bundle", "log", "size", "unit", "scope", "year", "knownAt", "format", "rules")
                        && version != null
                        && description.string("log") != null
                        && description.number("size") >= 0
                        && description.string("unit") != null
                        && description.string("scope") != null
                        && description.number("year") >= 0
                        && description.number("knownAt") >= 0
                        && description.string("format") != null
                        && description.string("rules") != null;
        if (!formed) {
            findings.contradicts(3, Place.file(BUNDLE), "成员不符合规定", "it has not exactly the members given");
            return null;
        }
        return description;
    }

    private void readCheckpoint() throws IOException {
        byte[] bytes = read(CHECKPOINT, SignedNote.LONGEST, 4);
        if (bytes == null) {
            return;
        }
        try {
            checkpoint = Checkpoint.parse(bytes);
        } catch (FaultException malformed) {
            findings.contradicts(4, Place.file(CHECKPOINT), malformed.what());
            return;
        }
        signed = SignatureCheck.judge(checkpoint, key, 4, Place.file(CHECKPOINT), findings);
    }

    private TablesClaim claim() throws IOException {
        if (!bundle.files().containsKey(TABLES)) {
            findings.missing(17, Place.file(TABLES), "缺失", "it is missing");
            return null;
        }
        byte[] bytes = read(TABLES, TablesClaim.LONGEST, 3);
        if (bytes == null) {
            return null;
        }
        try {
            return TablesClaim.parse(bytes);
        } catch (FaultException malformed) {
            findings.contradicts(3, Place.file(TABLES), malformed.what());
            return null;
        }
    }

    /** No file may be there that the format does not name. */
    private void names(Json.Obj description) throws IOException {
        String format = description == null ? null : "format/" + description.string("format") + ".json";
        for (String name : bundle.files().keySet()) {
            boolean belongs;
            if (READMES.contains(name)) {
                read(name, LONGEST_README, 2);
                belongs = true;
            } else if (name.startsWith(CHECKPOINTS)) {
                belongs = CHECKPOINT_NAME
                        .matcher(name.substring(CHECKPOINTS.length()))
                        .matches();
            } else if (name.startsWith(RECOVERY)) {
                belongs = Bytes.decimal(name.substring(RECOVERY.length())) >= 2;
            } else if (name.startsWith("format/")) {
                belongs = format == null ? FORMAT_NAME.matcher(name).matches() : name.equals(format);
            } else if (name.startsWith("tile/") || name.startsWith("payload/")) {
                TileName tile = TileName.parse(name);
                belongs = tile != null && (checkpoint == null || LogCheck.belongs(tile, checkpoint.size()));
                if (tile != null && !belongs && tile.kind() == TileName.Kind.ENTRIES) {
                    wrongWidth(tile);
                }
            } else {
                belongs = name.equals(BUNDLE) || name.equals(CHECKPOINT) || name.equals(TABLES);
            }
            if (!belongs) {
                findings.contradicts(2, Place.file(name), "此文件不属于证据包", "this file does not belong into the bundle");
            }
        }
    }

    /** Names the first leaf that is missing or too many where an entry bundle has not the width that the size asks for. */
    private void wrongWidth(TileName entries) {
        TileName expected = TileName.of(TileName.Kind.ENTRIES, 0, entries.index(), checkpoint.size());
        if (expected != null && bundle.files().containsKey(expected.name())) {
            return;
        }
        int width = expected == null ? 0 : expected.width();
        long leaf = entries.index() * TileName.FULL + Math.min(width, entries.width());
        if (entries.width() < width) {
            findings.contradicts(
                    6,
                    Place.leaf(leaf),
                    "缺失:所在文件只有 " + entries.width() + " 叶",
                    "it is missing: its file has only " + entries.width() + " leaves");
        } else {
            findings.contradicts(
                    6,
                    Place.leaf(leaf),
                    "检查点只承诺 " + checkpoint.size() + " 叶",
                    "the checkpoint commits to " + checkpoint.size() + " leaves only");
        }
    }

    private LogCheck.Expected expected() throws IOException {
        List<KnownRoot> roots = new ArrayList<>();
        int checkpoints = 0;
        for (String name : new TreeSet<>(bundle.files().keySet())) {
            if (name.startsWith(CHECKPOINTS) && ++checkpoints <= MOST_CHECKPOINTS) {
                earlier(name, roots);
            }
        }
        if (checkpoints > MOST_CHECKPOINTS) {
            findings.contradicts(
                    5,
                    Place.file(CHECKPOINTS),
                    "多于 " + MOST_CHECKPOINTS + " 个",
                    "there are more than " + MOST_CHECKPOINTS);
        }
        Map<Long, byte[]> leaves = new HashMap<>();
        for (Outside one : outside) {
            Checkpoint kept = one.checkpoint();
            if (!kept.origin().equals(checkpoint.origin())) {
                String shown = Text.quote(kept.origin());
                findings.contradicts(19, one.place(), "属于另一日志 " + shown, "it belongs to another log, " + shown);
            } else if (kept.size() > checkpoint.size()) {
                findings.missing(
                        19,
                        one.place(),
                        "已有 " + kept.size() + " 叶,证据包只有 " + checkpoint.size() + " 叶:证据包较旧,或日志被截短",
                        "it covers " + kept.size() + " leaves, the bundle only " + checkpoint.size()
                                + ": the bundle is older, or the log was cut");
            } else {
                roots.add(new KnownRoot(kept.size(), kept.root(), 19, one.place()));
                if (one.leafHash() != null) {
                    leaves.put(one.index(), one.leafHash());
                }
            }
        }
        return new LogCheck.Expected(checkpoint.size(), checkpoint.root(), roots, leaves);
    }

    private void earlier(String name, List<KnownRoot> roots) throws IOException {
        Place place = Place.file(name);
        byte[] bytes = read(name, SignedNote.LONGEST, 5);
        if (bytes == null) {
            return;
        }
        Checkpoint one;
        try {
            one = Checkpoint.parse(bytes);
        } catch (FaultException malformed) {
            findings.contradicts(5, place, malformed.what());
            return;
        }
        boolean named = name.equals(CHECKPOINTS + String.format("%020d", one.size()));
        if (!one.origin().equals(checkpoint.origin()) || !named || one.size() > checkpoint.size()) {
            findings.contradicts(5, place, "来源、大小与文件名不一致", "its origin, its size and its name do not fit together");
            return;
        }
        // Of a bundle whose own checkpoint is of another key nothing more is to be expected.
        if (signed) {
            SignatureCheck.judge(one, key, 5, place, findings);
        } else if (one.note().standing(key) == SignedNote.Standing.BAD) {
            findings.contradicts(5, place, "该密钥的签名不正确", "the signature of the key is wrong");
        }
        roots.add(new KnownRoot(one.size(), one.root(), 5, place));
    }

    /** Check 11: how the log came to its epoch. */
    private void epochs() throws IOException {
        long epoch = Checkpoint.epoch(checkpoint.origin());
        for (String name : bundle.files().keySet()) {
            if (name.startsWith(RECOVERY) && Bytes.decimal(name.substring(RECOVERY.length())) > epoch) {
                findings.contradicts(11, Place.file(name), "日志还没有这一期", "the log has not come to this epoch");
            }
        }
        boolean known = checkpoint.size() > 0 && bundle.files().containsKey(firstEntries());
        if (epoch == 1) {
            if (log.previous() != null) {
                findings.contradicts(
                        11,
                        Place.leaf(0),
                        "第一期的叶 0 不应有 prev",
                        "leaf 0 of the first epoch may not have the member prev");
            }
            return;
        }
        byte[] last = null;
        for (long one = 2; one <= epoch; one++) {
            String name = RECOVERY + one;
            if (!bundle.files().containsKey(name)) {
                findings.missing(11, Place.file(name), "缺失", "it is missing");
                return;
            }
            last = read(name, SignedNote.LONGEST, 11);
            if (last == null) {
                return;
            }
            try {
                RecoveryNote.check(last, checkpoint.origin(), one, key);
            } catch (FaultException contradiction) {
                findings.contradicts(11, Place.file(name), contradiction.what());
            }
        }
        if (known && !Bytes.hex(Bytes.sha256(last)).equals(log.previous())) {
            findings.contradicts(
                    11,
                    Place.leaf(0),
                    "prev 不是恢复说明 " + RECOVERY + epoch + " 的 SHA-256",
                    "its member prev is not the SHA-256 of " + RECOVERY + epoch);
        }
    }

    private String firstEntries() {
        return TileName.of(TileName.Kind.ENTRIES, 0, 0, checkpoint.size()).name();
    }

    private StatutoryFormat format(Json.Obj description, TablesClaim claim) throws IOException {
        if (claim == null && description == null) {
            return null;
        }
        String name = claim != null ? claim.format() : description.string("format");
        String rules = claim != null ? claim.rules() : description.string("rules");
        StatutoryFormat.Known known = StatutoryFormat.KNOWN.get(name);
        String file = "format/" + name + ".json";
        if (known == null || !known.rules().equals(rules)) {
            String shown = Text.quote(name + " " + rules);
            findings.missing(
                    15,
                    Place.file(file),
                    "本核验器不认识格式及规则 " + shown,
                    "this verifier does not know the format and rules " + shown);
            return null;
        }
        if (!bundle.files().containsKey(file)) {
            findings.missing(15, Place.file(file), "缺失", "it is missing");
        } else {
            byte[] bytes = read(file, LONGEST_FORMAT, 15);
            if (bytes != null && !Bytes.hex(Bytes.sha256(bytes)).equals(known.digest())) {
                findings.contradicts(
                        15,
                        Place.file(file),
                        "不是此格式的文件:SHA-256 不符",
                        "it is not the file of this format: its SHA-256 is another");
            }
        }
        return StatutoryFormat.known(name);
    }

    /** Check 16: everything that is said twice is said alike. */
    private void agreement(Json.Obj description, TablesClaim claim, History history) {
        Place place = Place.file(BUNDLE);
        if (description != null && checkpoint != null) {
            agree(place, "log", description.string("log"), checkpoint.origin());
            agree(place, "size", description.number("size"), checkpoint.size());
        }
        if (description != null && claim != null) {
            agree(place, "unit", description.string("unit"), claim.unit());
            agree(place, "scope", description.string("scope"), claim.consolidated() ? "consolidated" : "own");
            agree(place, "year", description.number("year"), (long) claim.year());
            agree(place, "knownAt", description.number("knownAt"), claim.position());
            agree(place, "format", description.string("format"), claim.format());
            agree(place, "rules", description.string("rules"), claim.rules());
        }
        if (claim == null) {
            return;
        }
        Place tables = Place.file(TABLES);
        agree(tables, "occurredUntil", claim.occurredUntil(), String.format("%04d-12-31", claim.year()));
        if (checkpoint == null) {
            return;
        }
        if (claim.position() > checkpoint.size()) {
            findings.contradicts(
                    16,
                    tables,
                    "knownAt " + claim.position() + " 超过日志大小 " + checkpoint.size(),
                    "knownAt " + claim.position() + " is beyond the size of the log, " + checkpoint.size());
        } else if (claim.position() == 0 || history.recordedAtKnown() != null) {
            agree(tables, "knownAt.recordedAt", claim.recordedAt(), history.recordedAtKnown());
        }
        if (claim.complete() != (claim.reasons() == 0)) {
            findings.contradicts(
                    18,
                    tables,
                    "complete 与 incompleteBecause 矛盾",
                    "complete and incompleteBecause contradict each other");
        } else if (!claim.complete()) {
            findings.missing(18, tables, "统计表自称不完整", "the tables say themselves that they are incomplete");
        }
    }

    private void agree(Place place, String member, Object one, Object other) {
        if (!Objects.equals(one, other)) {
            String said = Text.quote(String.valueOf(one));
            String expected = Text.quote(String.valueOf(other));
            findings.contradicts(
                    16,
                    place,
                    member + " 为 " + said + ",应为 " + expected,
                    "its " + member + " is " + said + " instead of " + expected);
        }
    }

    /** Checks 13, 14 and 17, which stand on all that comes before them. */
    private void tables(TablesClaim claim, StatutoryFormat format, History history, Sums sums) {
        if (claim == null || format == null) {
            return;
        }
        boolean sure = log != null && log.rootHolds() && claim.position() <= checkpoint.size();
        for (int check : new int[] {2, 6, 7, 8, 9, 12}) {
            sure &= !findings.any(check);
        }
        if (sure) {
            TablesCheck tables = new TablesCheck(claim, format, history.definitions(), sums);
            history.judge(tables.unitsRead());
            if (!findings.any(13) && !findings.any(14)) {
                tables.compare(findings);
                if (!findings.any(17)) {
                    proven.add(new Text(
                            claim.year() + " 年 " + Text.quote(claim.unit()) + " 的 " + tables.cells() + " 个单元格全部由条目重新算得",
                            "all " + tables.cells() + " cells of " + Text.quote(claim.unit()) + ", " + claim.year()
                                    + ", follow from the entries"));
                }
                return;
            }
        }
        findings.missing(17, Place.file(TABLES), "无法由条目重新计算单元格", "its cells could not be computed from the entries");
    }

    private void proveLog(History history) {
        if (signed) {
            proven.add(new Text(
                    "检查点由该密钥签署:" + checkpoint.size() + " 叶,根 " + Bytes.base64(checkpoint.root()),
                    "the checkpoint is signed by the key: " + checkpoint.size() + " leaves, root "
                            + Bytes.base64(checkpoint.root())));
        }
        if (log.rootHolds()) {
            proven.add(new Text(
                    "全部 " + checkpoint.size() + " 叶正是检查点所承诺的叶",
                    "all " + checkpoint.size() + " leaves are those to which the checkpoint commits"));
        } else if (log.lastGood() > 0) {
            proven.add(new Text(
                    "前 " + log.lastGood() + " 叶与一个较早的检查点一致",
                    "the first " + log.lastGood() + " leaves are those of an earlier checkpoint"));
        }
        proven.add(new Text(
                history.disclosed() + " 个载荷已披露并与叶相符," + history.withheld() + " 个未披露或不符",
                history.disclosed() + " payloads are disclosed and match their leaves, " + history.withheld()
                        + " are withheld or do not"));
    }

    /** Reads a file; null, with a finding, where it is not what it should be. */
    private byte[] read(String name, int limit, int check) throws IOException {
        try {
            return BundleFiles.read(bundle.files().get(name), limit);
        } catch (DamagedFileException damaged) {
            findings.contradicts(2, Place.file(name), damaged.what());
        } catch (FaultException tooLong) {
            findings.contradicts(check, Place.file(name), tooLong.what());
        }
        return null;
    }
}
