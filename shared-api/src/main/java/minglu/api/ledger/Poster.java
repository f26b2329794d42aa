package minglu.api.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import minglu.api.act.ActEvent;
import minglu.api.act.Coded;
import minglu.api.act.Counted;
import minglu.api.decision.DecisionKind;
import minglu.api.dispute.DisputeKind;
import minglu.api.dispute.DisputeOutcome;
import minglu.api.dispute.DisputeRole;
import minglu.api.document.DocumentKind;
import minglu.api.document.RepealCause;
import minglu.api.publication.PublicationCategory;
import minglu.api.publication.PublicationChannel;
import minglu.api.request.Applicant;
import minglu.api.request.ClosingCause;
import minglu.api.request.Outcome;
import minglu.api.series.ComplaintChannel;
import minglu.api.series.OversightKind;

/**
 * Turns the counting facts of acts into postings: a pure function, so that a ledger can be rebuilt in parts and the parts added,
 * and so that the write side knows which years an act would move before it is recorded.
 *
 * <table>
 * <caption>Accounts</caption>
 * <tr><th>account</th><th>moved by</th></tr>
 * <tr><td>{@code act/recorded}</td><td>every live act but {@code nil-declared}</td></tr>
 * <tr><td>{@code nil/declared}</td><td>{@code nil-declared}, dated the last day of the period it speaks of</td></tr>
 * <tr><td>{@code nil/whole-year}</td><td>a {@code nil-declared} that names no month, dated 31 December</td></tr>
 * <tr><td>{@code request/received/<applicant>}</td><td>{@code request-received}</td></tr>
 * <tr><td>{@code request/decided/<outcome>/<applicant>}</td><td>{@code request-decided}, {@code request-transferred};
 *     {@code request-redecided} moves one from the row it replaces to its own</td></tr>
 * <tr><td>{@code request/withdrawn}</td><td>results {@code closed-other} with cause {@code withdrawn}</td></tr>
 * <tr><td>{@code request/open/<applicant>} (stock)</td><td>+1 received, −1 decided or transferred</td></tr>
 * <tr><td>{@code fee/cases}, {@code fee/fen}</td><td>{@code fee-paid}</td></tr>
 * <tr><td>{@code document/issued/<kind>}, {@code document/repealed/<kind>}</td><td>the acts of these names</td></tr>
 * <tr><td>{@code document/in-force/<kind>} (stock)</td><td>+1 issued, −1 repealed, {@code documents-opening} by its
 *     number</td></tr>
 * <tr><td>{@code decision/<kind>}</td><td>{@code decision-made}, {@code decisions-tallied} by its number</td></tr>
 * <tr><td>{@code charge/fen}</td><td>{@code charge-collected}</td></tr>
 * <tr><td>{@code item/published/<channel>/<category>}</td><td>{@code item-published}, {@code items-tallied} by its
 *     number</td></tr>
 * <tr><td>{@code item/reviewed}</td><td>{@code item-published} with a reviewer</td></tr>
 * <tr><td>{@code item/withdrawn}</td><td>{@code item-withdrawn}</td></tr>
 * <tr><td>{@code dispute/filed/<kind>}</td><td>{@code dispute-filed}</td></tr>
 * <tr><td>{@code dispute/concluded/<kind>/<outcome>}</td><td>{@code dispute-concluded}; −1 by a {@code dispute-reopened}
 *     of the same year</td></tr>
 * <tr><td>{@code dispute/pending/<kind>} (stock)</td><td>+1 filed or reopened, −1 concluded</td></tr>
 * <tr><td>{@code complaint/handled/<channel>}</td><td>{@code complaint-handled}</td></tr>
 * <tr><td>{@code training/held}, {@code training/participants}</td><td>{@code training-held}</td></tr>
 * <tr><td>{@code oversight/<kind>}</td><td>{@code oversight-performed}</td></tr>
 * </table>
 *
 * <p>A dispute in which the organ is co-defendant moves {@code act/recorded} alone (2021格式 四).
 */
public final class Poster {

    private static final long WHOLE_YEAR = 0;

    private Poster() {}

    /**
     * The postings of an event: minus what it reverses, plus what it books.
     *
     * @throws IllegalStateException if a fact is missing, not known, or has a value that is not known
     */
    public static List<Posting> post(ActEvent event) {
        List<Posting> postings = new ArrayList<>();
        event.reversed().forEach(counted -> add(postings, event, counted, -1));
        event.booked().forEach(counted -> add(postings, event, counted, 1));
        return postings;
    }

