package minglu.standalone.contract;

import minglu.standalone.testing.Api;

/** A running Minglu behind one address, however many processes stand behind it. Tests know nothing else of it. */
public interface Installation {

    /** The first administrator's password. */
    String ADMIN_PASSWORD = "admin-password-of-the-tests";

    /** For the names of tests. */
    String name();

    /** The address that clients use. */
    String url();

    /** A client of a user. */
    default Api api(String user, String password) {
        return new Api(url(), user, password);
    }

    /** A client of the first administrator. */
    default Api admin() {
        return api("admin", ADMIN_PASSWORD);
    }
}
