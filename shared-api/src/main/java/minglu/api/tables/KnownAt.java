package minglu.api.tables;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * The state of knowledge an answer stands on.
 *
 * @param position last position that was taken into account; 0 before the first event
 * @param recordedAt when the event at that position was recorded; null at position 0
 */
public record KnownAt(
        long position, @JsonFormat(pattern = "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", timezone = "UTC") Instant recordedAt) {}
