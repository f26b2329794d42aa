package minglu.platform.access;

import java.util.Arrays;
import java.util.stream.Collectors;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;

/** Checks of rights that endpoints make themselves. */
public final class Access {

    private Access() {}

    /**
     * Goes on only for a user with at least one of these roles.
     *
     * @throws RefusedException {@code forbidden}, naming the user and the roles
     */
    public static void require(Caller caller, Role... roles) {
        if (!caller.hasAny(roles)) {
            throw new RefusedException(
                    ProblemCode.FORBIDDEN,
                    "user " + caller.name() + " needs the role "
                            + Arrays.stream(roles).map(Role::code).collect(Collectors.joining(" or ")));
        }
    }
}
