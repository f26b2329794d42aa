/** Turns the published totals of a year into single acts whose tables are exactly those totals. */
package minglu.standalone.sample;
