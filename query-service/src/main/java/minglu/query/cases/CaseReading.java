package minglu.query.cases;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minglu.api.act.ActType;
import minglu.api.act.SubjectKind;

/**
 * How a subject stands, read from its acts with the corrections applied.
 *
 * @param kind its kind
 * @param state one word: {@code open}, {@code waiting-correction}, {@code waiting-third-party}, {@code waiting-payment} or
 *     {@code closed} for requests, {@code in-force} or {@code repealed} for documents, {@code pending} or {@code concluded} for
 *     disputes, {@code made} for decisions, {@code published} or {@code withdrawn} for items, {@code recorded} for series, and
 *     {@code retracted} where no live act is left
 * @param openedOn date of the first live act; of the first act where none is left
 * @param latestOn date of the latest live act; likewise
 */
record CaseReading(SubjectKind kind, String state, LocalDate openedOn, LocalDate latestOn) {

    /**
     * Reads a subject.
     *
     * @param acts all acts of one subject by position, at least one
     */
    static CaseReading of(List<CaseAct> acts) {
        List<LiveAct> read = LiveAct.of(acts);
        if (read.isEmpty()) {
            CaseAct first = acts.get(0);
            return new CaseReading(kind(first.type()), "retracted", first.occurredOn(), first.occurredOn());
        }
        SubjectKind kind = kind(read.get(0).type());
        List<LocalDate> dates = read.stream().map(LiveAct::occurredOn).sorted().toList();
        return new CaseReading(kind, state(kind, read), dates.get(0), dates.get(dates.size() - 1));
    }

    /** The id of the latest correction of each corrected act. */
    static Map<String, String> corrections(List<CaseAct> acts) {
        Map<String, String> latest = new HashMap<>();
        for (CaseAct act : acts) {
            Optional.ofNullable(act.corrects()).ifPresent(corrected -> latest.put(corrected, act.id()));
        }
        return latest;
    }

    private static SubjectKind kind(ActType type) {
        return type.kind().orElseThrow(() -> new IllegalStateException("a subject cannot begin with " + type.code()));
    }

    private static String state(SubjectKind kind, List<LiveAct> acts) {
        return switch (kind) {
            case REQUEST -> requestState(acts);
            case DOCUMENT -> has(acts, ActType.DOCUMENT_REPEALED) ? "repealed" : "in-force";
            case DECISION -> "made";
            case PUBLICATION -> has(acts, ActType.ITEM_WITHDRAWN) ? "withdrawn" : "published";
            case DISPUTE ->
                count(acts, ActType.DISPUTE_CONCLUDED) > count(acts, ActType.DISPUTE_REOPENED)
                        ? "concluded"
                        : "pending";
            case SERIES -> "recorded";
        };
    }

    private static String requestState(List<LiveAct> acts) {
        if (has(acts, ActType.REQUEST_DECIDED) || has(acts, ActType.REQUEST_TRANSFERRED)) {
            return "closed";
        }
        if (has(acts, ActType.CORRECTION_REQUESTED) && !has(acts, ActType.REQUEST_CORRECTED)) {
            return "waiting-correction";
        }
        if (count(acts, ActType.THIRD_PARTY_CONSULTED) > count(acts, ActType.THIRD_PARTY_REPLIED)) {
            return "waiting-third-party";
        }
        return has(acts, ActType.FEE_CHARGED) && !has(acts, ActType.FEE_PAID) ? "waiting-payment" : "open";
    }

    private static boolean has(List<LiveAct> acts, ActType type) {
        return count(acts, type) > 0;
    }

    private static long count(List<LiveAct> acts, ActType type) {
        return acts.stream().filter(act -> act.type() == type).count();
    }
}
