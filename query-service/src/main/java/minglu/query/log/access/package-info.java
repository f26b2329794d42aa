/** Who looked at what. */
package minglu.query.log.access;
