/** The leaf of an event and its canonical JSON, JDK only. */
package minglu.query.log.leaf;
