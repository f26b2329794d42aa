package minglu.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import minglu.api.text.TextSeal;
import minglu.platform.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationKeysTest {

    private static final TextOwner OWNER = new TextOwner("jyj", "SQ/1");

    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void nameADirectoryThatIsNotThereYet() {
        directory = temporary.resolve("keys");
    }

    private InstallationKeys newInstallation() {
        return InstallationKeys.open(directory, Optional.empty(), false);
    }

    private static Optional<TextKeyRows.Row> rowOf(InstallationKeys keys) {
        return Optional.of(
                new TextKeyRows.Row(OWNER, TextSeal.encrypt(keys.wrapping(), OWNER.context(), TextSeal.newKey())));
    }

    @Test
    void aNewInstallationGetsKeysThatOnlyItsOwnerReads() throws IOException {
        InstallationKeys keys = newInstallation();

        assertThat(keys.wrapping()).hasSize(32).isNotEqualTo(keys.digest());
        for (String file : new String[] {"wrapping.key", "digest.key"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void theNextStartReadsTheSameKeys() {
        InstallationKeys first = newInstallation();

        InstallationKeys second = InstallationKeys.open(directory, rowOf(first), false);

        assertThat(second.wrapping()).isEqualTo(first.wrapping());
        assertThat(second.digest()).isEqualTo(first.digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void aKeyThatOthersMayTouchIsRefused(String permissions) throws IOException {
        newInstallation();
        Files.setPosixFilePermissions(directory.resolve("wrapping.key"), PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(this::newInstallation)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wrapping.key")
                .hasMessageContaining(permissions)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrapping.key", "digest.key"})
    void aKeyThatIsMissingBesideSealedTextsIsNeverMadeAnew(String file) throws IOException {
        InstallationKeys keys = newInstallation();
        Files.delete(directory.resolve(file));

        assertThatThrownBy(() -> InstallationKeys.open(directory, rowOf(keys), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("restore");
        assertThat(directory.resolve(file)).doesNotExist();
    }

    @Test
    void theKeysOfAnotherInstallationAreRefused() {
        newInstallation();
        InstallationKeys others = new InstallationKeys(TextSeal.newKey(), TextSeal.newKey());

        assertThatThrownBy(() -> InstallationKeys.open(directory, rowOf(others), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another installation");
    }

    @Test
    void aKeyThatIsCutShortIsRefused() throws IOException {
        newInstallation();
        Files.write(directory.resolve("digest.key"), new byte[7]);

        assertThatThrownBy(this::newInstallation).hasMessageContaining("7 bytes instead of 32");
    }

    @Test
    void digestsAreKeyedAsRfc4231Shows() {
        // Test case 2 of RFC 4231.
        ActDigest digest = new ActDigest("Jefe".getBytes(StandardCharsets.UTF_8));

        assertThat(digest.of("what do ya want for nothing?".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(HexFormat.of().parseHex(digest.of(new byte[0]))).hasSize(32);
    }

    @Test
    void aKeyThatTheDatabaseKnowsIsNeverMadeAnew() {
        assertThatThrownBy(() -> InstallationKeys.open(directory, Optional.empty(), true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wrapping.key");
        assertThat(directory).doesNotExist();
    }

    @Test
    void keysOfAnotherNodeThanTheFirstAreRefused() {
        KeyFingerprints fingerprints =
                new KeyFingerprints(MigratedDatabase.fresh().jdbc());
        InstallationKeys first = newInstallation();
        assertThat(fingerprints.exist()).isFalse();
        fingerprints.keep(first);
        assertThat(fingerprints.exist()).isTrue();
        fingerprints.require(first, directory);

        InstallationKeys otherDigest = new InstallationKeys(first.wrapping(), TextSeal.newKey());
        InstallationKeys otherWrapping = new InstallationKeys(TextSeal.newKey(), first.digest());
        fingerprints.keep(otherDigest);
        assertThatThrownBy(() -> fingerprints.require(otherDigest, directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("digest.key")
                .hasMessageContaining("all nodes need the same keys");
        assertThatThrownBy(() -> fingerprints.require(otherWrapping, directory)).hasMessageContaining("wrapping.key");
    }
}
