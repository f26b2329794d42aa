/** The tree of RFC 6962, JDK only. */
package minglu.query.log.merkle;
