package minglu.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void what_is_filled_into_an_address_cannot_leave_its_segment() {
        assertThat(Contract.path("/api/v1/units/{}/subjects/{}/warnings", "jyj", "教办/2021 {1}?"))
                .isEqualTo("/api/v1/units/jyj/subjects/%E6%95%99%E5%8A%9E%2F2021%20%7B1%7D%3F/warnings");
    }

    @Test
    void a_moment_is_told_by_the_clock_of_the_office() {
        Labels.InLanguage labels = new Labels(null).in(Locale.SIMPLIFIED_CHINESE);

        assertThat(labels.moment("2026-11-19T23:30:00.783000Z")).isEqualTo("2026-11-20 07:30:00");
        assertThat(labels.day("2026-11-19T23:30:00.783000Z")).isEqualTo("2026-11-20");
        assertThat(labels.day("2026-11-20T15:59:59Z")).isEqualTo("2026-11-20");
        assertThat(labels.day("2026-11-20T16:00:00Z")).isEqualTo("2026-11-21");
    }

    @Test
    void codes_read_as_words_in_english() {
        assertThat(Labels.words("request-received")).isEqualTo("Request received");
        assertThat(Labels.words("occurredOn")).isEqualTo("Occurred on");
    }
}
