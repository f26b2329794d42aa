package minglu.command.request;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How applications are read where no source settles it ({@code minglu.requests.*}). A setting decides what is recorded from then on;
 * what an act counts stands in its event, so that no setting moves a figure that is there.
 *
 * @param redecision which result counts after a new decision
 * @param fee steps and rates of the 信息处理费
 */
@ConfigurationProperties("minglu.requests")
public record RequestSettings(@DefaultValue("same-year") Redecision redecision, @DefaultValue FeeRates fee) {

    /** The readings without any configuration. */
    public static final RequestSettings DEFAULT = new RequestSettings(Redecision.SAME_YEAR, FeeRates.STATUTORY);

    /** Which result counts after a new decision ({@code request-redecided}). */
    public enum Redecision {
        /** The new one, if it falls into the year of the first decision; else the first one. */
        SAME_YEAR,
        /** The first one. */
        NEVER
    }
}
