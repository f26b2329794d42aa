package minglu.verifier;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The command line of the verifier. It reads files only: no network, no server, no database. */
public final class Verifier {

    private static final String KEY = "--key";
    private static final String CHECKPOINT = "--checkpoint";
    private static final String KEEP = "--keep";
    private static final String PROOF = "--proof";

    private static final String USAGE =
            """
            明录证据核验器 / Minglu's verifier of evidence

              verify BUNDLE --key VKEY [--checkpoint FILE]... [--keep FOLDER]
                  核验证据包(zip 或文件夹),由条目重新计算每个单元格 / checks a bundle (zip or folder) and recomputes every cell
              receipt FILE --key VKEY [--checkpoint FILE]
                  核验一项行为的回执 / checks the receipt of one act
              statement FILE --key VKEY
                  核验部门声明 / checks the statement of a department
              consistency OLD NEW --key VKEY [--proof FILE]
                  较新的日志是否以较旧的为开头 / whether the newer log begins with the older one
              compare A B --key VKEY [--proof FILE]
                  比对日志先后或向不同人所示 / compares what the log showed at two times or to two people
              watch FOLDER NEW --key VKEY [--proof FILE]
                  与文件夹中保存的检查点比对,并保存新的 / holds it against the checkpoints kept in a folder, and keeps it

              OLD, NEW, A, B:检查点、回执或证据包 / a checkpoint, a receipt or a bundle
              --checkpoint:此前离开本机关的检查点或回执 / a checkpoint or a receipt that left the house before
              --keep:同 watch 的文件夹 / a folder as with watch

            退出码 / exit status: 0 完整可信 sound, 1 已被篡改 tampered, 2 输入不可用 unusable input, 3 证据不完整 incomplete""";

    private Verifier() {}

