package minglu.standalone.history;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Histories made for tests. */
final class Histories {

    private static final Instant BEGIN = Instant.parse("2021-03-01T08:00:00.123Z");

    private Histories() {}

    /** So many events in a few streams, with payloads of any bytes. */
    static List<StoredEvent> of(int events) {
        List<StoredEvent> history = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            history.add(event(i + 1, "subject:jyj:SQ-" + i % 7 + "〔甲〕", i / 7));
        }
        return history;
    }

    static StoredEvent event(long position, String stream, long sequence) {
        byte[] payload = new byte[40];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (position * 31 + i * 7);
        }
        return new StoredEvent(
                position,
                stream,
                sequence,
                "Subject",
                "event-" + position,
                "minglu.api.decision.DecisionMade",
                position % 5 == 0 ? null : "1",
                BEGIN.plusMillis(position * 1_001),
                payload,
                "{\"actor\":\"甲\\\"\\\\\",\"traceId\":\"t\"}".getBytes(StandardCharsets.UTF_8));
    }
}
