package minglu.api.act;

import static minglu.api.act.SampleActs.JSON;
import static minglu.api.act.SampleActs.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minglu.api.correction.ActAmended;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.api.request.Consulted;
import minglu.api.request.ThirdPartyConsulted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of acts, member by member: each rule let through and refused. */
class ActFormTest {

    @ParameterizedTest
    @EnumSource(ActType.class)
    void theLeastActOfATypeIsAccepted(ActType type) {
        Act act = ActForm.parse(SampleActs.minimal(type));

        assertThat(act.type()).isEqualTo(type);
        assertThat(act.unit()).isEqualTo("jyj");
        assertThat(act.id()).isEqualTo("7");
        assertThat(act.late()).isFalse();
        assertThat(act.digest()).isNull();
        assertThat(act.data()).isInstanceOf(type.data());
    }

    @ParameterizedTest
    @EnumSource(ActType.class)
    void everyMemberOfTheFullestActIsKeptAsSent(ActType type) throws ReflectiveOperationException {
        ObjectNode sent = SampleActs.fullData(type);

        Act act = ActForm.parse(SampleActs.full(type));

        assertThat(act.reason()).isEqualTo("补录");
        assertThat(type.data().getRecordComponents())
                .as("members of %s", type.code())
                .hasSameSizeAs(sent.propertyNames());
        for (var component : type.data().getRecordComponents()) {
            Object kept = component.getAccessor().invoke(act.data());
            assertThat(written(kept)).as(component.getName()).isEqualTo(written(sent.get(component.getName())));
        }
    }

    static Stream<Arguments> requiredMembers() {
        return Arrays.stream(ActType.values())
                .filter(type -> type != ActType.ACT_AMENDED)
                .flatMap(type ->
                        SampleActs.minimalData(type).propertyNames().stream().map(name -> Arguments.of(type, name)));
    }

    @ParameterizedTest
    @MethodSource("requiredMembers")
    void aRequiredMemberThatIsMissingOrNullIsNamed(ActType type, String name) {
        ObjectNode missing = SampleActs.fullData(type);
        missing.remove(name);
        assertThat(violations(SampleActs.act(type, missing))).containsExactly("/data/" + name + " missing");

        ObjectNode empty = SampleActs.fullData(type).putNull(name);
        assertThat(violations(SampleActs.act(type, empty))).containsExactly("/data/" + name + " missing");
    }

    static Stream<Arguments> optionalMembers() {
        return Arrays.stream(ActType.values()).flatMap(type -> SampleActs.fullData(type).propertyNames().stream()
                .filter(name -> !SampleActs.minimalData(type).has(name))
                .map(name -> Arguments.of(type, name)));
    }

    @ParameterizedTest
    @MethodSource("optionalMembers")
    void anOptionalMemberMayBeMissingOrNull(ActType type, String name) {
        ObjectNode missing = SampleActs.fullData(type);
        missing.remove(name);

        assertThat(ActForm.parse(SampleActs.act(type, missing)).data())
                .isEqualTo(ActForm.parse(
                                SampleActs.act(type, SampleActs.fullData(type).putNull(name)))
                        .data());
    }

    static Stream<Arguments> allMembers() {
        return Arrays.stream(ActType.values()).flatMap(type -> SampleActs.fullData(type).propertyNames().stream()
                .map(name -> Arguments.of(type, name)));
    }

    @ParameterizedTest
    @MethodSource("allMembers")
    void aMemberOfAnotherJsonTypeIsRefused(ActType type, String name) {
        JsonNode right = SampleActs.fullData(type).get(name);
        for (String wrong : List.of("'yes'", "7", "7.5", "true", "[]", "{}", "['granted']")) {
            JsonNode value = json(wrong);
            boolean acceptable = right.isString()
                    ? value.isString()
                    : value.getNodeType() == right.getNodeType() && (!right.isNumber() || value.isIntegralNumber());
            if (acceptable) {
                continue;
            }
            ObjectNode data = SampleActs.fullData(type);
            data.set(name, value);

            assertThat(violations(SampleActs.act(type, data)))
                    .as("%s of %s as %s", name, type.code(), wrong)
                    .isNotEmpty()
                    .allMatch(found -> found.startsWith("/data/" + name));
        }
    }

