/** The working-day calendar: which days count in a period of working days (放假办法, yearly notices of the State Council). */
package minglu.api.calendar;
