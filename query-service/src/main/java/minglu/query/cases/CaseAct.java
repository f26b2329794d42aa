package minglu.query.cases;

import java.time.Instant;
import java.time.LocalDate;
import minglu.api.act.ActType;

/**
 * An act as it was recorded.
 *
 * @param position its position
 * @param unit the unit that acted
 * @param subject its subject
 * @param id the client's id
 * @param type what was done
 * @param occurredOn the date it was recorded with
 * @param data JSON as the client said it, free texts sealed
 * @param reason sealed, or null
 * @param late whether its year was closed
 * @param recordedAt when it was recorded
 * @param recordedBy opaque id of the user, or null
 * @param corrects for a correction the act it corrects; else null
 * @param movedTo for an amendment the date it gives to that act, if any; else null
 */
record CaseAct(
        long position,
        String unit,
        String subject,
        String id,
        ActType type,
        LocalDate occurredOn,
        String data,
        String reason,
        boolean late,
        Instant recordedAt,
        String recordedBy,
        String corrects,
        LocalDate movedTo) {}
