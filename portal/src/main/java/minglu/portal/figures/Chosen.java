package minglu.portal.figures;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import minglu.platform.access.Caller;
import minglu.platform.time.BusinessDates;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which figures a page shows, as its address says.
 *
 * @param unit a unit or node
 * @param year the year
 * @param scope {@code own}, {@code consolidated}, or null for what the contract takes
 * @param knownAt position, date or instant; null: now
 * @param occurredUntil last day that counts; null: 31 December
 */
public record Chosen(String unit, String year, String scope, String knownAt, String occurredUntil) {

    private static final int LAST_MONTH_OF_REPORTING = 3;

    /** The year that is being reported: the one before until the end of March (条例 art. 49: the consolidated report is published by 31 March). */
    public static int reportedYear(BusinessDates dates) {
        LocalDate today = dates.today();
        return today.getYear() - (today.getMonthValue() <= LAST_MONTH_OF_REPORTING ? 1 : 0);
    }

    /** What was asked for; where nothing was, the user's own unit and this year. */
    public static Chosen of(
            Caller caller,
            BusinessDates dates,
            String unit,
            String year,
            String scope,
            String knownAt,
            String occurredUntil) {
        return new Chosen(
                given(unit) ? unit : caller.unit() == null ? "district" : caller.unit(),
                given(year) ? year : String.valueOf(dates.today().getYear()),
                given(scope) ? scope : null,
                given(knownAt) ? knownAt.trim() : null,
                given(occurredUntil) ? occurredUntil : null);
    }

    /**
     * What the address of a page says of it; a member that it does not say is null.
     *
     * @param unit a unit or node
     * @param year the year
     * @param scope which units are covered
     * @param knownAt what was known
     * @param occurredUntil last day that counts
     */
    public record Asked(String unit, String year, String scope, String knownAt, String occurredUntil) {

        /** What the page shows. */
        public Chosen by(Caller caller, BusinessDates dates) {
            return of(caller, dates, unit, year, scope, knownAt, occurredUntil);
        }
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }

    /** The parameters of the contract's addresses of figures, without those not given. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("unit", unit);
        parameters.put("year", year);
        put(parameters, "scope", scope);
        put(parameters, "knownAt", knownAt);
        put(parameters, "occurredUntil", occurredUntil);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /** An address with these parameters. */
    public String at(String address) {
        UriComponentsBuilder builder = UriComponentsBuilder.fromPath(address);
        parameters().forEach((name, value) -> builder.queryParam(name, "{" + name + "}"));
        return builder.encode().buildAndExpand(parameters()).toUriString();
    }
}
