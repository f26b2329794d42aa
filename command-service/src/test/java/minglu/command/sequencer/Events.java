package minglu.command.sequencer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Events made up for tests. */
final class Events {

    static final String SECRET = "a sentence that must never leave the payload";

    private Events() {}

    static NewEvent event(String stream, long sequence) {
        return event(stream, sequence, UUID.randomUUID().toString());
    }

    static NewEvent event(String stream, long sequence, String identifier) {
        return new NewEvent(
                new Slot(stream, sequence),
                "Test",
                identifier,
                "minglu.test.Happened",
                "1",
                ("{\"text\":\"" + SECRET + "\"}").getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    static List<NewEvent> one(String stream, long sequence) {
        return List.of(event(stream, sequence));
    }
}
