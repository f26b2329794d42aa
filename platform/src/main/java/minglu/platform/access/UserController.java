package minglu.platform.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.act.Identifiers;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.api.text.Characters;
import minglu.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Users: created, changed and listed by administrators (contract section 2). */
@RestController
@RequestMapping("/api/v1/users")
class UserController {

    static final int MIN_PASSWORD_CHARS = 8;
    private static final int MAX_PASSWORD_CHARS = 200;
    private static final Set<Role> BOUND_TO_A_UNIT = Set.copyOf(EnumSet.of(Role.CLERK, Role.REVIEWER));

    private final UserStore users;
    private final PasswordHashing hashing;

    UserController(UserStore users, PasswordHashing hashing) {
        this.users = users;
        this.hashing = hashing;
    }

    /**
     * @param password null: the old one stays
     * @param roles codes of roles
     * @param unit null: the whole tree
     */
    record UserRequest(String password, List<String> roles, String unit) {

        @Override
        public String toString() {
            return "UserRequest[roles=" + roles + ", unit=" + unit + "]";
        }
    }

    record UserView(String name, Collection<Role> roles, String unit) {

        static UserView of(User user) {
            return new UserView(user.name(), user.roles(), user.unit());
        }
    }

    record UserList(List<UserView> users, String next) {}

    @PutMapping("/{name}")
    ResponseEntity<UserView> put(Caller caller, @PathVariable String name, @RequestBody UserRequest wanted) {
        Access.require(caller, Role.ADMIN);
        if (!UserName.isValid(name)) {
            throw new RefusedException(
                    ProblemCode.INVALID_PARAMETER, "a user name is 1 to 64 of A-Z a-z 0-9 . _ - and not " + name);
        }
        Optional<User> existing = users.find(name);
        Set<Role> roles = check(wanted, existing.isEmpty());
        String hash = wanted.password() == null ? null : hashing.hash(wanted.password());
        UUID actor = UUID.fromString(caller.id());
        boolean created = hash != null && existing.isEmpty() && users.create(name, hash, roles, wanted.unit(), actor);
        if (!created) {
            users.change(name, hash, roles, wanted.unit(), actor);
        }
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new UserView(name, roles, wanted.unit()));
    }

    @GetMapping
    UserList list(
            Caller caller,
            @RequestParam(required = false) Integer limit,
            @RequestParam(required = false) String after) {
        Access.require(caller, Role.ADMIN);
        Page page = Page.of(limit, after);
        List<User> found = users.list(page.after(), page.limit() + 1);
        return new UserList(page.rows(found).stream().map(UserView::of).toList(), page.next(found, User::name));
    }

    private static Set<Role> check(UserRequest wanted, boolean isNew) {
        List<Violation> violations = new ArrayList<>();
        checkPassword(wanted.password(), isNew, violations);
        Set<Role> roles = roles(wanted.roles(), violations);
        if (wanted.unit() != null && !Identifiers.UNIT.matcher(wanted.unit()).matches()) {
            violations.add(new Violation("/unit", wanted.unit() + " is no code of a unit"));
        }
        if (wanted.unit() == null && roles.stream().anyMatch(BOUND_TO_A_UNIT::contains)) {
            violations.add(new Violation("/unit", "clerk and reviewer need a unit"));
        }
        if (!violations.isEmpty()) {
            throw new RefusedException(
                    ProblemCode.INVALID_REQUEST,
                    violations.stream()
                            .map(violation -> violation.pointer() + ": " + violation.message())
                            .collect(Collectors.joining("; ")),
                    violations);
        }
        return roles;
    }

    private static void checkPassword(String password, boolean isNew, List<Violation> violations) {
        if (password == null) {
            if (isNew) {
                violations.add(new Violation("/password", "a new user needs a password"));
            }
        } else if (password.length() < MIN_PASSWORD_CHARS || password.length() > MAX_PASSWORD_CHARS) {
            // The value itself is never repeated.
            violations.add(new Violation(
                    "/password",
                    "a password has " + MIN_PASSWORD_CHARS + " to " + MAX_PASSWORD_CHARS + " characters, this one has "
                            + password.length()));
        } else if (!Characters.arePrintable(password)) {
            violations.add(new Violation("/password", "control characters are not allowed in a password"));
        }
    }

    private static Set<Role> roles(List<String> codes, List<Violation> violations) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (codes == null || codes.isEmpty()) {
            violations.add(new Violation("/roles", "a user needs at least one role"));
            return roles;
        }
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            Optional<Role> role = Stream.of(Role.values())
                    .filter(known -> known.code().equals(code))
                    .findFirst();
            if (role.isPresent()) {
                roles.add(role.get());
            } else {
                violations.add(new Violation("/roles/" + i, "there is no role " + code));
            }
        }
        return roles;
    }
}
