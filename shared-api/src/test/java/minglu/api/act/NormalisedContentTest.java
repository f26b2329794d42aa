package minglu.api.act;

import static minglu.api.act.SampleActs.JSON;
import static minglu.api.act.SampleActs.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two acts of one identity are the same act if and only if their normalised contents are equal (contract section 3). */
class NormalisedContentTest {

    @Test
    void absentEqualsNull() {
        ObjectNode absent = SampleActs.minimal(ActType.REQUEST_DECIDED);
        ObjectNode written = SampleActs.act(
                        ActType.REQUEST_DECIDED, json("{'cause':null,'outcome':'granted','legalBasis':null}"))
                .putNull("reason")
                .putNull("late");

        assertThat(content(written)).isEqualTo(content(absent));
    }

    @Test
    void trailingZerosOfAnAmountMakeNoDifference() {
        assertThat(contentOfFee("380")).isEqualTo(contentOfFee("380.00")).isEqualTo(contentOfFee("380.0"));
        assertThat(contentOfFee("380")).isNotEqualTo(contentOfFee("38")).isNotEqualTo(contentOfFee("380.01"));
        assertThat(amendment("{'amountYuan':'380','basis':'per-page'}"))
                .isEqualTo(amendment("{'basis':'per-page','amountYuan':'380.00'}"))
                .isNotEqualTo(amendment("{'basis':'per-page','amountYuan':'380.01'}"));
    }

    @Test
    void aWrittenDefaultEqualsAnAbsentOne() {
        assertThat(content(SampleActs.act(ActType.THIRD_PARTY_CONSULTED, json("{'with':'third-party'}"))))
                .isEqualTo(content(SampleActs.minimal(ActType.THIRD_PARTY_CONSULTED)))
                .isNotEqualTo(content(SampleActs.act(ActType.THIRD_PARTY_CONSULTED, json("{'with':'co-author'}"))));
    }

    @Test
    void typeDateDataAndReasonBelongToTheContentIdentityAndLatenessDoNot() {
        ObjectNode act = SampleActs.full(ActType.REQUEST_CORRECTED);
        String content = content(act);

        assertThat(content(
                        act.deepCopy().put("unit", "slj").put("subject", "SQ-2").put("id", "8")))
                .isEqualTo(content);
        assertThat(content(act.deepCopy().put("late", true))).isEqualTo(content);
        assertThat(content(act.deepCopy().put("reason", "别的"))).isNotEqualTo(content);
        assertThat(content(act.deepCopy().put("occurredOn", "2021-03-02"))).isNotEqualTo(content);
        assertThat(content(act.deepCopy().put("type", "item-withdrawn"))).isNotEqualTo(content);
    }

    @Test
    void anEmptyAmendmentOfDataIsNotAnAbsentOne() {
        assertThat(amendment("{}")).isNotEqualTo(content(SampleActs.minimal(ActType.ACT_AMENDED)));
        assertThat(amendment("{'cause':null}")).isEqualTo(amendment("{}"));
    }

    @Test
    void textsThatLookLikeTheSeparatorsStayApart() {
        ObjectNode one = SampleActs.act(ActType.THIRD_PARTY_REPLIED, json("{'party':'a;7:consent;4:true'}"));
        ObjectNode other = SampleActs.act(ActType.THIRD_PARTY_REPLIED, json("{'party':'a','consent':true}"));

        assertThat(content(one)).isNotEqualTo(content(other));
        assertThat(content(SampleActs.minimal(ActType.REQUEST_CORRECTED).put("reason", "-")))
                .isNotEqualTo(content(SampleActs.minimal(ActType.REQUEST_CORRECTED)));
    }

    @Property(tries = 500)
    void anyOtherValueOfAnyMemberIsOtherContent(@ForAll("acts") ObjectNode one, @ForAll("acts") ObjectNode other) {
        assertThat(content(one).equals(content(other))).isEqualTo(meaning(one).equals(meaning(other)));
    }

