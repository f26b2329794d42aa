package minglu.query.deadlines;

import java.time.LocalDate;
import java.util.List;
import minglu.api.tables.KnownAt;
import minglu.query.clock.DeadlineState;

/** What the API shows of deadlines and warnings. */
final class DeadlineViews {

    private DeadlineViews() {}

    /**
     * A page of open requests: overdue ones first, then by the next day on which something is owed; those whose dates are not
     * known last.
     *
     * @param knownAt what was known
     * @param asOf the day that lateness is judged by
     */
    record Deadlines(KnownAt knownAt, LocalDate asOf, List<DeadlineLine> deadlines, String next) {}

    /**
     * An open request.
     *
     * @param receivedOn day of receipt
     * @param dueOn as in the deadline of the case, like the next four
     * @param organOwes what the organ owes, or null: {@code answer} by {@code dueOn}; {@code decision}, without a statutory day,
     *     once the time of what it waits for is over
     * @param applicantOwes what the applicant owes, or null: {@code correction} or {@code payment}
     */
    record DeadlineLine(
            String unit,
            String subject,
            LocalDate receivedOn,
            LocalDate dueOn,
            DeadlineState state,
            LocalDate waitingUntil,
            boolean late,
            Integer missingYear,
            Owed organOwes,
            Owed applicantOwes) {}

    /** Something owed; {@code by} is null where no day is set or the calendar does not reach. */
    record Owed(String what, LocalDate by) {}

    /** The warnings of a subject. */
    record Warnings(String unit, String subject, List<Warning> warnings) {}

    /**
     * Something lawfully recorded that is worth a second look. It refuses nothing and counts nowhere.
     *
     * @param code what kind of warning
     * @param act id of the act it is about
     * @param detail what was found, with the values, Chinese
     * @param source the article behind it, Chinese
     */
    record Warning(String code, String act, String detail, String source) {}
}
