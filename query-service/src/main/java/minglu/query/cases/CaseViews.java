package minglu.query.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import minglu.api.act.ActType;
import minglu.api.act.SubjectKind;
import minglu.query.clock.Deadline;
import tools.jackson.databind.JsonNode;

/** What the API shows of cases (contract section 4). */
final class CaseViews {

    private CaseViews() {}

    /**
     * A subject with all its acts, by position.
     *
     * @param deadline null when closed, and for every subject that owes nobody an answer
     */
    record SubjectView(
            String unit, String subject, SubjectKind kind, String state, Deadline deadline, List<ActView> acts) {}

    /** An act as it was recorded, free texts opened; {@code correctedBy} names the latest correction, or is null. */
    record ActView(
            String id,
            ActType type,
            LocalDate occurredOn,
            JsonNode data,
            String reason,
            long position,
            Instant recordedAt,
            String recordedBy,
            String correctedBy) {}

    /** A page of subjects, by name. */
    record Subjects(List<SubjectLine> subjects, String next) {}

    /** A subject in a list; the dates are those of its first and of its latest live act. */
    record SubjectLine(
            String unit, String subject, SubjectKind kind, String state, LocalDate openedOn, LocalDate latestOn) {}

    /** A page of corrections and late acts, by position. */
    record Corrections(List<CorrectionLine> corrections, String next) {}

    /** A retraction, an amendment or a late act; {@code act} names the corrected act and is null for a late one. */
    record CorrectionLine(
            String unit,
            String subject,
            String id,
            ActType type,
            String act,
            LocalDate occurredOn,
            boolean late,
            String reason,
            long position,
            Instant recordedAt,
            String recordedBy) {}
}
