package minglu.command.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import minglu.api.act.Act;
import minglu.api.act.ActData;
import minglu.api.act.ActForm;
import minglu.api.act.RecordAct;
import minglu.api.act.Recorded;
import minglu.api.act.SubjectKind;
import minglu.api.correction.ActAmended;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.api.publication.ItemPublished;
import minglu.command.sequencer.Positions;
import minglu.command.sequencer.Receipt;
import minglu.command.subject.OpeningClaims;
import minglu.command.unit.UnitDirectory;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.text.ActDigest;
import minglu.platform.text.TextKeys;
import minglu.platform.text.TextOwner;
import minglu.platform.time.BusinessDates;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/**
 * Takes well-formed acts in: checks the user's scope, seals free texts, sends the command and turns its answer into a receipt.
 * Single acts and imports go the same way.
 */
@Service
public class ActIntake {

    private final CommandSender commands;
    private final Positions positions;
    private final UnitDirectory units;
    private final BusinessDates dates;
    private final OpeningClaims claims;
    private final TextKeys keys;
    private final ActDigest digest;
    private final Executor executor;
    private final MeterRegistry meters;

    ActIntake(
            CommandSender commands,
            Positions positions,
            UnitDirectory units,
            BusinessDates dates,
            OpeningClaims claims,
            TextKeys keys,
            ActDigest digest,
            @Qualifier("intakeExecutor") Executor executor,
            MeterRegistry meters) {
        this.commands = commands;
        this.positions = positions;
        this.units = units;
        this.dates = dates;
        this.claims = claims;
        this.keys = keys;
        this.digest = digest;
        this.executor = executor;
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

    /** Seals the free texts of an act and computes its digest. */
    public Act seal(Act plain) {
        UnaryOperator<String> seal = text -> keys.seal(plain.unit(), plain.subject(), text);
        return new Act(
                plain.unit(),
                plain.subject(),
                plain.id(),
                plain.type(),
                plain.occurredOn(),
                ActForm.mapTexts(plain.data(), seal),
                seal.apply(plain.reason()),
                plain.late(),
                digest.of(ActForm.normalisedContent(plain).getBytes(StandardCharsets.UTF_8)));
    }

    /** Seals several acts; the keys they need are fetched with few statements. */
    public List<Act> sealAll(Collection<Act> plain) {
        keys.keysFor(plain.stream()
                .filter(act -> act.reason() != null || ActForm.hasTexts(act.data()))
                .map(act -> new TextOwner(act.unit(), act.subject()))
                .distinct()
                .toList());
        return plain.stream().map(this::seal).toList();
    }

    /**
     * Records a sealed act and waits for it.
     *
     * @throws RefusedException by the rules, or {@code unavailable} where the outcome is not known; sending the act again then
     *     answers with the first receipt
     */
    public ActReceipt record(Act sealed, Caller caller) {
        try {
            claims.neededFor(sealed).forEach(claim -> commands.send(claim, caller));
            Recorded recorded = (Recorded) commands.send(RecordAct.of(sealed), caller);
            count(sealed, recorded.duplicate() ? "duplicate" : "recorded");
            return receipt(sealed, recorded, positions.locate(recorded.stream(), recorded.sequence()));
        } catch (RefusedException e) {
            count(sealed, e.refusal().code().code());
            throw e;
        }
    }

    /** Records a sealed act on a thread of the intake; completes exceptionally with a {@link RefusedException}. */
    public CompletableFuture<ActReceipt> submit(Act sealed, Caller caller) {
        return CompletableFuture.supplyAsync(() -> record(sealed, caller), executor);
    }

    private static ActReceipt receipt(Act act, Recorded recorded, Optional<Receipt> found) {
        return new ActReceipt(
                act.unit(),
                act.subject(),
                act.id(),
                found.map(Receipt::position).orElse(null),
                found.map(Receipt::recordedAt).orElse(null),
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

    private void count(Act act, String result) {
        meters.counter("minglu.acts", "type", act.type().code(), "result", result)
                .increment();
    }
}
