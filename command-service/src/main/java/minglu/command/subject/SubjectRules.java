package minglu.command.subject;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Set;
import minglu.api.act.ActData;
import minglu.api.act.ActType;
import minglu.api.act.SubjectKind;
import minglu.api.document.DocumentIssued;
import minglu.api.document.DocumentRepealed;
import minglu.api.problem.ProblemCode;
import minglu.api.series.DocumentsOpening;
import minglu.api.series.NilDeclared;

/** The rules that hold for subjects of every kind, in the order of contract section 3. */
final class SubjectRules {

    /** What may be dated before reporting began: it builds the opening stock. */
    private static final Set<ActType> BEFORE_REPORTING = EnumSet.of(
            ActType.REQUEST_RECEIVED,
            ActType.CORRECTION_REQUESTED,
            ActType.REQUEST_CORRECTED,
            ActType.THIRD_PARTY_CONSULTED,
            ActType.THIRD_PARTY_REPLIED,
            ActType.DEADLINE_EXTENDED,
            ActType.ANSWER_DELAYED,
            ActType.FEE_CHARGED,
            ActType.FEE_PAID,
            ActType.DISPUTE_FILED,
            ActType.DISPUTE_REOPENED,
            ActType.DOCUMENT_ISSUED);

    /** Subjects that outlive their unit: a successor goes on with them. */
    private static final Set<SubjectKind> CARRIED_ON =
            EnumSet.of(SubjectKind.REQUEST, SubjectKind.DOCUMENT, SubjectKind.DISPUTE);

    private SubjectRules() {}

    /** The year an act counts in: that of its date, but a nil declaration speaks of a year that is over. */
    static int yearOf(ActData data, LocalDate occurredOn) {
        return data instanceof NilDeclared.Data nil ? nil.year().intValue() : occurredOn.getYear();
    }

    static Rule actFallsIntoReportingYears(UnitView unit, ActData data, LocalDate occurredOn, SubjectKind metKind) {
        ActType type = ActType.of(data.getClass());
        int year = yearOf(data, occurredOn);
        Integer from = unit.definition().reportingFrom();
        Integer until = unit.definition().reportingUntil();
        boolean tooEarly = year < from && !BEFORE_REPORTING.contains(type);
        boolean followsUp = !type.opens()
                && unit.definition().successor() != null
                && metKind != null
                && CARRIED_ON.contains(metKind);
        boolean tooLate = until != null && year > until && !followsUp;
        return new Rule(
                ProblemCode.BEFORE_REPORTING,
                "contract: dates",
                tooEarly || tooLate,
                () -> type.code() + " of " + year + " lies outside the reporting years of " + unit.unit() + ", " + from
                        + (until == null ? " and later" : " to " + until));
    }

    static Rule openingStockIsDatedWhenReportingBegan(UnitView unit, ActData data, LocalDate occurredOn) {
        return new Rule(
                ProblemCode.INVALID_ACT,
                "contract: documents-opening",
                data instanceof DocumentsOpening.Data
                        && !occurredOn.equals(LocalDate.of(unit.definition().reportingFrom(), 1, 1)),
                () -> "/occurredOn: the opening stock of " + unit.unit() + " is dated "
                        + unit.definition().reportingFrom() + "-01-01, not " + occurredOn);
    }

    /** A count of the opening stock and single documents from before exclude each other. */
    static Rule openingStockStandsInOneWay(UnitView unit, ActData data, LocalDate occurredOn, Gates gates) {
        boolean counted = data instanceof DocumentIssued.Data issued
                && occurredOn.getYear() < unit.definition().reportingFrom()
                && gates.openingStockIsCounted(unit.unit(), issued.kind());
        return new Rule(
                ProblemCode.OPENING_ALREADY_DECLARED,
                "contract: dates",
                counted,
                () -> "the opening stock of " + unit.unit()
                        + " was declared as a count; a single document issued on " + occurredOn
                        + " would be counted twice");
    }

    static Rule subjectIsNotYetOpen(SubjectKind met, String subject) {
        return new Rule(
                ProblemCode.SUBJECT_EXISTS,
                "contract: subjects",
                met != null,
                () -> "subject " + subject + " is already open, as a " + met.code());
    }

    static Rule subjectIsOpen(SubjectKind met, String subject, ActType type) {
        return new Rule(
                ProblemCode.UNKNOWN_SUBJECT,
                "contract: subjects",
                met == null,
                () -> type.code() + " follows up on subject " + subject + ", which was never opened");
    }

    static Rule actBelongsToTheKind(SubjectKind met, String subject, ActType type) {
        return new Rule(
                ProblemCode.OTHER_KIND,
                "contract: subjects",
                met != null && met != type.kind().orElse(met),
                () -> "subject " + subject + " is a " + met.code() + "; " + type.code() + " belongs to a "
                        + type.kind().orElseThrow().code());
    }

    static Rule actIsNotBeforeTheLatest(SubjectKind kind, LocalDate latest, LocalDate occurredOn) {
        return new Rule(
                ProblemCode.BEFORE_LAST_ACT,
                "contract: dates",
                kind != SubjectKind.SERIES && latest != null && occurredOn.isBefore(latest),
                () -> occurredOn + " is before the subject's latest act of " + latest);
    }

    static Rule actIsNotInTheFuture(ActData data, LocalDate occurredOn, LocalDate today) {
        LocalDate end = occurredOn;
        if (data instanceof NilDeclared.Data nil) {
            LocalDate periodEnd = nil.month() == null
                    ? LocalDate.of(nil.year().intValue(), 12, 31)
                    : YearMonth.of(nil.year().intValue(), nil.month().intValue())
                            .atEndOfMonth();
            // The period must be over: its last day is yesterday or earlier.
            end = periodEnd.plusDays(1).isAfter(occurredOn) ? periodEnd.plusDays(1) : occurredOn;
        }
        LocalDate needed = end;
        return new Rule(
                ProblemCode.IN_THE_FUTURE,
                "contract: dates",
                needed.isAfter(today),
                () -> data instanceof NilDeclared.Data nil
                        ? "the period " + nil.year() + (nil.month() == null ? "" : "-" + nil.month())
                                + " is not over on " + today + ", or the declaration is dated later"
                        : occurredOn + " is after today, " + today + " in Asia/Shanghai");
    }

    /** Whether an act may open a subject that nobody opened: a document of the opening stock that leaves force. */
    static boolean opensByItself(ActData data) {
        return data instanceof DocumentRepealed.Data repealed && repealed.kind() != null;
    }
}
