package minglu.query.cases;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.amended;
import static minglu.query.support.Acts.counted;
import static minglu.query.support.Acts.retracted;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import minglu.api.act.SubjectKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.request.Applicant;
import minglu.api.request.DeadlineExtended;
import minglu.api.request.FeeBasis;
import minglu.api.request.FeeCharged;
import minglu.api.request.Outcome;
import minglu.api.request.RequestChannel;
import minglu.api.request.RequestReceived;
import minglu.api.text.TextSeal;
import minglu.api.unit.UnitKind;
import minglu.platform.web.Page;
import minglu.query.cases.CaseViews.ActView;
import minglu.query.cases.CaseViews.CorrectionLine;
import minglu.query.cases.CaseViews.SubjectLine;
import minglu.query.cases.CaseViews.SubjectView;
import minglu.query.cases.CaseViews.Subjects;
import minglu.query.support.QueryFixture;
import minglu.query.support.RequestActs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CasesTest {

    private static final String USER = "11111111-1111-1111-1111-111111111111";
    private static final String DAY = "2021-03-01";
    private static final CaseService.Filter ALL = new CaseService.Filter(null, null, null, null, null);

    private final QueryFixture read = new QueryFixture();

    CasesTest() {
        read.asOwner("INSERT INTO users (id, name, password_hash, roles, unit, created_at, changed_at) VALUES ('" + USER
                + "', 'wang', '-', '{clerk}', 'jyj', now(), now())");
    }

    @BeforeEach
    void units() {
        read.clear();
        read.actor(USER).record(unit("jyj", UnitKind.DEPARTMENT, "district", 2021));
    }

    @AfterAll
    void close() {
        read.close();
    }

    private SubjectView subject(String name) {
        return read.get(CaseService.class).subject("jyj", name, read.head(), LocalDate.of(2024, 6, 1));
    }

    private Subjects subjects(CaseService.Filter filter, Page page) {
        return read.get(CaseService.class).subjects("jyj", filter, page, read.head());
    }

    private List<CorrectionLine> corrections(Integer year) {
        return read.get(CaseService.class)
                .corrections(List.of("jyj"), year, Page.of(null, null), read.head())
                .corrections();
    }

    @Test
    void a_case_shows_its_acts_as_they_were_recorded_with_texts_opened_and_names_resolved() {
        String sealed = TextSeal.seal(TextSeal.newKey(), "subject:jyj:SQ-1", "关于校车");
        read.record(
                act(
                        "jyj",
                        "SQ-1",
                        "1",
                        "request-received",
                        DAY,
                        new RequestReceived.Data(Applicant.ENTERPRISE, RequestChannel.MAIL, sealed, null, null, null),
                        "applicant",
                        "enterprise"),
                act(
                        "jyj",
                        "SQ-1",
                        "2",
                        "fee-charged",
                        DAY,
                        new FeeCharged.Data(FeeBasis.PER_PAGE, 31L, new BigDecimal("10.00"))));

        SubjectView view = subject("SQ-1");

        assertThat(view.kind()).isEqualTo(SubjectKind.REQUEST);
        assertThat(view.state()).isEqualTo("waiting-payment");
        ActView received = view.acts().get(0);
        assertThat(received.data().toString())
                .isEqualTo("{\"applicant\":\"enterprise\",\"channel\":\"mail\",\"title\":\"opened for SQ-1\"}");
        assertThat(received.recordedBy()).isEqualTo("wang");
        assertThat(received.recordedAt()).isEqualTo(QueryFixture.FIRST.plusSeconds(1));
        assertThat(received.position()).isEqualTo(2);
        assertThat(received.correctedBy()).isNull();
        assertThat(view.acts().get(1).data().toString())
                .isEqualTo("{\"basis\":\"per-page\",\"quantity\":31,\"amountYuan\":\"10.00\"}");
    }

    @Test
    void an_open_request_has_a_deadline_and_nothing_else_has() {
        read.record(
                RequestActs.received("jyj", "SQ-1", "2021-03-01"),
                act("jyj", "SQ-1", "2", "deadline-extended", "2021-03-20", new DeadlineExtended.Data(20L, "主任")),
                RequestActs.received("jyj", "SQ-2", "2021-03-01"),
                RequestActs.decided("jyj", "SQ-2", "2", "2021-03-02", Outcome.GRANTED),
                act("jyj", "GF-1", "1", "document-issued", DAY, "kind", "normative"),
                RequestActs.received("jyj", "SQ-3", "2021-03-01"),
                retracted("jyj", "SQ-3", "2", "1", List.of(), List.of()));

        assertThat(subject("SQ-1").deadline().dueOn()).isEqualTo("2021-04-26");
        assertThat(subject("SQ-1").deadline().late()).isTrue();
        assertThat(read.get(CaseService.class)
                        .subject("jyj", "SQ-1", read.head(), LocalDate.of(2021, 4, 26))
                        .deadline()
                        .late())
                .isFalse();
        assertThat(subject("SQ-2").deadline()).isNull();
        assertThat(subject("GF-1").deadline()).isNull();
        assertThat(subject("SQ-3").deadline()).isNull();

        read.record(amended(
                "jyj", "SQ-1", "3", "2", null, Map.of("workingDays", 1L, "approvedBy", "主任"), List.of(), List.of()));
        assertThat(subject("SQ-1").deadline().dueOn()).isEqualTo("2021-03-30");
        read.record(retracted("jyj", "SQ-1", "4", "2", List.of(), List.of()));
        assertThat(subject("SQ-1").deadline().dueOn()).isEqualTo("2021-03-29");
    }

    @Test
    void texts_in_an_amendment_are_opened_too() {
        String sealed = TextSeal.seal(TextSeal.newKey(), "subject:jyj:SQ-1", "关于校车");
        read.record(
                act("jyj", "SQ-1", "1", "request-received", DAY, "applicant", "enterprise"),
                amended(
                        "jyj",
                        "SQ-1",
                        "2",
                        "1",
                        null,
                        Map.of("title", sealed, "applicantRef", "ab"),
                        List.of(),
                        List.of()));

        List<ActView> acts = subject("SQ-1").acts();
        assertThat(acts.get(0).correctedBy()).isEqualTo("2");
        assertThat(acts.get(1).data().path("data").path("title").asString()).isEqualTo("opened for SQ-1");
        assertThat(acts.get(1).data().path("data").path("applicantRef").asString())
                .isEqualTo("ab");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "request-received, open",
        "request-received correction-requested, waiting-correction",
        "request-received correction-requested request-corrected, open",
        "request-received third-party-consulted third-party-consulted third-party-replied, waiting-third-party",
        "request-received third-party-consulted third-party-replied, open",
        "request-received fee-charged, waiting-payment",
        "request-received fee-charged fee-paid, open",
        "request-received fee-charged request-decided, closed",
        "request-received request-transferred, closed",
        "document-issued, in-force",
        "document-issued document-repealed, repealed",
        "document-repealed, repealed",
        "dispute-filed, pending",
        "dispute-filed dispute-concluded, concluded",
        "dispute-filed dispute-concluded dispute-reopened, pending",
        "decision-made, made",
        "item-published, published",
        "item-published item-withdrawn, withdrawn",
        "complaint-handled, recorded",
    })
    void the_state_of_a_subject_follows_from_its_acts(String types, String state) {
        assertThat(CaseReading.of(acts(types)).state()).isEqualTo(state);
    }

    private static List<CaseAct> acts(String types) {
        List<CaseAct> acts = new ArrayList<>();
        for (String type : Arrays.asList(types.split(" "))) {
            String corrects = type.startsWith("act-") ? "1" : null;
            acts.add(new CaseAct(
                    acts.size() + 1L,
                    "jyj",
                    "S",
                    Integer.toString(acts.size() + 1),
                    minglu.api.act.ActType.find(type).orElseThrow(),
                    LocalDate.parse(DAY),
                    "{}",
                    null,
                    false,
                    QueryFixture.FIRST,
                    null,
                    corrects,
                    null));
        }
        return acts;
    }

    @Test
    void a_subject_whose_opening_act_is_retracted_is_retracted_until_it_is_opened_again() {
        assertThat(CaseReading.of(acts("request-received act-retracted")).state())
                .isEqualTo("retracted");
        assertThat(CaseReading.of(acts("request-received act-retracted request-received"))
                        .state())
                .isEqualTo("open");
    }

    @Test
    void subjects_are_listed_by_name_page_by_page_and_filtered() {
        read.record(
                act("jyj", "SQ-2", "1", "request-received", "2021-05-01", "applicant", "enterprise"),
                act("jyj", "SQ-1", "1", "request-received", "2021-03-01", "applicant", "enterprise"),
                act(
                        "jyj",
                        "SQ-1",
                        "2",
                        "request-decided",
                        "2021-03-09",
                        "applicant",
                        "enterprise",
                        "outcome",
                        "granted"),
                act("jyj", "GF-1", "1", "document-issued", "2021-03-01", "kind", "normative"));

        Subjects first = subjects(ALL, Page.of(2, null));
        assertThat(first.subjects()).extracting(SubjectLine::subject).containsExactly("GF-1", "SQ-1");
        Subjects second = subjects(ALL, Page.of(2, first.next()));
        assertThat(second.subjects()).extracting(SubjectLine::subject).containsExactly("SQ-2");
        assertThat(second.next()).isNull();

        assertThat(names(new CaseService.Filter(SubjectKind.DOCUMENT, null, null, null, null)))
                .containsExactly("GF-1");
        assertThat(names(new CaseService.Filter(null, "closed", null, null, null)))
                .containsExactly("SQ-1");
        assertThat(names(new CaseService.Filter(null, null, "-2", null, null))).containsExactly("SQ-2");
        assertThat(names(new CaseService.Filter(null, null, null, LocalDate.of(2021, 3, 2), null)))
                .containsExactly("SQ-2");
        assertThat(names(new CaseService.Filter(null, null, null, null, LocalDate.of(2021, 3, 1))))
                .containsExactly("GF-1", "SQ-1");
    }

    private List<String> names(CaseService.Filter filter) {
        return subjects(filter, Page.of(null, null)).subjects().stream()
                .map(SubjectLine::subject)
                .toList();
    }

    @Test
    void corrections_belong_to_every_year_they_move() {
        read.record(
                act("jyj", "SQ-1", "1", "request-received", "2021-12-30", "applicant", "enterprise"),
                amended(
                        "jyj",
                        "SQ-1",
                        "2",
                        "1",
                        LocalDate.of(2022, 1, 3),
                        null,
                        List.of(counted("1", "request-received", "2021-12-30", "applicant", "enterprise")),
                        List.of(counted("1", "request-received", "2022-01-03", "applicant", "enterprise"))),
                amended("jyj", "SQ-1", "3", "1", null, Map.of("title", "other"), List.of(), List.of()),
                retracted(
                        "jyj",
                        "SQ-1",
                        "4",
                        "1",
                        List.of(counted("1", "request-received", "2022-01-03", "applicant", "enterprise")),
                        List.of()));

        assertThat(corrections(2021)).extracting(CorrectionLine::id).containsExactly("2", "3");
        assertThat(corrections(2022)).extracting(CorrectionLine::id).containsExactly("2", "4");
        assertThat(corrections(2023)).isEmpty();
        assertThat(corrections(null))
                .hasSize(3)
                .allMatch(line -> line.act().equals("1") && line.recordedBy().equals("wang"));
    }

    @Test
    void an_unknown_subject_is_refused_also_before_it_was_recorded() {
        read.record(act("jyj", "SQ-1", "1", "request-received", "2021-05-01", "applicant", "enterprise"));

        for (Runnable ask : List.<Runnable>of(() -> subject("SQ-9"), () -> read.get(CaseService.class)
                .subject("jyj", "SQ-1", 1, LocalDate.of(2024, 6, 1)))) {
            assertThatThrownBy(ask::run).isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(
                            refused.refusal().code())
                    .isEqualTo(ProblemCode.UNKNOWN_SUBJECT));
        }
    }
}
