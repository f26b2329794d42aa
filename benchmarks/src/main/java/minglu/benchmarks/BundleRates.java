package minglu.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * How fast does the verifier check a bundle, beside plain SHA-256 of the same bytes on the same machine in the same run, and
 * how much memory does it take?
 *
 * <p>Arguments: the verifier's jar, a bundle, the verifier key, and the heap of the verifier (256m). It stands on the JDK alone.
 */
public final class BundleRates {

    private static final int RUNS = 3;
    private static final double MEGABYTE = 1e6;

    private BundleRates() {}

    /** What a bundle holds, unpacked, and how long it took to hash it. */
    private record Hashed(long bytes, double hashSeconds, double allSeconds) {}

    /** How a verification ended. */
    private record Verified(int status, double seconds, long peakKilobytes) {}

    /** Prints one line per run; the last of them are the warmest. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String jar = arguments[0];
        Path bundle = Path.of(arguments[1]);
        String key = arguments[2];
        String heap = arguments.length > 3 ? arguments[3] : "256m";
        for (int run = 1; run <= RUNS; run++) {
            Hashed plain = hash(bundle);
            Verified verified = verify(jar, bundle, key, heap);
            if (verified.status() != 0) {
                throw new IllegalStateException("the bundle was not found sound: " + verified.status());
            }
            System.out.printf(
                    "run %d: %.0f MB unpacked; plain SHA-256 %.0f MB/s, with unpacking %.0f MB/s;"
                            + " verifier, with the start of Java, %.1f s = %.0f MB/s = %.1f times as long as plain SHA-256;"
                            + " heap -Xmx%s, peak of the process %d MB%n",
                    run,
                    plain.bytes() / MEGABYTE,
                    plain.bytes() / MEGABYTE / plain.hashSeconds(),
                    plain.bytes() / MEGABYTE / plain.allSeconds(),
                    verified.seconds(),
                    plain.bytes() / MEGABYTE / verified.seconds(),
                    verified.seconds() / plain.hashSeconds(),
                    heap,
                    verified.peakKilobytes() / 1000);
        }
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

    private static Verified verify(String jar, Path bundle, String key, String heap)
            throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path printed = Files.createTempFile("verified", ".txt");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(
                        List.of(java, "-Xmx" + heap, "-jar", jar, "verify", bundle.toString(), "--key", key))
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        long peak = 0;
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakKilobytes(process.pid()));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (process.exitValue() != 0) {
            System.out.println(Files.readString(printed));
        }
        Files.delete(printed);
        return new Verified(process.exitValue(), seconds, peak);
    }

    /** The most memory that a process has held so far, as Linux counts it; 0 elsewhere. */
    private static long peakKilobytes(long process) {
        try {
            Optional<String> line = Files.readAllLines(Path.of("/proc", String.valueOf(process), "status")).stream()
                    .filter(one -> one.startsWith("VmHWM:"))
                    .findFirst();
            return line.map(one -> Long.parseLong(one.replaceAll("[^0-9]", ""))).orElse(0L);
        } catch (IOException gone) {
            return 0;
        }
    }
}
