package minglu.standalone.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a process leaves behind that was told to keep its loaded classes. */
class ClassArchiveTest {

    @TempDir
    private Path directory;

    private Path jar;
    private Path archive;

    /** A program that does nothing but this. */
    static final class Program {

        private Program() {}

        public static void main(String[] none) {
            ClassArchive.make();
        }
    }

    @BeforeEach
    void pack() throws IOException {
        jar = directory.resolve("program.jar");
        archive = directory.resolve("classes.jsa");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : List.of(ClassArchive.class, Program.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    @Test
    void theFileAppearsWholeAndTheNextStartTakesIt() throws Exception {
        Path abandoned = Files.createFile(directory.resolve("classes.jsa.999999999"));
        Path foreign = Files.createFile(directory.resolve("classes.jsa.backup"));

        Run first = run("-XX:+RecordDynamicDumpInfo", "-Dminglu.classes.archive=" + archive);

        assertThat(first.status()).as(first.said()).isZero();
        assertThat(archive).isNotEmptyFile();
        assertThat(abandoned).doesNotExist();
        assertThat(foreign).exists();
        Run second = run("-Xshare:on", "-XX:SharedArchiveFile=" + archive, "-Xlog:class+load");
        assertThat(second.said()).contains("ClassArchive source: shared objects file (top)");
    }

    @Test
    void oneThatIsThereStaysAsItIs() throws Exception {
        Files.writeString(archive, "made by another start");

        run("-XX:+RecordDynamicDumpInfo", "-Dminglu.classes.archive=" + archive);

        assertThat(archive).hasContent("made by another start");
    }

    @Test
    void whereItCannotBeMadeTheProcessEndsAsBefore() throws Exception {
        Run unprepared = run("-Dminglu.classes.archive=" + archive);
        assertThat(unprepared.status()).isZero();
        assertThat(unprepared.said()).doesNotContain("Exception in thread");
        assertThat(archive).doesNotExist();

        Run nowhere = run(
                "-XX:+RecordDynamicDumpInfo", "-Dminglu.classes.archive=" + directory.resolve("missing/classes.jsa"));
        assertThat(nowhere.status()).isZero();
        assertThat(nowhere.said()).doesNotContain("Exception in thread");
    }

    private record Run(int status, String said) {}

    private Run run(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        CodeSource logging = LoggerFactory.class.getProtectionDomain().getCodeSource();
        command.addAll(List.of(
                "-cp", jar + File.pathSeparator + Path.of(logging.getLocation().toURI()), Program.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }
}