    @ParameterizedTest
    @EnumSource(ActType.class)
    void anUnknownMemberIsRefusedEvenIfItIsNull(ActType type) {
        assertThat(violations(SampleActs.act(type, SampleActs.fullData(type).put("surname", "王"))))
                .containsExactly("/data/surname unknown member \"surname\" of " + type.code());
        assertThat(violations(SampleActs.act(type, SampleActs.fullData(type).putNull("surname"))))
                .containsExactly("/data/surname unknown member \"surname\" of " + type.code());
        assertThat(violations(SampleActs.full(type).putNull("a/b~c")))
                .containsExactly("/a~1b~0c unknown member \"a/b~c\"");
    }

    static Stream<Arguments> codes() {
        return Arrays.stream(ActType.values()).flatMap(type -> Field.of(type).stream()
                .filter(field -> field.kind() == Field.Kind.CODE)
                .map(field -> Arguments.of(type, field)));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void onlyTheCodesOfTheContractAreAccepted(ActType type, Field field) {
        for (String bad : List.of(
                "",
                "nonsense",
                field.codes().get(0).toUpperCase(),
                " " + field.codes().get(0))) {
            ObjectNode data = SampleActs.minimalData(type).put(field.name(), bad);
            assertThat(violations(SampleActs.act(type, data)))
                    .singleElement()
                    .asString()
                    .startsWith("/data/" + field.name())
                    .contains("is none of " + field.codes().get(0));
        }
    }

    @Test
    void theCodesAreThoseOfTheContractInItsOrder() {
        assertThat(codesOf(ActType.REQUEST_RECEIVED, "applicant"))
                .isEqualTo("natural-person, enterprise, research-institution, social-organisation, legal-service,"
                        + " other-organisation");
        assertThat(codesOf(ActType.REQUEST_RECEIVED, "channel")).isEqualTo("in-person, mail, online, fax, oral");
        assertThat(codesOf(ActType.THIRD_PARTY_CONSULTED, "with")).isEqualTo("third-party, co-author, other-organ");
        assertThat(codesOf(ActType.FEE_CHARGED, "basis")).isEqualTo("per-request, per-page");
        assertThat(codesOf(ActType.REQUEST_DECIDED, "outcome"))
                .isEqualTo("granted, granted-in-part, refused-state-secret, refused-prohibited-by-law,"
                        + " refused-security-and-stability, refused-third-party-rights, refused-internal-affairs,"
                        + " refused-process-information, refused-enforcement-file, refused-administrative-query,"
                        + " unavailable-not-held, unavailable-needs-creation, unavailable-still-unclear,"
                        + " not-processed-petition, not-processed-repeated, not-processed-publication,"
                        + " not-processed-excessive, not-processed-reconfirmation, closed-correction-overdue,"
                        + " closed-fee-unpaid, closed-other")
                .isEqualTo(codesOf(ActType.REQUEST_REDECIDED, "outcome"));
        assertThat(codesOf(ActType.REQUEST_DECIDED, "cause"))
                .isEqualTo("withdrawn, merged, archived, party-information, other");
        assertThat(codesOf(ActType.DOCUMENT_ISSUED, "kind")).isEqualTo("regulation, normative");
        assertThat(codesOf(ActType.DOCUMENT_REPEALED, "cause")).isEqualTo("repealed, expired, superseded");
        assertThat(codesOf(ActType.DECISION_MADE, "kind")).isEqualTo("licence, penalty, coercion");
        assertThat(codesOf(ActType.ITEM_PUBLISHED, "channel"))
                .isEqualTo("website, wechat, weibo, gazette, press-conference, other");
        assertThat(codesOf(ActType.ITEM_PUBLISHED, "category")).isEqualTo("catalogue, dynamics, other");
        assertThat(codesOf(ActType.DISPUTE_FILED, "kind"))
                .isEqualTo("reconsideration, litigation-direct, litigation-after-reconsideration");
        assertThat(codesOf(ActType.DISPUTE_FILED, "role")).isEqualTo("original-organ, co-defendant");
        assertThat(codesOf(ActType.DISPUTE_CONCLUDED, "outcome")).isEqualTo("upheld, corrected, other");
        assertThat(codesOf(ActType.COMPLAINT_HANDLED, "channel"))
                .isEqualTo("in-person, phone, mail, online, hotline, other");
        assertThat(codesOf(ActType.OVERSIGHT_PERFORMED, "kind"))
                .isEqualTo("inspection, assessment, public-evaluation, accountability");
    }

    @Test
    void theTypesAreThoseOfTheContract() {
        assertThat(Arrays.stream(ActType.values()).map(ActType::code))
                .containsExactlyInAnyOrder(
                        "request-received",
                        "correction-requested",
                        "request-corrected",
                        "third-party-consulted",
                        "third-party-replied",
                        "deadline-extended",
                        "answer-delayed",
                        "fee-charged",
                        "fee-paid",
                        "request-decided",
                        "request-redecided",
                        "request-transferred",
                        "document-issued",
                        "document-repealed",
                        "documents-opening",
                        "decision-made",
                        "decisions-tallied",
                        "charge-collected",
                        "item-published",
                        "items-tallied",
                        "item-withdrawn",
                        "dispute-filed",
                        "dispute-concluded",
                        "dispute-reopened",
                        "complaint-handled",
                        "training-held",
                        "oversight-performed",
                        "act-retracted",
                        "act-amended",
                        "nil-declared");
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        Refusal refusal = refused(json("{'unit':'JYJ','subject':7,'type':'request-granted','occurredOn':'yesterday'}"));

        assertThat(refusal.code()).isEqualTo(ProblemCode.INVALID_ACT);
        assertThat(refusal.violations())
                .extracting(Violation::pointer)
                .containsExactly("/unit", "/subject", "/id", "/type", "/occurredOn");
        assertThat(refusal.detail())
                .startsWith("/unit: \"JYJ\" is not a unit code")
                .endsWith("(and 4 more)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "'act'", "7", "null", "true"})
    void anActIsAnObject(String text) {
        assertThat(violations(json(text))).singleElement().asString().startsWith(" an act is a JSON object, not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unit", "subject", "id", "type", "occurredOn"})
    void theIdentityTypeAndDateOfAnActAreRequired(String name) {
        ObjectNode missing = SampleActs.minimal(ActType.REQUEST_RECEIVED);
        missing.remove(name);
        assertThat(violations(missing)).containsExactly("/" + name + " missing");
        assertThat(violations(SampleActs.minimal(ActType.REQUEST_RECEIVED).putNull(name)))
                .containsExactly("/" + name + " missing");
        assertThat(violations(SampleActs.minimal(ActType.REQUEST_RECEIVED).put(name, 20210301)))
                .containsExactly("/" + name + " a text is needed, not a number");
    }

    @Test
    void dataMayBeAbsentWhereNothingInItIsRequired() {
        ObjectNode act = SampleActs.minimal(ActType.REQUEST_CORRECTED);
        act.remove("data");
        assertThat(ActForm.parse(act)).isEqualTo(ActForm.parse(act.deepCopy().putNull("data")));
        assertThat(violations(act.put("data", "none"))).containsExactly("/data data is a JSON object, not a text");
        assertThat(violations(SampleActs.minimal(ActType.COMPLAINT_HANDLED).putNull("data")))
                .containsExactly("/data/channel missing");
    }

    // --- several members together

    @Test
    void aCauseBelongsOnlyToClosedOther() {
        ActForm.parse(SampleActs.act(ActType.REQUEST_DECIDED, json("{'outcome':'closed-other','cause':'merged'}")));
        ActForm.parse(SampleActs.act(ActType.REQUEST_DECIDED, json("{'outcome':'closed-other'}")));

        assertThat(violations(
                        SampleActs.act(ActType.REQUEST_DECIDED, json("{'outcome':'granted','cause':'withdrawn'}"))))
                .containsExactly("/data/cause a cause belongs only to closed-other, not to granted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reconsideration", "litigation-direct"})
    void aCoDefendantBelongsOnlyToLitigationAfterReconsideration(String kind) {
        ActForm.parse(SampleActs.act(
                ActType.DISPUTE_FILED, json("{'kind':'litigation-after-reconsideration','role':'co-defendant'}")));

        assertThat(violations(
                        SampleActs.act(ActType.DISPUTE_FILED, json("{'kind':'" + kind + "','role':'co-defendant'}"))))
                .containsExactly(
                        "/data/role co-defendant belongs only to litigation-after-reconsideration, not to " + kind);
    }

    @Test
    void anAmendmentChangesDataOrDateOrBoth() {
        ActForm.parse(SampleActs.act(ActType.ACT_AMENDED, json("{'act':'1','data':{}}")));
        ActForm.parse(SampleActs.act(ActType.ACT_AMENDED, json("{'act':'1','occurredOn':'2021-03-02'}")));
        ActForm.parse(SampleActs.full(ActType.ACT_AMENDED));

        assertThat(violations(SampleActs.act(ActType.ACT_AMENDED, json("{'act':'1'}"))))
                .containsExactly("/data an amendment changes data, occurredOn or both");
        assertThat(violations(SampleActs.act(ActType.ACT_AMENDED, json("{'act':'1','data':null}"))))
                .containsExactly("/data an amendment changes data, occurredOn or both");
    }

    @ParameterizedTest
    @EnumSource(names = {"ACT_RETRACTED", "ACT_AMENDED"})
    void aCorrectionNeedsAReason(ActType type) {
        ActForm.parse(SampleActs.minimal(type));

        ObjectNode silent = SampleActs.minimal(type);
        silent.remove("reason");
        assertThat(violations(silent)).containsExactly("/reason a correction needs a reason");
        assertThat(violations(SampleActs.minimal(type).put("reason", "  ")))
                .contains("/reason an empty text; leave the member out instead");
    }

    @Test
    void aLateActNeedsAReason() {
        ObjectNode late = SampleActs.minimal(ActType.REQUEST_CORRECTED).put("late", true);

        assertThat(violations(late)).containsExactly("/reason a late act needs a reason");
        assertThat(ActForm.parse(late.put("reason", "漏报")).late()).isTrue();
        assertThat(ActForm.parse(late.put("late", false)).late()).isFalse();
        assertThat(violations(late.put("late", "true"))).containsExactly("/late late is true or false, not a text");
    }

    @Test
    void theOpeningStockStandsUnderItsOwnSubjectAndIsDatedOnNewYearsDay() {
        ActForm.parse(SampleActs.minimal(ActType.DOCUMENTS_OPENING));

        assertThat(violations(SampleActs.minimal(ActType.DOCUMENTS_OPENING).put("subject", "opening-regulation")))
                .containsExactly(
                        "/subject the opening stock stands under the subject opening-normative, not opening-regulation");
        assertThat(violations(SampleActs.minimal(ActType.DOCUMENTS_OPENING).put("occurredOn", "2021-01-02")))
                .containsExactly("/occurredOn the opening stock is dated 1 January, not 2021-01-02");
    }

    @Test
    void theDefaultOfWithIsTheThirdParty() {
        Act act = ActForm.parse(SampleActs.minimal(ActType.THIRD_PARTY_CONSULTED));

        assertThat(act.data()).isEqualTo(new ThirdPartyConsulted.Data(Consulted.THIRD_PARTY, null));
    }

    // --- dates, amounts, integers, texts

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-02-30",
                "2021-02-29",
                "2021-13-01",
                "2021-00-10",
                "2021-2-3",
                "0000-01-01",
                "1899-12-31",
                "21-02-03",
                "2021/02/03",
                "2021-02-03T00:00:00Z",
                "+12021-02-03",
                "２０２１-02-03",
                " 2021-02-03",
                ""
            })
    void whatIsNoDayOfTheCalendarIsRefused(String text) {
        assertThat(violations(SampleActs.minimal(ActType.REQUEST_RECEIVED).put("occurredOn", text)))
                .singleElement()
                .asString()
                .startsWith("/occurredOn ")
                .contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-02-29", "1900-01-01", "9999-12-31"})
    void aDayOfTheCalendarIsAccepted(String text) {
        assertThat(ActForm.parse(SampleActs.minimal(ActType.REQUEST_RECEIVED).put("occurredOn", text))
                        .occurredOn())
                .isEqualTo(LocalDate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"380", "380.00", "380.5", "0.01", "10000000000000", "10000000000000.00"})
    void anAmountIsADecimalTextWithAtMostTwoPlaces(String text) {
        assertThat(ActForm.parse(SampleActs.act(
                                ActType.FEE_PAID, JSON.createObjectNode().put("amountYuan", text)))
                        .data())
                .extracting("amountYuan")
                .isEqualTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.00",
                "-1",
                "+1",
                "1e3",
                "1E3",
                "380.000",
                "380.",
                ".5",
                "0380",
                "1,000",
                "380 ",
                "NaN",
                "３８０",
                "",
                "10000000000000.01",
                "99999999999999",
                "100000000000000"
            })
    void whatIsNoAmountAboveZeroIsRefused(String text) {
        assertThat(violations(
                        SampleActs.act(ActType.FEE_PAID, JSON.createObjectNode().put("amountYuan", text))))
                .singleElement()
                .asString()
                .startsWith("/data/amountYuan");
    }

    @Test
    void anAmountIsNeverAJsonNumber() {
        assertThat(violations(SampleActs.act(ActType.FEE_PAID, json("{'amountYuan':380}"))))
                .containsExactly("/data/amountYuan a text is needed, not 380");
        assertThat(violations(SampleActs.act(ActType.FEE_PAID, json("{'amountYuan':380.00}"))))
                .singleElement()
                .asString()
                .startsWith("/data/amountYuan a text is needed, not the number 380");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e0", "1.5", "9223372036854775808", "99999999999999999999999", "'3'", "true"})
    void whatIsNoIntegerIsRefused(String text) {
        assertThat(violations(SampleActs.act(
                        ActType.DECISIONS_TALLIED, json("{'kind':'licence','evidence':'台账','count':" + text + "}"))))
                .singleElement()
                .asString()
                .startsWith("/data/count an integer is needed, not ");
    }

    static Stream<Arguments> bounds() {
        return Stream.of(
                Arguments.of(ActType.DECISIONS_TALLIED, "count", 1L, 1_000_000_000L),
                Arguments.of(ActType.ITEMS_TALLIED, "count", 1L, 1_000_000_000L),
                Arguments.of(ActType.FEE_CHARGED, "quantity", 1L, 1_000_000_000L),
                Arguments.of(ActType.DEADLINE_EXTENDED, "workingDays", 1L, 20L),
                Arguments.of(ActType.DOCUMENTS_OPENING, "inForce", 0L, 1_000_000_000L),
                Arguments.of(ActType.TRAINING_HELD, "participants", 0L, 1_000_000_000L),
                Arguments.of(ActType.NIL_DECLARED, "month", 1L, 12L),
                Arguments.of(ActType.NIL_DECLARED, "year", 1900L, 9999L));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void anIntegerLiesWithinItsBounds(ActType type, String name, long least, long most) {
        for (long right : new long[] {least, most}) {
            ActForm.parse(SampleActs.act(type, SampleActs.fullData(type).put(name, right)));
        }
        for (long wrong : new long[] {least - 1, most + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(violations(SampleActs.act(type, SampleActs.fullData(type).put(name, wrong))))
                    .containsExactly("/data/" + name + " " + wrong + " is not between " + least + " and " + most);
        }
    }

    @Test
    void aTextHasAtMost500CharactersHoweverManyUnitsTheyTake() {
        String longest = "\uD840\uDC00".repeat(500);
        ObjectNode act = SampleActs.minimal(ActType.REQUEST_RECEIVED);
        assertThat(ActForm.parse(act.put("reason", longest)).reason()).isEqualTo(longest);

        Refusal refusal = refused(act.put("reason", "字".repeat(501)));
        assertThat(refusal.code()).isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(refusal.detail()).isEqualTo("/reason has 501 characters, at most 500 are allowed");
        assertThat(refused(SampleActs.act(
                                ActType.ACT_AMENDED, json("{'act':'1','data':{'title':'" + "a".repeat(501) + "'}}")))
                        .code())
                .isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(refused(JSON.createArrayNode().add("a".repeat(501))).code()).isEqualTo(ProblemCode.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\u0000b", "a\u0007b", "a\u001bb", "a\u007fb", "a\u0085b", "a\ud800b", "\udc00", "a\ud840"})
    void controlCharactersAndHalvesOfCharactersAreRefused(String text) {
        String sentence = "the text holds a control character or half a character";
        assertThat(violations(SampleActs.minimal(ActType.REQUEST_CORRECTED).put("reason", text)))
                .containsExactly("/reason " + sentence);
        assertThat(violations(SampleActs.act(
                        ActType.TRAINING_HELD, JSON.createObjectNode().put("topic", text))))
                .containsExactly("/data/topic " + sentence);
        assertThat(violations(SampleActs.act(
                        ActType.TRAINING_HELD, JSON.createObjectNode().put("topic", "sealed:1:" + text))))
                .containsExactly("/data/topic " + sentence);
        ObjectNode amendment = JSON.createObjectNode().put("act", "1");
        amendment.putObject("data").put("topic", text);
        assertThat(violations(SampleActs.act(ActType.ACT_AMENDED, amendment)))
                .containsExactly("/data/data/topic " + sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"第一行\n第二行\r\n\t第三行", "\uD840\uDC00", "a\u00adb", "《办法》—“试行”"})
    void linesAndEveryWholeCharacterAreAccepted(String text) {
        assertThat(ActForm.parse(SampleActs.minimal(ActType.REQUEST_CORRECTED).put("reason", text))
                        .reason())
                .isEqualTo(text);
    }

    @Test
    void anEmptyTextIsNoText() {
        assertThat(violations(SampleActs.act(ActType.TRAINING_HELD, json("{'topic':' '}"))))
                .containsExactly("/data/topic an empty text; leave the member out instead");
        assertThat(violations(SampleActs.act(ActType.ACT_AMENDED, json("{'act':'1','data':{'topic':' '}}"))))
                .containsExactly("/data/data/topic an empty text; leave the member out instead");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0F", "g", ""})
    void aReferenceToAnApplicantIs64HexadecimalDigits(String end) {
        String start = "0".repeat(64 - end.length());
        assertThat(violations(SampleActs.act(
                        ActType.REQUEST_RECEIVED,
                        SampleActs.minimalData(ActType.REQUEST_RECEIVED)
                                .put("applicantRef", end.isEmpty() ? start + "0" : start + end))))
                .singleElement()
                .asString()
                .startsWith("/data/applicantRef");
    }

    @Test
    void aLinkIsWrittenLikeASubject() {
        ActForm.parse(SampleActs.act(ActType.REQUEST_TRANSFERRED, json("{'toUnit':'slj','toSubject':'SQ〔2021〕1'}")));
        assertThat(violations(SampleActs.act(ActType.REQUEST_TRANSFERRED, json("{'toSubject':'-1'}"))))
                .containsExactly("/data/toSubject \"-1\" is not the identifier of a subject or act");
        assertThat(violations(SampleActs.act(ActType.ACT_RETRACTED, json("{'act':'a b'}"))))
                .containsExactly("/data/act \"a b\" is not the identifier of a subject or act");
    }

    // --- the data of an amendment, before and after its type is known

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'title':['a']}",
                "{'data':{}}",
                "{'count':1.5}",
                "{'count':'1'}",
                "{'amountYuan':380}",
                "{'amountYuan':'380.000'}",
                "{'published':'true'}",
                "{'until':'2021-02-30'}",
                "{'applicant':1}",
                "{'act':'a b'}",
                "{'surname':'王'}",
                "{'surname':null}"
            })
    void whatNoActCanSayIsRefusedBeforeTheAmendedTypeIsKnown(String data) {
        assertThat(violations(SampleActs.act(ActType.ACT_AMENDED, json("{'act':'1','data':" + data + "}"))))
                .singleElement()
                .asString()
                .startsWith("/data/data/");
    }

    @ParameterizedTest
    @EnumSource(ActType.class)
    void theDataOfAnAmendmentReadsLikeThatOfTheAmendedAct(ActType type) {
        if (type.corrects()) {
            return;
        }
        Act original = ActForm.parse(SampleActs.full(type));
        ObjectNode amendment = JSON.createObjectNode().put("act", "1");
        amendment.set("data", SampleActs.fullData(type));
        Act amending = ActForm.parse(SampleActs.act(ActType.ACT_AMENDED, amendment));
        Map<String, Object> data = ((ActAmended.Data) amending.data()).data();

        assertThat(ActForm.parseData(type, data, original.subject(), original.occurredOn()))
                .isEqualTo(original.data());

        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put("act", "1");
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> ActForm.parseData(type, more, original.subject(), original.occurredOn()));
        assertThat(refused.refusal().code()).isEqualTo(ProblemCode.INVALID_ACT);
        assertThat(refused.refusal().violations())
                .containsExactly(new Violation("/data/data/act", "unknown member \"act\" of " + type.code()));
    }

    @Test
    void theDataOfAnAmendmentObeysTheChecksOfSeveralMembers() {
        RefusedException refused = catchThrowableOfType(
                RefusedException.class,
                () -> ActForm.parseData(
                        ActType.REQUEST_DECIDED,
                        Map.of("outcome", "granted", "cause", "withdrawn"),
                        "SQ",
                        LocalDate.of(2021, 3, 1)));

        assertThat(refused.refusal().violations())
                .extracting(Violation::pointer)
                .containsExactly("/data/data/cause");
    }

    // --- free texts

    @ParameterizedTest
    @EnumSource(ActType.class)
    void eachFreeTextAndNothingElseIsSealedAndComesBack(ActType type) {
        ActData plain = ActForm.parse(SampleActs.full(type)).data();

        ActData sealed = ActForm.mapTexts(plain, text -> "[" + text + "]");

        List<String> freeTexts = List.of(
                "title",
                "transferredFrom",
                "party",
                "approvedBy",
                "legalBasis",
                "orderedBy",
                "toOrgan",
                "number",
                "evidence",
                "item",
                "url",
                "reviewedBy",
                "instance",
                "topic");
        JsonNode before = JSON.valueToTree(plain);
        JsonNode after = JSON.valueToTree(sealed);
        before.properties().forEach(member -> {
            boolean isFree = freeTexts.contains(member.getKey());
            String expected = isFree ? "[" + member.getValue().stringValue() + "]" : null;
            if (isFree) {
                assertThat(after.get(member.getKey()).stringValue()).isEqualTo(expected);
            } else {
                assertThat(after.get(member.getKey())).isEqualTo(member.getValue());
            }
        });
        assertThat(ActForm.hasTexts(plain))
                .isEqualTo(before.propertyNames().stream().anyMatch(freeTexts::contains));
        assertThat(ActForm.mapTexts(sealed, text -> text.substring(1, text.length() - 1)))
                .isEqualTo(plain);
    }

    @Test
    void theFreeTextsOfAnAmendmentAreSealedToo() {
        Act act = ActForm.parse(SampleActs.act(
                ActType.ACT_AMENDED, json("{'act':'1','data':{'topic':'条例','participants':3,'kind':'licence'}}")));

        ActData sealed = ActForm.mapTexts(act.data(), text -> "[" + text + "]");

        assertThat(((ActAmended.Data) sealed).data())
                .containsExactly(
                        Map.entry("topic", "[条例]"), Map.entry("participants", 3L), Map.entry("kind", "licence"));
        assertThat(ActForm.hasTexts(act.data())).isTrue();
        assertThat(ActForm.hasTexts(
                        ActForm.parse(SampleActs.minimal(ActType.ACT_AMENDED)).data()))
                .isFalse();
    }

    // --- personal data of the whole act

    @Test
    void noTextOfAnActMayHoldAMobileNumberButTheAddressOfAnItem() {
        String mobile = "13800138000";
        ActForm.parse(SampleActs.act(
                ActType.ITEM_PUBLISHED,
                SampleActs.fullData(ActType.ITEM_PUBLISHED).put("url", "https://example.org/" + mobile)));

        for (ObjectNode act : List.of(
                SampleActs.minimal(ActType.REQUEST_RECEIVED).put("reason", "电话" + mobile),
                SampleActs.minimal(ActType.REQUEST_RECEIVED).put("subject", mobile),
                SampleActs.act(ActType.TRAINING_HELD, JSON.createObjectNode().put("topic", mobile)),
                SampleActs.act(ActType.ACT_AMENDED, json("{'act':'1','data':{'topic':'" + mobile + "'}}")))) {
            Refusal refusal = refused(act);
            assertThat(refusal.code()).isEqualTo(ProblemCode.PERSONAL_DATA);
            assertThat(refusal.detail()).doesNotContain(mobile);
            assertThat(refusal.violations()).hasSize(1);
        }
    }

    private static String codesOf(ActType type, String name) {
        return Field.of(type).stream()
                .filter(field -> field.name().equals(name))
                .map(field -> String.join(", ", field.codes()))
                .findFirst()
                .orElseThrow();
    }

    private static Refusal refused(JsonNode act) {
        RefusedException exception = catchThrowableOfType(RefusedException.class, () -> ActForm.parse(act));
        assertThat(exception).as("refusal of %s", act).isNotNull();
        return exception.refusal();
    }

    private static List<String> violations(JsonNode act) {
        Refusal refusal = refused(act);
        assertThat(refusal.code()).as(refusal.detail()).isEqualTo(ProblemCode.INVALID_ACT);
        return refusal.violations().stream()
                .map(found -> found.pointer() + " " + found.message())
                .toList();
    }

    /** A value as the client writes it. */
    private static String written(Object value) {
        if (value instanceof JsonNode node) {
            return node.isString() ? node.stringValue() : node.toString().replace("\"", "");
        }
        if (value instanceof Coded coded) {
            return coded.code();
        }
        return value instanceof Map<?, ?> map
                ? JSON.writeValueAsString(map).replace("\"", "")
                : value instanceof BigDecimal amount ? amount.toPlainString() : String.valueOf(value);
    }
}
