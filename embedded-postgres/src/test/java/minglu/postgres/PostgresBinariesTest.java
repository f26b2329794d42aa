package minglu.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

    @TempDir
    Path directory;

    @Test
    void severalStartsAtTheSameTimeUnpackOneCopyThatLaterStartsUse() throws Exception {
        Callable<PostgresBinaries> unpack = () -> PostgresBinaries.in(directory);
        var pool = Executors.newFixedThreadPool(2);
        for (Future<PostgresBinaries> done : pool.invokeAll(List.of(unpack, unpack))) {
            done.get();
        }
        pool.shutdown();
        Path home = directory.resolve("bin-" + PostgresBinaries.version());
        Object identity = identity(home);

        PostgresBinaries later = PostgresBinaries.in(directory);

        assertThat(directory).isDirectoryContaining(home::equals);
        try (var children = Files.list(directory)) {
            assertThat(children).containsExactly(home);
        }
        assertThat(identity(home)).isEqualTo(identity);
        assertThat(Commands.run(List.of(later.program("postgres"), "--version"), directory)
                        .output())
                .startsWith("postgres (PostgreSQL) " + PostgresBinaries.majorVersion() + ".");
    }

    @Test
    void halfACopyOfAKilledProcessIsNeverUsedAndGoesAfterAnHour() throws Exception {
        Path old = half("old");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path young = half("young");

        PostgresBinaries binaries = PostgresBinaries.in(directory);

        assertThat(Path.of(binaries.program("initdb"))).isExecutable();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private Path half(String name) throws Exception {
        Path half = directory.resolve("bin-" + PostgresBinaries.version() + ".unpacking-" + name);
        Files.createDirectories(half.resolve("bin"));
        return half;
    }

    private static Object identity(Path path) throws Exception {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
