package minglu.query.log.notary;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the transparency log runs on this node.
 *
 * @param notary whether this node writes and signs the log; one node of an installation
 * @param lock directory of the last signed checkpoint, outside the database; needed by the notary's node only
 * @param origin beginning of the log's origin, for example {@code log.example.gov.cn/minglu}; read once, when the log begins. Missing:
 *     the host's name and a random part
 * @param interval shortest time between two checkpoints
 * @param window leaves signed before that are compared with their events again at each signature, in turn
 */
@ConfigurationProperties("minglu.log")
record LogProperties(
        @DefaultValue("false") boolean notary,
        Path lock,
        String origin,
        @DefaultValue("1s") Duration interval,
        @DefaultValue("2000") long window) {

    LogProperties {
        if (notary && lock == null) {
            throw new IllegalStateException(
                    "minglu.log.lock must name the directory of the last signed checkpoint where minglu.log.notary is true");
        }
        if (origin != null && !origin.matches("[A-Za-z0-9.:/_-]{1,200}")) {
            throw new IllegalStateException(
                    "minglu.log.origin may hold letters, digits and . : / _ - only, and is " + origin);
        }
        if (window < 1 || interval.isNegative()) {
            throw new IllegalStateException("minglu.log.window must be above 0 and minglu.log.interval not negative");
        }
    }
}
