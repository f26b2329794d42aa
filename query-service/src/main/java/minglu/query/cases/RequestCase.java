package minglu.query.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import minglu.api.act.ActType;
import minglu.query.clock.Step;

/**
 * An application as it now reads.
 *
 * @param unit its unit
 * @param subject its subject
 * @param acts its live acts by position, beginning with the receipt
 */
public record RequestCase(String unit, String subject, List<LiveAct> acts) {

    /** An application; empty where the acts are not those of one, or nothing of it stands any more. */
    static Optional<RequestCase> of(String unit, String subject, List<CaseAct> acts) {
        List<LiveAct> live = LiveAct.of(acts);
        return live.isEmpty() || live.get(0).type() != ActType.REQUEST_RECEIVED
                ? Optional.empty()
                : Optional.of(new RequestCase(unit, subject, live));
    }

    /** Day of receipt. */
    public LocalDate receivedOn() {
        return acts.get(0).occurredOn();
    }

    /** The act that gave the result: a decision or a transfer; a later decision in its place is none. */
    public Optional<LiveAct> result() {
        return acts.stream().filter(act -> isResult(act.type())).findFirst();
    }

    /** The steps up to the result, or all of an open application. */
    public List<Step> steps() {
        return acts.stream()
                .takeWhile(act -> !isResult(act.type()))
                .map(LiveAct::step)
                .toList();
    }

    /** The first live act of a type. */
    public Optional<LiveAct> first(ActType type) {
        return acts.stream().filter(act -> act.type() == type).findFirst();
    }

    private static boolean isResult(ActType type) {
        return type == ActType.REQUEST_DECIDED || type == ActType.REQUEST_TRANSFERRED;
    }
}
