package minglu.api.ledger;

import java.time.LocalDate;

/**
 * One line of the ledger: an act adds to an account.
 *
 * @param unit the unit that acted
 * @param subject the subject of the act
 * @param act id of the original act, also where a correction moves it
 * @param account see {@link Poster}
 * @param occurredOn the day it counts on
 * @param amount pieces, or fen for the accounts that end in {@code /fen}; never 0
 */
public record Posting(String unit, String subject, String act, String account, LocalDate occurredOn, long amount) {}
