/** A fast, throw-away PostgreSQL for the tests of all modules; nothing here is for production. */
package minglu.postgres.testing;
