package minglu.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.act.ActType;
import minglu.api.ledger.Poster;
import minglu.api.ledger.Posting;
import minglu.query.support.Acts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PosterTest {

    private static final String DAY = "2021-03-01";

    /** One or more cases of every act type: its facts, and the accounts they move beside {@code act/recorded}. */
    static Stream<Arguments> cases() {
        return Stream.of(
                of(
                        "request-received",
                        "applicant=enterprise",
                        "request/received/enterprise=1 request/open/enterprise=1"),
                of(
                        "request-decided",
                        "applicant=enterprise outcome=granted",
                        "request/decided/granted/enterprise=1 request/open/enterprise=-1"),
                of(
                        "request-decided",
                        "applicant=natural-person outcome=closed-other cause=withdrawn",
                        "request/decided/closed-other/natural-person=1 request/withdrawn=1 request/open/natural-person=-1"),
                of(
                        "request-decided",
                        "applicant=natural-person outcome=closed-other cause=merged",
                        "request/decided/closed-other/natural-person=1 request/open/natural-person=-1"),
                of(
                        "request-transferred",
                        "applicant=legal-service outcome=unavailable-not-held",
                        "request/decided/unavailable-not-held/legal-service=1 request/open/legal-service=-1"),
                of(
                        "request-redecided",
                        "applicant=enterprise outcome=granted replaces=refused-state-secret",
                        "request/decided/refused-state-secret/enterprise=-1 request/decided/granted/enterprise=1"),
                of(
                        "request-redecided",
                        "applicant=enterprise outcome=granted replaces=closed-other replacesCause=withdrawn",
                        "request/decided/closed-other/enterprise=-1 request/withdrawn=-1"
                                + " request/decided/granted/enterprise=1"),
                of("request-redecided", "", ""),
                of("fee-paid", "amountYuan=380.50", "fee/cases=1 fee/fen=38050"),
                of("correction-requested", "", ""),
                of("request-corrected", "", ""),
                of("third-party-consulted", "", ""),
                of("third-party-replied", "", ""),
                of("deadline-extended", "", ""),
                of("answer-delayed", "", ""),
                of("fee-charged", "", ""),
                of("document-issued", "kind=normative", "document/issued/normative=1 document/in-force/normative=1"),
                of(
                        "document-repealed",
                        "kind=normative cause=expired",
                        "document/repealed/normative=1 document/in-force/normative=-1"),
                of("documents-opening", "kind=regulation inForce=27", "document/in-force/regulation=27"),
                of("decision-made", "kind=licence", "decision/licence=1"),
                of("decisions-tallied", "kind=penalty count=12", "decision/penalty=12"),
                of("charge-collected", "amountYuan=0.01", "charge/fen=1"),
                of("item-published", "channel=wechat category=dynamics", "item/published/wechat/dynamics=1"),
                of(
                        "item-published",
                        "channel=website category=catalogue reviewed=true",
                        "item/published/website/catalogue=1 item/reviewed=1"),
                of(
                        "items-tallied",
                        "channel=press-conference category=other count=3",
                        "item/published/press-conference/other=3"),
                of("item-withdrawn", "", "item/withdrawn=1"),
                of(
                        "dispute-filed",
                        "kind=reconsideration role=original-organ",
                        "dispute/filed/reconsideration=1 dispute/pending/reconsideration=1"),
                of("dispute-filed", "kind=litigation-after-reconsideration role=co-defendant", ""),
                of(
                        "dispute-concluded",
                        "kind=reconsideration role=original-organ outcome=upheld",
                        "dispute/concluded/reconsideration/upheld=1 dispute/pending/reconsideration=-1"),
                of("dispute-concluded", "kind=litigation-after-reconsideration role=co-defendant outcome=upheld", ""),
                of(
                        "dispute-reopened",
                        "kind=litigation-direct role=original-organ",
                        "dispute/pending/litigation-direct=1"),
                of(
                        "dispute-reopened",
                        "kind=litigation-direct role=original-organ reverses=corrected",
                        "dispute/pending/litigation-direct=1 dispute/concluded/litigation-direct/corrected=-1"),
                of("complaint-handled", "channel=hotline", "complaint/handled/hotline=1"),
                of("training-held", "participants=40", "training/held=1 training/participants=40"),
                of("training-held", "", "training/held=1"),
                of("oversight-performed", "kind=public-evaluation", "oversight/public-evaluation=1"));
    }

    private static Arguments of(String type, String facts, String accounts) {
        return Arguments.of(type, facts, accounts);
    }

    private static Map<String, Long> post(String type, String... facts) {
        Map<String, Long> posted = new TreeMap<>();
        Poster.post(Acts.act("jyj", "S-1", "1", type, DAY, facts))
                .forEach(posting -> posted.merge(posting.account(), posting.amount(), Long::sum));
        return posted;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void every_act_moves_exactly_its_accounts(String type, String facts, String accounts) {
        Map<String, Long> expected = new TreeMap<>(Map.of("act/recorded", 1L));
        words(accounts).forEach(word -> expected.put(word[0], Long.valueOf(word[1])));

        assertThat(post(type, words(facts).stream().flatMap(Arrays::stream).toArray(String[]::new)))
                .isEqualTo(expected);
    }

    @Test
    void no_act_type_is_forgotten() {
        Set<ActType> tested = cases().map(
                        arguments -> ActType.find((String) arguments.get()[0]).orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ActType.class)));
        tested.addAll(EnumSet.of(ActType.NIL_DECLARED, ActType.ACT_AMENDED, ActType.ACT_RETRACTED));

        assertThat(tested).containsExactlyInAnyOrder(ActType.values());
    }

    @Test
    void a_nil_declaration_counts_on_the_last_day_it_speaks_of() {
        assertThat(Poster.post(Acts.act("jyj", "nil", "1", "nil-declared", "2022-01-05", "year", "2021")))
                .containsExactly(
                        new Posting("jyj", "nil", "1", "nil/declared", LocalDate.of(2021, 12, 31), 1),
                        new Posting("jyj", "nil", "1", "nil/whole-year", LocalDate.of(2021, 12, 31), 1));
        assertThat(Poster.post(Acts.act("jyj", "nil", "2", "nil-declared", "2022-01-05", "year", "2020", "month", "2")))
                .containsExactly(new Posting("jyj", "nil", "2", "nil/declared", LocalDate.of(2020, 2, 29), 1));
    }

    @Test
    void a_correction_posts_minus_what_it_reverses_plus_what_it_books_under_the_original_acts() {
        List<Posting> postings = Poster.post(Acts.amended(
                "jyj",
                "S-1",
                "9",
                "1",
                null,
                Map.of(),
                List.of(
                        Acts.counted("1", "request-received", DAY, "applicant", "enterprise"),
                        Acts.counted("2", "request-decided", DAY, "applicant", "enterprise", "outcome", "granted")),
                List.of(
                        Acts.counted("1", "request-received", DAY, "applicant", "legal-service"),
                        Acts.counted(
                                "2", "request-decided", DAY, "applicant", "legal-service", "outcome", "granted"))));

        Map<String, Long> byActAndAccount = new TreeMap<>();
        postings.forEach(
                posting -> byActAndAccount.merge(posting.act() + " " + posting.account(), posting.amount(), Long::sum));
        byActAndAccount.values().removeIf(amount -> amount == 0);
        assertThat(byActAndAccount)
                .isEqualTo(Map.of(
                        "1 request/received/enterprise", -1L,
                        "1 request/open/enterprise", -1L,
                        "1 request/received/legal-service", 1L,
                        "1 request/open/legal-service", 1L,
                        "2 request/decided/granted/enterprise", -1L,
                        "2 request/open/enterprise", 1L,
                        "2 request/decided/granted/legal-service", 1L,
                        "2 request/open/legal-service", -1L));
    }

    @Test
    void an_unknown_code_fails() {
        assertThatThrownBy(() -> post("decision-made", "kind", "fine"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fine");
    }

    @Test
    void a_missing_fact_fails() {
        assertThatThrownBy(() -> post("request-received"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("applicant");
    }

    @Test
    void an_amount_finer_than_a_fen_fails() {
        assertThatThrownBy(() -> post("charge-collected", "amountYuan", "0.001"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0.001");
    }

    @ParameterizedTest
    @EnumSource(
            value = ActType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ACT_AMENDED", "ACT_RETRACTED"})
    void a_fact_nobody_knows_fails(ActType type) {
        List<String> facts = new ArrayList<>(
                cases().filter(arguments -> type.code().equals(arguments.get()[0]))
                        .findFirst()
                        .map(arguments -> words((String) arguments.get()[1]).stream()
                                .flatMap(Arrays::stream)
                                .toList())
                        .orElse(List.of("year", "2021")));
        facts.addAll(List.of("colour", "red"));

        assertThatThrownBy(() -> post(type.code(), facts.toArray(String[]::new)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("colour");
    }

    private static List<String[]> words(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(word -> word.split("=")).toList();
    }
}
