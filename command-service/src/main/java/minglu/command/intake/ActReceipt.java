package minglu.command.intake;

import java.time.Instant;

/**
 * The answer to a recorded act (contract section 3).
 *
 * @param unit the unit that acted
 * @param subject its subject
 * @param id the client's id of the act
 * @param position place of the event in the whole history, from 1; null while it is not known yet
 * @param recordedAt when the store wrote the event; null while the position is not known
 * @param duplicate whether the act had been recorded before
 */
public record ActReceipt(
        String unit, String subject, String id, Long position, Instant recordedAt, boolean duplicate) {}
