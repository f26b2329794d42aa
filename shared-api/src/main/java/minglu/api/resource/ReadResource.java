package minglu.api.resource;

import java.util.Map;

/**
 * Asks for what {@code GET} of an address of the contract would show this user; answered with {@link ResourceAnswer}. Refused as
 * over HTTP, and noted in the access log like it.
 *
 * @param actor the user
 * @param path the address without its query, from {@code /api/v1} on, segments percent-encoded
 * @param parameters the parameters of the query, decoded
 */
public record ReadResource(Actor actor, String path, Map<String, String> parameters) {

    /** Keeps a copy of the parameters. */
    public ReadResource {
        parameters = Map.copyOf(parameters);
    }
}