    /**
     * Runs a command.
     *
     * @param args the command and its arguments
     * @param out takes the verdict
     * @param err takes what is wrong with the arguments
     * @return exit status: 0 sound, 1 tampered, 2 unusable input, 3 incomplete
     */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
            (args.isEmpty() ? err : out).println(USAGE);
            return args.isEmpty() ? Outcome.UNUSABLE.status() : 0;
        }
        Findings findings = new Findings();
        List<Text> proven = new ArrayList<>();
        try {
            command(args.get(0), args.subList(1, args.size()), findings, proven);
        } catch (UnusableException unusable) {
            findings.unusable(0, unusable.place(), unusable.what());
        } catch (NoSuchFileException missing) {
            findings.unusable(0, Place.argument(missing.getFile()), new Text("没有此文件", "there is no such file"));
        } catch (IOException unreadable) {
            String shown = Text.quote(String.valueOf(unreadable.getMessage()));
            findings.unusable(0, Place.WHOLE, new Text("无法读取:" + shown, "it cannot be read: " + shown));
        } catch (OutOfMemoryError tooLarge) {
            findings.unusable(
                    0, Place.WHOLE, new Text("内存不足;请用 -Xmx 增加", "memory does not suffice; give more with -Xmx"));
        } catch (RuntimeException | StackOverflowError defect) {
            // A fault of ours must not look like a verdict: the JVM would end with 1.
            defect.printStackTrace(err);
            findings.unusable(
                    0, Place.WHOLE, new Text("核验器自身出错:" + defect, "a fault of the verifier itself: " + defect));
        }
        return new Report(out).print(findings, proven).status();
    }

    private static void command(String command, List<String> args, Findings findings, List<Text> proven)
            throws IOException, UnusableException {
        switch (command) {
            case "verify" -> verify(args, findings, proven);
            case "receipt" -> receipt(args, findings, proven);
            case "statement" -> statement(args, findings, proven);
            case "consistency" -> compare(args, true, findings, proven);
            case "compare" -> compare(args, false, findings, proven);
            case "watch" -> watch(args, findings, proven);
            default ->
                throw new UnusableException(
                        Place.argument(command), "没有此命令,见 --help", "there is no such command, see --help");
        }
    }

    private static VerifierKey key(Arguments arguments) throws UnusableException {
        String vkey = arguments.one(KEY);
        if (vkey == null) {
            throw new UnusableException(
                    Place.argument(KEY), "缺少验证密钥(GET /log/key)", "the verifier key is missing (GET /log/key)");
        }
        try {
            return VerifierKey.parse(vkey.strip());
        } catch (FaultException malformed) {
            throw new UnusableException(Place.argument(KEY), malformed.what());
        }
    }

    private static List<Outside> outside(List<Path> files, VerifierKey key, Findings findings) throws IOException {
        List<Outside> outside = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(Outside.LONGEST);
                Outside one = Outside.read(bytes, key, 19, Place.argument(file.toString()), findings);
                if (one != null) {
                    outside.add(one);
                }
            }
        }
        return outside;
    }

    private static void verify(List<String> args, Findings findings, List<Text> proven)
            throws IOException, UnusableException {
        Arguments arguments = Arguments.parse(args, Set.of(KEY, CHECKPOINT, KEEP));
        Path bundle = arguments.paths(1).get(0);
        VerifierKey key = key(arguments);
        Path folder = arguments.onePath(KEEP);
        Keeper keeper = folder == null ? null : Keeper.open(folder, key, findings);
        verify(bundle, key, outside(arguments.all(CHECKPOINT), key, findings), keeper, findings, proven);
    }

    private static void verify(
            Path path, VerifierKey key, List<Outside> outside, Keeper keeper, Findings findings, List<Text> proven)
            throws IOException, UnusableException {
        List<Outside> all = new ArrayList<>(outside);
        if (keeper != null) {
            all.addAll(keeper.kept());
        }
        try (BundleFiles bundle = BundleFiles.open(path)) {
            BundleCheck check = new BundleCheck(bundle, key, all, findings);
            check.run();
            proven.addAll(check.proven());
            if (keeper != null && check.isCheckpointProven()) {
                keeper.remember(check.checkpoint());
                proven.add(new Text("检查点已保存", "the checkpoint is kept"));
            }
        }
    }

    private static void receipt(List<String> args, Findings findings, List<Text> proven)
            throws IOException, UnusableException {
        Arguments arguments = Arguments.parse(args, Set.of(KEY, CHECKPOINT));
        Path file = arguments.paths(1).get(0);
        VerifierKey key = key(arguments);
        Place place = Place.argument(file.toString());
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(Receipt.LONGEST + 1);
        }
        ReceiptCheck check = new ReceiptCheck(key, findings);
        check.run(bytes, place);
        proven.addAll(check.proven());
        Outside shown = Outside.read(bytes, key, 19, place, new Findings());
        for (Outside one : outside(arguments.all(CHECKPOINT), key, findings)) {
            if (shown != null) {
                boolean older = one.checkpoint().size() < shown.checkpoint().size();
                new Comparison(key, findings)
                        .checkpoints(
                                older ? one.checkpoint() : shown.checkpoint(),
                                older ? shown.checkpoint() : one.checkpoint(),
                                one.place(),
                                null);
            }
        }
    }

    private static void statement(List<String> args, Findings findings, List<Text> proven)
            throws IOException, UnusableException {
        Arguments arguments = Arguments.parse(args, Set.of(KEY));
        Path file = arguments.paths(1).get(0);
        StatementCheck check = new StatementCheck(key(arguments), findings);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            check.run(in, Place.argument(file.toString()));
        }
        proven.addAll(check.proven());
    }

    private static void compare(List<String> args, boolean ordered, Findings findings, List<Text> proven)
            throws IOException, UnusableException {
        Arguments arguments = Arguments.parse(args, Set.of(KEY, PROOF));
        List<Path> sides = arguments.paths(2);
        Comparison comparison = new Comparison(key(arguments), findings);
        comparison.run(sides.get(0), sides.get(1), ordered, arguments.onePath(PROOF));
        proven.addAll(comparison.proven());
    }

    private static void watch(List<String> args, Findings findings, List<Text> proven)
            throws IOException, UnusableException {
        Arguments arguments = Arguments.parse(args, Set.of(KEY, PROOF));
        List<Path> paths = arguments.paths(2);
        VerifierKey key = key(arguments);
        Path seen = paths.get(1);
        if (!Files.exists(seen)) {
            throw new NoSuchFileException(seen.toString());
        }
        Keeper keeper = Keeper.open(paths.get(0), key, findings);
        if (Comparison.isBundle(seen)) {
            verify(seen, key, List.of(), keeper, findings, proven);
            return;
        }
        List<Outside> read = outside(List.of(seen), key, findings);
        if (read.isEmpty()) {
            return;
        }
        Outside fresh = read.get(0);
        keeper.holdAgainst(fresh.checkpoint(), fresh.place(), findings);
        Outside nearest = nearest(keeper, fresh);
        if (nearest != null) {
            boolean older = nearest.checkpoint().size() <= fresh.checkpoint().size();
            new Comparison(key, findings)
                    .checkpoints(
                            older ? nearest.checkpoint() : fresh.checkpoint(),
                            older ? fresh.checkpoint() : nearest.checkpoint(),
                            fresh.place(),
                            arguments.onePath(PROOF));
        }
        keeper.remember(fresh.checkpoint());
        proven.add(new Text("检查点已保存", "the checkpoint is kept"));
    }

    /** The largest checkpoint kept that is not larger, else the smallest. */
    private static Outside nearest(Keeper keeper, Outside fresh) {
        Outside nearest = null;
        for (Outside one : keeper.kept()) {
            long size = one.checkpoint().size();
            boolean older = size <= fresh.checkpoint().size();
            if (nearest == null || older && size >= nearest.checkpoint().size()) {
                nearest = one;
            }
        }
        return nearest;
    }
}
