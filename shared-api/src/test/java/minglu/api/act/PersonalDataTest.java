package minglu.api.act;

import static minglu.api.act.SampleActs.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identity and mobile numbers are kept out (GB 11643-1999); all numbers here are made up. */
class PersonalDataTest {

    private static final String IDENTITY = "11010519491231002X";
    private static final String MOBILE = "13800138000";

    @ParameterizedTest
    @ValueSource(
            strings = {
                IDENTITY,
                "11010519491231002x",
                "440524188001010014",
                "身份证" + IDENTITY + "号",
                "no." + IDENTITY + "9",
                "9" + IDENTITY,
                "１１０１０５１９４９１２３１００２Ｘ",
                "1101051949123100２x"
            })
    void anIdentityNumberWithValidDateAndCheckDigitIsFoundWhereverItStands(String text) {
        assertThat(PersonalData.find(text)).contains("resident identity number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194912310021",
                "11010519491331002X",
                "110105194902300025",
                "11010519491231002",
                "110105194912310O2X"
            })
    void aNumberWithAnotherCheckDigitDateOrLengthIsNone(String text) {
        assertThat(PersonalData.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105 19491231 002X",
                "110105-19491231-002X",
                "1101 0519 4912 3100 2X",
                "110105　１９４９１２３１　００２Ｘ",
                "身份证号：440524 1880 0101 0014",
                "440524–18800101–0014 共3件"
            })
    void anIdentityNumberInGroupsIsFound(String text) {
        assertThat(PersonalData.find(text)).contains("resident identity number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "138 0013 8000",
                "138-0013-8000",
                "联系人电话：138－0013－8000。",
                "手机号138 0013 8000",
                "+8613800138000",
                "+86 138 0013 8000",
                "86-138-0013-8000",
                "0086 13800138000",
                "(+86)138 0013 8000",
                "138 00138000",
                "13800 138000",
                "1 3 8 0 0 1 3 8 0 0 0",
                "138 0013 8000、139 0013 9000"
            })
    void aMobileNumberInGroupsOrWithTheCodeOfTheCountryIsFound(String text) {
        assertThat(PersonalData.find(text)).contains("mobile number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "渭经开许字138-0013-8000号",
                "文号：138-0013-8000",
                "〔2024〕138-0013-8000",
                "（2024）138-0013-8000",
                "2024-138-0013-8000",
                "1398-2024-001",
                "1501-2024-001号",
                "XK138-0013-8000",
                "1998-05-12 345",
                "2024-05-06至2024-06-28",
                "2024年1月 380013 8000件",
                "029-8213 8000",
                "6101-0512-3456-7890",
                "110105-19491331-002X"
            })
    void theNumberOfADocumentADateOrALandlineIsNone(String text) {
        assertThat(PersonalData.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MOBILE,
                "19912345678",
                "电话13800138000。",
                "(13800138000)",
                "+86-13800138000",
                "１３８００１３８０００",
                "手机：13800138000转1"
            })
    void aMobileNumberStandingByItselfIsFound(String text) {
        assertThat(PersonalData.find(text)).contains("mobile number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "138001380001",
                "113800138000",
                "SQ13800138000",
                "13800138000a",
                "Ａ13800138000",
                "é13800138000",
                "12800138000",
                "1380013800",
                "010-12345678",
                "2021030100000000001"
            })
    void elevenDigitsBesideADigitOrLatinLetterOrOfAnotherStartAreNone(String text) {
        assertThat(PersonalData.find(text)).isEmpty();
    }

    @Test
    void everyTextButUrlAndApplicantRefIsSearchedHoweverDeep() {
        assertThatCode(() -> PersonalData.refuseIn(json("{'data':{'url':'https://a/" + MOBILE + "','applicantRef':'"
                        + IDENTITY + "','data':{'url':'" + MOBILE + "','applicantRef':'" + MOBILE + "'}}}")))
                .doesNotThrowAnyException();

        assertThat(refused("{'data':{'data':{'title':'" + MOBILE + "'}}}"))
                .isEqualTo(new Violation("/data/data/title", "holds a mobile number"));
        assertThat(refused("{'subject':'" + IDENTITY + "'}"))
                .isEqualTo(new Violation("/subject", "holds a resident identity number"));
    }

    private static Violation refused(String text) {
        RefusedException exception =
                catchThrowableOfType(RefusedException.class, () -> PersonalData.refuseIn(json(text)));
        assertThat(exception.refusal().code()).isEqualTo(ProblemCode.PERSONAL_DATA);
        assertThat(exception.getMessage()).doesNotContain(MOBILE).doesNotContain(IDENTITY);
        return exception.refusal().violations().get(0);
    }
}
