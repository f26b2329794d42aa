/** The calendar that administrators add years to. */
package minglu.command.calendar;
