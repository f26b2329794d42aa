package minglu.command.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import minglu.api.act.Act;
import minglu.api.act.ActData;
import minglu.api.act.ActType;
import minglu.api.act.RecordActs;
import minglu.api.act.Recorded;
import minglu.api.act.RecordedActs.Answer;
import minglu.api.act.SubjectKind;
import minglu.api.correction.ActAmended;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.api.publication.ItemPublished;
import minglu.command.sequencer.Positions;
import minglu.command.sequencer.Receipt;
import minglu.command.sequencer.Slot;
import minglu.command.unit.UnitDirectory;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.time.BusinessDates;
import org.springframework.stereotype.Service;

/**
 * Takes well-formed acts in: checks the user's scope, sends them as commands and turns the answers into receipts.
 * Single acts and imports go the same way.
 */
@Service
public class ActIntake {

    private final ActRecording recording;
    private final ActQueue acts;
    private final Positions positions;
    private final UnitDirectory units;
    private final BusinessDates dates;
    private final MeterRegistry meters;
    private final Map<Counted, Counter> counters = new ConcurrentHashMap<>();

    ActIntake(
            ActRecording recording,
            ActQueue acts,
            Positions positions,
            UnitDirectory units,
            BusinessDates dates,
            MeterRegistry meters) {
        this.recording = recording;
        this.acts = acts;
        this.positions = positions;
        this.units = units;
        this.dates = dates;
        this.meters = meters;
    }

    /**
     * Checks whether a user may record an act at all.
     *
     * @param caller the user
     * @param act well formed, texts still plain
     * @throws RefusedException {@code forbidden}; {@code invalid-act} where the recorder names itself as reviewer
     */
    public void checkScope(Caller caller, Act act) {
        if (caller.name().equals(reviewer(act.data()))) {
            String sentence = "the reviewer is never the recorder, " + caller.name() + " (先审查、后发布)";
            throw new RefusedException(
                    ProblemCode.INVALID_ACT, sentence, List.of(new Violation("/data/reviewedBy", sentence)));
        }
        boolean isConsolidator = caller.hasAny(Role.CONSOLIDATOR) && isInSubtree(caller, act.unit());
        if (act.late()) {
            if (!isConsolidator) {
                throw forbidden(caller, act, "a late act is recorded by a consolidator of the unit");
            }
            return;
        }
        boolean isImporter = caller.hasAny(Role.IMPORTER) && isInSubtree(caller, act.unit());
        boolean isClerk = caller.hasAny(Role.CLERK) && (act.unit().equals(caller.unit()) || isCarriedOn(caller, act));
        if (!isImporter && !isClerk) {
            throw forbidden(
                    caller,
                    act,
                    isConsolidator
                            ? "a consolidator records late acts only (\"late\":true with a reason)"
                            : "acts of a unit are recorded by its clerks or by an importer");
        }
    }

    private static Object reviewer(ActData data) {
        if (data instanceof ItemPublished.Data item) {
            return item.reviewedBy();
        }
        return data instanceof ActAmended.Data amendment && amendment.data() != null
                ? amendment.data().get("reviewedBy")
                : null;
    }

    /** Follow-ups and corrections of a unit that reports no more are its successor's to send, with its own unit and subject. */
    private boolean isCarriedOn(Caller caller, Act act) {
        boolean followsUp = !act.type().opens()
                && act.type().kind().filter(SubjectKind.SERIES::equals).isEmpty();
        return followsUp
                && units.owner(act.unit(), dates.today().getYear())
                        .filter(owner -> owner.equals(caller.unit()))
                        .isPresent();
    }

    /**
     * Records an act, texts still plain, and waits for it, together with what others send at the same moment.
     *
     * @throws RefusedException by the rules, or {@code unavailable} where the outcome is not known; sending the act again then
     *     answers with the first receipt
     */
    public ActReceipt record(Act act, Caller caller) {
        Answer answer = acts.record(new RecordActs.ByUser(act, caller.id()));
        count(act, answer);
        if (answer.refusal() != null) {
            throw new RefusedException(answer.refusal());
        }
        Recorded recorded = answer.recorded();
        return receipt(
                act,
                recorded,
                positions.locate(recorded.stream(), recorded.sequence()).orElse(null));
    }

    /**
     * What became of one act of several.
     *
     * @param receipt of an act that stands; else null
     * @param refusal why it was refused, {@code unavailable} where the outcome is not known; else null
     */
    public record Outcome(ActReceipt receipt, Refusal refusal) {}

    /**
     * Records sealed acts and waits for them; those of one subject in their order.
     *
     * @return one outcome for each act, in their order
     */
    public List<Outcome> recordAll(List<Act> sealed, Caller caller) {
        List<Answer> answers = recording.record(sealed.stream()
                .map(act -> new RecordActs.ByUser(act, caller.id()))
                .toList());
        Map<Slot, Receipt> found = positions.locate(answers.stream()
                .map(Answer::recorded)
                .filter(Objects::nonNull)
                .map(recorded -> new Slot(recorded.stream(), recorded.sequence()))
                .toList());
        List<Outcome> outcomes = new ArrayList<>(sealed.size());
        for (int i = 0; i < sealed.size(); i++) {
            Act act = sealed.get(i);
            Answer answer = answers.get(i);
            count(act, answer);
            Recorded recorded = answer.recorded();
            outcomes.add(
                    recorded == null
                            ? new Outcome(null, answer.refusal())
                            : new Outcome(
                                    receipt(act, recorded, found.get(new Slot(recorded.stream(), recorded.sequence()))),
                                    null));
        }
        return outcomes;
    }

    private static ActReceipt receipt(Act act, Recorded recorded, Receipt found) {
        return new ActReceipt(
                act.unit(),
                act.subject(),
                act.id(),
                found == null ? null : found.position(),
                found == null ? null : found.recordedAt(),
                recorded.duplicate());
    }

    private boolean isInSubtree(Caller caller, String unit) {
        return caller.unit() == null || units.isWithin(unit, caller.unit());
    }

    private static RefusedException forbidden(Caller caller, Act act, String rule) {
        return new RefusedException(
                ProblemCode.FORBIDDEN,
                "user " + caller.name() + " may not record for unit " + act.unit() + ": " + rule);
    }

    private void count(Act act, Answer answer) {
        String result = answer.refusal() != null
                ? answer.refusal().code().code()
                : answer.recorded().duplicate() ? "duplicate" : "recorded";
        counters.computeIfAbsent(
                        new Counted(act.type(), result),
                        counted ->
                                meters.counter("minglu.acts", "type", act.type().code(), "result", result))
                .increment();
    }

    private record Counted(ActType type, String result) {}
}
