package minglu.api.act;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import minglu.api.correction.ActAmended;
import minglu.api.correction.ActRetracted;
import minglu.api.decision.DecisionMade;
import minglu.api.dispute.DisputeConcluded;
import minglu.api.dispute.DisputeFiled;
import minglu.api.dispute.DisputeReopened;
import minglu.api.document.DocumentIssued;
import minglu.api.document.DocumentRepealed;
import minglu.api.publication.ItemPublished;
import minglu.api.publication.ItemWithdrawn;
import minglu.api.request.AnswerDelayed;
import minglu.api.request.CorrectionRequested;
import minglu.api.request.DeadlineExtended;
import minglu.api.request.FeeCharged;
import minglu.api.request.FeePaid;
import minglu.api.request.RequestCorrected;
import minglu.api.request.RequestDecided;
import minglu.api.request.RequestReceived;
import minglu.api.request.RequestRedecided;
import minglu.api.request.RequestTransferred;
import minglu.api.request.ThirdPartyConsulted;
import minglu.api.request.ThirdPartyReplied;
import minglu.api.series.ChargeCollected;
import minglu.api.series.ComplaintHandled;
import minglu.api.series.DecisionsTallied;
import minglu.api.series.DocumentsOpening;
import minglu.api.series.ItemsTallied;
import minglu.api.series.NilDeclared;
import minglu.api.series.OversightPerformed;
import minglu.api.series.TrainingHeld;

/** The acts a unit can record: contract section 3. Each type has one event and one data record. */
public enum ActType implements Coded {
    /** {@link RequestReceived} */
    REQUEST_RECEIVED(SubjectKind.REQUEST, true, RequestReceived.class, RequestReceived.Data.class),
    /** {@link CorrectionRequested} */
    CORRECTION_REQUESTED(SubjectKind.REQUEST, false, CorrectionRequested.class, CorrectionRequested.Data.class),
    /** {@link RequestCorrected} */
    REQUEST_CORRECTED(SubjectKind.REQUEST, false, RequestCorrected.class, RequestCorrected.Data.class),
    /** {@link ThirdPartyConsulted} */
    THIRD_PARTY_CONSULTED(SubjectKind.REQUEST, false, ThirdPartyConsulted.class, ThirdPartyConsulted.Data.class),
    /** {@link ThirdPartyReplied} */
    THIRD_PARTY_REPLIED(SubjectKind.REQUEST, false, ThirdPartyReplied.class, ThirdPartyReplied.Data.class),
    /** {@link DeadlineExtended} */
    DEADLINE_EXTENDED(SubjectKind.REQUEST, false, DeadlineExtended.class, DeadlineExtended.Data.class),
    /** {@link AnswerDelayed} */
    ANSWER_DELAYED(SubjectKind.REQUEST, false, AnswerDelayed.class, AnswerDelayed.Data.class),
    /** {@link FeeCharged} */
    FEE_CHARGED(SubjectKind.REQUEST, false, FeeCharged.class, FeeCharged.Data.class),
    /** {@link FeePaid} */
    FEE_PAID(SubjectKind.REQUEST, false, FeePaid.class, FeePaid.Data.class),
    /** {@link RequestDecided} */
    REQUEST_DECIDED(SubjectKind.REQUEST, false, RequestDecided.class, RequestDecided.Data.class),
    /** {@link RequestRedecided} */
    REQUEST_REDECIDED(SubjectKind.REQUEST, false, RequestRedecided.class, RequestRedecided.Data.class),
    /** {@link RequestTransferred} */
    REQUEST_TRANSFERRED(SubjectKind.REQUEST, false, RequestTransferred.class, RequestTransferred.Data.class),
    /** {@link DocumentIssued} */
    DOCUMENT_ISSUED(SubjectKind.DOCUMENT, true, DocumentIssued.class, DocumentIssued.Data.class),
    /** {@link DocumentRepealed} */
    DOCUMENT_REPEALED(SubjectKind.DOCUMENT, false, DocumentRepealed.class, DocumentRepealed.Data.class),
    /** {@link DocumentsOpening} */
    DOCUMENTS_OPENING(SubjectKind.SERIES, false, DocumentsOpening.class, DocumentsOpening.Data.class),
    /** {@link DecisionMade} */
    DECISION_MADE(SubjectKind.DECISION, true, DecisionMade.class, DecisionMade.Data.class),
    /** {@link DecisionsTallied} */
    DECISIONS_TALLIED(SubjectKind.SERIES, false, DecisionsTallied.class, DecisionsTallied.Data.class),
    /** {@link ChargeCollected} */
    CHARGE_COLLECTED(SubjectKind.SERIES, false, ChargeCollected.class, ChargeCollected.Data.class),
    /** {@link ItemPublished} */
    ITEM_PUBLISHED(SubjectKind.PUBLICATION, true, ItemPublished.class, ItemPublished.Data.class),
    /** {@link ItemsTallied} */
    ITEMS_TALLIED(SubjectKind.SERIES, false, ItemsTallied.class, ItemsTallied.Data.class),
    /** {@link ItemWithdrawn} */
    ITEM_WITHDRAWN(SubjectKind.PUBLICATION, false, ItemWithdrawn.class, ItemWithdrawn.Data.class),
    /** {@link DisputeFiled} */
    DISPUTE_FILED(SubjectKind.DISPUTE, true, DisputeFiled.class, DisputeFiled.Data.class),
    /** {@link DisputeConcluded} */
    DISPUTE_CONCLUDED(SubjectKind.DISPUTE, false, DisputeConcluded.class, DisputeConcluded.Data.class),
    /** {@link DisputeReopened} */
    DISPUTE_REOPENED(SubjectKind.DISPUTE, false, DisputeReopened.class, DisputeReopened.Data.class),
    /** {@link ComplaintHandled} */
    COMPLAINT_HANDLED(SubjectKind.SERIES, false, ComplaintHandled.class, ComplaintHandled.Data.class),
    /** {@link TrainingHeld} */
    TRAINING_HELD(SubjectKind.SERIES, false, TrainingHeld.class, TrainingHeld.Data.class),
    /** {@link OversightPerformed} */
    OVERSIGHT_PERFORMED(SubjectKind.SERIES, false, OversightPerformed.class, OversightPerformed.Data.class),
    /** {@link NilDeclared} */
    NIL_DECLARED(SubjectKind.SERIES, false, NilDeclared.class, NilDeclared.Data.class),
    /** {@link ActRetracted} */
    ACT_RETRACTED(null, false, ActRetracted.class, ActRetracted.Data.class),
    /** {@link ActAmended} */
    ACT_AMENDED(null, false, ActAmended.class, ActAmended.Data.class);

