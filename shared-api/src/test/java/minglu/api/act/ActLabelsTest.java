package minglu.api.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.format.Formats;
import minglu.api.request.Outcome;
import org.junit.jupiter.api.Test;

class ActLabelsTest {

    private static final Set<String> COLUMNS =
            Set.of("unit", "subject", "id", "type", "occurredOn", "reason", "late", "data");

    @Test
    void every_member_of_every_type_has_a_name_that_leads_back_to_it() {
        Stream.concat(
                        COLUMNS.stream(),
                        Arrays.stream(ActType.values())
                                .flatMap(type -> Field.of(type).stream())
                                .map(Field::name))
                .forEach(name ->
                        assertThat(ActLabels.memberOf(ActLabels.member(name))).contains(name));
        assertThatThrownBy(() -> ActLabels.member("colour")).isInstanceOf(IllegalArgumentException.class);
        assertThat(ActLabels.memberOf("颜色")).isEmpty();
    }

    @Test
    void every_type_and_code_has_a_name_that_leads_back_to_it_and_no_other_has_one() {
        for (ActType type : ActType.values()) {
            assertThat(ActLabels.codeOf("type", ActLabels.type(type))).contains(type.code());
        }
        Set<String> members = new TreeSet<>();
        for (ActType type : ActType.values()) {
            for (Field field : Field.of(type)) {
                for (String code : field.codes()) {
                    members.add(field.name());
                    String label = ActLabels.codes(field.name()).get(code);
                    assertThat(ActLabels.codeOf(field.name(), label))
                            .as(field.name() + " " + code)
                            .contains(code);
                }
            }
        }
        for (String member : members) {
            assertThat(ActLabels.codes(member).keySet())
                    .isEqualTo(Arrays.stream(ActType.values())
                            .flatMap(type -> Field.of(type).stream())
                            .filter(field -> field.name().equals(member))
                            .flatMap(field -> field.codes().stream())
                            .collect(Collectors.toSet()));
        }
        assertThat(ActLabels.codes("title")).isEmpty();
        assertThat(ActLabels.codeOf("kind", "信函")).isEmpty();
    }

    @Test
    void outcomes_are_named_as_on_the_form_where_it_names_them_shortly() {
        Formats.current().cells().stream()
                .filter(cell -> Arrays.stream(Outcome.values())
                        .anyMatch(outcome -> outcome.code().equals(cell.row().code())
                                && !outcome.code().startsWith("closed")))
                .forEach(cell -> assertThat(cell.row().label().zh())
                        .contains(ActLabels.codes("outcome").get(cell.row().code())));
    }
}
