package minglu.api.resource;

import java.util.Set;

/**
 * The signed-in user on whose behalf a resource is asked for.
 *
 * @param id opaque id of the user
 * @param name the name the user signs in with
 * @param roles codes of the roles, at least one
 * @param unit the unit the user is bound to; null: the whole tree
 */
public record Actor(String id, String name, Set<String> roles, String unit) {

    /** Keeps a copy of the roles. */
    public Actor {
        roles = Set.copyOf(roles);
    }
}
