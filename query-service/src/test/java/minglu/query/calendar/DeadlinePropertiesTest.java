package minglu.query.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import minglu.query.clock.ClockRules;
import minglu.query.clock.ConsultationPause;
import minglu.query.clock.ExtensionReading;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The properties {@code minglu.deadlines.*}. */
class DeadlinePropertiesTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(CalendarConfiguration.class);

    @Test
    void without_properties_the_default_readings_hold() {
        runner.run(context -> assertThat(context.getBean(ClockRules.class)).isEqualTo(ClockRules.DEFAULT));
    }

    @Test
    void every_reading_is_configured() {
        runner.withPropertyValues(
                        "minglu.deadlines.count-event-day=true",
                        "minglu.deadlines.consultation-pause=flat",
                        "minglu.deadlines.extension=from-notice",
                        "minglu.deadlines.correction-working-days=10",
                        "minglu.deadlines.consultation-working-days=12",
                        "minglu.deadlines.payment-working-days=14",
                        "minglu.deadlines.payment-restarts-period=false")
                .run(context -> assertThat(context.getBean(ClockRules.class))
                        .isEqualTo(new ClockRules(
                                true, ConsultationPause.FLAT, ExtensionReading.FROM_NOTICE, 10, 12, 14, false)));
    }

    @Test
    void a_period_of_no_length_stops_the_start() {
        runner.withPropertyValues("minglu.deadlines.payment-working-days=0")
                .run(context -> assertThat(context).hasFailed());
    }
}
