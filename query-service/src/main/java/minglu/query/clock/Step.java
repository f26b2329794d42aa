package minglu.query.clock;

import java.time.LocalDate;
import minglu.api.act.ActData;
import minglu.api.act.ActType;
import minglu.api.request.AnswerDelayed;
import minglu.api.request.CorrectionRequested;
import minglu.api.request.DeadlineExtended;

/**
 * What the clock needs of an act of an application, as the act now reads.
 *
 * @param type what was done
 * @param occurredOn its date
 * @param date the day told to the applicant: of {@code answer-delayed}, of {@code correction-requested} if given; else null
 * @param workingDays of {@code deadline-extended}; else 0
 */
public record Step(ActType type, LocalDate occurredOn, LocalDate date, int workingDays) {

    /** A step of an act; {@code data} may be null where the clock asks for nothing of that type. */
    public static Step of(ActType type, LocalDate occurredOn, ActData data) {
        if (data instanceof CorrectionRequested.Data correction) {
            return new Step(type, occurredOn, correction.dueOn(), 0);
        }
        if (data instanceof AnswerDelayed.Data delayed) {
            return new Step(type, occurredOn, delayed.until(), 0);
        }
        if (data instanceof DeadlineExtended.Data extended) {
            return new Step(type, occurredOn, null, Math.toIntExact(extended.workingDays()));
        }
        return new Step(type, occurredOn, null, 0);
    }

    /** Whether {@link #of} asks for the data of acts of this type. */
    public static boolean asksForData(ActType type) {
        return type == ActType.CORRECTION_REQUESTED
                || type == ActType.ANSWER_DELAYED
                || type == ActType.DEADLINE_EXTENDED;
    }
}
