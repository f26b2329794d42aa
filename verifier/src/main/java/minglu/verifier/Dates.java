package minglu.verifier;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Dates and times in the two forms of the format; both sort as texts. */
final class Dates {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int REC_LENGTH = 27;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Dates() {}

    /** Whether the text is a date of the calendar, {@code YYYY-MM-DD}. */
    static boolean isDate(String text) {
        return text.length() == 10 && startsWithDate(text);
    }

    private static boolean startsWithDate(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= lastDay(year, month);
    }

    /** The last day of a month, 28 to 31. */
    static int lastDay(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /** The year of a date. */
    static int year(String date) {
        return number(date, 0, 4);
    }

    /** Whether the text is a time as {@code rec} writes it, {@code YYYY-MM-DDTHH:MM:SS.ffffffZ}. */
    static boolean isTime(String text) {
        return text.length() == REC_LENGTH
                && startsWithDate(text)
                && text.charAt(10) == 'T'
                && below(number(text, 11, 13), 24)
                && text.charAt(13) == ':'
                && below(number(text, 14, 16), 60)
                && text.charAt(16) == ':'
                && below(number(text, 17, 19), 60)
                && text.charAt(19) == '.'
                && number(text, 20, 26) >= 0
                && text.charAt(26) == 'Z';
    }

    /** Whether the date is at most one day after the day of the time in Shanghai. */
    static boolean atMostOneDayAfter(String date, String time) {
        if (date.compareTo(time.substring(0, 10)) <= 0) {
            // Shanghai is never behind UTC.
            return true;
        }
        LocalDate day = LocalDateTime.parse(time.substring(0, REC_LENGTH - 1))
                .atOffset(ZoneOffset.UTC)
                .atZoneSameInstant(SHANGHAI)
                .toLocalDate();
        return !LocalDate.parse(date).isAfter(day.plusDays(1));
    }

    private static boolean below(int value, int bound) {
        return value >= 0 && value < bound;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }
}
