package minglu.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The row {@code bundle}: how fast the verifier checks a bundle, beside plain SHA-256 of the same bytes on the same machine in the same
 * run, and how much memory it takes. The nightly tests of the verifier leave a bundle and its key.
 */
final class Bundles {

    private static final int RUNS = 3;
    private static final String HEAP = "256m";
    private static final double MEGABYTE = 1e6;

    private Bundles() {}

    /** What a bundle holds, unpacked, and how long it took to hash it. */
    private record Hashed(long bytes, double hashSeconds, double allSeconds) {}

    /** How a verification ended. */
    private record Verified(double seconds, double peakMebibytes) {}

    /** Measures the bundle named by the options. */
    static void measure(Run run) throws IOException {
        Report report = run.report();
        report.begin("bundle");
        Path verifier = run.beside("verifier", "verifier/target/verifier.jar");
        Path bundle = run.beside("bundle", "verifier/target/large-bundle.zip");
        Path key = run.beside("bundle-key", "verifier/target/large-bundle.vkey");
        if (!Files.isRegularFile(bundle) || !Files.isRegularFile(verifier)) {
            report.note(
                    "bundle NOT MEASURED: there is no " + bundle + " or no " + verifier
                            + "; mvn -Pnightly -pl verifier verify makes both, or name them with --bundle, --bundle-key and --verifier");
            return;
        }
        run.say("bundle");
        Rounds hashing = new Rounds();
        Rounds unpacking = new Rounds();
        Rounds verifying = new Rounds();
        Rounds times = new Rounds();
        Rounds peak = new Rounds();
        for (int i = 0; i < RUNS; i++) {
            Hashed plain = hash(bundle);
            Verified verified = verify(verifier, bundle, Files.readString(key).strip());
            hashing.add(plain.bytes / MEGABYTE / plain.hashSeconds);
            unpacking.add(plain.bytes / MEGABYTE / plain.allSeconds);
            verifying.add(plain.bytes / MEGABYTE / verified.seconds);
            times.add(verified.seconds / plain.hashSeconds);
            peak.add(verified.peakMebibytes);
        }
        report.figure("plain SHA-256 of the unpacked bytes", "MB/s", hashing);
        report.figure("the same with unpacking", "MB/s", unpacking);
        report.figure("verifier, with the start of Java, -Xmx" + HEAP, "MB/s", verifying);
        report.figure("times as long as plain SHA-256", "", times);
        report.figure("most memory of the process", "MiB", peak);
    }

    private static Hashed hash(Path bundle) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        long begin = System.nanoTime();
        long bytes = 0;
        long hashing = 0;
        byte[] buffer = new byte[1 << 16];
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(bundle)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    bytes += read;
                    long before = System.nanoTime();
                    digest.update(buffer, 0, read);
                    hashing += System.nanoTime() - before;
                }
            }
        }
        return new Hashed(bytes, hashing / 1e9, (System.nanoTime() - begin) / 1e9);
    }

    private static Verified verify(Path jar, Path bundle, String key) throws IOException {
        Path printed = Files.createTempFile("verified", ".txt");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(List.of(
                        Server.java(),
                        "-Xmx" + HEAP,
                        "-jar",
                        jar.toString(),
                        "verify",
                        bundle.toString(),
                        "--key",
                        key))
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        double peak = 0;
        try {
            while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, Cpu.peakMebibytes(process.pid()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        String said = Files.readString(printed);
        Files.delete(printed);
        if (process.exitValue() != 0) {
            throw new IllegalStateException("the bundle was not found sound: " + said);
        }
        return new Verified(seconds, peak);
    }
}
