package minglu.query.reporting;

import java.time.LocalDate;
import java.time.MonthDay;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * When returns and reports are due in the year after the one they are about (条例 49; 2021格式 二). Local notices set earlier
 * days, so they are settings: {@code minglu.reporting.units-due} and {@code minglu.reporting.nodes-due}, as {@code 01-31}.
 */
@Component
class StatutoryDates {

    private final MonthDay units;
    private final MonthDay nodes;

    StatutoryDates(
            @Value("${minglu.reporting.units-due:01-31}") String units,
            @Value("${minglu.reporting.nodes-due:02-20}") String nodes) {
        this.units = MonthDay.parse("--" + units);
        this.nodes = MonthDay.parse("--" + nodes);
    }

    /** The last day on which a unit submits in time. */
    LocalDate ofUnits(int year) {
        return units.atYear(year + 1);
    }

    /** The last day on which a node publishes in time. */
    LocalDate ofNodes(int year) {
        return nodes.atYear(year + 1);
    }
}
