package minglu.postgres;

/** The two database roles that are handed out; the superuser stays inside {@link EmbeddedPostgres}. */
public enum Role {
    /** Owns the databases and runs the migrations; not a superuser. */
    OWNER("minglu_owner"),

    /** The application at run time: may connect, has only the rights the migrations grant it, and no DDL. */
    APP("minglu_app");

    private final String user;

    Role(String user) {
        this.user = user;
    }

    /** The name of the role in PostgreSQL. */
    public String user() {
        return user;
    }
}
