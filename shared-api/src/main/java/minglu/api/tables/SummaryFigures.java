package minglu.api.tables;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minglu.api.act.Coded;
import minglu.api.series.ComplaintChannel;
import minglu.api.series.OversightKind;
import minglu.api.tables.SummaryView.Channel;

/** The figures of a summary by name, as texts and text rules speak of them: {@code items.website.total}. */
public final class SummaryFigures {

    private static final Set<String> NAMES = of(zero()).keySet();

    private SummaryFigures() {}

    /** All names, the same for every summary. */
    public static Set<String> names() {
        return NAMES;
    }

    /** The figures of a summary: pieces, and yuan for {@code fees.amountYuan}. */
    public static Map<String, BigDecimal> of(SummaryView summary) {
        Map<String, BigDecimal> figures = new LinkedHashMap<>();
        SummaryView.Items items = summary.items();
        channel(figures, "website", items.website());
        channel(figures, "wechat", items.wechat());
        channel(figures, "weibo", items.weibo());
        channel(figures, "gazette", items.gazette());
        channel(figures, "press-conference", items.pressConference());
        channel(figures, "other", items.other());
        put(figures, "items.socialMedia", items.socialMedia());
        put(figures, "items.total", items.total());
        put(figures, "items.reviewed", items.reviewed());
        put(figures, "items.withdrawn", items.withdrawn());
        put(figures, "complaints.total", summary.complaints().total());
        summary.complaints()
                .byChannel()
                .forEach((channel, number) -> put(figures, "complaints.byChannel." + channel, number));
        put(figures, "trainings.total", summary.trainings().total());
        put(figures, "trainings.participants", summary.trainings().participants());
        summary.oversight().forEach((kind, number) -> put(figures, "oversight." + kind, number));
        put(figures, "fees.cases", summary.fees().cases());
        figures.put("fees.amountYuan", new BigDecimal(summary.fees().amountYuan()));
        SummaryView.Requests requests = summary.requests();
        put(figures, "requests.new", requests.received());
        put(figures, "requests.carried-in", requests.carriedIn());
        put(figures, "requests.granted", requests.granted());
        put(figures, "requests.granted-in-part", requests.grantedInPart());
        put(figures, "requests.refused", requests.refused());
        put(figures, "requests.unavailable", requests.unavailable());
        put(figures, "requests.not-processed", requests.notProcessed());
        put(figures, "requests.closed", requests.closed());
        put(figures, "requests.withdrawn", requests.withdrawn());
        put(figures, "requests.total", requests.total());
        put(figures, "requests.carried-out", requests.carriedOut());
        return Collections.unmodifiableMap(figures);
    }

    private static void channel(Map<String, BigDecimal> figures, String name, Channel channel) {
        put(figures, "items." + name + ".catalogue", channel.catalogue());
        put(figures, "items." + name + ".dynamics", channel.dynamics());
        put(figures, "items." + name + ".other", channel.other());
        put(figures, "items." + name + ".total", channel.total());
    }

    private static void put(Map<String, BigDecimal> figures, String name, long number) {
        figures.put(name, BigDecimal.valueOf(number));
    }

    private static SummaryView zero() {
        Channel none = new Channel(0, 0, 0, 0);
        return new SummaryView(
                null,
                null,
                0,
                null,
                null,
                new SummaryView.Items(none, none, none, none, none, none, 0, 0, 0, 0),
                new SummaryView.Complaints(0, zeros(ComplaintChannel.values())),
                new SummaryView.Trainings(0, 0),
                zeros(OversightKind.values()),
                new SummaryView.Fees(0, "0", List.of()),
                new SummaryView.Requests(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null));
    }

    private static Map<String, Long> zeros(Coded[] codes) {
        Map<String, Long> zeros = new HashMap<>();
        for (Coded code : codes) {
            zeros.put(code.code(), 0L);
        }
        return zeros;
    }
}
