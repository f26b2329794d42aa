package minglu.platform.access;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request of a {@link Caller} whose password was right. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient User user;
    private final transient Caller caller;

    CallerAuthentication(User user) {
        super(user.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList());
        this.user = user;
        this.caller = user.caller();
        setAuthenticated(true);
    }

    /** As it stood when the password was checked. */
    User user() {
        return user;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return caller.name();
    }
}