    private static void add(List<Posting> postings, ActEvent event, Counted counted, int sign) {
        for (Entry entry : post(counted)) {
            if (entry.amount() != 0) {
                postings.add(new Posting(
                        event.act().unit(),
                        event.act().subject(),
                        counted.act(),
                        entry.account(),
                        entry.occurredOn(),
                        Math.multiplyExact(entry.amount(), sign)));
            }
        }
    }

    /**
     * What one act adds to the accounts.
     *
     * @throws IllegalStateException if a fact is missing, not known, or has a value that is not known
     */
    static List<Entry> post(Counted counted) {
        Facts facts = new Facts(counted);
        Entries entries = new Entries(counted.occurredOn());
        switch (counted.type()) {
            case REQUEST_RECEIVED -> {
                String applicant = facts.code("applicant", Applicant.values());
                entries.add("request/received/" + applicant, 1);
                entries.add("request/open/" + applicant, 1);
            }
            case REQUEST_DECIDED, REQUEST_TRANSFERRED -> {
                String applicant = facts.code("applicant", Applicant.values());
                result(
                        entries,
                        facts.code("outcome", Outcome.values()),
                        facts.codeOrNull("cause", ClosingCause.values()),
                        applicant,
                        1);
                entries.add("request/open/" + applicant, -1);
            }
            case REQUEST_REDECIDED -> {
                // Without facts it moves nothing: the first decision stands in a year of its own.
                if (!counted.facts().isEmpty()) {
                    String applicant = facts.code("applicant", Applicant.values());
                    result(
                            entries,
                            facts.code("replaces", Outcome.values()),
                            facts.codeOrNull("replacesCause", ClosingCause.values()),
                            applicant,
                            -1);
                    result(entries, facts.code("outcome", Outcome.values()), null, applicant, 1);
                }
            }
            case FEE_PAID -> {
                entries.add("fee/cases", 1);
                entries.add("fee/fen", facts.fen("amountYuan"));
            }
            case CORRECTION_REQUESTED,
                    REQUEST_CORRECTED,
                    THIRD_PARTY_CONSULTED,
                    THIRD_PARTY_REPLIED,
                    DEADLINE_EXTENDED,
                    ANSWER_DELAYED,
                    FEE_CHARGED -> {
                // Steps of a case that no figure counts.
            }
            case DOCUMENT_ISSUED -> {
                String kind = facts.code("kind", DocumentKind.values());
                entries.add("document/issued/" + kind, 1);
                entries.add("document/in-force/" + kind, 1);
            }
            case DOCUMENT_REPEALED -> {
                String kind = facts.code("kind", DocumentKind.values());
                facts.code("cause", RepealCause.values());
                entries.add("document/repealed/" + kind, 1);
                entries.add("document/in-force/" + kind, -1);
            }
            case DOCUMENTS_OPENING ->
                entries.add("document/in-force/" + facts.code("kind", DocumentKind.values()), facts.number("inForce"));
            case DECISION_MADE -> entries.add("decision/" + facts.code("kind", DecisionKind.values()), 1);
            case DECISIONS_TALLIED ->
                entries.add("decision/" + facts.code("kind", DecisionKind.values()), facts.number("count"));
            case CHARGE_COLLECTED -> entries.add("charge/fen", facts.fen("amountYuan"));
            case ITEM_PUBLISHED -> {
                entries.add(published(facts), 1);
                entries.add("item/reviewed", facts.isTrue("reviewed") ? 1 : 0);
            }
            case ITEMS_TALLIED -> entries.add(published(facts), facts.number("count"));
            case ITEM_WITHDRAWN -> entries.add("item/withdrawn", 1);
            case DISPUTE_FILED -> {
                Dispute dispute = dispute(facts);
                dispute.add(entries, "filed", "", 1);
                dispute.add(entries, "pending", "", 1);
            }
            case DISPUTE_CONCLUDED -> {
                Dispute dispute = dispute(facts);
                dispute.add(entries, "concluded", "/" + facts.code("outcome", DisputeOutcome.values()), 1);
                dispute.add(entries, "pending", "", -1);
            }
            case DISPUTE_REOPENED -> {
                Dispute dispute = dispute(facts);
                String reverses = facts.codeOrNull("reverses", DisputeOutcome.values());
                dispute.add(entries, "pending", "", 1);
                if (reverses != null) {
                    dispute.add(entries, "concluded", "/" + reverses, -1);
                }
            }
            case COMPLAINT_HANDLED ->
                entries.add("complaint/handled/" + facts.code("channel", ComplaintChannel.values()), 1);
            case TRAINING_HELD -> {
                entries.add("training/held", 1);
                entries.add("training/participants", facts.numberOr("participants", 0));
            }
            case OVERSIGHT_PERFORMED -> entries.add("oversight/" + facts.code("kind", OversightKind.values()), 1);
            case NIL_DECLARED -> {
                int year = Math.toIntExact(facts.number("year"));
                long month = facts.numberOr("month", WHOLE_YEAR);
                LocalDate end = YearMonth.of(year, month == WHOLE_YEAR ? 12 : Math.toIntExact(month))
                        .atEndOfMonth();
                facts.allRead();
                return List.of(
                        new Entry("nil/declared", end, 1),
                        new Entry("nil/whole-year", end, month == WHOLE_YEAR ? 1 : 0));
            }
            case ACT_RETRACTED, ACT_AMENDED ->
                throw new IllegalStateException("a correction has no counting facts of its own: " + counted);
        }
        facts.allRead();
        entries.add("act/recorded", 1);
        return entries.list;
    }

