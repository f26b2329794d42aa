package minglu.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void theEnvironmentSaysWhereTheProgramsLie() {
        assertThat(Options.of(Map.of("MINGLU_POSTGRES_PROGRAMS", "/opt/programs"), 0))
                .isEqualTo(Options.defaults().withBinariesDirectory(Path.of("/opt/programs")));
        assertThat(Options.of(Map.of(), 0)).isEqualTo(Options.defaults());
        assertThat(Options.of(Map.of("MINGLU_POSTGRES_PROGRAMS", " "), 0)).isEqualTo(Options.defaults());
    }

    @ParameterizedTest
    @CsvSource({"512,128", "1024,128", "2048,256", "4096,512", "262144,512"})
    void sharedBuffersAreAnEighthOfTheMemoryWithinBounds(long memoryMegabytes, int expected) {
        assertThat(Options.of(Map.of(), memoryMegabytes << 20).sharedBuffersMegabytes())
                .isEqualTo(expected);
    }

    @Test
    void sizesThatNoServerStartsWithAreRefused() {
        assertThatThrownBy(() -> Options.defaults().withMaxConnections(4)).hasMessageContaining("max_connections of 4");
        assertThatThrownBy(() -> Options.defaults().withSharedBuffersMegabytes(0))
                .hasMessageContaining("shared_buffers of 0 MiB");
    }
}
