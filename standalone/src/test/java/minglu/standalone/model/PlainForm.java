package minglu.standalone.model;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which data the contract allows with an act, written down by hand for the types the model speaks of. */
final class PlainForm {

    static final Set<String> APPLICANTS = Set.of(
            "natural-person",
            "enterprise",
            "research-institution",
            "social-organisation",
            "legal-service",
            "other-organisation");
    static final Set<String> OUTCOMES = Set.of(
            "granted",
            "granted-in-part",
            "refused-state-secret",
            "refused-prohibited-by-law",
            "refused-security-and-stability",
            "refused-third-party-rights",
            "refused-internal-affairs",
            "refused-process-information",
            "refused-enforcement-file",
            "refused-administrative-query",
            "unavailable-not-held",
            "unavailable-needs-creation",
            "unavailable-still-unclear",
            "not-processed-petition",
            "not-processed-repeated",
            "not-processed-publication",
            "not-processed-excessive",
            "not-processed-reconfirmation",
            "closed-correction-overdue",
            "closed-fee-unpaid",
            "closed-other");
    static final Set<String> DISPUTES =
            Set.of("reconsideration", "litigation-direct", "litigation-after-reconsideration");

    private static final Set<String> CHANNELS = Set.of("in-person", "mail", "online", "fax", "oral");
    private static final Set<String> CAUSES = Set.of("withdrawn", "merged", "archived", "party-information", "other");
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";

    private final Map<String, Object> data;
    private final Set<String> unread;
    private boolean sound = true;

    private PlainForm(Map<String, Object> data) {
        this.data = data;
        this.unread = new HashSet<>(data.keySet());
    }

    /** Whether data are those of an act of this type. */
    static boolean allows(String type, Map<String, Object> data) {
        PlainForm form = new PlainForm(data);
        switch (type) {
            case "request-received" -> {
                form.code("applicant", true, APPLICANTS);
                form.code("channel", true, CHANNELS);
                form.text("title", false);
                form.member("applicantRef", false, value -> value instanceof String hex && hex.matches("[0-9a-f]{64}"));
            }
            case "correction-requested" -> form.day("dueOn", false);
            case "request-corrected" -> {}
            case "third-party-consulted" -> {
                form.code("with", false, Set.of("third-party", "co-author", "other-organ"));
                form.text("party", false);
            }
            case "third-party-replied" -> {
                form.text("party", false);
                form.member("consent", false, Boolean.class::isInstance);
            }
            case "deadline-extended" -> {
                form.number("workingDays", 1, 20);
                form.text("approvedBy", true);
            }
            case "answer-delayed" -> {
                form.day("until", true);
                form.text("approvedBy", true);
            }
            case "fee-charged" -> {
                form.code("basis", true, Set.of("per-request", "per-page"));
                form.number("quantity", 1, 1_000_000_000);
                form.money(true);
            }
            case "fee-paid" -> form.money(false);
            case "request-decided" -> {
                form.code("outcome", true, OUTCOMES);
                form.code("cause", false, CAUSES);
                form.text("legalBasis", false);
                form.sound &= !data.containsKey("cause") || "closed-other".equals(data.get("outcome"));
            }
            case "request-redecided" -> {
                form.code("outcome", true, OUTCOMES);
                form.text("orderedBy", false);
            }
            case "request-transferred" -> form.text("toOrgan", false);
            case "dispute-filed" -> {
                form.code("kind", true, DISPUTES);
                form.code("role", true, Set.of("original-organ", "co-defendant"));
                form.sound &= !"co-defendant".equals(data.get("role"))
                        || "litigation-after-reconsideration".equals(data.get("kind"));
            }
            case "dispute-concluded" -> form.code("outcome", true, Set.of("upheld", "corrected", "other"));
            case "dispute-reopened" -> form.text("instance", true);
            case "charge-collected" -> {
                form.money(true);
                form.text("item", false);
            }
            case "act-retracted" -> form.text("act", true);
            case "act-amended" -> {
                form.text("act", true);
                form.day("occurredOn", false);
                form.member("data", false, Map.class::isInstance);
                form.sound &= data.containsKey("data") || data.containsKey("occurredOn");
            }
            default -> throw new IllegalStateException("the model does not speak of " + type);
        }
        return form.sound && form.unread.isEmpty();
    }

    private void member(String name, boolean required, Predicate<Object> allowed) {
        unread.remove(name);
        Object value = data.get(name);
        sound &= value == null ? !required : allowed.test(value);
    }

    private void code(String name, boolean required, Set<String> codes) {
        member(name, required, codes::contains);
    }

    private void text(String name, boolean required) {
        member(name, required, value -> value instanceof String text && !text.isBlank());
    }

    private void day(String name, boolean required) {
        member(name, required, value -> value instanceof String text && text.matches(DAY));
    }

    private void number(String name, long least, long most) {
        member(name, true, value -> value instanceof Long number && number >= least && number <= most);
    }

    private void money(boolean required) {
        member(
                "amountYuan",
                required,
                value -> value instanceof String text
                        && text.matches("\\d+(\\.\\d{1,2})?")
                        && new BigDecimal(text).signum() > 0);
    }
}