    @Property(tries = 500)
    void theOrderOfMembersMakesNoDifference(@ForAll("acts") ObjectNode act) {
        assertThat(content(reversed(act))).isEqualTo(content(act));
    }

    /** Acts of few types and values, so that equal ones meet. */
    @Provide
    Arbitrary<ObjectNode> acts() {
        Arbitrary<ActType> types = Arbitraries.of(
                ActType.REQUEST_RECEIVED,
                ActType.FEE_PAID,
                ActType.THIRD_PARTY_CONSULTED,
                ActType.THIRD_PARTY_REPLIED,
                ActType.ITEM_WITHDRAWN);
        return Combinators.combine(
                        types,
                        Arbitraries.of("2021-03-01", "2021-03-02"),
                        Arbitraries.of("补录", "x").injectNull(0.5),
                        Arbitraries.longs().between(0, 1 << 12))
                .as((type, date, reason, bits) -> SampleActs.act(type, data(type, bits))
                        .put("occurredOn", date)
                        .put("reason", reason));
    }

    private static ObjectNode data(ActType type, long bits) {
        ObjectNode data = JSON.createObjectNode();
        long left = bits;
        for (Field field : Field.of(type)) {
            int choice = (int) (left & 3);
            left >>= 2;
            if (!field.required() && choice == 0) {
                continue;
            }
            switch (field.kind()) {
                case CODE ->
                    data.put(
                            field.name(),
                            field.codes().get(choice % field.codes().size()));
                case MONEY ->
                    data.put(
                            field.name(),
                            List.of("380", "380.0", "380.00", "38").get(choice));
                case BOOLEAN -> {
                    if (choice == 1) {
                        data.putNull(field.name());
                    } else {
                        data.put(field.name(), choice == 2);
                    }
                }
                case LINK -> data.put(field.name(), "SQ-" + choice);
                case HEX -> data.put(field.name(), String.valueOf(choice).repeat(64));
                default ->
                    data.put(
                            field.name(),
                            List.of("a", "b", "a;", "-").get(choice).replace("-", "c"));
            }
        }
        return data;
    }

    /** What an act says, by the words of the contract: absent = null, amounts by value, the default of {@code with}. */
    private static List<String> meaning(ObjectNode act) {
        List<String> said = new ArrayList<>();
        for (String name : List.of("type", "occurredOn", "reason")) {
            said.add(name + "=" + (act.path(name).isString() ? act.get(name).stringValue() : null));
        }
        act.get("data").properties().stream()
                .filter(member -> !member.getValue().isNull())
                .map(member -> member.getKey() + "="
                        + (member.getKey().equals("amountYuan")
                                ? String.valueOf(
                                        Double.parseDouble(member.getValue().stringValue()))
                                : member.getValue().toString()))
                .sorted()
                .forEach(said::add);
        if (said.get(0).equals("type=third-party-consulted")
                && said.stream().noneMatch(word -> word.startsWith("with="))) {
            said.add("with=\"third-party\"");
        }
        return said.stream().sorted().toList();
    }

    private static ObjectNode reversed(ObjectNode node) {
        ObjectNode turned = JSON.createObjectNode();
        List<String> names = new ArrayList<>(node.propertyNames());
        java.util.Collections.reverse(names);
        names.forEach(name -> {
            JsonNode value = node.get(name);
            turned.set(name, value instanceof ObjectNode object ? reversed(object) : value);
        });
        return turned;
    }

    private static String contentOfFee(String amount) {
        return content(SampleActs.act(
                ActType.FEE_CHARGED, json("{'basis':'per-page','quantity':68,'amountYuan':'" + amount + "'}")));
    }

    private static String amendment(String data) {
        return content(SampleActs.act(ActType.ACT_AMENDED, json("{'act':'1','data':" + data + "}"))
                .put("occurredOn", "2021-03-01"));
    }

    private static String content(ObjectNode act) {
        return ActForm.normalisedContent(ActForm.parse(act));
    }
}
