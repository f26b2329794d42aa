package minglu.standalone.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import minglu.verifier.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minglu verify}: checks an evidence bundle offline, with the exit status and the words of the verifier. */
@Command(
        name = "verify",
        description = "离线核验证据包 / checks an evidence bundle offline: 0 完整可信 sound, 1 已被篡改 tampered, "
                + "2 输入不可用 unusable input, 3 证据不完整 incomplete",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "BUNDLE", description = "证据包(zip 或文件夹) / the bundle, a zip or a folder")
    private String bundle;

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description = "验证密钥,见 GET /log/key / the verifier key, from GET /log/key")
    private String key;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "此前离开本机关的检查点或回执,可重复 / a checkpoint or a receipt that left the house before; repeatable")
    private List<String> checkpoints = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = "与其中保存的检查点比对,并保存新的 / compares with the checkpoints kept there, and keeps the new one")
    private String keep;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<String> args = new ArrayList<>(List.of("verify", bundle));
        option(args, "--key", key);
        checkpoints.forEach(file -> option(args, "--checkpoint", file));
        option(args, "--keep", keep);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Verifier.run(args, stream(out), stream(err));
        print(out, terminal.out());
        print(err, terminal.err());
        return status;
    }

    /** With an equals sign, so that a value that looks like an option stays a value. */
    private static void option(List<String> args, String name, String value) {
        if (value != null) {
            args.add(name + "=" + value);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static void print(ByteArrayOutputStream bytes, PrintWriter to) {
        to.print(bytes.toString(StandardCharsets.UTF_8));
    }
}
