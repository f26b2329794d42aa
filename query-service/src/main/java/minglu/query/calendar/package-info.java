/** The calendar as it was known at a position. */
package minglu.query.calendar;
