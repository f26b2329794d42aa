package minglu.api.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.format.FormRow;
import minglu.api.format.Formats;
import minglu.api.request.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outcome | 其他处理 | closed-other",
                "outcome | 其他 | closed-other",
                "outcome | 3.其他 | closed-other",
                "outcome | 其他处理-3.其他 | closed-other",
                "outcome | ３．其他 | closed-other",
                "outcome | 部分公开 | granted-in-part",
                "outcome | 部分公开（区分处理的，只计这一情形，不计其他情形） | granted-in-part",
                "outcome | (二)部分公开(区分处理的,只计这一情形,不计其他情形) | granted-in-part",
                "outcome | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | closed-correction-overdue",
                "outcome | 逾期不补正不再处理 | closed-correction-overdue",
                "outcome | 申请人逾期未按收费通知要求缴纳费用、 行政机关不再处理其政府信息公开申请 | closed-fee-unpaid",
                "outcome | 危及\"三安全一稳定\" | refused-security-and-stability",
                "outcome | 不予公开：1.属于国家秘密 | refused-state-secret",
                "outcome | 予以　公开 | granted",
                "outcome | granted | granted",
                "outcome | ＧＲＡＮＴＥＤ | granted",
                "applicant | 其他 | other-organisation",
                "applicant | 法人或其他组织-商业企业 | enterprise",
                "type | 收到 申请 | request-received"
            })
    void the_name_on_the_form_the_name_of_the_template_and_the_code_mean_the_value(
            String member, String label, String code) {
        String named = member.equals("type") ? ActLabels.type(ActType.REQUEST_RECEIVED) : label;
        assertThat(ActLabels.codeOf(member, named)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"不予公开", "其它", "公开", "3.", "总计", ""})
    void what_names_no_single_value_is_not_guessed(String label) {
        assertThat(ActLabels.codeOf("outcome", label)).isEmpty();
    }

    @Test
    void every_row_of_table_three_that_is_a_result_is_an_outcome_by_its_printed_name() {
        List<String> rows = Formats.current().tables().stream()
                .filter(table -> table.id().equals("3"))
                .flatMap(table -> table.blocks().stream())
                .flatMap(block -> block.rows().stream())
                .filter(row -> ActLabels.codes("outcome").containsKey(row.code()))
                .peek(row -> assertThat(ActLabels.codeOf("outcome", row.label().zh()))
                        .as(row.label().zh())
                        .contains(row.code()))
                .map(FormRow::code)
                .toList();
        assertThat(rows).hasSize(21);
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
