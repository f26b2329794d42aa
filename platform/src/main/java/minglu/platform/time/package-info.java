/** The clock, the business date, and how instants are written. */
package minglu.platform.time;
