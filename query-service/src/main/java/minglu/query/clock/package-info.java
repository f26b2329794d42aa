/**
 * The statutory clock of an application, read from its acts and the calendar; nothing of it is stored. Pure: knows neither Spring
 * nor the database.
 */
package minglu.query.clock;
