/** The history as the bytes that are stored. */
package minglu.query.log.store;
