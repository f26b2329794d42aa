package minglu.query.deadlines;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.amended;
import static minglu.query.support.Acts.retracted;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import minglu.api.dispute.DisputeFiled;
import minglu.api.dispute.DisputeKind;
import minglu.api.dispute.DisputeRole;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.request.CorrectionRequested;
import minglu.api.request.DeadlineExtended;
import minglu.api.request.FeeBasis;
import minglu.api.request.FeeCharged;
import minglu.api.request.Outcome;
import minglu.api.unit.UnitKind;
import minglu.query.deadlines.DeadlineViews.Warning;
import minglu.query.support.QueryFixture;
import minglu.query.support.RequestActs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Soft checks: each is shown with a case that has it and one that has not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarningServiceTest {

    private static final String SOMEBODY = "ab".repeat(32);
    private static final String SOMEBODY_ELSE = "cd".repeat(32);

    private final QueryFixture read = new QueryFixture();

    @BeforeEach
    void units() {
        read.clear();
        read.record(unit("jyj", UnitKind.DEPARTMENT, "district", 2021));
    }

    @AfterAll
    void close() {
        read.close();
    }

    private List<Warning> warnings(String subject) {
        return read.get(WarningService.class).of("jyj", subject, read.head()).warnings();
    }

    private List<String> codes(String subject) {
        return warnings(subject).stream()
                .map(warning -> warning.code() + " " + warning.act())
                .toList();
    }

    private void received(String subject, String on) {
        read.record(RequestActs.received("jyj", subject, on));
    }

    private void decided(String subject, String on, Outcome outcome) {
        read.record(RequestActs.decided("jyj", subject, "9", on, outcome));
    }

    @Test
    void a_plain_case_has_none() {
        received("SQ-1", "2026-06-01");
        decided("SQ-1", "2026-06-20", Outcome.GRANTED);

        assertThat(warnings("SQ-1")).isEmpty();
    }

    @Test
    void a_subject_nobody_knows_has_no_warnings_but_a_refusal() {
        assertThatThrownBy(() -> warnings("SQ-9")).isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(ProblemCode.UNKNOWN_SUBJECT));
    }

    @Test
    void a_subject_of_which_nothing_stands_has_none() {
        received("SQ-1", "2026-06-01");
        read.record(retracted("jyj", "SQ-1", "2", "1", List.of(), List.of()));

        assertThat(warnings("SQ-1")).isEmpty();
    }

    @Test
    void a_correction_notice_after_seven_working_days_is_late() {
        received("SQ-1", "2026-04-10");
        read.record(act("jyj", "SQ-1", "2", "correction-requested", "2026-04-21", new CorrectionRequested.Data(null)));
        assertThat(warnings("SQ-1")).isEmpty();

        read.record(amended("jyj", "SQ-1", "3", "2", LocalDate.of(2026, 4, 22), null, List.of(), List.of()));
        assertThat(warnings("SQ-1"))
                .containsExactly(new Warning(
                        "correction-notice-late",
                        "2",
                        "2026-04-10收到申请，7个工作日至2026-04-21届满；补正告知日期为2026-04-22。",
                        "《条例》第三十条"));
    }

    @Test
    void a_late_answer_names_the_day_it_was_due() {
        received("SQ-1", "2026-06-01");
        decided("SQ-1", "2026-07-01", Outcome.GRANTED);

        assertThat(warnings("SQ-1"))
                .containsExactly(new Warning("answered-late", "9", "答复期限至2026-06-30届满；答复日期为2026-07-01。", "《条例》第三十三条"));
    }

    @Test
    void an_extension_after_the_last_day_is_named_and_heals_nothing() {
        received("SQ-1", "2024-05-06");
        read.record(act("jyj", "SQ-1", "2", "deadline-extended", "2024-06-03", new DeadlineExtended.Data(20L, "主任")));
        Warning tooLate =
                new Warning("step-after-last-day", "2", "答复期限至2024-05-31届满；本步骤日期为2024-06-03，不改变届满日。", "《条例》第三十三条");
        assertThat(warnings("SQ-1")).containsExactly(tooLate);

        decided("SQ-1", "2024-06-28", Outcome.GRANTED);
        assertThat(warnings("SQ-1"))
                .containsExactly(
                        tooLate, new Warning("answered-late", "9", "答复期限至2024-05-31届满；答复日期为2024-06-28。", "《条例》第三十三条"));

        read.record(amended("jyj", "SQ-1", "3", "2", LocalDate.of(2024, 5, 31), null, List.of(), List.of()));
        assertThat(warnings("SQ-1")).isEmpty();
    }

    @Test
    void an_extension_beyond_what_the_old_law_allowed_is_named() {
        received("SQ-1", "2016-12-27");
        read.record(act("jyj", "SQ-1", "2", "deadline-extended", "2017-01-10", new DeadlineExtended.Data(15L, "主任")));
        assertThat(warnings("SQ-1")).isEmpty();

        received("SQ-2", "2016-12-27");
        read.record(act("jyj", "SQ-2", "2", "deadline-extended", "2017-01-10", new DeadlineExtended.Data(16L, "主任")));
        assertThat(warnings("SQ-2"))
                .containsExactly(new Warning(
                        "extension-too-long", "2", "延长答复期限16个工作日；收到申请之日2016-12-27最多可延长15个工作日，按此计算。", "原《条例》第二十四条第二款"));
    }

    // --- outcomes without their step

    @Test
    void closing_for_want_of_a_correction_needs_a_pending_notice_whose_time_is_over() {
        received("SQ-1", "2026-06-01");
        decided("SQ-1", "2026-06-20", Outcome.CLOSED_CORRECTION_OVERDUE);
        assertThat(codes("SQ-1")).containsExactly("outcome-without-step 9");

        received("SQ-2", "2026-06-01");
        read.record(
                act("jyj", "SQ-2", "2", "correction-requested", "2026-06-02", new CorrectionRequested.Data(null)),
                act("jyj", "SQ-2", "3", "request-corrected", "2026-06-05"));
        decided("SQ-2", "2026-06-25", Outcome.CLOSED_CORRECTION_OVERDUE);
        assertThat(codes("SQ-2")).containsExactly("outcome-without-step 9");

        for (String day : List.of("2026-06-10", "2026-06-11")) {
            String subject = "SQ-" + day;
            received(subject, "2026-06-01");
            read.record(act(
                    "jyj",
                    subject,
                    "2",
                    "correction-requested",
                    "2026-06-02",
                    new CorrectionRequested.Data(LocalDate.of(2026, 6, 10))));
            decided(subject, day, Outcome.CLOSED_CORRECTION_OVERDUE);
        }
        assertThat(warnings("SQ-2026-06-10"))
                .containsExactly(
                        new Warning("outcome-before-its-time", "9", "补正期限至2026-06-10届满；处理日期为2026-06-10。", "《条例》第三十条"));
        assertThat(warnings("SQ-2026-06-11")).isEmpty();
    }

    @Test
    void closing_for_want_of_a_payment_needs_a_pending_fee_whose_time_is_over() {
        received("SQ-1", "2026-03-02");
        decided("SQ-1", "2026-03-20", Outcome.CLOSED_FEE_UNPAID);
        assertThat(codes("SQ-1")).containsExactly("outcome-without-step 9");

        for (String day : List.of("2026-04-20", "2026-04-21")) {
            String subject = "SQ-" + day;
            received(subject, "2026-03-02");
            read.record(act(
                    "jyj",
                    subject,
                    "2",
                    "fee-charged",
                    "2026-03-20",
                    new FeeCharged.Data(FeeBasis.PER_PAGE, 68L, new BigDecimal("380"))));
            decided(subject, day, Outcome.CLOSED_FEE_UNPAID);
        }
        assertThat(codes("SQ-2026-04-20")).containsExactly("outcome-before-its-time 9");
        assertThat(warnings("SQ-2026-04-21")).isEmpty();
    }

    @Test
    void still_unclear_after_correction_needs_a_correction() {
        received("SQ-1", "2026-06-01");
        read.record(act("jyj", "SQ-1", "2", "correction-requested", "2026-06-02", new CorrectionRequested.Data(null)));
        decided("SQ-1", "2026-06-20", Outcome.UNAVAILABLE_STILL_UNCLEAR);
        assertThat(warnings("SQ-1"))
                .containsExactly(new Warning(
                        "outcome-without-step", "9", "未记录补正后的申请，而处理结果为unavailable-still-unclear。", "《条例》第三十条"));

        received("SQ-2", "2026-06-01");
        read.record(
                act("jyj", "SQ-2", "2", "correction-requested", "2026-06-02", new CorrectionRequested.Data(null)),
                act("jyj", "SQ-2", "3", "request-corrected", "2026-06-05"));
        decided("SQ-2", "2026-06-20", Outcome.UNAVAILABLE_STILL_UNCLEAR);
        assertThat(warnings("SQ-2")).isEmpty();
    }

    @Test
    void protecting_a_third_party_needs_to_have_asked_it() {
        received("SQ-1", "2026-06-01");
        decided("SQ-1", "2026-06-20", Outcome.REFUSED_THIRD_PARTY_RIGHTS);
        assertThat(codes("SQ-1")).containsExactly("outcome-without-step 9");

        received("SQ-2", "2026-06-01");
        read.record(act("jyj", "SQ-2", "2", "third-party-consulted", "2026-06-02"));
        decided("SQ-2", "2026-06-20", Outcome.REFUSED_THIRD_PARTY_RIGHTS);
        assertThat(warnings("SQ-2")).isEmpty();
    }

    @Test
    void a_transfer_needs_no_step() {
        received("SQ-1", "2026-06-01");
        read.record(RequestActs.transferred("jyj", "SQ-1", "2", "2026-06-05"));

        assertThat(warnings("SQ-1")).isEmpty();
    }

    // --- which request of the month

    private void requestOf(String applicant, String subject, String on, long quantity) {
        read.record(
                RequestActs.received("jyj", subject, "1", on, applicant),
                act(
                        "jyj",
                        subject,
                        "2",
                        "fee-charged",
                        on,
                        new FeeCharged.Data(FeeBasis.PER_REQUEST, quantity, new BigDecimal("100"))));
    }

    @ParameterizedTest
    @CsvSource({"1,true", "2,false", "3,false", "4,true"})
    void a_fee_names_which_request_of_the_applicant_in_the_month_it_is(long quantity, boolean warned) {
        read.record(
                RequestActs.received("jyj", "SQ-1", "1", "2026-05-31", SOMEBODY),
                RequestActs.received("jyj", "SQ-2", "1", "2026-06-01", SOMEBODY),
                RequestActs.received("jyj", "SQ-3", "1", "2026-06-01", SOMEBODY_ELSE),
                RequestActs.received("jyj", "SQ-4", "1", "2026-06-02", null),
                RequestActs.received("jyj", "SQ-5", "1", "2026-06-02", SOMEBODY),
                RequestActs.received("jyj", "SQ-6", "1", "2026-06-30", SOMEBODY));
        requestOf(SOMEBODY, "SQ-7", "2026-06-02", quantity);

        assertThat(codes("SQ-7")).isEqualTo(warned ? List.of("fee-quantity 2") : List.of());
    }

    @Test
    void the_number_counts_receipts_as_they_now_read() {
        read.record(
                RequestActs.received("jyj", "SQ-1", "1", "2026-06-01", SOMEBODY_ELSE),
                RequestActs.received("jyj", "SQ-2", "1", "2026-05-30", SOMEBODY),
                RequestActs.received("jyj", "SQ-3", "1", "2026-06-01", SOMEBODY));
        requestOf(SOMEBODY, "SQ-4", "2026-06-02", 2);
        assertThat(codes("SQ-4")).isEmpty();

        read.record(
                amended(
                        "jyj",
                        "SQ-1",
                        "2",
                        "1",
                        null,
                        Map.of("applicant", "natural-person", "channel", "mail", "applicantRef", SOMEBODY),
                        List.of(),
                        List.of()),
                amended("jyj", "SQ-2", "2", "1", LocalDate.of(2026, 6, 1), null, List.of(), List.of()));
        assertThat(warnings("SQ-4"))
                .containsExactly(new Warning(
                        "fee-quantity", "2", "收费通知按该申请人当月第2件计收；已登记的申请中本件为2026-06月第4件。", "《政府信息公开信息处理费管理办法》第四条"));

        read.record(
                retracted("jyj", "SQ-3", "2", "1", List.of(), List.of()),
                retracted("jyj", "SQ-2", "3", "1", List.of(), List.of()));
        assertThat(codes("SQ-4")).isEmpty();
    }

    @Test
    void without_an_applicant_or_by_pages_nothing_is_compared() {
        requestOf(null, "SQ-1", "2026-06-02", 40);
        assertThat(warnings("SQ-1")).isEmpty();

        read.record(
                RequestActs.received("jyj", "SQ-2", "1", "2026-06-02", SOMEBODY),
                act(
                        "jyj",
                        "SQ-2",
                        "2",
                        "fee-charged",
                        "2026-06-02",
                        new FeeCharged.Data(FeeBasis.PER_PAGE, 68L, new BigDecimal("380"))));
        assertThat(warnings("SQ-2")).isEmpty();
    }

    // --- disputes

    private void dispute(String subject, String on, DisputeKind kind, DisputeRole role, String request) {
        read.record(act(
                "jyj",
                subject,
                "1",
                "dispute-filed",
                on,
                new DisputeFiled.Data(kind, role, request),
                "kind",
                kind.code(),
                "role",
                role.code()));
    }

    @ParameterizedTest
    @CsvSource({"2023-12-31,false", "2024-01-01,true", "2026-06-01,true"})
    void a_direct_suit_about_a_refusal_is_suspicious_since_2024(String on, boolean warned) {
        received("SQ-1", "2023-12-01");
        decided("SQ-1", "2023-12-20", Outcome.REFUSED_STATE_SECRET);
        dispute("SS-1", on, DisputeKind.LITIGATION_DIRECT, DisputeRole.ORIGINAL_ORGAN, "SQ-1");

        assertThat(codes("SS-1")).isEqualTo(warned ? List.of("litigation-direct-on-refusal 1") : List.of());
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void only_the_eight_refusals_go_to_reconsideration_first(Outcome outcome) {
        received("SQ-1", "2026-06-01");
        decided("SQ-1", "2026-06-20", outcome);
        dispute("SS-1", "2026-07-20", DisputeKind.LITIGATION_DIRECT, DisputeRole.ORIGINAL_ORGAN, "SQ-1");

        assertThat(codes("SS-1"))
                .isEqualTo(
                        outcome.code().startsWith("refused-") ? List.of("litigation-direct-on-refusal 1") : List.of());
    }

    @Test
    void other_disputes_and_links_to_nothing_are_not_suspicious() {
        received("SQ-1", "2026-06-01");
        decided("SQ-1", "2026-06-20", Outcome.REFUSED_STATE_SECRET);
        dispute("FY-1", "2026-07-20", DisputeKind.RECONSIDERATION, DisputeRole.ORIGINAL_ORGAN, "SQ-1");
        dispute("SS-1", "2026-07-20", DisputeKind.LITIGATION_AFTER_RECONSIDERATION, DisputeRole.ORIGINAL_ORGAN, "SQ-1");
        dispute("SS-2", "2026-07-20", DisputeKind.LITIGATION_DIRECT, DisputeRole.ORIGINAL_ORGAN, "SQ-9");
        dispute("SS-3", "2026-07-20", DisputeKind.LITIGATION_DIRECT, DisputeRole.ORIGINAL_ORGAN, null);

        for (String subject : List.of("FY-1", "SS-1", "SS-2", "SS-3")) {
            assertThat(warnings(subject)).as(subject).isEmpty();
        }
    }

    @Test
    void a_co_defendant_is_told_that_it_does_not_count_and_whether_it_decided_itself() {
        received("SQ-1", "2026-06-01");
        decided("SQ-1", "2026-06-20", Outcome.GRANTED);
        DisputeKind after = DisputeKind.LITIGATION_AFTER_RECONSIDERATION;
        dispute("SS-1", "2026-07-20", after, DisputeRole.CO_DEFENDANT, "SQ-1");
        dispute("SS-2", "2026-07-20", after, DisputeRole.CO_DEFENDANT, null);

        assertThat(codes("SS-1")).containsExactly("co-defendant-not-counted 1", "co-defendant-of-own-decision 1");
        assertThat(codes("SS-2")).containsExactly("co-defendant-not-counted 1");
    }
}
