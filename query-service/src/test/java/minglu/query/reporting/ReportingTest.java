package minglu.query.reporting;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.counted;
import static minglu.query.support.Acts.retracted;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import minglu.api.format.Formats;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.BoardView;
import minglu.api.reporting.CanonicalJson;
import minglu.api.reporting.FindBoard;
import minglu.api.reporting.FindReferenceFigures;
import minglu.api.reporting.FindReport;
import minglu.api.reporting.FindReturn;
import minglu.api.reporting.HistoryLine;
import minglu.api.reporting.Justification;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.PrepareReport;
import minglu.api.reporting.PreparedReport;
import minglu.api.reporting.ReferenceFiguresKept;
import minglu.api.reporting.ReferenceView;
import minglu.api.reporting.ReportPublished;
import minglu.api.reporting.ReportRestated;
import minglu.api.reporting.ReportSigned;
import minglu.api.reporting.ReportState;
import minglu.api.reporting.ReportTexts;
import minglu.api.reporting.ReportTextsWritten;
import minglu.api.reporting.ReportView;
import minglu.api.reporting.ReturnAccepted;
import minglu.api.reporting.ReturnReopened;
import minglu.api.reporting.ReturnSentBack;
import minglu.api.reporting.ReturnState;
import minglu.api.reporting.ReturnSubmitted;
import minglu.api.reporting.ReturnView;
import minglu.api.reporting.ReturnWithdrawn;
import minglu.api.reporting.SignOff;
import minglu.api.reporting.WarningsJustified;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.FindTables;
import minglu.api.tables.FoundMoves;
import minglu.api.tables.Moment;
import minglu.api.tables.Scope;
import minglu.api.unit.UnitKind;
import minglu.query.documents.DocumentFormat;
import minglu.query.support.QueryFixture;
import minglu.query.tables.TablesService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sign-off as it is read: from events, without Axon and web. Today is 1 June 2024; events are recorded on 1 January 2024. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportingTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String CHECKPOINT = "log.example/minglu\n9\nroot\n\n— log.example/minglu signature\n";

    private final QueryFixture read = new QueryFixture();

    @BeforeEach
    void units() {
        read.clear();
        read.record(
                unit("jyj", UnitKind.DEPARTMENT, "district", 2021), unit("mzj", UnitKind.DEPARTMENT, "district", 2021));
    }

    @AfterAll
    void close() {
        read.close();
    }

    private static SignOff by(String role, String comment) {
        return new SignOff("s", "u-" + role, role, comment);
    }

    private Object licence(String unit, String subject, String day) {
        return act(unit, subject, "1", "decision-made", day, "kind", "licence");
    }

    /** Figures as they are now, kept as a step would keep them. */
    private KeptFigures figures(String unit, int year) {
        return KeptFigures.of(read.get(TablesService.class).find(new FindTables(unit, year, null, Moment.NOW, null)));
    }

    private ReturnView aReturn(String unit, int year, Moment moment) {
        return read.get(ReturnService.class).find(new FindReturn(unit, year, moment));
    }

    private ReportView report(String unit, int year, Moment moment) {
        return read.get(ReportService.class).find(new FindReport(unit, year, moment));
    }

    private PreparedReport prepared(String unit, int year) {
        return read.get(ReportService.class).find(new PrepareReport(unit, year, Moment.NOW));
    }

    private void sign(String unit, int year) {
        PreparedReport prepared = prepared(unit, year);
        read.record(new ReportSigned(
                unit,
                year,
                prepared.version(),
                by("consolidator", null),
                KeptFigures.of(prepared.figures()),
                prepared.content()));
    }

    private static void refused(ProblemCode code, Runnable asked) {
        assertThatThrownBy(asked::run).isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(code));
    }

    // --- returns

    @Test
    void a_return_that_nobody_touched_is_open() {
        ReturnView open = aReturn("jyj", 2021, Moment.NOW);

        assertThat(open.state()).isEqualTo(ReturnState.OPEN);
        assertThat(open.version()).isEqualTo(1);
        assertThat(open.history()).isEmpty();
        assertThat(open.figures()).isNull();
        assertThat(open.changedSince()).isEmpty();
    }

    @Test
    void a_return_is_read_as_it_was_known_at_every_position() {
        read.record(licence("jyj", "X-1", "2021-03-01"));
        KeptFigures figures = figures("jyj", 2021);
        read.record(
                new ReturnSubmitted("jyj", 2021, by("reviewer", "sealed"), figures),
                new ReturnWithdrawn("jyj", 2021, by("reviewer", "sealed")),
                new ReturnSubmitted("jyj", 2021, by("reviewer", null), figures),
                new ReturnSentBack("jyj", 2021, by("consolidator", "sealed")),
                new ReturnSubmitted("jyj", 2021, by("reviewer", null), figures),
                new ReturnAccepted("jyj", 2021, by("consolidator", null), figures),
                new ReturnReopened("jyj", 2021, by("consolidator", "sealed")));

        List<ReturnState> states = new ArrayList<>();
        List<Integer> versions = new ArrayList<>();
        for (long position = 3; position <= 10; position++) {
            ReturnView view = aReturn("jyj", 2021, Moment.knownAt(position));
            assertThat(view.knownAt().position()).isEqualTo(position);
            assertThat(view.history()).hasSize((int) position - 3);
            states.add(view.state());
            versions.add(view.version());
        }
        assertThat(states)
                .containsExactly(
                        ReturnState.OPEN,
                        ReturnState.SUBMITTED,
                        ReturnState.OPEN,
                        ReturnState.SUBMITTED,
                        ReturnState.OPEN,
                        ReturnState.SUBMITTED,
                        ReturnState.ACCEPTED,
                        ReturnState.OPEN);
        assertThat(versions).containsExactly(1, 1, 1, 1, 1, 1, 1, 2);
        HistoryLine last = aReturn("jyj", 2021, Moment.NOW).history().get(6);
        assertThat(last)
                .isEqualTo(new HistoryLine(
                        "open",
                        null,
                        "consolidator",
                        QueryFixture.FIRST.plusSeconds(9),
                        "opened for return:2021",
                        10,
                        "accepted",
                        "reopen",
                        1));
    }

    @Test
    void what_moved_a_cell_since_the_figures_were_kept_is_told_by_position() {
        read.record(licence("jyj", "X-1", "2021-03-01"));
        KeptFigures figures = figures("jyj", 2021);
        // Decided before the acceptance and recorded after the figures.
        read.record(licence("jyj", "X-2", "2021-04-01"));
        read.record(
                new ReturnSubmitted("jyj", 2021, by("reviewer", null), figures),
                new ReturnAccepted("jyj", 2021, by("consolidator", null), figures),
                licence("jyj", "X-3", "2022-04-01"),
                licence("mzj", "X-4", "2021-04-01"),
                act("jyj", "F-1", "1", "charge-collected", "2021-12-31", "amountYuan", "5"));

        ReturnView view = aReturn("jyj", 2021, Moment.NOW);

        assertThat(view.figures().position()).isEqualTo(3);
        assertThat(view.figures().cells().get("2.licence")).isEqualTo(1L);
        assertThat(view.changedSince())
                .containsExactly(
                        new FoundMoves.Event("jyj", "X-2", "1", 4, Map.of("2.licence", 1L)),
                        new FoundMoves.Event("jyj", "F-1", "1", 9, Map.of("2.charges", "0.0005")));
        assertThat(aReturn("jyj", 2021, Moment.knownAt(8)).changedSince()).hasSize(1);
    }

    @Test
    void only_a_unit_has_a_return_and_only_of_its_years() {
        refused(ProblemCode.UNKNOWN_UNIT, () -> aReturn("nobody", 2021, Moment.NOW));
        refused(ProblemCode.UNIT_IS_NODE, () -> aReturn("district", 2021, Moment.NOW));
        refused(ProblemCode.YEAR_NOT_REPORTED, () -> aReturn("jyj", 2020, Moment.NOW));
    }

    // --- reports

    @Test
    void a_report_goes_through_its_versions_and_what_was_signed_stays() {
        read.record(licence("jyj", "X-1", "2021-03-01"));
        assertThat(report("district", 2021, Moment.NOW).state()).isEqualTo(ReportState.DRAFT);
        sign("district", 2021);
        read.record(new ReportPublished("district", 2021, 1, by("publisher", null), CHECKPOINT));
        String first = content("district", 1);
        read.record(licence("jyj", "X-2", "2021-05-01"));
        long late = read.head();
        read.record(new ReportRestated("district", 2021, 2, by("consolidator", "sealed")));
        ReportView draft = report("district", 2021, Moment.NOW);
        sign("district", 2021);
        ReportView signed = report("district", 2021, Moment.NOW);

        assertThat(draft.state()).isEqualTo(ReportState.DRAFT);
        assertThat(draft.version()).isEqualTo(2);
        assertThat(draft.figures().cells().get("2.licence")).isEqualTo(1L);
        assertThat(draft.changedSince())
                .containsExactly(new FoundMoves.Event("jyj", "X-2", "1", late, Map.of("2.licence", 1L)));
        assertThat(signed.state()).isEqualTo(ReportState.SIGNED);
        assertThat(signed.changedSince()).isEmpty();
        assertThat(signed.versions())
                .extracting(ReportView.Version::version, ReportView.Version::state)
                .containsExactly(tuple(1, ReportState.PUBLISHED), tuple(2, ReportState.SIGNED));
        assertThat(content("district", 1)).isEqualTo(first);
        assertThat(report("district", 2021, Moment.knownAt(late)).state()).isEqualTo(ReportState.PUBLISHED);
        assertThat(read.get(ReportService.class).find("district", 2021, 1)).isPresent();
        assertThat(read.get(ReportService.class).find("district", 2021, 2)).isEmpty();
    }

    private String content(String unit, int version) {
        return read.get(ReportService.class)
                .content(unit, 2021, version, read.head())
                .orElseThrow();
    }

    @Test
    void the_content_of_a_version_is_canonical_and_says_everything() {
        read.record(
                licence("jyj", "X-1", "2021-03-01"),
                new ReportTextsWritten("district", 2021, "u", new ReportTexts("sealed", null, "sealed")),
                new WarningsJustified("district", 2021, "u", List.of(new Justification("R5", "normative", "sealed"))));

        PreparedReport prepared = prepared("district", 2021);
        JsonNode content = JSON.readTree(prepared.content());

        assertThat(CanonicalJson.write(content)).isEqualTo(prepared.content());
        assertThat(content.propertyNames())
                .containsExactly(
                        "cells",
                        "checks",
                        "complaints",
                        "fees",
                        "format",
                        "items",
                        "justifications",
                        "knownAt",
                        "names",
                        "occurredUntil",
                        "oversight",
                        "restatement",
                        "rules",
                        "scope",
                        "textChecks",
                        "texts",
                        "trainings",
                        "unit",
                        "units",
                        "version",
                        "written",
                        "year");
        assertThat(content.get("cells").size()).isEqualTo(200);
        assertThat(content.get("names").toString())
                .isEqualTo("{\"district\":\"district\",\"jyj\":\"unit jyj\",\"mzj\":\"unit mzj\"}");
        assertThat(content.get("texts").toString())
                .isEqualTo("{\"other\":\"opened for report:2021\",\"overview\":\"opened for report:2021\","
                        + "\"problems\":null}");
        assertThat(content.get("knownAt").toString())
                .isEqualTo("{\"position\":5,\"recordedAt\":\"2024-01-01T00:00:04.000001Z\"}");
        assertThat(content.get("restatement").isNull()).isTrue();
        assertThat(content.get("units").get("silent").get(0).stringValue()).isEqualTo("mzj");
    }

    @Test
    void the_files_of_a_published_version_are_those_of_its_publication() {
        read.record(licence("jyj", "X-1", "2021-03-01"));
        sign("district", 2021);
        VersionFiles files = read.get(VersionFiles.class);
        String content = content("district", 1);
        byte[] signed = files.file("district", 2021, 1, content, null, DocumentFormat.HTML);
        long before = read.head();
        read.record(new ReportPublished("district", 2021, 1, by("publisher", null), CHECKPOINT));
        ReportingStore.Publication publication = read.get(ReportService.class)
                .publication("district", 2021, 1, read.head())
                .orElseThrow();

        assertThat(read.get(ReportService.class).publication("district", 2021, 1, before))
                .isEmpty();
        assertThat(text(signed)).contains("暂无").doesNotContain("log.example");
        for (DocumentFormat format : VersionFiles.FORMATS) {
            byte[] kept = files.file("district", 2021, 1, content, publication, format);
            // What is kept is given, whatever the printer would print of other content.
            byte[] again = files.file("district", 2021, 1, content.replace("unit jyj", "unit x"), publication, format);
            if (format == DocumentFormat.JSON) {
                assertThat(kept).isNotEqualTo(again);
            } else {
                assertThat(kept).isEqualTo(again);
            }
        }
        assertThat(text(files.file("district", 2021, 1, content, publication, DocumentFormat.HTML)))
                .contains("log.example/minglu");
        // As it was signed, also when it is long published.
        assertThat(files.file("district", 2021, 1, content, null, DocumentFormat.HTML))
                .isEqualTo(signed);
    }

    @Test
    void the_json_of_a_published_version_is_what_was_signed_with_checkpoint_and_digest() throws Exception {
        read.record(
                licence("jyj", "X-1", "2021-03-01"),
                act("jyj", "F-1", "1", "charge-collected", "2021-12-31", "amountYuan", "0.01"));
        sign("district", 2021);
        String content = content("district", 1);
        VersionFiles files = read.get(VersionFiles.class);

        assertThat(text(files.file("district", 2021, 1, content, null, DocumentFormat.JSON)))
                .isEqualTo(content);
        String published = text(files.file(
                "district", 2021, 1, content, new ReportingStore.Publication(CHECKPOINT), DocumentFormat.JSON));
        JsonNode tree = JSON.readTree(published);
        assertThat(tree.get("checkpoint").stringValue()).isEqualTo(CHECKPOINT);
        assertThat(tree.get("digest").stringValue())
                .isEqualTo(HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8))));
        assertThat(published
                        .replace("\"checkpoint\":" + JSON.writeValueAsString(CHECKPOINT) + ",", "")
                        .replace("\"digest\":" + tree.get("digest") + ",", ""))
                .isEqualTo(content);
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    // --- 更正说明

    @Test
    void a_restatement_explains_each_changed_cell_by_the_acts_behind_it() {
        read.record(
                licence("jyj", "X-1", "2021-03-01"),
                act("jyj", "SQ-1", "1", "request-received", "2021-11-01", "applicant", "enterprise"));
        sign("district", 2021);
        read.record(
                new ReportPublished("district", 2021, 1, by("publisher", null), CHECKPOINT),
                licence("jyj", "X-2", "2021-05-01"),
                act("mzj", "G-1", "1", "document-issued", "2021-05-01", "kind", "normative"),
                act("jyj", "SQ-2", "1", "request-received", "2022-11-01", "applicant", "enterprise"),
                act(
                        "jyj",
                        "SQ-1",
                        "2",
                        "request-decided",
                        "2021-12-01",
                        "applicant",
                        "enterprise",
                        "outcome",
                        "granted"),
                unit("slj", UnitKind.DEPARTMENT, "district", 2021),
                licence("slj", "X-9", "2021-05-01"),
                // An act that is taken back leaves no trace in the sums.
                licence("jyj", "X-3", "2021-05-01"),
                retracted(
                        "jyj",
                        "X-3",
                        "2",
                        "1",
                        List.of(counted("1", "decision-made", "2021-05-01", "kind", "licence")),
                        List.of()),
                new ReportRestated("district", 2021, 2, by("consolidator", "sealed")));

        JsonNode restatement =
                JSON.readTree(prepared("district", 2021).content()).get("restatement");

        assertThat(restatement.get("previousVersion").intValue()).isEqualTo(1);
        assertThat(restatement.get("reason").stringValue()).isEqualTo("opened for report:2021");
        for (JsonNode cell : restatement.get("cells")) {
            BigDecimal adjustment = new BigDecimal(cell.get("adjustment").asString());
            assertThat(new BigDecimal(cell.get("previous").asString()).add(adjustment))
                    .as(cell.toString())
                    .isEqualByComparingTo(cell.get("restated").asString());
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode behind : cell.get("acts")) {
                sum = sum.add(new BigDecimal(behind.get("amount").asString()));
            }
            assertThat(sum).as(cell.toString()).isEqualByComparingTo(adjustment);
        }
        assertThat(restatement.get("cells").findValuesAsString("cell"))
                .containsExactly(
                        "2.normative.issued",
                        "2.normative.in-force",
                        "2.licence",
                        "3.granted.enterprise",
                        "3.granted.total",
                        "3.total.enterprise",
                        "3.total.total",
                        "3.carried-out.enterprise",
                        "3.carried-out.total");
        assertThat(restatement.get("laterYears").toString())
                .isEqualTo("[{\"cells\":[\"2.normative.in-force\",\"3.carried-in.enterprise\",\"3.carried-in.total\","
                        + "\"3.carried-out.enterprise\",\"3.carried-out.total\"],\"year\":2022},"
                        + "{\"cells\":[\"2.normative.in-force\",\"3.carried-in.enterprise\",\"3.carried-in.total\","
                        + "\"3.carried-out.enterprise\",\"3.carried-out.total\"],\"year\":2023},"
                        + "{\"cells\":[\"2.normative.in-force\",\"3.carried-in.enterprise\",\"3.carried-in.total\","
                        + "\"3.carried-out.enterprise\",\"3.carried-out.total\"],\"year\":2024}]");
        assertThat(restatement.get("note").stringValue())
                .contains("更正第1版", "行政许可 本年处理决定数量:原为1件,调整+2件,更正后为3件", "2022年报告受影响的数据");
    }

    @Test
    void a_late_request_that_was_decided_the_year_after_is_carried_in_there_and_not_out() {
        sign("district", 2021);
        read.record(
                new ReportPublished("district", 2021, 1, by("publisher", null), CHECKPOINT),
                act("jyj", "SQ-1", "1", "request-received", "2021-11-01", "applicant", "enterprise"),
                act(
                        "jyj",
                        "SQ-1",
                        "2",
                        "request-decided",
                        "2022-02-01",
                        "applicant",
                        "enterprise",
                        "outcome",
                        "granted"),
                // Another subject is no business of this report.
                act("jyj", "SQ-2", "1", "request-received", "2022-11-01", "applicant", "enterprise"),
                new ReportRestated("district", 2021, 2, by("consolidator", "sealed")));

        assertThat(JSON.readTree(prepared("district", 2021).content())
                        .get("restatement")
                        .get("laterYears")
                        .toString())
                .isEqualTo("[{\"cells\":[\"3.carried-in.enterprise\",\"3.carried-in.total\",\"3.granted.enterprise\","
                        + "\"3.granted.total\",\"3.total.enterprise\",\"3.total.total\"],\"year\":2022}]");
    }

    @Test
    void a_change_of_units_stands_behind_a_cell_without_a_subject() {
        read.record(unit("kfq", UnitKind.GOVERNMENT, "district", null), licence("jyj", "X-1", "2021-03-01"));
        sign("kfq", 2021);
        read.record(
                new ReportPublished("kfq", 2021, 1, by("publisher", null), CHECKPOINT),
                unit("jyj", UnitKind.DEPARTMENT, "kfq", 2021),
                new ReportRestated("kfq", 2021, 2, by("consolidator", "sealed")));

        JsonNode cell = JSON.readTree(prepared("kfq", 2021).content())
                .get("restatement")
                .get("cells")
                .get(0);

        assertThat(cell.get("acts").get(0).get("unit").stringValue()).isEqualTo("jyj");
        assertThat(cell.get("acts").get(0).get("subject").isNull()).isTrue();
        assertThat(cell.get("acts").get(0).get("amount").intValue()).isEqualTo(1);
    }

    // --- justifications

    @Test
    void a_failing_warning_with_a_reason_is_justified_from_then_on_and_where_it_was_given() {
        // A unit joins with an open case: the node carries in more than it carried out the year before.
        read.record(
                unit("slj", UnitKind.DEPARTMENT, "district", 2022),
                act("slj", "SQ-1", "1", "request-received", "2021-12-01", "applicant", "enterprise"),
                new WarningsJustified("jyj", 2022, "u", List.of(new Justification("R6", "total", "sealed"))),
                new WarningsJustified("district", 2021, "u", List.of(new Justification("R6", "total", "sealed"))));
        assertThat(status("district", null, 2022, Moment.NOW, "R6", "total")).isEqualTo(CheckStatus.FAILS);
        long before = read.head();
        read.record(new WarningsJustified(
                "district",
                2022,
                "u",
                List.of(new Justification("R6", "total", "sealed"), new Justification("R6", "nobody", "sealed"))));

        assertThat(status("district", null, 2022, Moment.NOW, "R6", "total")).isEqualTo(CheckStatus.JUSTIFIED);
        assertThat(status("district", null, 2022, Moment.NOW, "R6", "enterprise"))
                .isEqualTo(CheckStatus.FAILS);
        assertThat(status("district", null, 2022, Moment.NOW, "R2", "total")).isEqualTo(CheckStatus.HOLDS);
        assertThat(status("district", null, 2022, Moment.knownAt(before), "R6", "total"))
                .isEqualTo(CheckStatus.FAILS);
        read.record(new WarningsJustified("district", 2022, "u", List.of()));
        assertThat(status("district", null, 2022, Moment.NOW, "R6", "total")).isEqualTo(CheckStatus.FAILS);
    }

    private CheckStatus status(String unit, Scope scope, int year, Moment moment, String rule, String where) {
        List<CheckLine> checks = read.get(TablesService.class)
                .find(new FindTables(unit, year, scope, moment, null))
                .checks();
        return checks.stream()
                .filter(check -> check.rule().equals(rule) && check.where().equals(where))
                .findFirst()
                .orElseThrow()
                .status();
    }

    // --- the board

    private BoardView board(String node, int year, Moment moment) {
        return read.get(BoardService.class).find(new FindBoard(node, year, moment, 100, null));
    }

    @Test
    void the_board_has_a_line_for_each_unit_that_the_node_sums() {
        read.record(
                unit("sw", UnitKind.VERTICAL, "district", 2021),
                unit("new", UnitKind.DEPARTMENT, "district", 2024),
                unit("jz", 2021, UnitKind.DEPARTMENT, "district", 2021, 2022, "mzj"),
                licence("jyj", "X-1", "2023-02-01"),
                act("jyj", "N", "1", "nil-declared", "2023-06-01", "year", "2023", "month", "5"),
                act("mzj", "N", "1", "nil-declared", "2024-01-05", "year", "2023"),
                // A predecessor's act of a later year counts for the successor.
                act("jz", "SQ-1", "1", "request-received", "2022-12-01", "applicant", "enterprise"),
                act(
                        "jz",
                        "SQ-1",
                        "2",
                        "request-decided",
                        "2023-01-10",
                        "applicant",
                        "enterprise",
                        "outcome",
                        "granted"));

        BoardView board = board("district", 2023, Moment.NOW);

        assertThat(board.units()).extracting(BoardView.Line::unit).containsExactly("jyj", "mzj");
        assertThat(board.units().get(0).monthsWithoutAct()).containsExactly(1, 3, 4, 6, 7, 8, 9, 10, 11, 12);
        assertThat(board.units().get(1).monthsWithoutAct()).isEmpty();
        assertThat(board("jyj", 2023, Moment.NOW).units()).hasSize(1);
        assertThat(board("jz", 2022, Moment.NOW).units().get(0).monthsWithoutAct())
                .hasSize(11);
        // Of the current year only what is over: January to May.
        assertThat(board("jyj", 2024, Moment.NOW).units().get(0).monthsWithoutAct())
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(board("jyj", 2025, Moment.NOW).units().get(0).monthsWithoutAct())
                .isEmpty();
        refused(ProblemCode.UNKNOWN_UNIT, () -> board("nobody", 2023, Moment.NOW));
    }

    @Test
    void a_return_is_late_after_31_january_and_a_report_after_20_february() {
        read.record(licence("jyj", "X-1", "2023-02-01"));
        KeptFigures figures = figures("jyj", 2023);
        // Recorded on 1 January 2024, today is 1 June.
        read.record(new ReturnSubmitted("jyj", 2023, by("reviewer", null), figures));

        BoardView board = board("district", 2023, Moment.NOW);
        assertThat(board.units()).extracting(BoardView.Line::late).containsExactly(false, true);
        assertThat(board.units().get(0).dueOn()).isEqualTo("2024-01-31");
        assertThat(board.report().dueOn()).isEqualTo("2024-02-20");
        assertThat(board.report().late()).isTrue();
        // As it was known on 1 January nobody was late.
        BoardView then = board("district", 2023, Moment.knownAt(read.head()));
        assertThat(then.units()).extracting(BoardView.Line::late).containsExactly(false, false);
        assertThat(then.report().late()).isFalse();
        // Submitted in 2024 for 2021 is late for ever; sent back it is late until it comes again.
        read.record(new ReturnSubmitted("mzj", 2021, by("reviewer", null), figures("mzj", 2021)));
        assertThat(board("mzj", 2021, Moment.NOW).units().get(0).late()).isTrue();
        read.record(new ReturnSentBack("jyj", 2023, by("consolidator", "sealed")));
        assertThat(board("jyj", 2023, Moment.NOW).units().get(0).late()).isTrue();
    }

    @Test
    void the_board_shows_failing_checks_and_what_changed() {
        read.record(act("jyj", "G-1", "1", "document-repealed", "2022-03-01", "kind", "normative", "cause", "expired"));
        read.record(new ReturnSubmitted("jyj", 2022, by("reviewer", null), figures("jyj", 2022)));
        read.record(licence("jyj", "X-1", "2022-02-01"));

        BoardView.Line line = board("jyj", 2022, Moment.NOW).units().get(0);

        assertThat(line.state()).isEqualTo(ReturnState.SUBMITTED);
        assertThat(line.failingChecks()).extracting(CheckLine::rule).containsExactly("R8", "R8", "R11");
        assertThat(line.changedSince()).extracting(FoundMoves.Event::subject).containsExactly("X-1");
        assertThat(board("mzj", 2022, Moment.NOW).units().get(0).failingChecks())
                .isEmpty();
    }

    // --- reference figures

    private ReferenceView reference(String unit, int year) {
        return read.get(ReferenceService.class).find(new FindReferenceFigures(unit, year, Moment.NOW));
    }

    private static CheckStatus status(ReferenceView view, String rule, String where) {
        return view.checks().stream()
                .filter(check -> check.rule().equals(rule) && check.where().equals(where))
                .findFirst()
                .orElseThrow()
                .status();
    }

    @Test
    void reference_figures_are_held_against_the_acts_and_the_rules() {
        read.record(
                licence("jyj", "X-1", "2021-03-01"),
                new ReferenceFiguresKept(
                        "jyj",
                        2021,
                        "u",
                        Formats.F2021_30,
                        Map.of("2.licence", 1846L, "2.penalty", 0L, "2.charges", "0")));

        ReferenceView view = reference("jyj", 2021);

        assertThat(view.cells()).hasSize(3);
        assertThat(view.differences()).containsExactly(new ReferenceView.Difference("2.licence", 1846L, 1L));
        assertThat(status(view, "R2", "total")).isEqualTo(CheckStatus.UNKNOWN);
        read.record(new ReferenceFiguresKept("jyj", 2021, "u", Formats.F2021_30, Map.of("2.licence", 1L)));
        assertThat(reference("jyj", 2021).differences()).isEmpty();
    }

    @Test
    void a_year_before_reporting_has_nothing_computed() {
        read.record(new ReferenceFiguresKept("jyj", 2019, "u", Formats.F2021_30, Map.of("2.licence", 0L)));

        assertThat(reference("jyj", 2019).differences())
                .containsExactly(new ReferenceView.Difference("2.licence", 0L, null));
        assertThat(reference("district", 2019).cells()).isEmpty();
        refused(ProblemCode.UNKNOWN_UNIT, () -> reference("nobody", 2019));
    }

    /** 淮安市 2024 → 2025: carried out 103, carried in 77; both years balance in themselves. */
    @Test
    void the_year_before_is_that_which_was_published_or_else_that_of_the_acts() {
        read.record(
                new ReferenceFiguresKept("jyj", 2019, "u", Formats.F2021_30, Map.of("3.carried-out.total", 103L)),
                new ReferenceFiguresKept("jyj", 2020, "u", Formats.F2021_30, Map.of("3.carried-in.total", 77L)),
                new ReferenceFiguresKept("jyj", 2022, "u", Formats.F2021_30, Map.of("3.carried-in.total", 0L)));

        assertThat(status(reference("jyj", 2019), "R6", "total")).isEqualTo(CheckStatus.UNKNOWN);
        assertThat(status(reference("jyj", 2020), "R6", "total")).isEqualTo(CheckStatus.FAILS);
        assertThat(status(reference("jyj", 2022), "R6", "total")).isEqualTo(CheckStatus.HOLDS);
    }

    @Test
    void what_a_node_published_is_the_sum_of_what_its_units_published() {
        read.record(
                new ReferenceFiguresKept("district", 2021, "u", Formats.F2021_30, Map.of("2.licence", 17L)),
                new ReferenceFiguresKept("jyj", 2021, "u", Formats.F2021_30, Map.of("2.licence", 10L)));
        assertThat(status(reference("district", 2021), "R10", "all")).isEqualTo(CheckStatus.UNKNOWN);

        read.record(new ReferenceFiguresKept("mzj", 2021, "u", Formats.F2021_30, Map.of("2.licence", 8L)));
        assertThat(status(reference("district", 2021), "R10", "2.licence")).isEqualTo(CheckStatus.FAILS);

        read.record(new ReferenceFiguresKept("mzj", 2021, "u", Formats.F2021_30, Map.of("2.licence", 7L)));
        assertThat(reference("district", 2021).checks())
                .noneMatch(check -> check.rule().equals("R10") && check.status() == CheckStatus.FAILS);
    }
}
