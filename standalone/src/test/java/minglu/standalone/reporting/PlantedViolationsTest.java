package minglu.standalone.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import minglu.api.format.Cell;
import minglu.api.format.FootingRule;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.api.format.TextRule;
import minglu.standalone.testing.Api.Answer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Every rule of the format at every step: a violation is planted and the step is refused with the rule, both sides, the cells and the
 * acts behind; or the matrix says in a sentence what stops such a violation before, and that is shown instead. A rule that the format
 * has and the matrix has not fails. Acts go through HTTP, singly and as imports, and so do steps.
 */
class PlantedViolationsTest {

    private static final StatutoryFormat FORMAT = Formats.current();
    private static final List<String> STEPS = List.of("submit", "accept", "sign", "publish");

    private final Signing signing = new Signing("planted");

    /**
     * A cell of the matrix, or several that one planting shows.
     *
     * @param rules the rules
     * @param steps the steps
     * @param because null: the step is refused by these rules and no others; else what stops such a violation before
     * @param shows plants it
     */
    private record Planting(Set<String> rules, List<String> steps, String because, Runnable shows) {

        static Planting refused(String rules, String step, Runnable shows) {
            return new Planting(Set.of(rules.split(" ")), List.of(step), null, shows);
        }

        static Planting stopped(String rules, List<String> steps, String because, Runnable shows) {
            return new Planting(Set.of(rules.split(" ")), steps, because, shows);
        }

        List<String> cells() {
            return rules.stream()
                    .sorted()
                    .flatMap(rule -> steps.stream().map(step -> rule + " " + step))
                    .toList();
        }

        String name() {
            return String.join(", ", cells()) + (because == null ? ": refused" : ": " + because);
        }
    }

    private List<Planting> matrix() {
        return List.of(
                Planting.stopped(
                        "R1 R2 R3 R4 R10",
                        STEPS,
                        "both sides are sums of the same postings, and no step takes a figure from its caller",
                        this::figuresAreNotTyped),
                Planting.refused("R8 R11", "submit", this::documentsNeverInForceAreRepealed),
                Planting.refused("R5 R11", "submit", () -> openingStockIsMovedIntoTheYear("submit")),
                Planting.refused("R5 R11", "accept", () -> openingStockIsMovedIntoTheYear("accept")),
                Planting.refused("R6", "submit", this::aPredecessorEndsBeforeItsSuccessorBegins),
                Planting.refused("R6", "accept", this::aPredecessorIsMendedAfterTheSubmission),
                Planting.stopped(
                        "R8",
                        List.of("accept"),
                        "an act that makes a cell negative moves it, and other figures than those submitted are not accepted",
                        this::otherFiguresAreNotAccepted),
                Planting.refused("R8 R11", "sign", this::lateRepealsAfterTheAcceptance),
                Planting.refused("R5 R6 R11", "sign", this::aUnitJoinsWithStock),
                Planting.refused("R8 R11", "publish", this::aLateRepealAfterTheSignature),
                Planting.refused("R5 R6 R11", "publish", this::lateStockOfAUnitThatJoined),
                Planting.stopped(
                        "R7 R9 R12",
                        List.of("submit", "accept"),
                        "a return has no text; the report made of it has",
                        this::aReturnHasNoText),
                Planting.refused("R7 R9 R12", "sign", this::textsContradictFiguresAndActs),
                Planting.stopped(
                        "R7 R9 R12",
                        List.of("publish"),
                        "what is published is the text that was signed, with the figures that were signed",
                        this::textsWrittenAfterTheSignatureAreNotPublished));
    }

    private static Set<String> rulesOfTheFormat() {
        Set<String> rules = new TreeSet<>();
        FORMAT.footing().forEach(rule -> rules.add(rule.id()));
        FORMAT.textRules().forEach(rule -> rules.add(rule.id()));
        return rules;
    }