    /** What one act adds to one account. */
    record Entry(String account, LocalDate occurredOn, long amount) {}

    private static void result(Entries entries, String outcome, String cause, String applicant, long amount) {
        entries.add("request/decided/" + outcome + "/" + applicant, amount);
        if (ClosingCause.WITHDRAWN.code().equals(cause)) {
            entries.add("request/withdrawn", amount);
        }
    }

    private static String published(Facts facts) {
        return "item/published/" + facts.code("channel", PublicationChannel.values()) + "/"
                + facts.code("category", PublicationCategory.values());
    }

    private static Dispute dispute(Facts facts) {
        String role = facts.code("role", DisputeRole.values());
        return new Dispute(
                facts.code("kind", DisputeKind.values()),
                DisputeRole.ORIGINAL_ORGAN.code().equals(role));
    }

    private record Dispute(String kind, boolean counted) {

        void add(Entries entries, String what, String outcome, long amount) {
            if (counted) {
                entries.add("dispute/" + what + "/" + kind + outcome, amount);
            }
        }
    }

    private static final class Entries {
        private final LocalDate occurredOn;
        private final List<Entry> list = new ArrayList<>();

        Entries(LocalDate occurredOn) {
            this.occurredOn = occurredOn;
        }

        void add(String account, long amount) {
            list.add(new Entry(account, occurredOn, amount));
        }
    }

    /** The facts of one act, each read once; whatever is left over is a fact nobody knows. */
    private static final class Facts {
        private final Counted counted;
        private final SortedMap<String, String> unread;

        Facts(Counted counted) {
            this.counted = counted;
            this.unread = new TreeMap<>(counted.facts());
        }

        String code(String name, Coded... known) {
            return require(name, codeOrNull(name, known));
        }

        String codeOrNull(String name, Coded... known) {
            String value = unread.remove(name);
            if (value != null
                    && Arrays.stream(known).noneMatch(code -> code.code().equals(value))) {
                throw unusable(name, value);
            }
            return value;
        }

        long number(String name) {
            return number(name, require(name, unread.remove(name)));
        }

        long numberOr(String name, long absent) {
            String value = unread.remove(name);
            return value == null ? absent : number(name, value);
        }

        long fen(String name) {
            String value = require(name, unread.remove(name));
            try {
                return new BigDecimal(value).movePointRight(2).longValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                throw unusable(name, value);
            }
        }

        boolean isTrue(String name) {
            String value = unread.remove(name);
            if (value != null && !"true".equals(value)) {
                throw unusable(name, value);
            }
            return value != null;
        }

        void allRead() {
            if (!unread.isEmpty()) {
                throw new IllegalStateException("nobody knows the facts " + unread + " of " + counted);
            }
        }

        private long number(String name, String value) {
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw unusable(name, value);
            }
        }

        private String require(String name, String value) {
            if (value == null) {
                throw new IllegalStateException("the fact " + name + " is missing in " + counted);
            }
            return value;
        }

        private IllegalStateException unusable(String name, String value) {
            return new IllegalStateException(
                    "the fact " + name + " has the unusable value " + value + " in " + counted);
        }
    }
}
