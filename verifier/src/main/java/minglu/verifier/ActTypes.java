package minglu.verifier;

import java.util.Map;
import java.util.Set;

/** Which events matter, section 6.1 of the format. */
final class ActTypes {

    private static final String API = "minglu.api.";
    private static final String REVISION = "1";
    private static final String DEFINITION = API + "unit.UnitDefined";
    private static final String OPENING_CLAIMED = API + "series.OpeningStockClaimed";
    private static final Set<String> PACKAGES =
            Set.of("request", "document", "decision", "series", "publication", "dispute", "correction", "unit");

    private static final Map<String, String> ACTS = Map.ofEntries(
            Map.entry(API + "request.RequestReceived", "request-received"),
            Map.entry(API + "request.CorrectionRequested", "correction-requested"),
            Map.entry(API + "request.RequestCorrected", "request-corrected"),
            Map.entry(API + "request.ThirdPartyConsulted", "third-party-consulted"),
            Map.entry(API + "request.ThirdPartyReplied", "third-party-replied"),
            Map.entry(API + "request.DeadlineExtended", "deadline-extended"),
            Map.entry(API + "request.AnswerDelayed", "answer-delayed"),
            Map.entry(API + "request.FeeCharged", "fee-charged"),
            Map.entry(API + "request.FeePaid", "fee-paid"),
            Map.entry(API + "request.RequestDecided", "request-decided"),
            Map.entry(API + "request.RequestRedecided", "request-redecided"),
            Map.entry(API + "request.RequestTransferred", "request-transferred"),
            Map.entry(API + "document.DocumentIssued", "document-issued"),
            Map.entry(API + "document.DocumentRepealed", "document-repealed"),
            Map.entry(API + "series.DocumentsOpening", "documents-opening"),
            Map.entry(API + "decision.DecisionMade", "decision-made"),
            Map.entry(API + "series.DecisionsTallied", "decisions-tallied"),
            Map.entry(API + "series.ChargeCollected", "charge-collected"),
            Map.entry(API + "publication.ItemPublished", "item-published"),
            Map.entry(API + "series.ItemsTallied", "items-tallied"),
            Map.entry(API + "publication.ItemWithdrawn", "item-withdrawn"),
            Map.entry(API + "dispute.DisputeFiled", "dispute-filed"),
            Map.entry(API + "dispute.DisputeConcluded", "dispute-concluded"),
            Map.entry(API + "dispute.DisputeReopened", "dispute-reopened"),
            Map.entry(API + "series.ComplaintHandled", "complaint-handled"),
            Map.entry(API + "series.TrainingHeld", "training-held"),
            Map.entry(API + "series.OversightPerformed", "oversight-performed"),
            Map.entry(API + "series.NilDeclared", "nil-declared"),
            Map.entry(API + "correction.ActRetracted", "act-retracted"),
            Map.entry(API + "correction.ActAmended", "act-amended"));

    private static final Set<String> CORRECTIONS = Set.of("act-retracted", "act-amended");

    private ActTypes() {}

    /** What an event is to this version of the format. */
    enum Meaning {
        /** An act; it counts. */
        ACT,
        /** The definition of a unit. */
        DEFINITION,
        /** It may count in a way that this version does not know. */
        UNKNOWN,
        /** It counts nothing. */
        NOTHING
    }

    static Meaning meaning(Leaf leaf) {
        String type = leaf.type();
        boolean act = ACTS.containsKey(type);
        if (act || type.equals(DEFINITION)) {
            if (!leaf.revision().equals(REVISION)) {
                return Meaning.UNKNOWN;
            }
            return act ? Meaning.ACT : Meaning.DEFINITION;
        }
        if (!type.startsWith(API) || type.equals(OPENING_CLAIMED)) {
            return Meaning.NOTHING;
        }
        int dot = type.indexOf('.', API.length());
        return dot > 0 && PACKAGES.contains(type.substring(API.length(), dot)) ? Meaning.UNKNOWN : Meaning.NOTHING;
    }

    /** The name of the act that a type of event stands for; null where it stands for none. */
    static String act(String type) {
        return ACTS.get(type);
    }

    /** Whether the act corrects others. */
    static boolean isCorrection(String act) {
        return CORRECTIONS.contains(act);
    }

    /** All types of events of acts. */
    static Map<String, String> all() {
        return ACTS;
    }
}
