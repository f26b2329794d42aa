package minglu.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import minglu.platform.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

    @Test
    void instantsHaveExactlySixDecimals() {
        assertThat(Instants.format(Instant.parse("2021-03-01T08:00:00Z"))).isEqualTo("2021-03-01T08:00:00.000000Z");
        assertThat(Instants.format(Instant.parse("2021-03-01T08:00:00.123456789Z")))
                .isEqualTo("2021-03-01T08:00:00.123456Z");
    }

    @Test
    void whatIsWrittenIsReadAgainAndOtherTextIsRefused() {
        Instant instant = Instant.parse("2021-12-31T15:59:59.999999Z");

        assertThat(Instants.parse(Instants.format(instant))).isEqualTo(instant);
        assertThatThrownBy(() -> Instants.parse("2021-12-31")).isInstanceOf(DateTimeParseException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T23:59:59.999999999Z",
                "+1000000000-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z"
            })
    void anInstantOutsideTheYears1To9999IsRefused(String text) {
        assertThatThrownBy(() -> Instants.parse(text)).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void theFirstAndTheLastInstantAreRead() {
        assertThat(Instants.format(Instants.parse("0001-01-01T00:00:00Z"))).isEqualTo("0001-01-01T00:00:00.000000Z");
        assertThat(Instants.format(Instants.parse("9999-12-31T23:59:59.999999999Z")))
                .isEqualTo("9999-12-31T23:59:59.999999Z");
    }

    @Test
    void theDayBeginsInShanghai() {
        assertThat(new BusinessDates(new MutableClock(Instant.parse("2021-12-31T15:59:59Z"))).today())
                .isEqualTo(LocalDate.of(2021, 12, 31));
        assertThat(new BusinessDates(new MutableClock(Instant.parse("2021-12-31T16:00:00Z"))).today())
                .isEqualTo(LocalDate.of(2022, 1, 1));
    }
}
