package minglu.api.resource;

/**
 * What an address of the contract answers.
 *
 * @param status HTTP status, 200 to 299
 * @param json the body; null where there is none
 */
public record ResourceAnswer(int status, String json) {}
