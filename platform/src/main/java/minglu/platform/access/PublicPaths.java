package minglu.platform.access;

import java.util.List;

/**
 * Addresses that need no user, beside {@code /actuator/health/**}. Declare a bean of this type where such an address is served.
 *
 * @param patterns path patterns of Spring, as {@code /log/tile/*}; reading only ({@code GET} and {@code HEAD})
 */
public record PublicPaths(List<String> patterns) {

    /** From single patterns. */
    public static PublicPaths of(String... patterns) {
        return new PublicPaths(List.of(patterns));
    }
}
