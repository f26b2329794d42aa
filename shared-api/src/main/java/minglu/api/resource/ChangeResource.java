package minglu.api.resource;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for what {@code POST} or {@code PUT} of an address of the contract does; answered with {@link ResourceAnswer}. Refused as over
 * HTTP. As idempotent as the address is.
 *
 * @param stream of the unit that is concerned, so that its commands meet on one node: {@link #streamOf}
 * @param actor the user
 * @param method {@code POST} or {@code PUT}
 * @param path the address without its query, from {@code /api/v1} on, segments percent-encoded
 * @param parameters the parameters of the query, decoded
 * @param json the body
 */
public record ChangeResource(
        @TargetAggregateIdentifier String stream,
        Actor actor,
        String method,
        String path,
        Map<String, String> parameters,
        String json) {

    /** Keeps a copy of the parameters. */
    public ChangeResource {
        parameters = Map.copyOf(parameters);
    }

    /** The stream for changes of a unit. */
    public static String streamOf(String unit) {
        return "resource:" + unit;
    }
}
