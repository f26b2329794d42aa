package minglu.api.act;

import java.time.LocalDate;

/**
 * Identity, date and reason of a recorded act.
 *
 * @param unit the unit that acted
 * @param subject the subject the act belongs to
 * @param id the client's id of the act within the subject
 * @param occurredOn business date in Asia/Shanghai
 * @param reason sealed text, or null
 * @param late whether the act was recorded although its year was closed
 * @param digest keyed SHA-256 of the normalised content; see {@link Act#digest()}
 */
public record ActStamp(
        String unit, String subject, String id, LocalDate occurredOn, String reason, boolean late, String digest) {}
