package minglu.api.calendar;

import java.time.LocalDate;

/**
 * A Monday to Friday that is free.
 *
 * @param date the day
 * @param holiday name of the holiday, Chinese, for example 春节
 */
public record WeekdayOff(LocalDate date, String holiday) {}
