package minglu.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class TimeOrderedIdentifiersTest {

    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09.123Z");

    private final IdentifierFactory identifiers = new TimeOrderedIdentifiers(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void axonTakesItsIdentifiersFromHere() {
        assertThat(IdentifierFactory.getInstance()).isInstanceOf(TimeOrderedIdentifiers.class);
    }

    @Test
    void eachIsAUuidOfVersion7OfTheMomentAndGreaterThanTheOneBefore() {
        List<String> given =
                Stream.generate(identifiers::generateIdentifier).limit(10_000).toList();

        assertThat(given).isSorted().doesNotHaveDuplicates().allSatisfy(text -> {
            UUID uuid = UUID.fromString(text);
            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(uuid.getMostSignificantBits() >>> 16).isBetween(NOW.toEpochMilli(), NOW.toEpochMilli() + 2);
        });
    }

    @Test
    void manyThreadsGetNoneTwice() {
        Set<String> given = new ConcurrentSkipListSet<>();
        IntStream.range(0, 20_000).parallel().forEach(i -> given.add(identifiers.generateIdentifier()));

        assertThat(given).hasSize(20_000);
    }
}
