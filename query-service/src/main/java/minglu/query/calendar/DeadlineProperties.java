package minglu.query.calendar;

import minglu.query.clock.ClockRules;
import minglu.query.clock.ConsultationPause;
import minglu.query.clock.ExtensionReading;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How periods are counted where no source settles it, {@code minglu.deadlines.*}; see {@link ClockRules}.
 *
 * @param countEventDay whether a period begins on the day of its event instead of the day after
 * @param consultationPause {@code actual}: a consultation stops the clock from the day after sending to the answer; {@code flat}:
 *     for the working days the party has
 * @param extension {@code adds}: an extension adds to the 20 working days; {@code from-notice}: it runs from the day after its
 *     notice
 * @param correctionWorkingDays working days for a correction whose notice names no day
 * @param consultationWorkingDays working days a consulted party has
 * @param paymentWorkingDays working days for a payment
 * @param paymentRestartsPeriod whether the period begins anew after a payment; else the wait is only left out
 */
@ConfigurationProperties("minglu.deadlines")
record DeadlineProperties(
        @DefaultValue("false") boolean countEventDay,
        @DefaultValue("actual") ConsultationPause consultationPause,
        @DefaultValue("adds") ExtensionReading extension,
        @DefaultValue("15") int correctionWorkingDays,
        @DefaultValue("15") int consultationWorkingDays,
        @DefaultValue("20") int paymentWorkingDays,
        @DefaultValue("true") boolean paymentRestartsPeriod) {

    ClockRules rules() {
        return new ClockRules(
                countEventDay,
                consultationPause,
                extension,
                correctionWorkingDays,
                consultationWorkingDays,
                paymentWorkingDays,
                paymentRestartsPeriod);
    }
}
