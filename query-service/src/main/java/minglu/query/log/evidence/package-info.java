/** Bundles and statements: evidence that leaves the house. */
package minglu.query.log.evidence;
