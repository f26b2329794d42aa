/** The read side built anew beside the live one, compared with it, and put in its place. */
package minglu.query.rebuild;
