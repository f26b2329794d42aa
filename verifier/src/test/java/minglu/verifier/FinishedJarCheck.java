package minglu.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import minglu.evidence.BundleWriter;
import minglu.evidence.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finished jar, as it is handed to an inspector. Runs in the phase verify, when the jar is there. */
class FinishedJarCheck {

    private static final Path JAR = Path.of("target/verifier.jar");
    private static final int LARGEST = 300_000;

    @TempDir
    private Path folder;

    @Test
    void it_is_small_and_holds_nothing_of_others() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(LARGEST);
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(entry -> entry.getName()))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("minglu/verifier/") || name.startsWith("META-INF/"));
        }
    }

    @Test
    void it_runs_alone_and_ends_with_its_verdict() throws IOException, InterruptedException {
        Evidence evidence = new Sample().bundle(300);
        assertThat(run(evidence)).isZero();
        evidence.setTables(evidence.tables().put("unit", "jyj"));
        assertThat(run(evidence)).isEqualTo(1);
    }

    @Test
    void it_needs_nothing_of_java_but_the_base_module() throws IOException {
        StringWriter printed = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();

        int status =
                jdeps.run(new PrintWriter(printed), new PrintWriter(printed), "--print-module-deps", JAR.toString());

        assertThat(status).as(printed.toString()).isZero();
        assertThat(printed.toString().strip()).isEqualTo("java.base");
    }

    private int run(Evidence evidence) throws IOException, InterruptedException {
        Path bundle = Files.write(folder.resolve("bundle.zip"), evidence.zip(true));
        return run(bundle, "-Xmx64m").status();
    }

    /** How a process ended, and what it printed. */
    record Ended(int status, String printed) {}

    /** Runs the jar on a bundle that {@link BundleWriter#SIGNER} signed. */
    static Ended run(Path bundle, String heap) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-jar",
                JAR.toString(),
                "verify",
                bundle.toString(),
                "--key",
                BundleWriter.SIGNER.vkey());
        Path printed = Files.createTempFile("printed-", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        // The locale of the process must not matter.
        builder.environment().put("LC_ALL", "C");
        int status = builder.start().waitFor();
        String said = Files.readString(printed, StandardCharsets.UTF_8);
        Files.delete(printed);
        assertThat(said).contains("结论");
        return new Ended(status, said);
    }
}
