package minglu.command.sequencer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How a recording time is stored: text of fixed length, so that the order of texts is the order of times. */
final class RecordedTime {

    private static final DateTimeFormatter SIX_DECIMALS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private RecordedTime() {}

    static String text(Instant recordedAt) {
        return SIX_DECIMALS.format(recordedAt);
    }
}
