package minglu.platform.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands where only a session can have named a user yet. Holds a session to what the user is now: one whose password, roles or unit changed since it signed in signs in again. So a change
 * reaches browsers as soon as it reaches machine clients.
 */
final class FreshUserFilter extends OncePerRequestFilter {

    private final UserStore users;

    FreshUserFilter(UserStore users) {
        this.users = users;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null
                && SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                && !isSame(known)) {
            SecurityContextHolder.clearContext();
            session.invalidate();
        }
        chain.doFilter(request, response);
    }

    private boolean isSame(CallerAuthentication known) {
        try {
            return Optional.of(known.user()).equals(users.find(known.getName()));
        } catch (DataAccessException e) {
            logger.warn("A user could not be looked up", e);
            return false;
        }
    }
}
