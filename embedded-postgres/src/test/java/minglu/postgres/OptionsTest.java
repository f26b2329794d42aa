package minglu.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void theEnvironmentSaysWhereTheProgramsLie() {
        assertThat(Options.of(Map.of("MINGLU_POSTGRES_PROGRAMS", "/opt/programs")))
                .isEqualTo(Options.defaults().withBinariesDirectory(Path.of("/opt/programs")));
        assertThat(Options.of(Map.of())).isEqualTo(Options.defaults());
        assertThat(Options.of(Map.of("MINGLU_POSTGRES_PROGRAMS", " "))).isEqualTo(Options.defaults());
    }

    @Test
    void sizesThatNoServerStartsWithAreRefused() {
        assertThatThrownBy(() -> Options.defaults().withMaxConnections(4)).hasMessageContaining("max_connections of 4");
        assertThatThrownBy(() -> Options.defaults().withSharedBuffersMegabytes(0))
                .hasMessageContaining("shared_buffers of 0 MiB");
    }
}