    @Test
    void the_matrix_has_every_rule_of_the_format_at_every_step() {
        Set<String> wanted = new TreeSet<>();
        rulesOfTheFormat().forEach(rule -> STEPS.forEach(step -> wanted.add(rule + " " + step)));

        Set<String> planted = new TreeSet<>();
        matrix().forEach(one -> planted.addAll(one.cells()));
        assertThat(planted).isEqualTo(wanted);
    }

    @TestFactory
    Stream<DynamicTest> planted() {
        return matrix().stream().map(one -> DynamicTest.dynamicTest(one.name(), one.shows()::run));
    }

    // --- what a refusal has to say

    /** Holds a refusal against what it has to say: {@code rule where: left / right}, then each act with what it adds to the sides. */
    private void failed(Answer answer, String unit, String... expected) {
        Signing.refused(answer, 409, "checks-failed");
        List<String> said = new ArrayList<>();
        for (JsonNode check : answer.json().get("checks")) {
            StringBuilder line =
                    new StringBuilder(Signing.place(check) + ": " + check.get("left") + " / " + check.get("right"));
            check.get("acts").forEach(act -> line.append("; ").append(said(act)));
            said.add(inOrder(line.toString()));
            verifyCells(check);
            verifyActs(check);
        }
        assertThat(said)
                .containsExactlyElementsOf(
                        Stream.of(expected).map(PlantedViolationsTest::inOrder).toList());
        assertThat(answer.json().get("detail").stringValue())
                .contains(unit, expected[0].substring(0, 3).trim());
    }

    /** The acts of a line by name: the subjects of one import take their positions in any order. */
    private static String inOrder(String line) {
        List<String> parts = new ArrayList<>(List.of(line.split("; ")));
        parts.subList(1, parts.size()).sort(null);
        return String.join("; ", parts);
    }

