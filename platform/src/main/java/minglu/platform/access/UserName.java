package minglu.platform.access;

import java.util.regex.Pattern;

/** How users may be named: 1 to 64 letters, digits and {@code . _ -}. */
final class UserName {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private UserName() {}

    static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }
}
