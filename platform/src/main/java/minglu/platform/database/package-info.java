/** The one PostgreSQL of an installation: the application's pool, and the migrations that its owner runs. */
package minglu.platform.database;
