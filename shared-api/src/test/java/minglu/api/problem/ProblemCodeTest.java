package minglu.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes and statuses are those of the contract, head and sections 3 and 5. */
class ProblemCodeTest {

    private static final Map<String, ProblemCode> BY_CODE =
            Arrays.stream(ProblemCode.values()).collect(Collectors.toMap(ProblemCode::code, Function.identity()));

    @ParameterizedTest
    @CsvSource({
        "malformed,400",
        "unauthenticated,401",
        "forbidden,403",
        "not-found,404",
        "unknown-cell,404",
        "too-large,413",
        "unsupported-media-type,415",
        "invalid-request,422",
        "invalid-parameter,422",
        "invalid-file,422",
        "too-many-requests,429",
        "not-caught-up,503",
        "unavailable,503",
        "act-conflict,409",
        "unknown-unit,404",
        "unit-is-node,409",
        "unknown-subject,404",
        "subject-exists,409",
        "other-kind,409",
        "request-closed,409",
        "correction-already-requested,409",
        "no-correction-pending,409",
        "no-third-party-pending,409",
        "already-extended,409",
        "fee-already-charged,409",
        "fee-mismatch,409",
        "no-fee-pending,409",
        "document-not-in-force,409",
        "dispute-closed,409",
        "opening-already-declared,409",
        "act-not-found,409",
        "act-already-retracted,409",
        "dependent-acts,409",
        "before-last-act,409",
        "in-the-future,422",
        "before-reporting,409",
        "period-closed,409",
        "wrong-state,409",
        "four-eyes,409",
        "year-not-over,409",
        "checks-failed,409",
        "units-silent,409",
        "returns-missing,409",
        "changed-since-submitted,409",
        "incomplete,409",
        "invalid-act,422",
        "personal-data,422",
        "year-not-reported,422"
    })
    void eachCodeOfTheContractHasItsStatus(String code, int status) {
        assertThat(BY_CODE).containsKey(code);
        assertThat(BY_CODE.get(code).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void eachCodeHasATitleAndAnErrorStatus(ProblemCode code) {
        assertThat(code.title()).isNotBlank();
        assertThat(code.status()).isBetween(400, 599);
        assertThat(code.code()).matches("[a-z]+(-[a-z]+)*");
    }

    @Test
    void aRefusalNamesItsCodeAndSentence() {
        RefusedException refused = new RefusedException(ProblemCode.REQUEST_CLOSED, "closed on 2021-03-01");

        assertThat(refused).hasMessage("request-closed: closed on 2021-03-01");
        assertThat(refused.refusal()).isEqualTo(Refusal.of(ProblemCode.REQUEST_CLOSED, "closed on 2021-03-01"));
    }
}
