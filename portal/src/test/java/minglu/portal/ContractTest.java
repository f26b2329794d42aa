package minglu.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void what_is_filled_into_an_address_cannot_leave_its_segment() {
        assertThat(Contract.path("/api/v1/units/{}/subjects/{}/warnings", "jyj", "教办/2021 {1}?"))
                .isEqualTo("/api/v1/units/jyj/subjects/%E6%95%99%E5%8A%9E%2F2021%20%7B1%7D%3F/warnings");
    }

    @Test
    void codes_read_as_words_in_english() {
        assertThat(Labels.words("request-received")).isEqualTo("Request received");
        assertThat(Labels.words("occurredOn")).isEqualTo("Occurred on");
    }
}
