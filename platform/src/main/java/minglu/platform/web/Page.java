package minglu.platform.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.text.Characters;

/**
 * Which part of a list is wanted (contract, head): {@code limit} and {@code after}.
 *
 * @param limit 1 to 1000
 * @param after the key after which the page begins, decoded from the cursor; null: from the beginning
 */
public record Page(int limit, String after) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /**
     * From the parameters of a request.
     *
     * @param limit null: 100
     * @param cursor what an earlier page gave as {@code next}; null: the first page
     * @throws RefusedException {@code invalid-parameter} if the limit is out of range or the cursor is none of ours
     */
    public static Page of(Integer limit, String cursor) {
        int wanted = limit == null ? DEFAULT_LIMIT : limit;
        if (wanted < 1 || wanted > MAX_LIMIT) {
            throw new RefusedException(
                    ProblemCode.INVALID_PARAMETER, "limit must be from 1 to " + MAX_LIMIT + " and is " + wanted);
        }
        return new Page(wanted, cursor == null ? null : decode(cursor));
    }

    /** The cursor that continues after a key: {@code [A-Za-z0-9_-]+}. */
    public static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The cursor of the next page.
     *
     * @param found what was found, asked for with one more than {@link #limit}
     * @param key the key of a row
     * @return null if this is the last page
     */
    public <T> String next(List<T> found, Function<T, String> key) {
        return found.size() <= limit ? null : cursor(key.apply(found.get(limit - 1)));
    }

    /** The rows of this page, out of what was asked for with one more than {@link #limit}. */
    public <T> List<T> rows(List<T> found) {
        return found.subList(0, Math.min(limit, found.size()));
    }

    private static String decode(String cursor) {
        try {
            byte[] key = Base64.getUrlDecoder().decode(cursor);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
            if (!Characters.arePrintable(text)) {
                throw notOurs(cursor);
            }
            return text;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw notOurs(cursor);
        }
    }

    private static RefusedException notOurs(String cursor) {
        return new RefusedException(
                ProblemCode.INVALID_PARAMETER, "after must be a cursor that an earlier page gave, not " + cursor);
    }
}