    private static final Map<String, ActType> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(ActType::code, Function.identity()));
    private static final Map<Class<?>, ActType> BY_CLASS = Arrays.stream(values())
            .flatMap(type -> java.util.stream.Stream.of(Map.entry(type.event, type), Map.entry(type.data, type)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final SubjectKind kind;
    private final boolean opening;
    private final Class<? extends ActEvent> event;
    private final Class<? extends ActData> data;

    ActType(SubjectKind kind, boolean opening, Class<? extends ActEvent> event, Class<? extends ActData> data) {
        this.kind = kind;
        this.opening = opening;
        this.event = event;
        this.data = data;
    }

    /**
     * The type with this code.
     *
     * @param code for example {@code request-received}
     * @return empty where there is none
     */
    public static Optional<ActType> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /**
     * The type an event or data record belongs to.
     *
     * @param eventOrData a class of {@link #event()} or {@link #data()}
     * @throws IllegalArgumentException for any other class
     */
    public static ActType of(Class<?> eventOrData) {
        ActType type = BY_CLASS.get(eventOrData);
        if (type == null) {
            throw new IllegalArgumentException(eventOrData + " is neither the event nor the data of an act type");
        }
        return type;
    }

    /** The kind of subject this act belongs to; empty for corrections, which fit every kind. */
    public Optional<SubjectKind> kind() {
        return Optional.ofNullable(kind);
    }

    /** Whether this act opens a subject of its kind; acts of a series open it by being recorded. */
    public boolean opens() {
        return opening;
    }

    /** Whether this act corrects another. */
    public boolean corrects() {
        return kind == null;
    }

    /** The event that keeps an act of this type. */
    public Class<? extends ActEvent> event() {
        return event;
    }

    /** The record of what a client says with an act of this type; its components are the members of {@code data}. */
    public Class<? extends ActData> data() {
        return data;
    }

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
