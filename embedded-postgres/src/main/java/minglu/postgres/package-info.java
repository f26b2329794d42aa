/**
 * A durable, closed PostgreSQL that runs as a child process of this JVM, from binaries carried in a jar.
 *
 * <p>Only {@link minglu.postgres.EmbeddedPostgres} and what it hands out are meant for other modules.
 */
package minglu.postgres;
