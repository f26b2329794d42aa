package minglu.postgres;

import java.nio.file.Path;

/** A program that opens a server, commits a row and then waits to be ended; a second argument asks for the shutdown hook. */
final class LeftBehind {

    private LeftBehind() {}

    public static void main(String[] arguments) throws Exception {
        Options options = arguments.length > 1 ? Sql.durable().withStopWithJvm() : Sql.durable();
        EmbeddedPostgres server = EmbeddedPostgres.open(Path.of(arguments[0]), options);
        Sql.run(server, Role.OWNER, "CREATE TABLE act (id int PRIMARY KEY)");
        Sql.run(server, Role.OWNER, "INSERT INTO act VALUES (42)");
        System.out.println("pid " + server.process().pid());
        synchronized (server) {
            server.wait();
        }
    }
}
