package minglu.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import minglu.evidence.Evidence;
import minglu.evidence.NoteSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments, and what is no bundle. */
class CommandLineTest {

    private static final Sample SAMPLE = new Sample();

    @TempDir
    private Path folder;

    private String bundle() throws IOException {
        return Files.write(folder.resolve("bundle.zip"), SAMPLE.bundle(40).zip(true))
                .toString();
    }

    @Test
    void help_is_given_in_both_languages() {
        Verdict help = Verdict.of(List.of("--help"));

        assertThat(help.status()).isZero();
        assertThat(help.said()).contains("verify BUNDLE", "退出码", "exit status");
        assertThat(Verdict.of(List.of()).status()).isEqualTo(2);
    }

    @Test
    void a_verdict_is_given_in_both_languages() throws IOException {
        Verdict verdict = Verdict.of(List.of("verify", bundle(), "--key", Sample.KEY));

        assertThat(verdict.status()).isZero();
        assertThat(verdict.said()).contains("结论:完整可信 / verdict: SOUND (0)", "all 200 cells of district, 2021");
    }

    @Test
    void wrong_arguments_are_unusable() throws IOException {
        String bundle = bundle();
        for (List<String> args : List.of(
                List.of("verify"),
                List.of("verify", bundle),
                List.of("verify", "--key", Sample.KEY),
                List.of("verify", bundle, bundle, "--key", Sample.KEY),
                List.of("verify", bundle, "--key"),
                List.of("verify", bundle, "--key", "nonsense"),
                List.of("verify", bundle, "--key", Sample.KEY.substring(1)),
                List.of("verify", bundle, "--key", Sample.KEY, "--key", Sample.KEY),
                List.of("verify", bundle, "--key", Sample.KEY, "--more", "x"),
                List.of("verify", bundle + "-not-there", "--key", Sample.KEY),
                List.of("verify", "\0", "--key", Sample.KEY),
                List.of("watch", folder.resolve("kept").toString(), bundle + "-not-there", "--key", Sample.KEY),
                List.of("judge", bundle, "--key", Sample.KEY))) {
            assertThat(Verdict.of(args).status()).as(args.toString()).isEqualTo(2);
        }
    }

    @Test
    void an_option_may_carry_its_value_after_an_equals_sign() throws IOException {
        assertThat(Verdict.of(List.of("verify", bundle(), "--key=" + Sample.KEY))
                        .status())
                .isZero();
    }

    @Test
    void the_key_of_another_log_can_judge_nothing() throws IOException {
        String other = NoteSigner.ofText("elsewhere.example/minglu/1", "k").vkey();

        assertThat(Verdict.of(List.of("verify", bundle(), "--key", other)).status())
                .isEqualTo(2);
    }

    @Test
    void what_is_no_bundle_is_unusable() throws IOException {
        for (byte[] bytes : List.of(
                new byte[0],
                new byte[] {'P', 'K'},
                "not a zip file, but long enough to hold the end of one".getBytes(UTF_8),
                Evidence.zip(Map.of(), true),
                Evidence.zip(Map.of("hello.txt", new byte[3]), true))) {
            Path file = Files.write(folder.resolve("file"), bytes);
            assertThat(Verdict.of(List.of("verify", file.toString(), "--key", Sample.KEY))
                            .status())
                    .isEqualTo(2);
        }
        assertThat(Verdict.of(List.of("verify", folder.toString(), "--key", Sample.KEY))
                        .status())
                .isEqualTo(2);
    }

    @Test
    void an_empty_log_is_sound() throws IOException {
        Path file = Files.write(folder.resolve("empty.zip"), SAMPLE.bundle(0).zip(true));
        Verdict verdict = Verdict.of(List.of("verify", file.toString(), "--key", Sample.KEY));

        assertThat(verdict.status()).as(verdict.said()).isZero();
    }

    @Test
    void what_comes_from_evidence_cannot_steer_a_terminal() throws IOException {
        Evidence evidence = SAMPLE.bundle(40);
        evidence.files().put("\u001b[2Jevil", new byte[0]);
        Verdict verdict = Verdict.of(evidence, Sample.KEY);

        assertThat(verdict.status()).isEqualTo(1);
        assertThat(verdict.said()).contains("\\u{1b}[2Jevil").doesNotContain("\u001b");
    }
}