    private static String said(JsonNode act) {
        return Stream.of("unit", "subject", "id", "type", "occurredOn", "left", "right")
                .map(member -> act.get(member).asString())
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    /** The cells are those of the rule at this place, as the format has them. */
    private static void verifyCells(JsonNode check) {
        List<String> cells = new ArrayList<>();
        check.get("cells").forEach(cell -> cells.add(cell.stringValue()));
        String where = check.get("where").stringValue();
        Optional<FootingRule> rule = FORMAT.footing().stream()
                .filter(one -> one.id().equals(check.get("rule").stringValue()))
                .findFirst();
        List<String> wanted;
        if (rule.isEmpty()) {
            wanted = reading(check).sums().stream()
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
        } else if (rule.get().how().kind() == FootingRule.Kind.BALANCE) {
            wanted = Stream.concat(rule.get().how().left().stream(), rule.get().how().right().stream())
                    .map(term -> term.cellAt(where))
                    .distinct()
                    .toList();
        } else {
            wanted = where.equals("all") ? FORMAT.cells().stream().map(Cell::id).toList() : List.of(where);
        }
        assertThat(cells).as(check.toString()).isEqualTo(wanted);
    }

    private static TextRule.Reading reading(JsonNode check) {
        String code = check.get("where").stringValue().replaceFirst("^[a-z]+/", "");
        return FORMAT.textRules().stream()
                .filter(rule -> rule.id().equals(check.get("rule").stringValue()))
                .flatMap(rule -> rule.readings().stream())
                .filter(reading -> reading.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** All acts are there, at the positions of their receipts, and make the difference between the sides. */
    private void verifyActs(JsonNode check) {
        JsonNode acts = check.get("acts");
        assertThat(check.get("actsTotal").longValue()).isEqualTo(acts.size());
        BigDecimal difference = BigDecimal.ZERO;
        long before = 0;
        for (JsonNode act : acts) {
            assertThat(act.get("position").longValue()).isGreaterThan(before);
            before = act.get("position").longValue();
            difference = difference
                    .add(act.get("left").decimalValue())
                    .subtract(act.get("right").decimalValue());
            assertThat(act.get("position").longValue())
                    .isEqualTo(signing.position(
                            act.get("unit").stringValue(),
                            act.get("subject").stringValue(),
                            act.get("id").stringValue()));
        }
        boolean isText = check.get("where").stringValue().contains("/");
        if (!isText && !check.get("where").stringValue().equals("all")) {
            assertThat(difference)
                    .as(check.toString())
                    .isEqualByComparingTo(check.get("left")
                            .decimalValue()
                            .subtract(check.get("right").decimalValue()));
        }
    }

    private static final String NORMATIVE = "{'kind':'normative','cause':'expired'}";
    private static final String REGULATION = "{'kind':'regulation','cause':'repealed'}";
    private static final String RECEIVED = "{'applicant':'enterprise','channel':'mail'}";
    private static final String ISSUED = "{'kind':'normative','title':'办法'}";

    // --- rules that no act can break

    private void figuresAreNotTyped() {
        signing.node("pt", 2021);
        signing.act("pt-a", "SQ-1", "1", "request-received", "2021-03-01", RECEIVED);
        signing.act("pt-b", "XK-1", "1", "decision-made", "2021-03-01", "{'kind':'licence'}");
        String typed = "{\"cells\":{\"3.new.total\":9,\"4.reconsideration.total\":9}}";
        Signing.refused(signing.returned("pt-a", 2021, "submit", typed), 422, "invalid-request");
        signing.submit("pt-a", 2021);
        Signing.refused(signing.returned("pt-a", 2021, "accept", typed), 422, "invalid-request");
        signing.accept("pt-a", 2021);
        signing.submit("pt-b", 2021);
        signing.accept("pt-b", 2021);
        Signing.refused(signing.reported("pt", 2021, "sign", typed), 422, "invalid-request");
        signing.sign("pt", 2021);
        Signing.refused(signing.reported("pt", 2021, "publish", typed), 422, "invalid-request");
        signing.publish("pt", 2021);

        // Published elsewhere and contradicting themselves, such figures are shown with what they break, and reach no
        // step.
        JsonNode kept = signing.reference("pt", 2021, typedFigures());
        Set<String> broken = new TreeSet<>();
        for (JsonNode check : kept.get("checks")) {
            if (check.get("status").stringValue().equals("fails")) {
                broken.add(check.get("rule").stringValue());
                assertThat(check.get("left")).isNotEqualTo(check.get("right"));
                verifyCells(check);
            }
        }
        assertThat(broken).contains("R1", "R2", "R3", "R4", "R10");
        JsonNode live = signing.read("/api/v1/tables?unit=pt&year=2021");
        for (JsonNode check : live.get("checks")) {
            if (Set.of("R1", "R2", "R3", "R4", "R10").contains(check.get("rule").stringValue())) {
                assertThat(check.get("status").stringValue())
                        .as(check.toString())
                        .isEqualTo("holds");
            }
        }
        assertThat(signing.read("/api/v1/reports/pt/2021/versions/1")
                        .get("cells")
                        .get("3.new.total")
                        .longValue())
                .isEqualTo(1);
    }

    private String typedFigures() {
        List<String> cells = new ArrayList<>();
        for (Cell cell : FORMAT.cells()) {
            boolean wrong = cell.id().equals("3.new.total")
                    || cell.id().equals("3.total.enterprise")
                    || cell.id().equals("4.reconsideration.total");
            cells.add("\"" + cell.id() + "\":" + (cell.id().equals("2.charges") ? "\"0\"" : wrong ? "9" : "0"));
            if (wrong) {
                for (String unit : List.of("pt-a", "pt-b")) {
                    signing.reference(unit, 2021, "\"" + cell.id() + "\":0");
                }
            }
        }
        return String.join(",", cells);
    }

    // --- submit and accept

    private void documentsNeverInForceAreRepealed() {
        signing.unit("ps", "district", 2021);
        signing.act("ps", "GZ-0", "1", "document-repealed", "2022-09-01", REGULATION);
        signing.imported(
                Signing.line("ps", "GF-0", "1", "document-repealed", "2022-09-02", NORMATIVE),
                Signing.line("ps", "GF-1", "1", "document-issued", "2021-05-01", ISSUED),
                Signing.line("ps", "GF-1", "2", "document-repealed", "2022-09-03", "{'cause':'expired'}"));

        String regulation = "ps GZ-0 1 document-repealed 2022-09-01 ";
        String normative = "ps GF-0 1 document-repealed 2022-09-02 ";
        failed(
                signing.returned("ps", 2022, "submit", "{}"),
                "ps",
                "R8 all: 2 / 0; " + regulation + "-1 0; " + normative + "-1 0",
                "R8 2.regulation.in-force: -1 / 0; " + regulation + "-1 0",
                "R8 2.normative.in-force: -1 / 0; " + normative + "-1 0",
                "R11 regulation: 1 / 0; " + regulation + "1 0",
                "R11 normative: 2 / 1; " + normative + "1 0");
    }

    /** A unit's first year is mended to an earlier one: its opening stock now comes in the middle of its years. */
    private void openingStockIsMovedIntoTheYear(String step) {
        String unit = "pm-" + step;
        signing.unit(unit, "district", 2022);
        signing.act(
                unit, "opening-normative", "1", "documents-opening", "2022-01-01", "{'kind':'normative','inForce':5}");
        signing.act(unit, "GF-1", "1", "document-repealed", "2022-05-01", NORMATIVE);
        if (step.equals("accept")) {
            signing.submit(unit, 2022);
        }
        signing.unit(unit, "district", 2021);

        failed(
                signing.returned(unit, 2022, step, "{}"),
                unit,
                "R5 normative: 4 / -1; " + unit + " opening-normative 1 documents-opening 2022-01-01 5 0",
                "R11 normative: 1 / 0; " + unit + " GF-1 1 document-repealed 2022-05-01 1 0");
    }

    /** What a unit left open that ended a year before its successor began was carried out by nobody. */
    private void aPredecessorEndsBeforeItsSuccessorBegins() {
        signing.unit("pg", "district", 2023);
        signing.unit("pg-w", "district", 2021, ",\"reportingUntil\":2022,\"successor\":\"pg\"");
        signing.unit("pg-y", "district", 2021, ",\"reportingUntil\":2021,\"successor\":\"pg\"");
        signing.act("pg-w", "SQ-1", "1", "request-received", "2022-12-20", RECEIVED);
        signing.imported(
                Signing.line("pg-y", "SQ-1", "1", "request-received", "2021-12-20", RECEIVED),
                Signing.line("pg-y", "SQ-2", "1", "request-received", "2021-12-21", RECEIVED));

        Answer answer = signing.returned("pg", 2023, "submit", "{}");
        String acts =
                ": 3 / 1; pg-y SQ-1 1 request-received 2021-12-20 1 0; pg-y SQ-2 1 request-received 2021-12-21 1 0";
        failed(answer, "pg", "R6 enterprise" + acts, "R6 total" + acts);
        for (JsonNode check : answer.json().get("checks")) {
            assertThat(check.get("explained").toString())
                    .isEqualTo("[{\"unit\":\"pg-y\",\"change\":\"joined\",\"amount\":2}]");
        }
    }

    private void otherFiguresAreNotAccepted() {
        signing.unit("pa", "district", 2021);
        signing.act("pa", "GF-1", "1", "document-issued", "2021-05-01", ISSUED);
        signing.act("pa", "XK-1", "1", "decision-made", "2022-05-01", "{'kind':'licence'}");
        signing.submit("pa", 2022);
        signing.act("pa", "GZ-0", "1", "document-repealed", "2022-09-01", REGULATION);
        Answer negative = signing.returned("pa", 2022, "accept", "{}");
        Signing.refused(negative, 409, "changed-since-submitted");
        assertThat(negative.json().get("detail").stringValue())
                .contains("2.regulation.in-force", "2.regulation.repealed");
    }

    /** The same while the return waits: no cell of the year moves, only what it is compared with. */
    private void aPredecessorIsMendedAfterTheSubmission() {
        signing.unit("pb", "district", 2023);
        for (String predecessor : List.of("pb-w", "pb-y")) {
            signing.unit(predecessor, "district", 2021, ",\"reportingUntil\":2022,\"successor\":\"pb\"");
            signing.act(predecessor, "SQ-1", "1", "request-received", "2021-12-20", RECEIVED);
        }
        signing.act("pb", "XK-1", "1", "decision-made", "2023-05-01", "{'kind':'licence'}");
        signing.submit("pb", 2023);
        signing.unit("pb-y", "district", 2021, ",\"reportingUntil\":2021,\"successor\":\"pb\"");

        String acts = ": 2 / 1; pb-y SQ-1 1 request-received 2021-12-20 1 0";
        failed(signing.returned("pb", 2023, "accept", "{}"), "pb", "R6 enterprise" + acts, "R6 total" + acts);
    }

    // --- sign

    private void lateRepealsAfterTheAcceptance() {
        signing.acceptedNode("pn", 2021, 2022);
        Signing.refused(
                signing.importer.post(
                        "/api/v1/acts",
                        Signing.line("pn-a", "GF-0", "1", "document-repealed", "2022-09-02", NORMATIVE)),
                409,
                "period-closed");
        signing.late(Signing.line("pn-a", "GF-0", "1", "document-repealed", "2022-09-02", NORMATIVE));
        signing.lateImported(Signing.line("pn-b", "GF-0", "1", "document-repealed", "2022-09-03", NORMATIVE));

        String a = "pn-a GF-0 1 document-repealed 2022-09-02 ";
        String b = "pn-b GF-0 1 document-repealed 2022-09-03 ";
        failed(
                signing.reported("pn", 2022, "sign", "{}"),
                "pn",
                "R8 all: 1 / 0; " + a + "-1 0; " + b + "-1 0",
                "R8 2.normative.in-force: -2 / 0; " + a + "-1 0; " + b + "-1 0",
                "R11 normative: 2 / 0; " + a + "1 0; " + b + "1 0");
    }

    private void aUnitJoinsWithStock() {
        signing.node("pj", 2021);
        signing.unit("pj-c", "pj", 2022);
        signing.imported(
                Signing.line("pj-c", "GF-1", "1", "document-issued", "2015-05-01", ISSUED),
                Signing.line("pj-c", "GF-2", "1", "document-issued", "2016-05-01", ISSUED),
                Signing.line("pj-c", "GF-1", "2", "document-repealed", "2022-05-01", "{'cause':'expired'}"));
        signing.act("pj-c", "SQ-1", "1", "request-received", "2021-12-20", RECEIVED);
        signing.nil("pj-a", 2022);
        signing.nil("pj-b", 2022);
        signing.returns(2022, "pj-a", "pj-b", "pj-c");

        Answer answer = signing.reported("pj", 2022, "sign", "{}");
        String received = ": 1 / 0; pj-c SQ-1 1 request-received 2021-12-20 1 0";
        failed(
                answer,
                "pj",
                "R5 normative: 1 / -1; pj-c GF-1 1 document-issued 2015-05-01 1 0; pj-c GF-2 1 document-issued 2016-05-01 1 0",
                "R6 enterprise" + received,
                "R6 total" + received,
                "R11 normative: 1 / 0; pj-c GF-1 2 document-repealed 2022-05-01 1 0");
        assertThat(Signing.explained(answer))
                .containsExactly(
                        "R5 normative [{\"unit\":\"pj-c\",\"change\":\"joined\",\"amount\":2}]",
                        "R6 enterprise [{\"unit\":\"pj-c\",\"change\":\"joined\",\"amount\":1}]",
                        "R6 total [{\"unit\":\"pj-c\",\"change\":\"joined\",\"amount\":1}]");
    }

    // --- publish

    private void aLateRepealAfterTheSignature() {
        signing.acceptedNode("pp", 2021, 2022);
        signing.sign("pp", 2022);
        signing.late(Signing.line("pp-a", "GF-0", "1", "document-repealed", "2022-09-02", NORMATIVE));

        String act = "pp-a GF-0 1 document-repealed 2022-09-02 ";
        failed(
                signing.reported("pp", 2022, "publish", "{}"),
                "pp",
                "R8 all: 1 / 0; " + act + "-1 0",
                "R8 2.normative.in-force: -1 / 0; " + act + "-1 0",
                "R11 normative: 1 / 0; " + act + "1 0");
        assertThat(signing.read("/api/v1/reports/pp/2022").get("state").stringValue())
                .isEqualTo("signed");

        signing.late(Signing.line("pp-a", "GF-0", "2", "act-retracted", "2023-02-01", "{'act':'1'}"));
        signing.publish("pp", 2022);
    }

    private void lateStockOfAUnitThatJoined() {
        signing.node("pl", 2021);
        signing.unit("pl-c", "pl", 2022);
        signing.nil("pl-a", 2022);
        signing.nil("pl-b", 2022);
        signing.nil("pl-c", 2022);
        signing.returns(2022, "pl-a", "pl-b", "pl-c");
        signing.sign("pl", 2022);
        signing.late(Signing.line("pl-c", "SQ-1", "1", "request-received", "2021-12-20", RECEIVED));
        signing.lateImported(
                Signing.line("pl-c", "GF-1", "1", "document-issued", "2015-05-01", ISSUED),
                Signing.line("pl-c", "GF-1", "2", "document-repealed", "2022-05-01", "{'cause':'expired'}"));

        Answer answer = signing.reported("pl", 2022, "publish", "{}");
        String received = ": 1 / 0; pl-c SQ-1 1 request-received 2021-12-20 1 0";
        failed(
                answer,
                "pl",
                "R5 normative: 0 / -1; pl-c GF-1 1 document-issued 2015-05-01 1 0",
                "R6 enterprise" + received,
                "R6 total" + received,
                "R11 normative: 1 / 0; pl-c GF-1 2 document-repealed 2022-05-01 1 0");

        signing.justify("pl", 2022, answer);
        signing.publish("pl", 2022);
        assertThat(signing.read("/api/v1/reports/pl/2022/versions/1")
                        .get("cells")
                        .get("3.carried-in.total")
                        .longValue())
                .isZero();
    }

    // --- texts

    private void aReturnHasNoText() {
        signing.unit("pr", "district", 2021);
        signing.act("pr", "XK-1", "1", "decision-made", "2021-05-01", "{'kind':'licence'}");
        String texts = "全年收到申请9件,行政许可99件。";
        signing.texts("pr", 2021, texts, "收取信息处理费380元。");
        signing.submit("pr", 2021);
        signing.accept("pr", 2021);

        Answer answer = signing.reported("pr", 2021, "sign", "{}");
        Signing.refused(answer, 409, "checks-failed");
        assertThat(Signing.places(answer))
                .containsExactly("R9 overview/received", "R7 overview/licence", "R12 other/fee-needs-payment");
    }

    private void textsWrittenAfterTheSignatureAreNotPublished() {
        signing.acceptedNode("pw", 2021, 2021);
        signing.texts("pw", 2021, "行政许可{2.licence}件。", "无。");
        signing.sign("pw", 2021);
        signing.texts("pw", 2021, "全年收到申请9件,行政许可99件。", "收取信息处理费380元。");
        signing.late(Signing.line("pw-a", "XK-9", "1", "decision-made", "2021-05-01", "{'kind':'licence'}"));
        signing.publish("pw", 2021);

        JsonNode version = signing.read("/api/v1/reports/pw/2021/versions/1");
        assertThat(version.get("texts").get("overview").stringValue()).isEqualTo("行政许可2件。");
        assertThat(version.get("cells").get("2.licence").longValue()).isEqualTo(2);
        version.get("textChecks")
                .forEach(check -> assertThat(check.get("status").stringValue()).isEqualTo("holds"));
    }

    /** A sentence that names a figure without qualification, with a wrong number, by the code of its reading; those about fees stand in section six. */
    private static Map<String, String> sentences() {
        Map<String, String> sentences = new LinkedHashMap<>();
        sentences.put("received", "收到政府信息公开申请99件。");
        sentences.put("parts", "发布信息2022条,其中动态1678条,公告343条。");
        sentences.put("carried-out", "结转下年度99件。");
        sentences.put("carried-in", "上年结转99件。");
        sentences.put("results", "办结申请99件。");
        sentences.put("granted", "予以公开99件。");
        sentences.put("granted-in-part", "部分公开99件。");
        sentences.put("refused", "不予公开99件。");
        sentences.put("unavailable", "无法提供99件。");
        sentences.put("not-processed", "不予处理99件。");
        sentences.put("closed", "其他处理99件。");
        sentences.put("disputes", "行政复议、行政诉讼共99件。");
        sentences.put("reconsideration", "行政复议99件。");
        sentences.put("litigation", "行政诉讼99件。");
        sentences.put("issued", "制发行政规范性文件99件。");
        sentences.put("repealed", "废止行政规范性文件99件。");
        sentences.put("in-force", "现行有效的行政规范性文件99件。");
        sentences.put("licence", "行政许可99件。");
        sentences.put("penalty", "行政处罚99件。");
        sentences.put("coercion", "行政强制99件。");
        sentences.put("website", "网站发布99条。");
        sentences.put("social-media", "微信、微博发布99条。");
        sentences.put("wechat", "微信发布99条。");
        sentences.put("weibo", "微博发布99条。");
        sentences.put("complaints", "投诉99件。");
        sentences.put("trainings", "培训99次。");
        return sentences;
    }

    private void textsContradictFiguresAndActs() {
        signing.unit("px", "district", 2021);
        actsOfEveryKind("px");
        signing.returns(2021, "px");
        Map<String, String> sentences = sentences();
        Set<String> shown = new TreeSet<>(sentences.keySet());

        signing.texts("px", 2021, String.join("", sentences.values()), "没有收取信息处理费。");
        Answer all = signing.reported("px", 2021, "sign", "{}");
        Signing.refused(all, 409, "checks-failed");
        Map<String, JsonNode> bySentence = byCode(all);
        assertThat(bySentence.keySet()).isEqualTo(with(sentences.keySet(), "fee-denied"));
        bySentence.forEach((code, check) -> verifyText(code, check));
        assertThat(bySentence.get("licence").get("acts").get(0).get("subject").stringValue())
                .isEqualTo("XK-licence");
        assertThat(said(bySentence.get("fee-denied").get("acts").get(0)))
                .isEqualTo("px SQ-granted 3 fee-paid 2021-03-20 0 380");
        shown.add("fee-denied");

        signing.texts("px", 2021, null, "收取信息处理费99元。");
        verifyText("fee", byCode(signing.reported("px", 2021, "sign", "{}")).get("fee"));
        shown.add("fee");
        signing.texts("px", 2021, null, "无。");
        JsonNode unmentioned =
                byCode(signing.reported("px", 2021, "sign", "{}")).get("fee-mentioned");
        assertThat(unmentioned.get("left").isNull()).isTrue();
        assertThat(unmentioned.get("right").intValue()).isEqualTo(380);
        assertThat(unmentioned.get("acts").size()).isEqualTo(1);
        shown.add("fee-mentioned");

        signing.unit("py", "district", 2021);
        signing.nil("py", 2021);
        signing.returns(2021, "py");
        signing.texts("py", 2021, null, "收取信息处理费380元。");
        failed(signing.reported("py", 2021, "sign", "{}"), "py", "R12 other/fee-needs-payment: 380 / null");
        shown.add("fee-needs-payment");

        Set<String> codes = new TreeSet<>();
        FORMAT.textRules().forEach(rule -> rule.readings().forEach(reading -> codes.add(reading.code())));
        // How the other phrases are read is measured on a corpus of sentences.
        assertThat(codes).containsAll(shown);
    }

    private static Set<String> with(Set<String> codes, String more) {
        Set<String> all = new TreeSet<>(codes);
        all.add(more);
        return all;
    }

    private static Map<String, JsonNode> byCode(Answer answer) {
        Map<String, JsonNode> checks = new TreeMap<>();
        answer.json().get("checks").forEach(check -> checks.put(reading(check).code(), check));
        return checks;
    }

    private void verifyText(String code, JsonNode check) {
        verifyCells(check);
        verifyActs(check);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode act : check.get("acts")) {
            assertThat(act.get("left").intValue()).isZero();
            sum = sum.add(act.get("right").decimalValue());
        }
        if (code.equals("parts")) {
            // A text that contradicts itself: no act has a part in it.
            assertThat(check.get("left").intValue()).isEqualTo(2022);
            assertThat(check.get("right").intValue()).isEqualTo(2021);
            assertThat(check.get("acts").size()).isZero();
            return;
        }
        assertThat(check.get("left").intValue()).as(code).isEqualTo(code.equals("fee-denied") ? 0 : 99);
        assertThat(check.get("acts").size()).as(code).isPositive();
        // A number of received applications may stand for those carried in as well: all are behind it.
        BigDecimal carriedIn = code.equals("received") ? BigDecimal.ONE : BigDecimal.ZERO;
        assertThat(sum)
                .as(code)
                .isEqualByComparingTo(check.get("right").decimalValue().add(carriedIn));
    }

    private void actsOfEveryKind(String unit) {
        List<String> lines = new ArrayList<>();
        for (String outcome : List.of(
                "granted",
                "granted-in-part",
                "refused-state-secret",
                "unavailable-not-held",
                "not-processed-petition",
                "closed-other")) {
            String subject = "SQ-" + outcome;
            lines.add(Signing.line(unit, subject, "1", "request-received", "2021-03-01", RECEIVED));
            if (outcome.equals("granted")) {
                lines.add(Signing.line(
                        unit,
                        subject,
                        "2",
                        "fee-charged",
                        "2021-03-10",
                        "{'basis':'per-page','quantity':68,'amountYuan':'380'}"));
                lines.add(Signing.line(unit, subject, "3", "fee-paid", "2021-03-20", "{}"));
            }
            lines.add(
                    Signing.line(unit, subject, "9", "request-decided", "2021-04-01", "{'outcome':'" + outcome + "'}"));
        }
        lines.add(Signing.line(unit, "SQ-open", "1", "request-received", "2020-12-01", RECEIVED));
        for (String kind : List.of("reconsideration", "litigation-direct", "litigation-after-reconsideration")) {
            lines.add(Signing.line(
                    unit,
                    "FY-" + kind,
                    "1",
                    "dispute-filed",
                    "2021-04-01",
                    "{'kind':'" + kind + "','role':'original-organ'}"));
        }
        lines.add(Signing.line(unit, "GF-1", "1", "document-issued", "2021-05-01", ISSUED));
        lines.add(Signing.line(unit, "GF-2", "1", "document-issued", "2021-05-01", ISSUED));
        lines.add(Signing.line(unit, "GF-2", "2", "document-repealed", "2021-06-01", "{'cause':'expired'}"));
        for (String kind : List.of("licence", "penalty", "coercion")) {
            lines.add(Signing.line(unit, "XK-" + kind, "1", "decision-made", "2021-05-01", "{'kind':'" + kind + "'}"));
        }
        for (String channel : List.of("website", "wechat", "weibo")) {
            lines.add(Signing.line(
                    unit,
                    "ITEMS",
                    channel,
                    "items-tallied",
                    "2021-12-31",
                    "{'channel':'" + channel + "','category':'dynamics','count':7,'evidence':'台账'}"));
        }
        lines.add(Signing.line(unit, "TS", "1", "complaint-handled", "2021-05-01", "{'channel':'phone'}"));
        lines.add(Signing.line(unit, "PX", "1", "training-held", "2021-05-01", "{'topic':'条例','participants':20}"));
        signing.imported(lines.toArray(String[]::new));
    }
}
