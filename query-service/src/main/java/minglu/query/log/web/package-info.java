/** The log over HTTP and as queries. */
package minglu.query.log.web;
