package minglu.platform.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minglu.api.reporting.ReferenceFiguresKept;
import minglu.platform.HttpTest;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** Events as they were stored in earlier forms, read by a real application through its chain of upcasters. */
class OldRevisionsTest extends HttpTest {

    /** What the stored files must be read as, by class and revision. */
    private static final Map<String, Object> EXPECTED = Map.of(
            "minglu.api.reporting.ReferenceFiguresKept-1",
            new ReferenceFiguresKept(
                    "district",
                    2019,
                    "u-1",
                    "2021-30",
                    Map.of("2.licence", 1846L, "2.charges", "12345678901234567.10", "3.new.total", 27L)));

    @Autowired
    private Configuration axon;

    @Autowired
    @Qualifier("eventSerializer")
    private Serializer serializer;

    @Test
    void everyOldFormIsReadAsTheOneInForce() {
        List<String> old = oldRevisions();

        assertThat(old).isNotEmpty().containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
        assertThat(old).allSatisfy(name -> assertThat(read(name)).isEqualTo(EXPECTED.get(name)));
    }

    @Test
    void theFormInForceIsLeftAlone() {
        ReferenceFiguresKept event =
                new ReferenceFiguresKept("district", 2030, "u-1", "2030-1", Map.of("2.licence", 1L));

        assertThat(read(
                        ReferenceFiguresKept.class.getName(),
                        "2",
                        serializer.serialize(event, byte[].class).getData()))
                .isEqualTo(event);
    }

    /** Every revision before the present one of every event, as class-revision. */
    private static List<String> oldRevisions() {
        List<String> old = new ArrayList<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("minglu.api").stream()
                        .filter(type -> type.isAnnotatedWith(Revision.class))
                        .forEach(type -> {
                            int present = Integer.parseInt(
                                    type.getAnnotationOfType(Revision.class).value());
                            for (int revision = 1; revision < present; revision++) {
                                old.add(type.getName() + "-" + revision);
                            }
                        });
        return old;
    }

    private Object read(String name) {
        int dash = name.lastIndexOf('-');
        try (InputStream file = OldRevisionsTest.class.getResourceAsStream("/minglu/stored-events/" + name + ".json")) {
            assertThat(file).as("a stored payload of %s", name).isNotNull();
            return read(name.substring(0, dash), name.substring(dash + 1), file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object read(String type, String revision, byte[] payload) {
        GenericDomainEventEntry<byte[]> stored = new GenericDomainEventEntry<>(
                "Report",
                "report:district:2019",
                0,
                "event",
                Instant.parse("2026-01-01T00:00:00Z"),
                type,
                revision,
                payload,
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return EventStreamUtils.upcastAndDeserializeDomainEvents(Stream.of(stored), serializer, axon.upcasterChain())
                .next()
                .getPayload();
    }
}
