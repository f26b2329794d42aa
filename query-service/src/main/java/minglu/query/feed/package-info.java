/** The history as a feed for other systems, in CloudEvents (contract section 6). */
package minglu.query.feed;
