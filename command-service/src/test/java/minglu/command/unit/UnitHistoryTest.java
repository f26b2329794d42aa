package minglu.command.unit;

import static org.assertj.core.api.Assertions.assertThat;

import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import org.junit.jupiter.api.Test;

/** What a unit is, year by year. */
class UnitHistoryTest {

    private static UnitDefined named(String name, Integer validFrom) {
        return new UnitDefined(
                "jyj", validFrom, new UnitDefinition(name, UnitKind.DEPARTMENT, "district", 2021, null, null));
    }

    private static UnitHistory history(UnitDefined... events) {
        UnitHistory history = UnitHistory.undefined("jyj");
        for (UnitDefined event : events) {
            history = history.with(event);
        }
        return history;
    }

    @Test
    void aUnitExistsOnceDefinedTheRootAlways() {
        assertThat(UnitHistory.undefined("jyj").exists()).isFalse();
        assertThat(history(named("教育局", null)).exists()).isTrue();
        assertThat(UnitHistory.undefined("district").exists()).isTrue();
        assertThat(UnitHistory.undefined("district").latest().isNode()).isTrue();
    }

    @Test
    void theLastDefinitionWithoutAYearHoldsAlways() {
        UnitHistory history = history(named("教育局", null), named("教育和体育局", null));

        assertThat(history.definitionFor(1999).name()).isEqualTo("教育和体育局");
        assertThat(history.latest().name()).isEqualTo("教育和体育局");
    }

    @Test
    void aDefinitionFromAYearOnKeepsWhatHeldBefore() {
        UnitHistory history = history(named("教育局", null), named("教育和体育局", 2024));

        assertThat(history.definitionFor(2023).name()).isEqualTo("教育局");
        assertThat(history.definitionFor(2024).name()).isEqualTo("教育和体育局");
        assertThat(history.latest().name()).isEqualTo("教育和体育局");
    }

    @Test
    void ofDefinitionsFromOneYearTheLastHolds() {
        UnitHistory history = history(named("教育局", null), named("教体局", 2024), named("教育和体育局", 2024));

        assertThat(history.definitionFor(2024).name()).isEqualTo("教育和体育局");
    }

    @Test
    void aMendedPastLeavesTheYearsOfALaterDefinition() {
        UnitHistory history = history(named("教育居", null), named("教育和体育局", 2024), named("教育局", null));

        assertThat(history.definitionFor(2023).name()).isEqualTo("教育局");
        assertThat(history.definitionFor(2024).name()).isEqualTo("教育和体育局");
    }

    @Test
    void theOrderOfRecordingDoesNotMatterForDefinitionsOfDifferentYears() {
        UnitHistory history = history(named("教育和体育局", 2024), named("教育局", null), named("教育厅", 2022));

        assertThat(history.definitionFor(2021).name()).isEqualTo("教育局");
        assertThat(history.definitionFor(2023).name()).isEqualTo("教育厅");
        assertThat(history.definitionFor(2025).name()).isEqualTo("教育和体育局");
    }

    @Test
    void aYearBeforeEveryDefinitionSeesTheEarliest() {
        UnitHistory history = history(named("教育和体育局", 2024), named("教育局", 2022));

        assertThat(history.definitionFor(2020).name()).isEqualTo("教育局");
    }

    @Test
    void aUnitReportsWithinItsYearsANodeAlways() {
        UnitDefinition closed = new UnitDefinition("教育局", UnitKind.DEPARTMENT, "district", 2021, 2022, null);
        assertThat(closed.reportsIn(2020)).isFalse();
        assertThat(closed.reportsIn(2021)).isTrue();
        assertThat(closed.reportsIn(2022)).isTrue();
        assertThat(closed.reportsIn(2023)).isFalse();
        assertThat(UnitHistory.undefined("district").latest().reportsIn(1950)).isTrue();
    }
}
