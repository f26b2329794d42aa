package minglu.api.format;

/**
 * A label in the two languages of the product.
 *
 * @param zh Chinese; for statutory labels the words of the official form
 * @param en English
 */
public record Label(String zh, String en) {}
