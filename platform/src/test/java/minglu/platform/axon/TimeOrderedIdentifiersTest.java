package minglu.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class TimeOrderedIdentifiersTest {

    private final IdentifierFactory identifiers = new TimeOrderedIdentifiers();

    @Test
    void axonTakesItsIdentifiersFromHere() {
        assertThat(IdentifierFactory.getInstance()).isInstanceOf(TimeOrderedIdentifiers.class);
    }

    @Test
    void eachIsAUuidOfVersion7OfTheMomentAndGreaterThanTheOneBefore() {
        long before = Instant.now().toEpochMilli();
        List<String> given =
                Stream.generate(identifiers::generateIdentifier).limit(10_000).toList();

        assertThat(given).isSorted().doesNotHaveDuplicates().allSatisfy(text -> {
            UUID uuid = UUID.fromString(text);
            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(uuid.getMostSignificantBits() >>> 16).isBetween(before, before + 60_000);
        });
    }

    @Test
    void manyThreadsGetNoneTwice() {
        Set<String> given = new ConcurrentSkipListSet<>();
        IntStream.range(0, 20_000).parallel().forEach(i -> given.add(identifiers.generateIdentifier()));

        assertThat(given).hasSize(20_000);
    }
}
