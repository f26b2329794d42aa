package minglu.platform.access;

import java.util.Set;
import java.util.UUID;

/**
 * A user as stored.
 *
 * @param id opaque, stays for ever
 * @param name what the user signs in with
 * @param passwordHash with the prefix of its algorithm
 * @param roles at least one
 * @param unit null: the whole tree
 */
record User(UUID id, String name, String passwordHash, Set<Role> roles, String unit) {

    Caller caller() {
        return new Caller(id.toString(), name, roles, unit);
    }

    @Override
    public String toString() {
        return "User[" + name + "]";
    }
}
