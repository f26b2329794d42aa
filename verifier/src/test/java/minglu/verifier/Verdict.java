package minglu.verifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minglu.evidence.Evidence;

/**
 * What the verifier said, run as its command line runs it.
 *
 * @param status exit status
 * @param said everything printed
 */
public record Verdict(int status, String said) {

    /** Runs a command; a defect of the verifier fails the test. */
    public static Verdict of(List<String> args) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int status = Verifier.run(args, out, out);
        String said = printed.toString(StandardCharsets.UTF_8);
        if (said.contains("a fault of the verifier itself")) {
            throw new AssertionError(said);
        }
        return new Verdict(status, said);
    }

    /** Verifies a zipped bundle. */
    public static Verdict ofZip(byte[] zip, String vkey, List<byte[]> checkpoints) {
        try {
            Path folder = Files.createTempDirectory("bundle-");
            try {
                Path bundle = Files.write(folder.resolve("bundle.zip"), zip);
                List<String> args = new ArrayList<>(List.of("verify", bundle.toString(), "--key", vkey));
                for (int at = 0; at < checkpoints.size(); at++) {
                    Path file = Files.write(folder.resolve("outside-" + at), checkpoints.get(at));
                    args.addAll(List.of("--checkpoint", file.toString()));
                }
                return of(args);
            } finally {
                delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Verdict ofZip(byte[] zip, String vkey) {
        return ofZip(zip, vkey, List.of());
    }

    /** Verifies a bundle in a folder. */
    public static Verdict ofFolder(Map<String, byte[]> files, String vkey) {
        try {
            Path folder = Files.createTempDirectory("bundle-");
            try {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    Path path = folder.resolve(file.getKey());
                    Files.createDirectories(path.getParent());
                    Files.write(path, file.getValue());
                }
                return of(List.of("verify", folder.toString(), "--key", vkey));
            } finally {
                delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Verifies a bundle, zipped without compression. */
    public static Verdict of(Evidence evidence, String vkey) {
        return ofZip(evidence.zip(false), vkey);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
