package minglu.platform.access;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import minglu.api.resource.Actor;

/**
 * The authenticated user behind a request. Endpoints take it as a parameter of this type.
 *
 * @param id opaque id of the user, the only trace of a person in events
 * @param name the name the user signs in with
 * @param roles at least one
 * @param unit the unit the user is bound to; null: the whole tree
 */
public record Caller(String id, String name, Set<Role> roles, String unit) {

    /** Whether the user has at least one of these roles. */
    public boolean hasAny(Role... wanted) {
        for (Role role : wanted) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the user reads figures and cases at all; an administrator alone does not. */
    public boolean reads() {
        return roles.stream().anyMatch(role -> role != Role.ADMIN);
    }

    /** Whether the user reads its own unit only; the others read their subtree, or everything. */
    public boolean readsOwnUnitOnly() {
        return unit != null
                && roles.stream().allMatch(role -> role == Role.CLERK || role == Role.REVIEWER || role == Role.ADMIN);
    }

    /** The same user in a message. */
    public Actor actor() {
        return new Actor(id, name, roles.stream().map(Role::code).collect(Collectors.toSet()), unit);
    }

    /** The user behind a message. */
    public static Caller of(Actor actor) {
        return new Caller(
                actor.id(),
                actor.name(),
                Arrays.stream(Role.values())
                        .filter(role -> actor.roles().contains(role.code()))
                        .collect(Collectors.toUnmodifiableSet()),
                actor.unit());
    }
}
