package minglu.api.tables;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The figures section one and six of the report speak of (contract section 4).
 *
 * @param unit the unit or node
 * @param scope which units are covered
 * @param year the year
 * @param knownAt what was known
 * @param occurredUntil last day that counts
 * @param items published items
 * @param complaints complaints and suggestions handled
 * @param trainings trainings held
 * @param oversight oversight by kind
 * @param fees 信息处理费 by date of payment
 * @param requests applications, totals over all applicants
 */
public record SummaryView(
        String unit,
        Scope scope,
        int year,
        KnownAt knownAt,
        LocalDate occurredUntil,
        Items items,
        Complaints complaints,
        Trainings trainings,
        Map<String, Long> oversight,
        Fees fees,
        Requests requests) {

    /**
     * Published items.
     *
     * @param socialMedia wechat and weibo together
     * @param total all channels
     * @param reviewed published with the name of a reviewer
     * @param withdrawn withdrawn in the year
     */
    public record Items(
            Channel website,
            Channel wechat,
            Channel weibo,
            Channel gazette,
            @JsonProperty("press-conference") Channel pressConference,
            Channel other,
            long socialMedia,
            long total,
            long reviewed,
            long withdrawn) {}

    /** Items of one channel by category. */
    public record Channel(long catalogue, long dynamics, long other, long total) {}

    /** Complaints and suggestions handled, in all and by channel. */
    public record Complaints(long total, Map<String, Long> byChannel) {}

    /** Trainings held and people trained. */
    public record Trainings(long total, long participants) {}

    /**
     * 信息处理费 collected.
     *
     * @param cases payments
     * @param amountYuan decimal string of yuan
     * @param units units with payments, sorted
     */
    public record Fees(long cases, String amountYuan, List<UnitFees> units) {}

    /** 信息处理费 collected by one unit. */
    public record UnitFees(String unit, long cases, String amountYuan) {}

    /**
     * Applications, totals over all applicants.
     *
     * @param withdrawn those of {@code closed} that the applicant withdrew
     * @param answeredInTime how many of {@code total} were given on the last day of their period or before; null if the calendar
     *     lacks a year that decides it
     */
    public record Requests(
            @JsonProperty("new") long received,
            @JsonProperty("carried-in") long carriedIn,
            long granted,
            @JsonProperty("granted-in-part") long grantedInPart,
            long refused,
            long unavailable,
            @JsonProperty("not-processed") long notProcessed,
            long closed,
            long withdrawn,
            long total,
            @JsonProperty("carried-out") long carriedOut,
            Long answeredInTime) {}
}
