package minglu.verifier;

import java.math.BigInteger;

/**
 * What an event adds to an account.
 *
 * @param account the account
 * @param date the date for which it counts
 * @param amount pieces or fen; never 0
 */
record Posting(String account, String date, BigInteger amount) {}
